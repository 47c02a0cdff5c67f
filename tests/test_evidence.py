"""What worked where: every finding against its file and its page, and the matrix against counts made by other code."""

import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import pytest

from app.answering.shelf import Shelf
from app.evidence.asking import about_chosen, about_item
from app.evidence.drawn import clicked, next_drawn, pairs
from app.evidence.items import NO_PROGRAMME, Evidence, gather
from app.evidence.matrix import make_matrix
from app.evidence.regions import OTHER
from app.evidence.shown import card, findings_data, reports_data, table_data
from app.evidence.strength import LEVELS
from app.evidence.summary import summary
from app.evidence.view import Axis, Narrowed, View, chosen, column_of, left
from app.wording import say
from corpus.library import FOLDER, Library
from corpus.records import Filters, Language, Verdict
from corpus.themes import VERDICTS, themes

EVERYTHING = View()


@pytest.fixture(scope="module")
def written() -> list[dict[str, Any]]:
    """Every finding as its file has it, with its report's id and what is known of that; read by other code."""
    out = []
    for folder in sorted(p for p in FOLDER.iterdir() if (p / "notes.toml").is_file()):
        about = tomllib.loads((folder / "about.toml").read_text(encoding="utf-8"))
        notes = tomllib.loads((folder / "notes.toml").read_text(encoding="utf-8"))["note"]
        out += [
            {**finding, "report": folder.name, "about": about, "on": note["page"]}
            for note in notes
            for finding in note.get("findings", [])
        ]
    return out


def column_in_file(finding: dict[str, Any], axis: Axis) -> str:
    if axis == "programme":
        return str(finding["programme"]) or "none"
    about = finding["about"]
    own = [region for region in about["regions"] if region not in about["counties"]]
    if finding["where"] in own:
        return str(finding["where"])
    return str(own[0]) if finding["where"] in about["municipalities"] and len(own) == 1 else "other"


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_finding_is_there_with_its_quote_verbatim_in_its_page(
    evidence: Evidence, written: list[dict[str, Any]]
) -> None:
    assert len(evidence.items) == len(written) > 600
    assert evidence.left_out == 0
    for item, finding in zip(evidence.items, written, strict=True):
        assert (item.report.id, item.finding.what_nb) == (finding["report"], finding["nb"])
        assert squeezed(item.quote) == squeezed(finding["quote"])
        spans = item.report.spans(item.finding.start, item.finding.end)
        assert spans[0].page == item.page
        assert item.page in (finding["on"], finding["on"] + 1)  # a note may run on to the next page
        on_pages = "".join(item.report.page(s.page).text[s.start : s.end] for s in spans)
        assert squeezed(on_pages) == squeezed(item.quote)


def test_every_card_leads_to_its_words(evidence: Evidence) -> None:
    for item in evidence.items:
        shown = card(item, "nb")
        query = dict(pair.split("=") for pair in shown["href"].removeprefix("reader?").split("&"))
        low, high = map(int, query["lit"].split("-"))
        assert squeezed(item.report.text[low:high]) in squeezed(shown["quote"])
        assert query["report"] == item.report.id
        page = item.report.page(int(query["page"]))
        assert page.start <= low < page.end


@pytest.mark.parametrize("axis", ["region", "programme"])
def test_the_matrix_counts_what_the_files_hold(evidence: Evidence, written: list[dict[str, Any]], axis: Axis) -> None:
    matrix = make_matrix(evidence, View(axis=axis))
    counts = Counter((f["theme"], column_in_file(f, axis), f["verdict"]) for f in written)
    drawn = {
        (row, column, mark.verdict): mark.count for (row, column), cell in matrix.cells.items() for mark in cell.marks
    }
    assert drawn == counts
    assert set(matrix.rows) == set(themes())
    assert len(matrix.cells) == len(matrix.rows) * len(matrix.columns)
    assert matrix.gaps == len(matrix.cells) - len({key[:2] for key in counts})
    for row in matrix.rows:
        whole = {m.verdict: m.count for m in matrix.whole[row]}
        assert whole == Counter(f["verdict"] for f in written if f["theme"] == row)


