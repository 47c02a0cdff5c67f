"""Questions in dialect are read as they would be in bokmål; nothing else of them is changed."""

import doctest

import pytest

from app.answering import dialect
from app.answering.dialect import written
from app.assistant import Assistant


@pytest.mark.parametrize(
    ("spoken", "read"),
    [
        ("Kem sto bak Kvinnegnist?", "Hvem sto bak Kvinnegnist?"),
        ("åssen gikk det med RISC", "hvordan gikk det med RISC"),
        ("koffor blei det itj nokka av?", "hvorfor blei det ikke noe av?"),
        ("va deltakarane nøgde?", "var deltakarane nøgde?"),
        ("Hva er e-læring?", "Hva er e-læring?"),
        ("Kva dom gav dei spurde?", "Kva dom gav dei spurde?"),
        ("what is the ka e method", "what is the ka e method"),
        ("Korleis gjekk det?", "Korleis gjekk det?"),
        ("", ""),
    ],
)
def test_words_of_asking_are_written_as_in_bokmaal(spoken: str, read: str) -> None:
    assert written(spoken) == read


@pytest.mark.parametrize(
    ("spoken", "read"),
    [("ka e RISC for nokka?", "hva er RISC for noe?"), ("Kem sto bak Kvinnegnist?", "Hvem sto bak Kvinnegnist?")],
)
def test_a_question_in_dialect_gets_the_same_answer(assistant: Assistant, spoken: str, read: str) -> None:
    answers = [assistant.ask(question) for question in (spoken, read)]
    assert not answers[0].abstained
    assert answers[0].lines == answers[1].lines


def test_its_examples_hold() -> None:
    assert doctest.testmod(dialect).failed == 0
