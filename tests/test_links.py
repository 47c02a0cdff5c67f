"""Addresses, there and back."""

from urllib.parse import parse_qs, urlsplit

import pytest

from app.assistant import Assistant
from app.examples import LONGEST, MOST, examples
from app.links import asked_by, question_link, reader_link
from app.wording import EXAMPLES
from corpus.records import Filters, Language

FULL = Filters(("a", "b"), ("Gol", "Ål & Hol"), ("FoU/RTIM",), ("evaluation",), (2007, 2020))


@pytest.mark.parametrize("filters", [Filters(), FULL, Filters(years=(1999, 1999))])
@pytest.mark.parametrize("question", ["Hva fungerte?", "50 % & <b>æøå</b>?\n+ mer #nå", "🙂"])
def test_a_question_comes_back_from_its_link(question: str, filters: Filters) -> None:
    link = question_link(question, filters)
    assert link.startswith("./?q=")
    assert asked_by(parse_qs(urlsplit(link).query)) == (question, filters)


@pytest.mark.parametrize(
    ("parameters", "asked"),
    [
        ({}, None),
        ({"region": ["Gol"]}, ("", Filters(regions=("Gol",)))),
        ({"q": ["  "]}, None),
        ({"c": ["x"], "years": ["sist"]}, None),
        ({"q": ["", "Hva?"], "years": ["ukjent", "2001-2002"], "c": ["x"]}, ("Hva?", Filters(years=(2001, 2002)))),
        ({"q": ["Hva?"], "years": ["2001-"]}, ("Hva?", Filters())),
        ({"q": ["Hva?"], "years": ["2009-2001"], "kind": ["x"]}, ("Hva?", Filters(kinds=("x",), years=(2001, 2009)))),
    ],
)
def test_what_an_address_asks(parameters: dict[str, list[str]], asked: tuple[str, Filters] | None) -> None:
    assert asked_by(parameters) == asked


@pytest.mark.parametrize(
    ("lit", "link"), [(None, "reader?report=a&page=3"), ((5, 9), "reader?report=a&page=3&lit=5-9")]
)
def test_reader_link(lit: tuple[int, int] | None, link: str) -> None:
    assert reader_link("a", 3, lit) == link


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize(
    "filters",
    [
        Filters(regions=("Hemsedal",)),
        Filters(reports=("lillehammer-regionen-2022",)),
        Filters(programmes=("RISC",)),
        Filters(kinds=("own-report", "case-study")),
        Filters(years=(2005, 2018)),
    ],
)
def test_examples_are_answered_under_the_filters(assistant: Assistant, filters: Filters, language: Language) -> None:
    notes = assistant.searcher.library.all_notes()
    offered = examples(notes, assistant.reports, filters, language)
    assert 1 <= len(offered) <= MOST
    assert offered == examples(notes, assistant.reports, filters, language)
    for question in offered:
        answer = assistant.ask(question, filters=filters)
        assert not answer.abstained, question
        assert answer.language == language
        assert len(question) <= LONGEST


def test_examples_without_filters_and_with_ones_that_leave_nothing(assistant: Assistant) -> None:
    assert examples([], {}, Filters(), "nb") == [nb for nb, _ in EXAMPLES][:MOST]
    assert examples([], assistant.reports, Filters(years=(1900, 1901)), "nb") == []
