"""How the page holds up: many browsers asking at once, and the way from a cold start to the first answer.

python -m tests.load --browsers 10 --seconds 120             ten browsers ask, each as soon as it is answered
python -m tests.load --browsers 10 --seconds 120 --pause 5   … after having read for 2.5 to 7.5 seconds
python -m tests.load --first                                 server start → page visible → first answer

Starts the real server over the saved index and asks what the reading notes ask, in all three languages. People do not
ask in step: each browser begins at a moment of its own within the pause, and draws each of its pauses from half to one
and a half times --pause, by a fixed seed. Runs on Linux; the browsers share the machine with the server, so that
figures depend on what else it does: the processor time of both and the load average are printed with them.
"""

import argparse
import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from playwright.async_api import Browser, Page, async_playwright
from playwright.async_api import Error as BrowserError

from app.wording import say
from corpus.library import FOLDER, load_library
from tests.load_server import ROOT, Server, processor_time, served

FLAGS = ("no-sandbox", "disable-gpu", "disable-background-networking", "disable-component-update", "disable-sync")
ANSWERED = "#answer:has(.body *, .error)"  # a turn with its answer, or with why there is none
BROKEN = "[data-testid=stException], #answer .error"
PATIENCE = 60_000.0  # milliseconds for one answer; a longer one is an error
WARMING = 900_000.0  # milliseconds for the page and the first answer, which wait for the model on a busy machine
TURNS = 5  # questions of a conversation, before a new one is begun
SEED = 20261121


@dataclass(slots=True)
class Seen:
    """What the browsers saw."""

    seconds: list[float] = field(default_factory=list)  # from Enter to the answer shown
    errors: Counter[str] = field(default_factory=Counter)
    memory: list[float] = field(default_factory=list)  # of the server, megabytes, one a second


@dataclass(frozen=True, slots=True)
class Asker:
    """What one browser asks, and when."""

    questions: list[str]
    begin: float  # seconds until the first
    pauses: NDArray[np.float64]  # seconds after each answer


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Open one Chromium; each of its contexts is a browser of its own to the server."""
    path = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
    if path is None:
        raise SystemExit("Chromium is missing; run `apt-get install chromium`")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=[f"--{flag}" for flag in FLAGS])
        yield browser
        await browser.close()


async def window(browser: Browser) -> Page:
    """Open an empty window that has nothing of the page yet; Chromium itself is up when it is there."""
    context = await browser.new_context(locale="nb-NO", viewport={"width": 1280, "height": 860})
    page = await context.new_page()
    await page.goto("about:blank")
    return page


async def visit(page: Page, address: str) -> Page:
    """Open the page, and wait until a question can be written."""
    await page.goto(address, timeout=WARMING)
    await page.get_by_placeholder(say("ask", "nb")).wait_for(timeout=WARMING)
    page.set_default_timeout(PATIENCE)
    return page


async def ask(page: Page, question: str, patience: float = PATIENCE) -> float:
    """Return the seconds from Enter until the answer is shown; `patience` is in milliseconds."""
    turns = page.locator(ANSWERED)
    count = await turns.count()
    await page.get_by_placeholder(say("ask", "nb")).fill(question)
    started = time.perf_counter()
    await page.keyboard.press("Enter")
    await turns.nth(count).wait_for(timeout=patience)
    return time.perf_counter() - started


async def keep_asking(page: Page, asker: Asker, end: float, seen: Seen) -> None:
    """Ask until the time is up; a failure is counted, and the page opened anew."""
    page.on("pageerror", lambda error: seen.errors.update([f"script: {str(error)[:80]}"]))
    await asyncio.sleep(asker.begin)
    for number, (question, pause) in enumerate(zip(asker.questions, asker.pauses, strict=True)):
        if time.monotonic() >= end:
            return
        try:
            if number % TURNS == 0 and number:
                await begin_anew(page)
            seen.seconds.append(await ask(page, question))
            if await page.locator(BROKEN).count():
                seen.errors[f"answer: {(await page.locator(BROKEN).first.inner_text())[:80]}"] += 1
                await begin_anew(page)
        except BrowserError as error:
            seen.errors[str(error).splitlines()[0][:80]] += 1
            await page.reload()
        await asyncio.sleep(pause)


async def begin_anew(page: Page) -> None:
    """Begin a new conversation."""
    await page.get_by_role("button", name=say("new", "nb")).first.click()
    await page.locator(ANSWERED).first.wait_for(state="detached")


async def watch(server: Server, end: float, seen: Seen) -> None:
    """Note the server's memory every second."""
    while time.monotonic() < end:
        seen.memory.append(server.memory())
        await asyncio.sleep(1)


