"""What the reader finds and draws, case by case, over the real reports."""

from dataclasses import replace
from typing import Any

import pytest

from app.reader.find import find
from app.reader.margin import beside, note_data, touching
from app.reader.place import Place
from app.reader.view import AROUND, Sight, pane_data, parts
from app.wording import say
from corpus.library import Library
from corpus.records import Language, Report
from index.lexicon import load_lexicon
from index.tokens import Compounds

ARENA, LOFT, THESIS = "arena-lettmetall-2007", "innovasjonsloft-hallingdal-2020", "lillehammer-regionen-2022"
PILOT, SATS = "piloten-oppland-2017", "sats-pa-hallingdal-2025"
HTML = "<script>alert(1)</script> **fet** :smile:"


@pytest.fixture(scope="module")
def compounds(reports: dict[str, Report]) -> Compounds:
    return Compounds.from_texts([r.text for r in reports.values()], load_lexicon().norwegian_words())


# --- search inside ---


@pytest.mark.parametrize(
    ("report", "asked", "hits", "words"),
    [
        (ARENA, "nettverk", 47, {"nettverk", "nettverket", "nettverkssamarbeid"}),  # a word begun
        (ARENA, "NETTVERKENE", 46, {"nettverk", "nettverkene"}),  # another form of it
        (ARENA, "bedrift", 123, {"bedriftene", "deltagerbedrifter"}),  # a compound's last part
        (ARENA, "Innovasjon Norge", 8, {"innovasjon norge"}),
        (ARENA, "innovasjon, norge!", 8, {"innovasjon norge"}),
        (LOFT, "64", 6, {"64"}),
        (LOFT, "FoU-", 1, {"fou"}),
        (THESIS, "fjøs", 0, set()),
        (THESIS, "", 0, set()),
        (THESIS, "?!", 0, set()),
        (THESIS, HTML, 0, set()),
    ],
)
def test_words_are_found(
    reports: dict[str, Report], compounds: Compounds, report: str, asked: str, hits: int, words: set[str]
) -> None:
    text = reports[report].text
    found = find(reports[report], asked, compounds)
    lit = [" ".join(text[a:b].lower().split()) for hit in found.hits for a, b in hit]
    assert (len(found.hits), words - set(lit)) == (hits, set())
    assert found.together


def test_words_that_never_stand_together_are_found_by_paragraph(
    reports: dict[str, Report], compounds: Compounds
) -> None:
    report = reports[ARENA]
    found = find(report, "samarbeid kommune", compounds)
    assert not found.together
    assert len(found.hits) == 4
    for hit in found.hits:
        block = next(b for b in report.blocks if b.start <= hit[0][0] < b.end)
        assert hit[-1][1] <= block.end
        lit = " ".join(report.text[a:b].lower() for a, b in hit)
        assert "samarbeid" in lit
        assert "kommun" in lit


# --- the margin ---


@pytest.mark.parametrize("report", [ARENA, LOFT, THESIS, PILOT, SATS])
def test_each_note_stands_beside_one_page_and_is_lit_on_all_it_touches(library: Library, report: str) -> None:
    notes, read = library.notes[report].notes, library.report(report)
    assert sorted(n.id for p in read.pages for n in beside(notes, p)) == sorted(n.id for n in notes)
    for page in read.pages:
        assert {s.page for n in touching(notes, page) for s in read.spans(n.start, n.end)} >= (
            {page.number} if touching(notes, page) else set()
        )
        assert {n.id for n in beside(notes, page)} <= {n.id for n in touching(notes, page)}


@pytest.mark.parametrize("shown", ["nb", "nn", "en"])
def test_a_note_speaks_the_readers_language(library: Library, shown: Language) -> None:
    note = next(n for n in library.notes[LOFT].notes if n.findings)
    data = note_data(note, shown)
    assert data["text"] == {"nb": note.nb, "nn": note.nn, "en": note.en}[shown]
    whats = [{"nb": f.what_nb, "nn": f.what_nn, "en": f.what_en}[shown] for f in note.findings]
    assert [f["what"] for f in data["findings"]] == whats
    assert data["findings"][0]["name"] == say(f"verdict.{note.findings[0].verdict}", shown)


# --- what is drawn ---


def sight(library: Library, name: str, page: int, **changed: Any) -> Sight:  # noqa: ANN401 - fields
    fields: dict[str, Any] = {
        "report": library.report(name),
        "notes": library.notes[name].notes,
        "place": Place(name, page),
    }
    return Sight(**fields | changed)


def texts(data: dict[str, Any], mark: str = "") -> str:
    return "".join(
        p["text"] for s in data["sheets"] for b in s["blocks"] for p in b["parts"] if not mark or p.get("mark") == mark
    )


