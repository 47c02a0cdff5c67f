"""Slips of the finger are mended; names, and words that only this library lacks, are let be."""

import pytest

from app.answering.spelling import Speller
from app.assistant import Assistant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Hvor mange bor i Lillehammer komune?", "Hvor mange bor i Lillehammer kommune?"),  # a letter missing
        ("Hva sa evalueeringen?", "Hva sa evalueringen?"),  # one too much
        ("Hva sa evaluernigen?", "Hva sa evalueringen?"),  # two swapped
        ("Komune og bedrift", "Kommune og bedrift"),  # a capital stays one
        ("Hva sa Komune?", "Hva sa Komune?"),  # a name nobody knows
        ("Hvem stemte?", "Hvem stemte?"),  # a word that only this library lacks
        ("komunen", "komunen"),  # nothing the library has is one slip away
        ("DROP TABLE komune", "DROP TABLE kommune"),
        ("isn't couldn't", "isn't couldn't"),
        ("", ""),
    ],
)
def test_slips(written: str, meant: str) -> None:
    speller = Speller(["Kommune, evalueringen og stemme er ord."], lambda word: word in {"bedrift", "evaluering"})
    assert speller.mend(written) == meant


def test_the_asker_sees_what_was_understood_and_can_undo_it(assistant: Assistant) -> None:
    question = "Hvor mange komuner er med i Lillehammer-regionen?"
    assert assistant.ask(question).understood == question.replace("komuner", "kommuner")
    assert assistant.ask(question, as_written=True).understood == question
