"""Whether a question is told of is guessed from its words, in whichever language, and never with certainty."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import QuestionSetError
from corpus.records import Note
from eval.fit_worded import fit_worded
from index.byword import load_weights
from index.worded import SUREST, features, told_odds


def _note(number: int, told: str, untold: str) -> Note:
    return Note(f"n{number}", "ferry", 0, 10, "", "", (told,), (), (), untold=(untold,))


TOPICS = ("ferja", "brua", "kaia", "skolen", "butikken", "hallen", "stien", "parken")
NOTES = [_note(at, f"Hva kostet {topic}?", f"Hvem malte {topic}?") for at, topic in enumerate(TOPICS * 2)]


@pytest.mark.parametrize(
    ("question", "told"),
    [("Hva kostet ferja?", True), ("hva kostet muren", True), ("Hvem malte brua?", False), ("hvem malte muren", False)],
)
def test_words_and_pairs_of_words_tell(tmp_path: Path, question: str, told: bool) -> None:
    out = tmp_path / "worded.safetensors"
    assert fit_worded(NOTES, out)["area, of notes held back"] == 1.0
    assert (told_odds(question, load_weights(out)) > 0) is told


def test_a_pair_says_what_neither_of_its_words_does() -> None:
    for question in ("The price of a breakfast", "Is breakfast served, and at which price?"):
        assert "break|price" in features(question)


@pytest.mark.parametrize("question", ["", "?!", "xyzzyplugh", "hvorfor?", "x" * 2000, "og " * 700])
def test_no_question_is_told_of_for_certain(question: str) -> None:
    assert -SUREST <= told_odds(question) <= SUREST


def test_letters_pasted_in_parts_are_the_same_letters() -> None:
    question = "Hvor mange nye årsverk ga det på Gjøvik?"
    assert told_odds(unicodedata.normalize("NFD", question)) == told_odds(question) != 0.0


def test_notes_of_one_kind_are_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match="should have both questions and untold ones"):
        fit_worded([replace(note, untold=()) for note in NOTES], tmp_path / "worded.safetensors")


def test_what_is_not_known_says_nothing() -> None:
    assert told_odds("xyzzyplugh") == 0.0


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match=r"worded.safetensors cannot be written: .*; free it or its folder"):
        fit_worded(NOTES, tmp_path / "nowhere" / "worded.safetensors")