@pytest.mark.parametrize(
    ("narrowed", "kept"),
    [
        (Narrowed(verdict=("worked",)), lambda f: f["verdict"] == "worked"),
        (Narrowed(strength=("survey", "own report")), lambda f: f["strength"] in ("survey", "own report")),
        (Narrowed(theme=("jobs",)), lambda f: f["theme"] == "jobs"),
        (Narrowed(report=("sats-pa-hallingdal-2025",)), lambda f: f["report"] == "sats-pa-hallingdal-2025"),
        (Narrowed(programme=("RISC", NO_PROGRAMME)), lambda f: f["programme"] in ("RISC", "")),
        (Narrowed(region=("Hallingdal",)), lambda f: column_in_file(f, "region") == "Hallingdal"),
        (Narrowed(region=("Ål",)), lambda f: f["where"] == "Ål"),
        (Narrowed(region=(OTHER,)), lambda f: column_in_file(f, "region") == "other"),
        (Narrowed(years=(2017, 2019)), lambda f: f["about"]["period"][0] <= 2019 and f["about"]["period"][1] >= 2017),
        (
            Narrowed(region=("Hallingdal",), verdict=("mixed",), theme=("jobs", "funding")),
            lambda f: (
                column_in_file(f, "region") == "Hallingdal"
                and f["verdict"] == "mixed"
                and f["theme"] in ("jobs", "funding")
            ),
        ),
    ],
)
def test_a_filter_leaves_what_the_files_say(
    evidence: Evidence, written: list[dict[str, Any]], narrowed: Narrowed, kept: Callable[[dict[str, Any]], bool]
) -> None:
    found = left(evidence, narrowed)
    assert [i.finding.what_en for i in found] == [f["en"] for f in written if kept(f)]
    assert 0 < len(found) < len(written)
    matrix = make_matrix(evidence, View(narrowed=narrowed))
    assert sum(cell.count for cell in matrix.cells.values()) == len(found)


def test_gaps_are_shown_for_what_was_asked_and_not_for_what_was_left_out(evidence: Evidence) -> None:
    of_one_report = make_matrix(evidence, View(narrowed=Narrowed(report=("innovasjonsloft-hallingdal-2020",))))
    assert of_one_report.columns == ("Hallingdal",)
    measured = make_matrix(evidence, View(narrowed=Narrowed(strength=("register data",))))
    assert len(measured.columns) == len(evidence.regions)  # nothing rests on registers, and every gap says so
    assert measured.gaps == len(measured.cells)


def test_what_is_chosen_is_listed_strongest_first(evidence: Evidence) -> None:
    view = View(row="jobs", column="Hallingdal")
    items = chosen(left(evidence, view.narrowed), view)
    assert {(i.finding.theme, i.region) for i in items} == {("jobs", "Hallingdal")}
    ranks = [LEVELS.index(i.level) for i in items]
    assert ranks == sorted(ranks)
    assert ranks[0] < ranks[-1]
    assert len(chosen(evidence.items, View(row="jobs"))) == sum(i.finding.theme == "jobs" for i in evidence.items)


def test_both_languages_show_the_same_findings(evidence: Evidence) -> None:
    view = View(column="Hallingdal")
    items = chosen(evidence.items, view)
    nb, en = (findings_data(items, view, evidence, language, has_reader=True) for language in ("nb", "en"))
    assert [c["id"] for c in nb["cards"]] == [c["id"] for c in en["cards"]]
    assert [c["quote"] for c in nb["cards"]] == [c["quote"] for c in en["cards"]]
    assert all(a["what"] != b["what"] for a, b in zip(nb["cards"], en["cards"], strict=True))
    tables = [table_data(make_matrix(evidence, EVERYTHING), EVERYTHING, language) for language in ("nb", "en")]
    counts = [
        [[c and c["n"] for c in line["counts"]] for t in table["themes"] for line in t["lines"]] for table in tables
    ]
    assert counts[0] == counts[1]


