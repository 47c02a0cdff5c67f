"""The whole way of a conversation in Chromium: kept, found again, edited, shared, judged, heard."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.store.database import NAME
from app.wording import say
from tests.extras import skip_without
from tests.serving import Opener, Scheme, Visit

try:
    from tests.access import violations
except ImportError:
    skip_without("playwright", "axe_playwright_python")

pytestmark = pytest.mark.browser

JOBS = "Hvor mange arbeidsplasser ga Innovasjonsløft Hallingdal?"


def test_the_whole_way(norwegian: Visit, visit: Opener, data: Path) -> None:
    """Ask, follow up, reload, another browser, rename, another language, delete."""
    page = norwegian.page
    norwegian.ask("Hva fungerte i Hallingdal?")
    norwegian.ask("Og i Lillehammer-regionen?")
    page.get_by_text("Forstått som: Hva fungerte i Lillehammer-regionen?").wait_for()
    page.wait_for_url(re.compile(r"/\?c=[0-9a-f-]{36}$"))
    shown = page.locator("#answer .body").all_inner_texts()
    page.reload()
    page.locator("#answer .tools button").last.wait_for()
    assert page.locator("#answer .body").all_inner_texts() == shown
    page.locator("#answer button.cite").last.click()
    page.locator("#page mark").first.wait_for()

    other = visit("en").page  # a browser of its own: the same conversations, in the other language
    listed = other.locator("#conversations")
    listed.get_by_role("button", name="Hva fungerte i Hallingdal?", exact=True).click()
    other.locator("#answer").nth(1).locator(".tools button").last.wait_for()
    assert other.locator("#answer .body").all_inner_texts() == shown
    listed.get_by_role("button", name=say("conversation.rename", "en", title="Hva fungerte i Hallingdal?")).click()
    listed.get_by_role("textbox", name=say("conversation.title", "en")).fill("Om Hallingdal")
    other.keyboard.press("Enter")
    listed.get_by_role("button", name="Om Hallingdal", exact=True).wait_for()
    listed.get_by_role("button", name=say("conversation.delete", "en", title="Om Hallingdal")).click()
    other.keyboard.press("Escape")  # the keyboard is on the way out
    listed.get_by_role("button", name=say("conversation.delete", "en", title="Om Hallingdal")).click()
    listed.get_by_role("button", name=say("conversation.delete.yes", "en"), exact=True).click()
    other.locator("#answer").first.wait_for(state="detached")
    with closing(sqlite3.connect(data / NAME)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM turns WHERE question LIKE 'Og i Lille%'").fetchone() == (0,)


def test_the_language_is_switched(norwegian: Visit) -> None:
    page = norwegian.page
    turn = norwegian.ask(JOBS)
    page.get_by_text(say("language.en", "nb"), exact=True).click()
    turn.get_by_text(say("again", "en")).wait_for()
    page.get_by_placeholder(say("ask", "en")).wait_for()
    assert turn.locator(".body").get_attribute("lang") == "nb"
    assert page.evaluate("document.documentElement.lang") == "en"


def test_a_link_to_a_question_asks_it_in_another_browser(norwegian: Visit, visit: Opener) -> None:
    norwegian.narrow("filters.region", "Hemsedal")
    turn = norwegian.ask("Hva fungerte?")
    norwegian.context.grant_permissions(["clipboard-read", "clipboard-write"])
    turn.get_by_role("button", name=say("copy", "nb")).click()
    turn.get_by_text(say("copy.done", "nb")).wait_for()
    link = str(norwegian.page.evaluate("navigator.clipboard.readText()"))
    body = turn.locator(".body").inner_text()

    other = visit("en", at="/" + link.split("/")[-1]).page
    other.locator("#answer .tools button").last.wait_for()
    assert other.locator("#answer .body").inner_text() == body
    other.get_by_text(say("filters.inforce", "en", what="Hemsedal")).wait_for()
    other.wait_for_url(re.compile(r"/\?c=[0-9a-f-]{36}$"))
    other.locator("#answer button.cite").first.click()  # another run of the page asks nothing again
    other.locator("#page mark").first.wait_for()
    assert other.locator("#answer").count() == 1


def test_where_the_clipboard_is_closed_the_link_can_be_copied_by_hand(norwegian: Visit) -> None:
    norwegian.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    norwegian.page.reload()
    turn = norwegian.ask(JOBS)
    turn.get_by_role("button", name=say("copy", "nb")).click()
    field = turn.get_by_label(say("copy.by-hand", "nb"))
    assert "/?q=Hvor+mange" in field.input_value()


def test_a_question_is_edited_in_its_place(norwegian: Visit) -> None:
    page = norwegian.page
    first = norwegian.ask("Hva fungerte i Hallingdal?")
    norwegian.ask("Hva er RISC?")
    first.get_by_role("button", name=say("edit", "nb")).click()
    first.get_by_text(say("edit.after", "nb")).wait_for()
    page.keyboard.press("Escape")
    first.get_by_role("button", name=say("edit", "nb")).click()
    page.keyboard.press("Control+a")
    page.keyboard.type(JOBS)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=JOBS).wait_for()
    page.locator("#answer .body", has_text="10,5").wait_for()
    page.get_by_role("heading", name="Hva er RISC?").wait_for(state="detached")
    assert page.locator("#answer").count() == 1


def test_feedback_is_kept(norwegian: Visit, data: Path) -> None:
    page = norwegian.page
    turn = norwegian.ask(JOBS)
    turn.get_by_role("button", name=say("feedback.wrong", "nb")).click()
    turn.get_by_label(say("feedback.comment", "nb")).fill("Tallet er <b>et anslag</b>.")
    turn.get_by_role("button", name=say("feedback.save", "nb")).click()
    turn.locator("button.cite").nth(1).click()
    verdict = page.locator("#verdict")
    verdict.get_by_role("button", name=say("feedback.right", "nb")).click()
    verdict.get_by_text(say("feedback.kept", "nb")).wait_for()
    page.reload()
    turn.locator("[data-verdict='wrong'][aria-pressed='true']").wait_for()
    assert turn.get_by_label(say("feedback.comment", "nb")).input_value() == "Tallet er <b>et anslag</b>."
    with closing(sqlite3.connect(data / NAME)) as connection:
        rows = connection.execute("SELECT citation, verdict, comment FROM feedback ORDER BY citation").fetchall()
    assert rows == [(0, "wrong", "Tallet er <b>et anslag</b>."), (2, "right", "")]


def test_an_answer_is_announced_once_and_whole(norwegian: Visit) -> None:
    said = norwegian.page.locator("#announce")
    turn = norwegian.ask(JOBS)
    norwegian.page.wait_for_function(
        "[...document.querySelectorAll('*')].some(e => e.shadowRoot?.querySelector('#announce')?.textContent)"
    )
    said.evaluate("e => { e.count = 0; new MutationObserver(() => e.count++).observe(e, {childList: true}); }")
    text = said.inner_text()
    assert text.startswith(f"Svar på «{JOBS}»: ")
    assert "10,5" in text
    turn.locator("button.cite").first.click()
    norwegian.page.locator("#page mark").first.wait_for()
    assert (said.inner_text(), said.evaluate("e => e.count")) == (text, 0)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing(visit: Opener, width: int, scheme: Scheme) -> None:
    window = visit("nb", width, scheme=scheme)
    page = window.page
    page.locator("[data-testid='stMultiSelect'] input:enabled").first.wait_for()
    window.rest()
    assert violations(page) == []
    turn = window.ask("Hva fungerte i Hallingdal?")
    turn.get_by_role("button", name=say("feedback.wrong", "nb")).click()
    turn.get_by_label(say("feedback.comment", "nb")).wait_for()
    turn.get_by_role("button", name=say("edit", "nb")).click()
    assert violations(page) == []
    turn.locator("button.cite").first.click()
    page.locator("#page mark").first.wait_for()
    page.locator("#verdict button").first.wait_for()
    assert violations(page) == []
    assert window.width() == width
