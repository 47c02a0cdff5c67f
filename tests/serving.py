"""The real server over the real index, and a browser on it: what the browser tests share.

No request may leave this machine. Every window remembers what left it and what went wrong in its scripts.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.error import URLError
from urllib.parse import urlsplit

import pytest

from app.settings import DATA_VARIABLE
from app.wording import say
from corpus.records import Language
from index.search import Searcher
from index.settings import INDEX_VARIABLE, Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

ROOT = Path(__file__).parent.parent
CHROMIUM = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
FLAGS = ("no-sandbox", "disable-gpu", "disable-background-networking", "disable-component-update", "disable-sync")
STARTING = 60.0  # seconds the server may take to answer on a busy machine; it takes under one on a free one
PATIENCE = 180_000.0  # milliseconds for the first answer: it waits for the model, long on a busy machine
HERE = "127.0.0.1"
Scheme = Literal["light", "dark"]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the server keeps conversations and feedback."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def address(
    searcher: Searcher, settings: Settings, data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a server of its own, over the index that `searcher` was built with."""
    del searcher  # built and saved where `settings` says; the server opens it as a user's would
    environment = {INDEX_VARIABLE: str(settings.saved), DATA_VARIABLE: str(data)}
    with served(environment, tmp_path_factory.mktemp("server")) as where:
        yield where


@contextmanager
def served(environment: dict[str, str], folder: Path, *options: str, port: int = 0) -> Iterator[str]:
    """Run a server of its own with `environment` and more `options`, its log in `folder`; the value is its address."""
    port = port or free_port()
    log = folder / "log.txt"
    command = [sys.executable, "-m", "streamlit", "run", "app/page_serve.py", f"--server.port={port}", *options]
    with log.open("w") as out:
        server = subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            wait_for(f"http://{HERE}:{port}/_stcore/health", server, log)
            yield f"http://{HERE}:{port}"
        finally:
            server.terminate()
            server.wait(10)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind((HERE, 0))
        return int(free.getsockname()[1])


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the server answers at `url`."""
    end = time.monotonic() + STARTING
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310 - our own server
                return
        except (URLError, TimeoutError):
            time.sleep(0.05)
    raise AssertionError(f"the server does not answer; it said:\n{log.read_text()}")


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Chromium; where it is missing the test is skipped, but fails on the build machine."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        if os.environ.get("CI"):
            raise
        pytest.skip("playwright is missing; run `make setup`")
    if CHROMIUM is None:
        missing = "Chromium is missing; run `apt-get install chromium`"
        assert not os.environ.get("CI"), missing
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[f"--{flag}" for flag in FLAGS])
        yield browser
        browser.close()


class Visit:
    """A browser window on the page, which remembers what left the machine and what went wrong."""

    def __init__(
        self, browser: "Browser", address: str, language: Language = "nb", width: int = 1280, scheme: Scheme = "light"
    ) -> None:
        """Open the page as a browser of that language, width and colour scheme.

        The scheme stands before the page is opened: Streamlit takes its own theme for ours where the scheme changes
        before ours has reached the browser.
        """
        locale = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}[language]
        self.language = language
        self.context = browser.new_context(locale=locale, viewport={"width": width, "height": 860}, color_scheme=scheme)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.left: list[str] = []
        self.faults: list[str] = []
        self.page.on("request", lambda request: self._leaving(request.url))
        self.page.on("websocket", lambda socket: self._leaving(socket.url))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.goto(address)

    def _leaving(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.hostname != HERE:
            self.left.append(url)

    def ask(self, question: str) -> "Locator":
        """Ask, and return the turn once it is answered."""
        turns = self.page.locator("#answer:has(.body *, .error)")
        count = turns.count()
        self.page.get_by_placeholder(say("ask", self.language)).fill(question)
        self.page.keyboard.press("Enter")
        try:
            turns.nth(count).wait_for()
        except Exception as error:
            raise AssertionError(f"no answer to {question!r}; the page:\n{self.page.inner_text('body')}") from error
        self.rest()
        return turns.nth(count)

    def rest(self) -> None:
        """Wait until the page has come to rest: what is drawn again takes what is begun in it along."""
        self.page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for()

    def narrow(self, label: str, choice: str) -> None:
        """Choose in a filter, and wait until it is in force."""
        self.page.get_by_role("combobox", name=say(label, self.language)).fill(choice)
        self.page.get_by_role("option", name=choice).first.wait_for()
        self.page.keyboard.press("Enter")  # a press of the mouse is lost where the list still moves
        self.page.locator(".st-key-inforce", has_text=choice).wait_for()
        self.page.locator("#head").click()  # closes the list of choices

    def width(self) -> int:
        """Return how wide the page's contents are, in pixels."""
        return int(self.page.evaluate("document.documentElement.scrollWidth"))


Opener = Callable[..., Visit]


@pytest.fixture
def visits() -> Iterator[list[Visit]]:
    """The windows of a test; whatever they did, nothing has left the machine and no script has failed."""
    opened: list[Visit] = []
    yield opened
    for visit in opened:
        visit.context.close()
    assert [url for visit in opened for url in visit.left] == []
    assert [fault for visit in opened for fault in visit.faults] == []


@pytest.fixture
def visit(browser: "Browser", address: str, visits: list[Visit]) -> Opener:
    """Open another window: `visit()`, `visit("en", 390)`, `visit(at="/?q=…")`; each is a browser of its own."""

    def opened(language: Language = "nb", width: int = 1280, at: str = "", scheme: Scheme = "light") -> Visit:
        visits.append(Visit(browser, address + at, language, width, scheme))
        return visits[-1]

    return opened


@pytest.fixture
def norwegian(visit: Opener) -> Visit:
    """A browser in bokmål."""
    return visit()


@pytest.fixture
def english(visit: Opener) -> Visit:
    """A browser in English."""
    return visit("en")


@pytest.fixture
def narrow(visit: Opener) -> Visit:
    """A telephone, in English."""
    return visit("en", 390)
