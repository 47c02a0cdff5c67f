"""The reader and the library in Chromium: the real server, the real reports, a person's clicks and keys."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from app.links import reader_link
from app.wording import say
from corpus.records import Report
from tests.extras import skip_without
from tests.serving import PATIENCE, Opener, Visit

try:
    from playwright.sync_api import expect

    from tests.access import violations
except ImportError:
    skip_without("playwright", "axe_playwright_python")

pytestmark = pytest.mark.browser

LOFT, SATS, THESIS = "innovasjonsloft-hallingdal-2020", "sats-pa-hallingdal-2025", "lillehammer-regionen-2022"
QUOTE = "er effekten i form av nye arbeidsplasser på 19,1 årsverk"


expect.set_options(timeout=PATIENCE)


def stretch(report: Report, words: str) -> tuple[int, int]:
    match = re.search(r"\s+".join(map(re.escape, words.split())), report.text)
    assert match, "the case names words that do not stand in the report"
    return match.span()


def at_page(visit: Visit, number: int) -> None:
    """Wait until the reader is at that page, on screen and in the address."""
    expect(visit.page.locator("select.page")).to_have_value(str(number))
    visit.page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("page") == [str(number)])


def test_a_link_opens_the_report_with_its_words_lit(visit: Opener, reports: dict[str, Report]) -> None:
    start, end = stretch(reports[LOFT], QUOTE)
    number = reports[LOFT].page_at(start).number
    opened = visit(at="/" + reader_link(LOFT, number, (start, end)))
    lit = opened.page.locator("mark.lit")
    lit.first.wait_for()
    assert "".join("".join(lit.all_inner_texts()).split()) == "".join(QUOTE.split())
    expect(lit.first).to_be_in_viewport()
    pane, words = opened.page.locator("#sheets").bounding_box(), lit.first.bounding_box()
    assert pane is not None
    assert words is not None
    assert pane["y"] < words["y"] < pane["y"] + pane["height"] / 2
    assert pane["y"] + pane["height"] <= 860  # the pane fills the window, and no more
    assert violations(opened.page) == []


def test_keys_turn_the_pages_and_search_inside(visit: Opener) -> None:
    opened = visit(at="/" + reader_link(SATS, 4))
    page = opened.page
    page.locator("#sheets:focus").wait_for()
    at_page(opened, 4)
    page.keyboard.press("ArrowRight")
    at_page(opened, 5)
    page.keyboard.press("ArrowLeft")
    at_page(opened, 4)
    page.keyboard.press("End")
    at_page(opened, 17)
    page.keyboard.press("Home")
    at_page(opened, 1)
    for _ in range(9):  # screen by screen, past the end of page 1
        page.keyboard.press("PageDown")
    expect(page.locator("select.page")).not_to_have_value("1")
    page.keyboard.press("/")
    page.locator(".find input:focus").fill("trainee hallingdal")
    page.keyboard.press("Enter")
    expect(page.locator(".count")).to_have_text(re.compile(r"^\d+ av \d+ treff$"))
    before = page.locator(".count").inner_text()
    expect(page.locator("mark.now").first).to_be_in_viewport()
    expect(page.locator("mark.now").first).to_have_text(re.compile("trainee", re.IGNORECASE))
    page.keyboard.press("Enter")
    expect(page.locator(".count")).not_to_have_text(before)
    expect(page.locator("mark.now").first).to_be_in_viewport()
    page.keyboard.press("Shift+Enter")
    expect(page.locator(".count")).to_have_text(before)
    page.keyboard.press("Escape")
    expect(page.locator("mark.now")).to_have_count(0)
    page.locator("#sheets:focus").wait_for()


def test_scrolling_goes_through_the_report_a_window_at_a_time(visit: Opener) -> None:
    opened = visit(at="/" + reader_link(THESIS, 1))
    page = opened.page
    page.locator(".sheet").first.wait_for()
    page.locator("#sheets").hover()
    for _ in range(60):
        page.mouse.wheel(0, 900)
        page.wait_for_timeout(60)
        if int(page.locator("select.page").input_value()) > 8:
            break
    assert int(page.locator("select.page").input_value()) > 8
    assert page.locator(".sheet").count() <= 7


def test_notes_stand_beside_the_text_and_can_be_put_away(visit: Opener) -> None:
    page = visit(at="/" + reader_link(LOFT, 7)).page
    note = page.locator("[data-page='7'] .note").first
    note.wait_for()
    text, beside = page.locator("[data-page='7'] .text p").first.bounding_box(), note.bounding_box()
    assert text is not None
    assert beside is not None
    assert beside["x"] >= text["x"] + text["width"]
    note.get_by_role("button").click()
    assert page.locator("[data-page='7'] span.held").count() >= 1
    page.get_by_label(say("reader.notes", "nb")).uncheck()
    expect(page.locator(".note")).to_have_count(0)


def test_the_tree_leads_to_a_section(visit: Opener) -> None:
    opened = visit(at="/" + reader_link(SATS, 1))
    page = opened.page
    page.get_by_role("button", name=re.compile(": 5. Gjennomføringsfasen")).click()
    page.get_by_role("button", name=re.compile(": 5.3 Egen initierte")).click()
    page.get_by_role("button", name=re.compile("^Trainee Hallingdal")).click()
    at_page(opened, 10)
    expect(page.locator("#tree [aria-current]")).to_have_text(re.compile("Trainee Hallingdal"))
    expect(page.locator(".sheet h2", has_text="Trainee Hallingdal")).to_be_in_viewport()


def test_an_address_that_does_not_hold_gets_a_sentence_and_runs_nothing(visit: Opener) -> None:
    hostile = "<img src=x onerror='window.ran=1'>![x](http://example.org/x.png)"
    page = visit(at=f"/reader?report={hostile}&page=NaN&lit=1").page
    fault = page.get_by_role("alert").filter(has_text="Arena Lettmetall")
    expect(fault).to_have_text(say("place.report", "nb", name=hostile[:60] + " …", shown="Arena Lettmetall"))
    assert page.evaluate("window.ran") is None
    assert page.locator(".sheet").count() > 0


def test_the_library_leads_to_the_reader_and_to_the_chat(visit: Opener) -> None:
    opened = visit("en", at="/library")
    page = opened.page
    card = page.locator(f"[data-report='{SATS}']")
    card.wait_for()
    assert violations(page) == []
    card.locator("a.ask").click()
    page.get_by_text(say("filters.inforce", "en", what="Sats på Hallingdal")).wait_for()
    page.get_by_role("link", name=say("library", "en")).first.click()
    card.locator("a.read").click()
    expect(page.locator("#head h1")).to_have_text("Sluttrapport for omstillingsprogrammet Sats på Hallingdal")
    at_page(opened, 1)


@pytest.mark.parametrize("at", ["/library", "/" + reader_link(LOFT, 7)])
def test_a_telephone_shows_all_without_overflow(visit: Opener, at: str) -> None:
    narrow = visit("en", 390, at=at)
    narrow.page.locator(".card, .sheet").first.wait_for()
    assert narrow.width() == 390
    assert violations(narrow.page) == []


def test_axe_sees_into_the_components(visit: Opener) -> None:
    page = visit(at="/library").page
    page.locator(".card").first.wait_for()
    page.locator(".card").first.evaluate("c => c.append(document.createElement('img'))")
    assert any(line.startswith("image-alt") for line in violations(page))
