"""Whether a question is on the reports' matters is guessed from its words, in all three languages."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import QuestionSetError
from corpus.records import Note
from eval.fit_topical import fit_topical, load_general
from index.byword import load_weights
from index.topical import SUREST, topical_odds

# Written for this test: on the reports' matters, and on anything else with some of the same words
ON = (
    "Hvordan gikk det med bedriftsnettverkene etter at støtten tok slutt?",
    "Kva lærte kommunane av omstillingsarbeidet?",
    "Did the firms that took part get more innovative?",
    "hvem satt i styringsgruppa for programmet",
    "how many new jobs did the project lead to",
)
OFF = (
    "Hvordan får jeg bedre mobilnett på hytta?",
    "Kva klokkeslett opnar polet på laurdag?",
    "Which programme should I use to wash wool?",
    "hvem leder Eliteserien",
    "how many jobs did Steve Jobs have",
)


def _note(told: str, untold: str) -> Note:
    return Note("n1", "ferry", 0, 10, "", "", (told,), (), (), untold=(untold,))


@pytest.mark.parametrize("question", ON)
def test_what_is_on_the_reports_matters(question: str) -> None:
    assert topical_odds(question) > 2


@pytest.mark.parametrize("question", OFF)
def test_what_is_on_anything_else(question: str) -> None:
    assert topical_odds(question) < 2


@pytest.mark.parametrize("question", ["", "?!", "xyzzyplugh", "hvorfor?", "x" * 2000, "og " * 700, "<script>"])
def test_no_question_is_placed_for_certain(question: str) -> None:
    assert -SUREST <= topical_odds(question) <= SUREST


def test_the_questions_on_anything_else_are_read() -> None:
    general = load_general()
    assert len(general) == len(set(general)) > 5000


@pytest.mark.parametrize("line", ["Hva er klokka?", "se\tVad är klockan?", "nb\t ", "\tHva er klokka?"])
def test_a_line_that_is_no_question_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "general.tsv").write_text(f"nb\tHva er klokka?\n{line}\n", encoding="utf-8")
    with pytest.raises(QuestionSetError, match=r"general.tsv line 2 should be nb, nn or en, a tab and a question"):
        load_general(tmp_path / "general.tsv")


def test_notes_that_ask_nothing_are_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match="notes should have questions"):
        fit_topical([replace(_note("", ""), questions_nb=(), untold=())], tmp_path / "topical.safetensors")


def test_it_is_fitted_on_notes_against_anything_else(tmp_path: Path) -> None:
    matters = ("ferja", "brua", "kaia", "skolen", "butikken", "hallen", "stien", "parken")
    notes = [_note(f"Hva fikk kommunen igjen for {matter}?", f"Hvem i kommunen tegnet {matter}?") for matter in matters]
    general, out = tmp_path / "general.tsv", tmp_path / "topical.safetensors"
    general.write_text("".join(f"nb\tHvordan steker jeg {matter}?\n" for matter in matters), encoding="utf-8")
    assert fit_topical(notes, out, general)["area, of questions held back"] == 1.0
    assert topical_odds("hva fikk kommunen", load_weights(out)) > 0 > topical_odds("steker du?", load_weights(out))