def test_questions_lead_to_the_report_and_the_place(evidence: Evidence) -> None:
    item = next(i for i in evidence.items if i.finding.what_nb.startswith("Forstudien forankret innovasjonsløftet"))
    asked = about_item(item, "nb")
    assert asked.question == "Hva var nytten av forstudien til Innovasjonsløft Hallingdal?"
    assert asked.filters == Filters(reports=("innovasjonsloft-hallingdal-2020",))
    assert about_item(item, "en").question in item.note.questions_en
    bare = replace(item, note=replace(item.note, questions_en=()))
    assert item.finding.what_en in about_item(bare, "en").question
    cell = about_chosen(View(row="jobs", column="Hallingdal"), evidence, "nb")
    assert cell.question == "Hva fungerte i Hallingdal når det gjelder arbeidsplasser?"
    assert cell.filters == Filters(regions=("Hallingdal",))
    other = about_chosen(View(row="jobs", column=OTHER, narrowed=Narrowed(region=(OTHER, "Ål"))), evidence, "en")
    assert other.question == "What worked on jobs?"
    assert other.filters == Filters(regions=("Ål",))


def test_reports_without_findings_are_told(evidence: Evidence, library: Library) -> None:
    bare = gather([], library.reports)
    assert [count for _, count in reports_data(bare, "nb")] == [say("evidence.reports.none", "nb")] * 5
    assert ("Sats på Hallingdal (2025)", "57 funn") in reports_data(evidence, "nb")
    assert make_matrix(bare, EVERYTHING).columns == ()
    assert summary(chosen(bare.items, EVERYTHING), "nb") == say("evidence.sum.none", "nb")


def test_findings_outside_the_lists_are_left_out_and_counted(shelf: Shelf, library: Library) -> None:
    one = shelf.findings[0]
    findings = [
        replace(one.finding, theme="jobb"),
        replace(one.finding, strength="rumour"),
        replace(one.finding, verdict=cast(Verdict, "good")),  # as a file may have it
    ]
    wrong = [replace(one, finding=finding) for finding in findings]
    found = gather([one, *wrong], library.reports)
    assert (len(found.items), found.left_out) == (1, 3)


def test_the_figure_is_drawn_anew_only_where_something_else_has_changed(evidence: Evidence) -> None:
    first = next_drawn(None, ("a",), ("", ""))
    assert next_drawn(first, ("a",), ("", "")) is first
    pressed = clicked(first, ("jobs", "Hallingdal"))
    assert next_drawn(pressed, ("a",), ("jobs", "Hallingdal")).number == first.number
    assert next_drawn(pressed, ("a",), ("jobs", "")).number == first.number + 1
    assert next_drawn(pressed, ("b",), ("jobs", "Hallingdal")).start == ("jobs", "Hallingdal")
    matrix = make_matrix(evidence, EVERYTHING)
    assert pairs(matrix, ("", "")) == ()
    assert pairs(matrix, ("jobs", "Hallingdal")) == (("jobs", "Hallingdal"),)
    filled = {(i.finding.theme, column_of(i, "region")) for i in evidence.items if i.finding.theme == "jobs"}
    assert set(pairs(matrix, ("jobs", ""))) == filled


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_verdict_has_a_name_and_a_count(language: Language) -> None:
    names = {say(f"verdict.{v}", language) for v in VERDICTS}
    assert len(names) == len(VERDICTS)


def test_the_table_holds_every_cell_and_names_every_gap(evidence: Evidence) -> None:
    matrix = make_matrix(evidence, EVERYTHING)
    table = table_data(matrix, EVERYTHING, "nb")
    for theme in table["themes"]:
        cells = matrix.in_row(theme["row"])
        assert [line["column"] for line in theme["lines"]] == ["", *(c.column for c in cells if c.marks)]
        gaps = [c.column for c in cells if not c.marks and c.column != OTHER]
        assert all(gap in theme["gaps"] for gap in gaps)
