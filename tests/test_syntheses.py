"""Syntheses are found in their reports, held against them, and left out where a report of theirs is not there."""

from pathlib import Path
from typing import Any

import pytest

from corpus import syntheses
from corpus.__main__ import main
from corpus.check_syntheses import check_syntheses
from corpus.errors import NoteError
from corpus.library import SYNTHESES, Library, load_library
from corpus.records import Report
from corpus.squeezed import Squeezed
from corpus.syntheses import place_syntheses, read_syntheses

FERRY: dict[str, Any] = {
    "report": "fjord-2019",
    "page": 1,
    "quote": "Ferja gikk hver time i Fjordby, og 40 bedrifter brukte den.",
    "nb": "Ferja i Fjordby ble brukt av 40 bedrifter.",
    "nn": "Ferja i Fjordby vart brukt av 40 bedrifter.",
    "en": "The ferry in Fjordby was used by 40 firms.",
}
SCHOOL: dict[str, Any] = {
    "report": "fjell-2021",
    "page": 1,
    "quote": "Nettverket mellom\nlærerne varte ikke.",
    "nb": "I Fjellheim varte ikke nettverket mellom lærerne.",
    "nn": "I Fjellheim varte ikkje nettverket mellom lærarane.",
    "en": "In Fjellheim the network of teachers did not last.",
}
GOOD: dict[str, Any] = {
    "title": "Det som varte",
    "nb": "Ferja ble brukt av 40 bedrifter, mens nettverket i Fjellheim ikke varte.",
    "nn": "Ferja vart brukt av 40 bedrifter, medan nettverket i Fjellheim ikkje varte.",
    "en": "The ferry was used by 40 firms, while the network in Fjellheim did not last.",
    "questions": {"nb": ["Hva varte?", "Hva holdt?", "Hva sto seg?"], "nn": ["Kva varte?", "Kva heldt?"],
                  "en": ["What lasted?", "What held?", "What stayed?"]},
    "sides": [FERRY, SCHOOL],
}  # fmt: skip


@pytest.fixture
def small(tiny: Path) -> dict[str, Report]:
    return load_library(tiny).by_id


def _faults(reports: dict[str, Report], **change: object) -> list[str]:
    return [f.text for f in check_syntheses(place_syntheses([{**GOOD, **change}], reports), reports)]


def test_a_good_synthesis_is_found_word_for_word(small: dict[str, Report]) -> None:
    [one] = place_syntheses([GOOD], small).syntheses
    assert _faults(small) == []
    assert one.reports == ("fjord-2019", "fjell-2021")
    quotes = [small[side.report_id].text[side.start : side.end] for side in one.sides]
    assert quotes == [FERRY["quote"], "Nettverket mellom lærerne varte ikke."]
    assert one.says[2].startswith("The ferry")
    assert len(one.questions) == 8


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"sides": [FERRY]}, "on one report alone"),
        ({"sides": [FERRY, SCHOOL | {"quote": "Nettverket varte."}]}, "“Nettverket varte.” does not stand on page 1"),
        ({"sides": [FERRY, SCHOOL | {"page": 2}]}, "fjell-2021 has pages 1 to 1, not 2"),
        ({"sides": [FERRY, SCHOOL | {"where": "x"}]}, "a side has no where"),
        ({"sides": [FERRY | {"nb": "Ferja ble brukt av 50 bedrifter."}, SCHOOL]}, "side 1 in nb has 50"),
        ({"sides": [FERRY | {"en": "word " * 35}, SCHOOL]}, "side 1 in en has 35 words; 1 to 34"),
        ({"sides": [FERRY | {"en": ""}, SCHOOL]}, "side 1 in en has 0 words"),
        ({"nn": "Ferja vart brukt av 60 bedrifter."}, "nn has 60, which none of its sides has"),
        ({"nb": "ord " * 51}, "nb has 51 words; 1 to 50"),
        ({"questions": {"nb": ["Hva varte?"]}}, "1 questions; at least 8"),
        ({"questions": {"nb": ["Hva varte?"] * 8}}, "“Hva varte?” is asked 8 times"),
        ({"questions": {"nb": "Hva varte?"}}, "questions should be lists of texts"),
        ({"theme": "jobs"}, "a synthesis has no theme; it has"),
        ({"sides": [{"report": "fjord-2019"}]}, "page is missing"),
    ],
)
def test_what_does_not_hold_is_named(small: dict[str, Report], change: dict[str, Any], fault: str) -> None:
    assert any(fault in text for text in _faults(small, **change)), _faults(small, **change)


def test_a_report_is_prepared_once_however_many_quotes_are_looked_up(
    small: dict[str, Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared: list[str] = []

    class Counted(Squeezed):
        def __init__(self, text: str) -> None:
            prepared.append(text)
            super().__init__(text)

    monkeypatch.setattr(syntheses, "Squeezed", Counted)
    assert len(place_syntheses([GOOD] * 20, small).syntheses) == 20
    assert len(prepared) == len(set(prepared)) == 2


def test_a_synthesis_on_a_report_that_is_not_there_waits_for_it(small: dict[str, Report]) -> None:
    left = {"fjord-2019": small["fjord-2019"]}
    found = place_syntheses([GOOD], left)
    assert (found.syntheses, found.faults, found.waiting) == ([], [], 1)


def test_a_library_without_syntheses_has_none(tiny: Path, small: dict[str, Report]) -> None:
    assert read_syntheses(tiny / SYNTHESES, small).syntheses == []
    assert load_library(tiny).syntheses.syntheses == []


@pytest.mark.parametrize(
    ("text", "why"), [("synthesis = 3", "should hold [[synthesis]] tables"), ("[[synthesis", "it is no TOML")]
)
def test_a_file_that_cannot_be_read_is_a_problem_and_the_reports_are_there(
    tiny: Path, small: dict[str, Report], text: str, why: str
) -> None:
    (tiny / SYNTHESES).write_text(text, encoding="utf-8")
    with pytest.raises(NoteError, match=why.replace("[", r"\[")):
        read_syntheses(tiny / SYNTHESES, small)
    library = load_library(tiny)
    assert [(p.report_id, why in p.text) for p in library.problems] == [(SYNTHESES, True)]
    assert len(library.reports) == len(small)


def test_the_command_names_faults_and_counts(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / SYNTHESES).write_text('[[synthesis]]\ntitle = "x"\nsides = []\n', encoding="utf-8")
    assert main(["--reports", str(tiny), "check"]) == 1
    printed = capsys.readouterr().out
    assert "syntheses.toml, synthesis 1: questions is missing" in printed
    assert "syntheses.toml: 0 syntheses, 1 faults" in printed


def test_the_syntheses_that_ship_hold(library: Library) -> None:
    assert check_syntheses(library.syntheses, library.by_id) == []
    assert library.syntheses.waiting == 0
    assert len(library.syntheses.syntheses) > 100