def askers(count: int, pause: float) -> list[Asker]:
    """Return who asks: the notes' questions, in an order and at moments of its own for each browser."""
    asked = [q for note in load_library(FOLDER).all_notes() for q in note.questions]
    draws = np.random.default_rng(SEED)
    return [
        Asker(
            [asked[i] for i in draws.permutation(len(asked))],
            pause * draws.uniform(0, 1),
            pause * draws.uniform(0.5, 1.5, len(asked)),
        )
        for _ in range(count)
    ]


async def many(server: Server, browsers: int, seconds: float, pause: float) -> None:
    """Let browsers ask at once, and say how it went."""
    asking, seen, load = askers(browsers, pause), Seen(), os.getloadavg()[0]
    async with chromium() as browser:
        await server.answers()
        pages = [await visit(await window(browser), server.address) for _ in range(browsers)]
        await asyncio.gather(*(ask(p, one.questions[-1], WARMING) for p, one in zip(pages, asking, strict=True)))
        end, cpu, theirs = time.monotonic() + seconds, server.cpu(), processor_time(server.process.pid)
        tasks = [keep_asking(p, one, end, seen) for p, one in zip(pages, asking, strict=True)]
        await asyncio.gather(watch(server, end, seen), *tasks)
        spent, theirs = server.cpu() - cpu, processor_time(server.process.pid) - theirs
    middle = seen.memory[len(seen.memory) // 2]
    p50, p95, worst = np.percentile(seen.seconds, [50, 95, 100])
    tell(
        f"{browsers} browsers, {seconds:g} s, {pause / 2:g}–{pause * 1.5:g} s of reading: {len(seen.seconds)} answers",
        f"errors: {sum(seen.errors.values())} {dict(seen.errors) or ''}",
        f"seconds from Enter to the answer shown: p50 {p50:.2f}, p95 {p95:.2f}, longest {worst:.2f}",
        f"server's memory, MB: start {seen.memory[0]:.0f}, middle {middle:.0f}, end {seen.memory[-1]:.0f}",
        f"server's processor time: {spent:.1f} s, {spent / max(1, len(seen.seconds)):.3f} s an answer",
        f"browsers' processor time: {theirs:.1f} s, {theirs / max(1, len(seen.seconds)):.3f} s an answer",
        f"load average: {load:.1f} before, {os.getloadavg()[0]:.1f} after; {os.cpu_count()} cores",
    )


async def first(folder: Path) -> None:
    """Say how long it is from the server's start to the first answer; the question is asked as soon as it can be."""
    load = os.getloadavg()[0]
    async with chromium() as browser:
        page = await window(browser)
        with served(folder) as server:
            started = time.perf_counter()
            await server.answers()
            up, cpu_up = time.perf_counter(), server.cpu()
            await visit(page, server.address)
            shown, cpu_shown = time.perf_counter(), server.cpu()
            waited = await ask(page, "Hva fungerte i Hallingdal?", WARMING)
            answered, cpu = time.perf_counter(), server.cpu()
            begun = time.perf_counter()
            await visit(page, server.address)
            again = time.perf_counter() - begun
    tell(
        f"the server answers: {up - started:.2f} s after its start",
        f"the page is there: {shown - up:.2f} s after that, in a browser that has nothing of it yet",
        f"the first answer: {waited:.2f} s after Enter, {answered - started:.2f} s after the server's start",
        f"the page is there again: {again:.2f} s after it is opened anew, in the same browser",
        f"server's processor time until each of the first three: {cpu_up:.1f}, {cpu_shown:.1f}, {cpu:.1f} s",
        f"load average: {load:.1f} before, {os.getloadavg()[0]:.1f} after; {os.cpu_count()} cores",
    )


def tell(*lines: str) -> None:
    """Print lines."""
    sys.stdout.write("\n".join(lines) + "\n")


def main() -> None:
    """Run one of the two."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description="Measure the page under load.")
    parser.add_argument("--first", action="store_true", help="measure the way to the first answer instead")
    parser.add_argument("--browsers", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--pause", type=float, default=0, help="seconds of reading, about, after each answer")
    chosen = parser.parse_args()
    subprocess.run([sys.executable, "-m", "index", "build", "--if-needed"], cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory() as folder:
        if chosen.first:
            asyncio.run(first(Path(folder)))
            return
        with served(Path(folder)) as server:
            asyncio.run(many(server, chosen.browsers, chosen.seconds, chosen.pause))


if __name__ == "__main__":
    main()
