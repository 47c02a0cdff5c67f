"""The library's parts, case by case: the real reports, and the same reports made ill."""

from dataclasses import replace
from typing import Any

import pytest

from app.library.card import Entry, ailments, card
from app.library.health import Health, health_of
from app.library.order import in_order
from app.links import EVIDENCE
from app.wording import say
from corpus.library import Library
from corpus.notes import Fault, Notes
from corpus.passages import split_report
from corpus.records import Report

ARENA, LOFT, THESIS = "arena-lettmetall-2007", "innovasjonsloft-hallingdal-2020", "lillehammer-regionen-2022"
PILOT, SATS = "piloten-oppland-2017", "sats-pa-hallingdal-2025"
GERMAN = (
    "Die Bundesregierung hat in den vergangenen Jahren zahlreiche Programme zur Förderung der ländlichen Räume "
    "aufgelegt, und die Ergebnisse sind gemischt, wie der Bericht zeigt, denn es fehlt überall an Personal. "
)


@pytest.fixture(scope="module")
def entries(library: Library) -> dict[str, Entry]:
    return {r.id: entry(r, library.notes[r.id]) for r in library.reports}


def entry(report: Report, notes: Notes) -> Entry:
    return Entry(report, tuple(notes.notes), health_of(report, notes, split_report(report)))


@pytest.mark.parametrize(
    ("name", "passages", "foreign"), [(ARENA, 130, 0), (LOFT, 66, 0), (THESIS, 272, 5), (PILOT, 132, 0), (SATS, 40, 0)]
)
def test_the_real_reports_are_well(entries: dict[str, Entry], name: str, passages: int, foreign: int) -> None:
    health = entries[name].health
    assert len(health.other_language) == foreign  # the thesis has an English summary
    assert replace(health, other_language=()) == Health(passages, (), (), (), 0, 0)


def ill(report: Report, notes: Notes, illness: str) -> Entry:
    if illness == "blank":  # pages 4 to 9 hold nothing but a stray mark
        blank = tuple(replace(p, text="- 7 -") if 4 <= p.number <= 9 else p for p in report.pages)
        return entry(replace(report, pages=blank), notes)
    if illness == "foreign":
        text = "".join(GERMAN[i % len(GERMAN)] if c != "\n" else c for i, c in enumerate(report.text))
        return entry(replace(report, text=text), Notes())
    if illness == "scanned":  # page 5 is a picture of text, and has none
        pages = tuple(replace(p, text="") if p.number == 5 else p for p in report.pages)
        return entry(replace(report, pages=pages, scanned=(5,)), notes)
    if illness == "unconfirmed":
        return entry(replace(report, about=replace(report.about, confirmed=False)), notes)
    fewer = {
        "half": Notes(notes.notes[: len(notes.notes) // 2]),
        "faults": Notes(notes.notes, [Fault(1, "x"), Fault(2, "y")]),
        "none": Notes(),
    }
    return entry(report, fewer[illness])


@pytest.mark.parametrize(
    ("illness", "sentences"),
    [
        ("blank", [say("health.pages", "nb", pages="tekstside 4, tekstside 5, tekstside 6, tekstside 7 og 2 til")]),
        ("scanned", [say("health.scanned", "nb", pages="tekstside 5")]),
        ("unconfirmed", [say("health.unconfirmed", "nb")]),
        ("half", ["58 % av avsnittene mangler lesenotat og finnes bare med rapportens egne ord."]),
        ("faults", ["2 feil i lesenotatene. Kjør «python -m corpus check»."]),
        ("none", ["Rapporten har ingen lesenotater ennå og finnes bare med sine egne ord."]),
    ],
)
def test_what_ails_a_report_is_told(library: Library, illness: str, sentences: list[str]) -> None:
    assert ailments(ill(library.report(SATS), library.notes[SATS], illness), "nb") == sentences


def test_a_language_that_is_not_known_is_told(library: Library) -> None:
    found = ill(library.report(SATS), library.notes[SATS], "foreign")
    assert found.health.no_language
    assert ailments(found, "nb")[0].startswith("Språket kan ikke kjennes igjen: tekstside ")


def test_passages_in_another_language_are_told(entries: dict[str, Entry]) -> None:
    assert ailments(entries[THESIS], "nb") == ["2 % av avsnittene er ikke på bokmål: s. 3, tekstside 3, tekstside 4."]
    assert ailments(entries[THESIS], "en") == ["2% of the passages are not in bokmål: p. 3, text page 3, text page 4."]


@pytest.mark.parametrize(
    ("name", "kind", "period", "counts"),
    [
        (ARENA, "Ekstern evaluering", "2002–2006", [67, 130, 190, 163]),
        (LOFT, "Ekstern evaluering", "2016–2019", [22, 66, 98, 74]),
        (THESIS, "Casestudie", "2021–2022", [92, 272, 439, 242]),
        (PILOT, "Følgeforskning", "2014–2017", [64, 132, 208, 122]),
        (SATS, "Programmets egen rapport", "2021–2025", [17, 40, 90, 57]),
    ],
)
def test_a_card_says_what_a_report_is(
    entries: dict[str, Entry], name: str, kind: str, period: str, counts: list[int]
) -> None:
    about = entries[name].report.about
    data = card(entries[name], lambda _: False, "nb")
    rows = {row["name"]: row["value"] for row in data["rows"]}
    assert (data["kind"], rows["Bygger på"], rows["Gjelder"]) == (kind, about.evidence_nb, period)
    assert [c["n"] for c in data["counts"]] == counts
    assert data["trust"] == say(f"kind.{about.kind}.trust", "nb")


def test_a_card_leads_to_the_pages_there_are(entries: dict[str, Entry]) -> None:
    def links(**pages: Any) -> list[str]:  # noqa: ANN401 - flags
        return [link["to"] for link in card(entries[SATS], lambda path: path in pages, "nb")["links"]]

    reader, chat = f"reader?report={SATS}&page=1", f"./?q=&report={SATS}"
    assert links() == [reader, chat]
    assert links(**{EVIDENCE: True}) == [reader, chat, f"evidence?report={SATS}"]


def test_a_card_shows_only_what_is_known(entries: dict[str, Entry]) -> None:
    report = entries[SATS].report
    bare = replace(
        report.about, publisher="", period=None, regions=(), municipalities=(), programmes=(), evidence_nb=""
    )
    data = card(replace(entries[SATS], report=replace(report, about=bare)), lambda _: False, "nb")
    assert (data["rows"], data["by"]) == ([], "")


@pytest.mark.parametrize(
    ("order", "words", "names"),
    [
        ("newest", "", [SATS, THESIS, LOFT, PILOT, ARENA]),
        ("title", "", [ARENA, LOFT, THESIS, PILOT, SATS]),
        ("kind", "", [LOFT, ARENA, PILOT, THESIS, SATS]),
        ("newest", "hallingdal", [SATS, LOFT]),
        ("newest", "HALLINGDAL oxford", [LOFT]),
        ("newest", "Connected Living", [PILOT]),
        ("newest", "Tromsø", []),
    ],
)
def test_the_order_of_the_cards(entries: dict[str, Entry], order: str, words: str, names: list[str]) -> None:
    assert [e.report.id for e in in_order(entries.values(), order, words)] == names
