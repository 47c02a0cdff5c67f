"""Answers as JSON and back, and shown again over reports that are the same, read anew, or gone."""

import json
from dataclasses import dataclass, replace

import pytest

from app.assistant import Assistant
from app.page_view import page_data, turn_data
from app.record import as_markdown
from app.store.coding import decode, encode
from app.store.settle import settle
from app.turn import Turn, sources_of
from corpus.records import Answer, Filters, Line, Report

QUESTIONS = (
    "Hva fungerte i Hallingdal?",
    "How many jobs did Innovasjonsløft Hallingdal create?",
    "Kva fungerte i Lillehammer, og kva i Hallingdal?",
    "Hva er hovedstaden i Australia?",
    "Hva sier rapportene om møteplasser?",
)
FILTERS = Filters(("a",), ("Gol", "Ål"), ("RISC",), ("evaluation",), (2007, 2020))


def asked(assistant: Assistant, question: str) -> Turn:
    answer = assistant.ask(question)
    return Turn(question, replace(answer, hits=()), sources=sources_of(answer, assistant.reports), version="v")


@pytest.mark.parametrize("question", QUESTIONS)
def test_answers_come_back_as_they_were(assistant: Assistant, question: str) -> None:
    whole = assistant.ask(question)
    assert decode(Answer, json.loads(json.dumps(encode(whole)))) == whole
    turn = replace(asked(assistant, question), filters=FILTERS)
    assert decode(Turn, json.loads(json.dumps(encode(turn)))) == turn


def test_a_field_of_another_version_is_left_out_or_defaulted() -> None:
    data = encode(Line("x", (1,))) | {"colour": "red"}
    del data["aside"]
    assert decode(Line, data) == Line("x", (1,))


@dataclass(frozen=True)
class Odd:
    when: complex = 1j


@pytest.mark.parametrize(
    ("kind", "data", "fault"),
    [
        (Line, [], "Line should be an object"),
        (Line, {"text": "x"}, "Line lacks cites"),
        (Line, {"text": 1, "cites": []}, "Line.text should be of type str"),
        (Line, {"text": "x", "cites": 3}, "Line.cites should be a list"),
        (Line, {"text": "x", "cites": [True]}, r"Line.cites\[0\] should be of type int"),
        (Filters, {"years": [2000]}, "Filters.years should be a list"),
        (Answer, encode(Answer("", "", "nb", (), (), (), abstained=False)) | {"language": "sv"}, "one of nb, nn, en"),
    ],
)
def test_what_is_no_such_record_is_told_with_its_place(kind: type, data: object, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        decode(kind, data)


def test_what_cannot_be_kept_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot be kept"):
        decode(Odd, {"when": 1})


def test_over_the_same_reports_nothing_changes(assistant: Assistant) -> None:
    turn = asked(assistant, QUESTIONS[0])
    assert settle(turn, assistant.reports).turn is turn


def shifted(report: Report) -> Report:
    """Return a report as it would be read with another line before all others."""
    more = "Ny linje.\n"
    first, *rest = report.pages
    pages = [replace(first, text=more + first.text), *(replace(p, start=p.start + len(more)) for p in rest)]
    blocks = [replace(b, start=b.start + len(more), end=b.end + len(more)) for b in report.blocks]
    return replace(report, text=more + report.text, pages=tuple(pages), blocks=tuple(blocks))


def test_words_that_have_moved_are_found_again(assistant: Assistant) -> None:
    turn = asked(assistant, QUESTIONS[0])
    moved = {name: shifted(report) for name, report in assistant.reports.items()}
    settled = settle(turn, moved)
    assert settled.changed == frozenset()
    assert settled.turn.answer is not None
    for citation in settled.turn.answer.citations:
        assert settled.reports[citation.report_id].text[citation.start : citation.end] == citation.quote
        assert citation.spans == moved[citation.report_id].spans(citation.start, citation.end)


@pytest.mark.parametrize("gone", ["all", "one", "text"])
def test_a_quote_opens_though_its_report_has_changed(assistant: Assistant, gone: str) -> None:
    turn = asked(assistant, QUESTIONS[0])
    assert turn.answer is not None
    name = turn.answer.citations[0].report_id
    now = {} if gone == "all" else {k: r for k, r in assistant.reports.items() if k != name}
    if gone == "text":
        now[name] = replace(assistant.reports[name], text="", pages=(), blocks=())
    settled = settle(turn, now)
    assert settled.turn.answer is not None
    expected = {c.n for c in turn.answer.citations if gone == "all" or c.report_id == name}
    assert settled.changed == expected
    before = turn_data(turn, assistant.reports, "nb")
    after = turn_data(settled.turn, settled.reports, "nb")
    assert [s["place"] for s in after["sources"]] == [s["place"] for s in before["sources"]]
    assert as_markdown(settled.turn.answer, settled.reports) == as_markdown(turn.answer, assistant.reports)
    for old, new in zip(turn.answer.citations, settled.turn.answer.citations, strict=True):
        shown = page_data(new, settled.reports, "en", 9)
        lit = "".join(p["text"] for page in shown["pages"] for b in page["blocks"] for p in b["parts"] if p["lit"])
        assert "".join(lit.split()) == "".join(old.quote.split())


def test_a_turn_without_an_answer_is_left_alone() -> None:
    assert settle(Turn("?", error="For langt."), {}).turn.error == "For langt."