@pytest.mark.parametrize(("page", "first", "last"), [(1, 1, 4), (2, 1, 5), (30, 27, 33), (64, 61, 64)])
def test_only_the_pages_around_are_sent(library: Library, page: int, first: int, last: int) -> None:
    data = pane_data(sight(library, PILOT, page), "nb")
    assert [s["number"] for s in data["sheets"]] == list(range(first, last + 1))
    assert len(data["sheets"]) <= 2 * AROUND + 1


@pytest.mark.parametrize("report", [ARENA, LOFT, THESIS, PILOT, SATS])
def test_pages_are_shown_whole_and_every_note_once(library: Library, report: str) -> None:
    read = library.report(report)
    ids: list[int] = []
    for page in read.pages:
        data = pane_data(sight(library, report, page.number), "nb")
        own = next(s for s in data["sheets"] if s["number"] == page.number)
        shown = "".join(p["text"] for b in own["blocks"] for p in b["parts"])
        assert "".join(shown.split()) == "".join(page.text.split())
        ids += [n["id"] for b in own["blocks"] for n in b["notes"]]
    assert sorted(ids) == sorted(int(n.id.rpartition("#")[2]) for n in library.notes[report].notes)


def test_lit_words_hits_and_stretches_lie_over_each_other() -> None:
    marks = [(2, 8, "lit"), (4, 6, "now"), (5, 10, "7"), (9, 12, "8"), (40, 50, "lit")]
    assert parts("0123456789abcdef", 0, 12, marks) == [
        {"text": "01", "at": 0},
        {"text": "23", "at": 2, "mark": "lit"},
        {"text": "4", "at": 4, "mark": "now"},
        {"text": "5", "at": 5, "mark": "now", "notes": [7]},
        {"text": "67", "at": 6, "mark": "lit", "notes": [7]},
        {"text": "8", "at": 8, "notes": [7]},
        {"text": "9", "at": 9, "notes": [7, 8]},
        {"text": "ab", "at": 10, "notes": [8]},
    ]


def test_lit_words_run_over_a_page_break(library: Library) -> None:
    page = library.report(THESIS).page(40)
    data = pane_data(sight(library, THESIS, 40, place=Place(THESIS, 40, (page.end - 30, page.end + 30))), "nb")
    assert "".join(texts(data, "lit").split()) == "".join(
        library.report(THESIS).text[page.end - 30 : page.end + 30].split()
    )


def test_notes_can_be_put_away(library: Library) -> None:
    data = pane_data(sight(library, LOFT, 7, with_notes=False), "nb")
    assert not any(b["notes"] or any("notes" in p for p in b["parts"]) for s in data["sheets"] for b in s["blocks"])


def test_a_page_is_named_by_both_its_numbers(library: Library) -> None:
    printed = pane_data(sight(library, ARENA, 64), "nb")["sheets"][AROUND]
    assert (printed["label"], printed["beside"]) == ("s. 66", "tekstside 64")
    plain = pane_data(sight(library, LOFT, 11), "en")["sheets"][AROUND]
    assert (plain["label"], plain["beside"]) == ("text page 11", "")


def test_a_page_without_text_says_so(library: Library) -> None:
    report = library.report(SATS)
    blocks = tuple(b for b in report.blocks if b.end <= report.page(3).start or b.start >= report.page(3).end)
    data = pane_data(sight(library, SATS, 3, report=replace(report, blocks=blocks), notes=()), "nb")
    assert [s["empty"] for s in data["sheets"] if s["number"] == 3] == [say("reader.empty", "nb")]


@pytest.mark.parametrize(
    ("asked", "hit", "text"),
    [
        ("", 0, ""),
        ("fjøs", 0, "Ingen treff"),
        ("Innovasjon Norge", 2, "3 av 8 treff"),
        ("samarbeid kommune", 0, "1 av 4 avsnitt som har alle ordene"),
    ],
)
def test_hits_are_counted_in_words(library: Library, compounds: Compounds, asked: str, hit: int, text: str) -> None:
    found = find(library.report(ARENA), asked, compounds)
    data = pane_data(sight(library, ARENA, 9, words=asked, found=found, hit=hit), "nb")
    assert data["found"] == text


def test_html_in_a_report_is_only_text(library: Library) -> None:
    report = library.report(SATS)
    start = report.page(5).start + 40
    hostile = replace(report, text=report.text[:start] + HTML + report.text[start + len(HTML) :])
    data = pane_data(sight(library, SATS, 5, report=hostile, place=Place(SATS, 5, (start, start + len(HTML)))), "nb")
    assert "".join(texts(data, "lit").split()) == "".join(HTML.split())
