"""The whole way in Chromium: the real server, the real index, a person's clicks and keys.

No request may leave this machine, and no question may become markup.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit

import pytest

from app.wording import say
from corpus.records import Language
from index.search import Searcher
from index.settings import INDEX_VARIABLE, Settings

try:
    from playwright.sync_api import Browser, Locator, Page, sync_playwright
except ImportError:
    if os.environ.get("CI"):
        raise
    pytest.skip("playwright is missing; run `make setup`", allow_module_level=True)

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent
CHROMIUM = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
FLAGS = ("no-sandbox", "disable-gpu", "disable-background-networking", "disable-component-update", "disable-sync")
STARTING = 30.0  # seconds the server may take to answer on a busy machine; it takes under one on a free one
PATIENCE = 90_000.0  # milliseconds for the first answer: it waits for the model, long on a busy machine
HERE = "127.0.0.1"


@pytest.fixture(scope="module")
def address(searcher: Searcher, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of its own, over the index that `searcher` was built with."""
    del searcher  # built and saved where `settings` says; the server opens it as a user's would
    with socket.socket() as free:
        free.bind((HERE, 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("server") / "log.txt"
    command = [sys.executable, "-m", "streamlit", "run", "app/main.py", f"--server.port={port}"]
    environment = {**os.environ, INDEX_VARIABLE: str(settings.saved)}
    with log.open("w") as out:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)  # noqa: S603
        try:
            wait_for(f"http://{HERE}:{port}/_stcore/health", server, log)
            yield f"http://{HERE}:{port}"
        finally:
            server.terminate()
            server.wait(10)


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + STARTING
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310 - our own server
                return
        except (URLError, TimeoutError):
            time.sleep(0.05)
    raise AssertionError(f"the server does not answer; it said:\n{log.read_text()}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
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

    def __init__(self, browser: Browser, address: str, language: Language = "nb", width: int = 1280) -> None:
        """Open the page as a browser of that language and width."""
        locale = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}[language]
        self.language = language
        self.context = browser.new_context(locale=locale, viewport={"width": width, "height": 860})
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

    def ask(self, question: str) -> Locator:
        """Ask, and return the turn once it is answered."""
        turns = self.page.locator("#answer:has(.body *, .error)")
        count = turns.count()
        self.page.get_by_placeholder(say("ask", self.language)).fill(question)
        self.page.keyboard.press("Enter")
        turns.nth(count).wait_for()
        return turns.nth(count)

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
def norwegian(browser: Browser, address: str, visits: list[Visit]) -> Visit:
    visits.append(Visit(browser, address))
    return visits[-1]


@pytest.fixture
def english(browser: Browser, address: str, visits: list[Visit]) -> Visit:
    visits.append(Visit(browser, address, "en"))
    return visits[-1]


@pytest.fixture
def narrow(browser: Browser, address: str, visits: list[Visit]) -> Visit:
    visits.append(Visit(browser, address, "en", width=390))
    return visits[-1]


def squeezed(text: str) -> str:
    return "".join(text.split())


def is_in_sight(inner: Locator, outer: Locator) -> bool:
    """Tell whether the top of `inner` lies within `outer`."""
    a, b = inner.bounding_box(), outer.bounding_box()
    return a is not None and b is not None and b["y"] <= a["y"] <= b["y"] + b["height"]


def test_a_citation_opens_its_page_with_the_quote_lit(norwegian: Visit, tmp_path: Path) -> None:
    page = norwegian.page
    turn = norwegian.ask("Hvor mange arbeidsplasser ga Innovasjonsløft Hallingdal?")
    assert turn.get_by_role("heading", level=2).inner_text().startswith("Hvor mange arbeidsplasser")
    quote = turn.locator("blockquote").first.evaluate("b => b.firstChild.textContent")
    turn.locator("button.cite").first.click()
    source, lit = page.locator("#page"), page.locator("#page mark").first
    lit.wait_for()
    assert squeezed("".join(page.locator("#page mark").all_inner_texts())) == squeezed(quote.strip("«»"))
    assert is_in_sight(lit, source)
    assert turn.locator("button.cite").first.get_attribute("aria-pressed") == "true"
    before = page.locator("#page").get_attribute("aria-label")
    page.get_by_role("button", name=say("source.next", "nb")).click()
    page.wait_for_function(
        "before => [...document.querySelectorAll('*')].some(e => {"
        "const p = e.shadowRoot?.querySelector('#page'); return p && p.ariaLabel !== before; })",
        arg=before,
    )
    assert is_in_sight(page.locator("#page mark").first, source)
    page.screenshot(path=tmp_path / "source.png")


def test_keys_alone_go_the_whole_way(norwegian: Visit) -> None:
    page = norwegian.page
    turn = norwegian.ask("Hva fungerte i Hallingdal?")
    mark = turn.locator("button.cite").nth(1)
    assert (mark.get_attribute("aria-label") or "").startswith(f"2: {say('source.open', 'nb')}, ")
    mark.focus()
    page.keyboard.press("Enter")
    page.locator("#page[aria-label^='Kilde 2']").wait_for()
    page.locator("#page:focus").wait_for()
    page.keyboard.press("ArrowRight")
    page.locator("#page[aria-label^='Kilde 3']").wait_for()
    page.keyboard.press("Escape")
    page.locator("#page").wait_for(state="detached")
    turn.locator("button.cite[data-n='3']:focus").wait_for()


def test_an_english_browser_gets_english(english: Visit) -> None:
    english.page.get_by_text(say("tagline", "en")).wait_for()
    turn = english.ask("Why was the Nordic Aluminium Academy given up?")
    assert turn.locator(".body").get_attribute("lang") == "en"
    assert turn.locator("blockquote").first.get_attribute("lang") == "nb"
    assert english.page.evaluate("document.documentElement.lang") == "en"


def test_html_in_a_question_is_text_and_runs_nothing(norwegian: Visit) -> None:
    asked = "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'> **Hva** fungerte i Hallingdal? :smile:"
    turn = norwegian.ask(asked)
    assert turn.get_by_role("heading", level=2).inner_text() == asked
    assert norwegian.page.evaluate("window.ran") is None
    assert norwegian.page.locator("img[src='x']").count() == 0


def test_questions_that_cannot_be_used_get_a_sentence(norwegian: Visit) -> None:
    alert = norwegian.ask("hva " * 2500).get_by_role("alert")
    assert alert.inner_text() == say("ask.long", "nb", length=9999, most=2000)
    norwegian.ask("   ")
    norwegian.page.get_by_text(say("ask.empty", "nb")).wait_for()
    assert norwegian.width() == 1280


def test_a_filter_with_no_hits_says_so(norwegian: Visit) -> None:
    page = norwegian.page
    norwegian.narrow("filters.region", "Hemsedal")
    norwegian.narrow("filters.report", "Arena Lettmetall")
    page.get_by_text(say("filters.inforce", "nb", what="Hemsedal · Arena Lettmetall")).wait_for()
    turn = norwegian.ask("Hva fungerte?")
    assert turn.locator(".body").inner_text() == say("filters.none", "nb")
    page.get_by_role("button", name=say("filters.clear", "nb")).click()
    page.get_by_text(say("filters.inforce", "nb", what="")).wait_for(state="detached")


def test_a_telephone_reaches_the_source_and_nothing_overflows(narrow: Visit, tmp_path: Path) -> None:
    page = narrow.page
    turn = narrow.ask("What came out of Connected Living?")
    assert narrow.width() == 390
    turn.locator("button.cite").last.click()
    lit = page.locator("#page mark").first
    lit.wait_for()
    assert is_in_sight(lit, page.locator("#page"))
    page.screenshot(path=tmp_path / "narrow.png")
    for name in ("previous", "next", "close"):
        box = page.get_by_role("button", name=say(f"source.{name}", "en"), exact=True).bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 390
    assert narrow.width() == 390
    page.get_by_role("button", name=say("source.close", "en"), exact=True).click()
    page.locator("#page").wait_for(state="detached")
    assert turn.is_visible()
