"""The whole way in Chromium: the real server, the real index, a person's clicks and keys.

No request may leave this machine, and no question may become markup.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.wording import say
from tests.serving import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser


def squeezed(text: str) -> str:
    return "".join(text.split())


def is_in_sight(inner: "Locator", outer: "Locator") -> bool:
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
    turn = english.ask("How many members has Kvinnegnist got?")
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
