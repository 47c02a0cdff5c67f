"""What the page is given to draw, case by case: plain data, without a browser."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from app.page_view import LONGEST_SHOWN, answer_data, filters_text, page_data, turn_data
from app.session import Session, first_language
from app.turn import Turn
from corpus.records import Answer, Citation, Filters, Line, Passage, Report

REPORT = "piloten-oppland-2017"


def cite(report: Report, start: int, end: int, n: int = 1) -> Citation:
    text = report.text[start:end]
    passage = Passage(f"{report.id}:{start}-{end}", report.id, start, end, text, ("Del", "Avsnitt"), 1)
    return Citation(n, report.id, start, end, text, passage, report.spans(start, end))


def answer(*lines: Line, citations: tuple[Citation, ...] = (), **changed: Any) -> Answer:  # noqa: ANN401 - fields
    made = Answer("Hva skjedde?", "Hva skjedde?", "nb", lines, citations, (), abstained=False, seconds=0.061)
    return replace(made, **changed)


def pieces(data: dict[str, Any], *, lit: bool) -> str:
    parts = (p for page in data["pages"] for block in page["blocks"] for p in block["parts"])
    return "".join(p["text"] for p in parts if p["lit"] or not lit)


def within_a_page(report: Report) -> tuple[int, int]:
    block = next(b for b in report.blocks if b.kind == "paragraph" and b.end - b.start > 200)
    return block.start + 10, block.start + 90


def over_a_break(report: Report) -> tuple[int, int]:
    """Return words of a paragraph that two pages share."""
    for page in report.pages[1:]:
        for block in report.blocks:
            if block.kind == "paragraph" and block.start + 30 < page.start and page.start + 30 < block.end:
                return page.start - 25, page.start + 25
    raise AssertionError(f"{report.id} has no paragraph over a page break")


def whole_page(report: Report) -> tuple[int, int]:
    blocks = [b for b in report.blocks if b.start >= report.pages[4].start and b.end <= report.pages[4].end]
    return blocks[0].start, blocks[0].end


@pytest.mark.parametrize(
    ("stretch", "pages"),
    [(within_a_page, 1), (over_a_break, 2), (whole_page, 1)],
    ids=lambda v: getattr(v, "__name__", v),
)
def test_lit_words_are_the_quote(
    reports: dict[str, Report], stretch: Callable[[Report], tuple[int, int]], pages: int
) -> None:
    report = reports[REPORT]
    citation = cite(report, *stretch(report))
    data = page_data(citation, reports, "nb", 1)
    assert len(data["pages"]) == pages
    assert "".join(pieces(data, lit=True).split()) == "".join(citation.quote.split())  # blocks hold no space between


@pytest.mark.parametrize("kind", ["heading", "paragraph", "bullet", "table", "footnote"])
def test_every_block_can_be_lit(reports: dict[str, Report], kind: str) -> None:
    for report in reports.values():
        for block in report.blocks:
            if block.kind == kind and block.end - block.start > 6:
                citation = cite(report, block.start + 2, block.end - 2)
                data = page_data(citation, reports, "en", 1)
                assert "".join(pieces(data, lit=True).split()) == "".join(citation.quote.split())


def test_a_page_is_shown_whole(reports: dict[str, Report]) -> None:
    report = reports[REPORT]
    citation = cite(report, *within_a_page(report))
    page = report.page(citation.spans[0].page)
    shown = pieces(page_data(citation, reports, "nb", 1), lit=False)
    assert "".join(shown.split()) == "".join(page.text.split())


def test_a_source_says_what_it_is_and_which(reports: dict[str, Report]) -> None:
    report = reports[REPORT]
    data = page_data(cite(report, *within_a_page(report), n=3), reports, "en", 8)
    assert data["label"].startswith("Source 3 of 8: Piloten i Oppland, Avsnitt, ")
    assert data["evidence"].startswith(f"{report.about.year} · ")
    assert data["section"] == "Del › Avsnitt"
    assert data["lang"] == "nb"


HTML = "<script>alert(1)</script><img src=x onerror=alert(1)> **fet** :smile:"


def test_html_is_only_text(reports: dict[str, Report]) -> None:
    start, _ = within_a_page(reports[REPORT])
    end = start + len(HTML)
    text = reports[REPORT].text
    report = replace(reports[REPORT], text=text[:start] + HTML + text[end:])
    citation = cite(report, start, end)
    data = page_data(citation, {REPORT: report}, "nb", 1)
    assert pieces(data, lit=True) == HTML
    turn = Turn(HTML, answer(Line(HTML, (1,), quotes=True), citations=(citation,)))
    shown = turn_data(turn, {REPORT: report}, "nb")
    assert shown["question"] == HTML
    assert shown["lines"][0]["text"] == HTML
    assert shown["lines"][0]["quotes"][0]["text"] == f"«{HTML}»"


@pytest.mark.parametrize(
    ("groups", "headings"),
    [([], []), (["", ""], ["", ""]), (["A", "A", "B"], ["A", "", "B"]), (["A", "", "A"], ["A", "", "A"])],
)
def test_a_heading_stands_once(groups: list[str], headings: list[str]) -> None:
    data = answer_data(answer(*(Line("x", (), group=g) for g in groups)), {}, "nb")
    assert [line["heading"] for line in data["lines"]] == headings


@pytest.mark.parametrize(
    ("understood", "shown"),
    [
        ("Hva skjedde?", None),
        ("Hva skjedde i Gol?", {"text": "Forstått som: Hva skjedde i Gol?", "undo": "Spør slik det står"}),
    ],
)
def test_understood_is_shown_where_it_differs(understood: str, shown: dict[str, str] | None) -> None:
    assert answer_data(answer(understood=understood), {}, "nb")["understood"] == shown


@pytest.mark.parametrize(
    ("filters", "writer", "foot"),
    [
        (Filters(), "built-in", "Søkt i 5 rapporter · 0,06 s · uten språkmodell"),
        (Filters(regions=("Gol", "Ål")), "built-in", "Søkt i Gol, Ål · 0,06 s · uten språkmodell"),
        (Filters(), "gran-7b", "Søkt i 5 rapporter · 0,06 s · skrevet av gran-7b, kontrollert mot kildene"),
    ],
)
def test_foot(reports: dict[str, Report], filters: Filters, writer: str, foot: str) -> None:
    assert turn_data(Turn("?", answer(writer=writer), filters=filters), reports, "nb")["foot"] == foot


@pytest.mark.parametrize(
    ("filters", "text"),
    [
        (Filters(), ""),
        (Filters(regions=("Gol",)), "Gol"),
        (Filters(reports=(REPORT, "borte")), "Piloten i Oppland, borte"),
        (Filters(regions=("Gol", "Ål"), reports=(REPORT,)), "Gol, Ål · Piloten i Oppland"),
        (
            Filters(programmes=("RISC",), kinds=("own-report", "x"), years=(2007, 2020)),
            "RISC · Programmets egen rapport, x · 2007–2020",
        ),
    ],
)
def test_filters_in_words(reports: dict[str, Report], filters: Filters, text: str) -> None:
    assert filters_text(filters, reports, "nb") == text


@pytest.mark.parametrize("length", [0, 1, LONGEST_SHOWN, LONGEST_SHOWN + 1, 10_000])
def test_a_long_question_is_shown_cut(length: int) -> None:
    shown = turn_data(Turn("a" * length, error="For langt."), {}, "nb")["question"]
    assert shown == ("a" * length if length <= LONGEST_SHOWN else "a" * LONGEST_SHOWN + " …")


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        (None, "nb"),
        ("", "nb"),
        ("nb-NO", "nb"),
        ("nn", "nb"),
        ("no", "nb"),
        ("en-GB", "en"),
        ("de", "en"),
        ("NB", "nb"),
    ],
)
def test_first_language(locale: str | None, language: str) -> None:
    assert first_language(locale) == language


@pytest.mark.parametrize(
    ("moves", "opened"),
    [
        (["next"], 3),
        (["next", "next"], 3),
        (["previous", "previous"], 1),
        (["close"], None),
        (["close", "next"], None),
    ],
)
def test_moving_among_the_sources(reports: dict[str, Report], moves: list[str], opened: int | None) -> None:
    report = reports[REPORT]
    citations = tuple(cite(report, 0, 5, n) for n in (1, 2, 3))
    session = Session(turns=[Turn("?", answer(citations=citations))])
    session.open(0, 2)
    for move in moves:
        session.move(move)
    assert session.open_citation == opened
