"""An answer as a language model writes it, in Chromium: it grows, its marks resolve, it is stopped, it breaks off.

The model is the scripted one, which waits in the middle of its answer until the test has looked.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.settings import DATA_VARIABLE
from app.wording import say
from corpus.endpoint import NAME, URL
from index.search import Searcher
from index.settings import INDEX_VARIABLE, Settings
from tests.model_server import Script, event, serving
from tests.serving import Visit, served, visits

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["visits"]
pytestmark = pytest.mark.browser

QUESTION = "How many jobs did Innovasjonsløft Hallingdal create?"
FIRST = "24 companies reported 10.5 new full-time equivalents in Innovasjonsløft Hallingdal."
SECOND = "All of them are in 8 firms, while 16 saw no effect."
BEGUN = "All of them"


@pytest.fixture(scope="module")
def script() -> Script:
    return Script(say=lambda _: f"{FIRST} [1] {SECOND} [1]", size=5, halt=BEGUN)


@pytest.fixture(scope="module")
def written(
    script: Script, searcher: Searcher, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a server whose answers the scripted model writes."""
    del searcher  # built and saved where `settings` says
    folder = tmp_path_factory.mktemp("written")
    with serving(script) as url:
        environment = {INDEX_VARIABLE: str(settings.saved), DATA_VARIABLE: str(folder), URL: url, NAME: "tiny"}
        with served(environment, folder) as where:
            yield where


def asked(visit: Visit) -> None:
    visit.page.get_by_placeholder(say("ask", visit.language)).fill(QUESTION)
    visit.page.keyboard.press("Enter")


def test_an_answer_grows_is_stopped_and_breaks_off(
    browser: "Browser", written: str, script: Script, visits: list[Visit], tmp_path: Path
) -> None:
    visit = Visit(browser, written, "en")
    visits.append(visit)
    page, turns = visit.page, visit.page.locator("#answer:has(.tools button)")
    writing, stop = page.get_by_text(say("writer.writing", "en", model="tiny")), page.get_by_role("button", name="Stop")

    asked(visit)  # the first words stand there while the model is still at the second sentence
    writing.wait_for()
    growing = page.locator("#answer:not(:has(.tools button)) .body", has_text=BEGUN)
    growing.wait_for()
    assert growing.inner_text().replace("\u00a0", " ") == f"{FIRST} 1 {BEGUN}"
    assert growing.locator("button.cite").all_inner_texts() == ["1"]
    script.go.set()
    turns.nth(0).wait_for()
    assert turns.nth(0).locator("button.cite").count() >= 2
    assert SECOND in turns.nth(0).inner_text()
    assert say("writer.model", "en", model="tiny") in turns.nth(0).inner_text()
    turns.nth(0).locator("button.cite").first.click()
    page.locator("#page mark").first.wait_for()
    assert "10,5" in page.locator("#page").inner_text()

    script.go.clear()  # stopped: what is whole stays, and the server is told
    asked(visit)
    writing.wait_for()
    stop.click()
    turns.nth(1).wait_for()
    kept = turns.nth(1).inner_text()
    assert FIRST in kept
    assert BEGUN not in kept
    assert say("notice.stopped", "en") in kept
    script.go.set()
    assert script.left.wait(10)

    script.raw = [event({"content": f"{FIRST} [1] {BEGUN}"})]  # broken off: the built-in answer, and one sentence
    asked(visit)
    turns.nth(2).wait_for()
    told = turns.nth(2).inner_text()
    assert say("model.broken", "en", model="tiny") in told
    assert BEGUN not in told
    assert turns.nth(2).locator("blockquote").count() >= 1
    visit.page.screenshot(path=str(tmp_path / "writer.png"))
