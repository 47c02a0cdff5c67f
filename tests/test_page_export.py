"""What the page offers to take along, by streamlit's own AppTest over a small page of our own."""

from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from app.assistant import Assistant
from app.export.reference import quote_text, reference
from app.turn import Turn
from app.wording import say
from corpus.records import Language

QUESTION = "Hvorfor ble Nordic Aluminium Academy avviklet?"


def small_page() -> None:
    """Draw an answer's export and the citing of its first source; runs by itself, so it imports what it needs."""
    import streamlit as st

    from app.page_export import show_cite, show_export

    turn, reports, language = (st.session_state[name] for name in ("turn", "reports", "shown"))
    show_export([turn], reports, "c93b3d5a994e", language, "export-0")
    if turn.answer and turn.answer.citations:
        citation = turn.answer.citations[0]
        show_cite(citation, reports[citation.report_id], language, "cite-0")


def drawn(assistant: Assistant, turn: Turn, language: Language) -> AppTest:
    page = AppTest.from_function(small_page, default_timeout=20)
    for name, value in (("turn", turn), ("reports", assistant.reports), ("shown", language)):
        page.session_state[name] = value
    page.run()
    assert not page.exception
    return page


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What the page's download buttons were given, in order: label, what makes the file, name, kind."""
    given: list[tuple[Any, ...]] = []
    real = st.download_button

    def remembered(*values: Any, **named: Any) -> bool:  # noqa: ANN401 - whatever the page gives
        given.append(values)
        return real(*values, **named)

    monkeypatch.setattr(st, "download_button", remembered)
    return given


@pytest.mark.parametrize("language", ["nb", "en"])
def test_an_answer_can_be_taken_along(
    assistant: Assistant, downloads: list[tuple[Any, ...]], language: Language
) -> None:
    turn = Turn(QUESTION, assistant.ask(QUESTION))
    page = drawn(assistant, turn, language)
    endings = ["docx", "html", "md", "ris", "bib"]
    assert [d[0] for d in downloads] == [say(f"export.{ending}", language) for ending in endings]
    assert [d[2].rpartition(".")[2] for d in downloads] == endings
    slug = "hvorfor-ble-nordic-aluminium-academy-avviklet"
    assert all(slug in d[2] for d in downloads)
    assert [b.proto.deferred_file_id != "" for b in page.get("download_button")] == [True] * 5  # made when pressed
    assert turn.answer is not None
    citation = turn.answer.citations[0]
    report = assistant.reports[citation.report_id]
    copied = [c.value for c in page.code]
    assert copied[-2:] == [quote_text(citation, report, language), reference(report.about, language).text]
    assert reference(report.about, language).text in copied[:-2]


def test_each_button_makes_its_file(assistant: Assistant, downloads: list[tuple[Any, ...]]) -> None:
    turn = Turn(QUESTION, assistant.ask(QUESTION))
    drawn(assistant, turn, "nb")
    word, page, markdown, ris, bib = (d[1]() for d in downloads)
    assert word[:2] == b"PK"
    assert page.startswith(b"<!doctype html>")
    assert QUESTION.encode() in markdown
    assert b"AU  - Johnstad, Tom\r\n" in ris
    assert b"author = {Johnstad, Tom}," in bib


def test_an_answer_without_sources_offers_no_references(assistant: Assistant, downloads: list[tuple[Any, ...]]) -> None:
    page = drawn(assistant, Turn("Hva fungerte i Tromsø?", assistant.ask("Hva fungerte i Tromsø?")), "nb")
    assert len(downloads) == 3
    assert not page.code
