"""Take the README's pictures: the real server, a real question, a real page. Run: `python -m tests.pictures`.

Each shot has a name, an address and what is done there before the picture is taken; add a line to `SHOTS` for another.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from app.links import EVIDENCE
from app.settings import DATA_VARIABLE
from app.wording import say
from index.settings import INDEX_VARIABLE, Settings
from tests.serving import CHROMIUM, FLAGS, HERE, PATIENCE, ROOT, wait_for

FOLDER = ROOT / "app" / "pictures"
SIZE: ViewportSize = {"width": 1280, "height": 800}
LARGEST = 250_000  # bytes of a picture
SETTLED = 800  # milliseconds for fonts and scrolling

Action = Callable[[Page], None]


def ask(question: str) -> Action:
    """Return what asks a question and opens the answer's first source."""

    def done(page: Page) -> None:
        page.get_by_placeholder(say("ask", "nb")).fill(question)
        page.keyboard.press("Enter")
        page.locator("button.cite").first.click()
        page.locator("#page mark").first.wait_for()

    return done


def matrix(page: Page) -> None:
    """Wait until the matrix of what worked where is drawn."""
    page.locator(".st-key-evidence-picture canvas, .st-key-evidence-picture svg").first.wait_for()
    page.locator("#matrix table").first.wait_for(state="attached")


SHOTS: list[tuple[str, str, Action]] = [
    ("chat", "", ask("Hvor mange arbeidsplasser ga Innovasjonsløft Hallingdal?")),
    ("evidence", EVIDENCE, matrix),
]


def take(address: str) -> list[Path]:
    """Take every picture from the server at `address`; return the files.

    Raises:
        ValueError: a picture is larger than a README should carry.
    """
    FOLDER.mkdir(exist_ok=True)
    out = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[f"--{flag}" for flag in FLAGS])
        for name, where, act in SHOTS:
            context = browser.new_context(locale="nb-NO", viewport=SIZE, color_scheme="light", reduced_motion="reduce")
            page = context.new_page()
            page.set_default_timeout(PATIENCE)
            page.goto(f"{address}/{where}")
            act(page)
            page.wait_for_timeout(SETTLED)
            path = FOLDER / f"{name}.png"
            page.screenshot(path=path)
            context.close()
            if path.stat().st_size >= LARGEST:
                raise ValueError(f"{path} has {path.stat().st_size} bytes; it should have less than {LARGEST}.")
            out.append(path)
        browser.close()
    return out


def main() -> None:
    """Start a server over the saved index, take the pictures and say where they are."""
    if CHROMIUM is None or not shutil.which(CHROMIUM):
        sys.exit("Chromium is missing; run `apt-get install chromium`.")
    with socket.socket() as free:
        free.bind((HERE, 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app/page_serve.py", f"--server.port={port}"]
    environment = {**os.environ, INDEX_VARIABLE: str(Settings.from_env().saved)}
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log.txt").open("w") as log:
        environment[DATA_VARIABLE] = folder  # nobody's conversations are in the pictures
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)  # noqa: S603
        try:
            wait_for(f"http://{HERE}:{port}/_stcore/health", server, Path(log.name))
            for path in take(f"http://{HERE}:{port}"):
                print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1000} kB")  # noqa: T201 - a command's answer
        finally:
            server.terminate()
            server.wait(10)


if __name__ == "__main__":
    main()
