"""What type of answer a question expects is told by its words, whatever it is about and in whichever language."""

import pytest

from corpus.answer_types import ANSWER_TYPES
from eval.fit_expected import load_asked
from index.expected import DOUBT, Expected, expected, load_weights, type_vector


@pytest.mark.parametrize(
    ("question", "types"),
    [
        ("When did the ferry to Fjordby open?", {"time"}),
        ("Kva år vart ferja sett i drift?", {"time"}),
        ("Hvor mye kostet ferja?", {"money"}),
        ("Hvem betalte for ferja?", {"funder"}),
        ("Who owned the ferry?", {"actor"}),
        ("What stood in the way of the ferry?", {"obstacle"}),
        ("Kvifor vart det vanskeleg å få til ei ferje?", {"obstacle", "cause"}),
        ("Hva bør kommunene gjøre neste gang?", {"advice"}),
        ("Hva betyr «ferjefri»?", {"definition"}),
        ("How many people were interviewed?", {"count", "method"}),
        ("Hva var målet med ferja?", {"aim"}),
    ],
)
def test_the_type_is_told_by_the_words(question: str, types: set[str]) -> None:
    assert expected(question).best()[0] in types


def test_an_answer_fits_by_the_likeliest_of_its_types() -> None:
    when = expected("When did the ferry open?")
    assert when.fits(["time"]) > 1 > when.fits(["definition"])
    assert when.fits(["definition", "time"]) == when.fits(["time"])
    assert when.fits([]) == when.fits(["of no known type"]) == 0.0
    assert Expected({"time": DOUBT}).fits(["time"]) == pytest.approx(-2.3026, abs=1e-4)


def test_the_model_knows_every_type_and_a_question_without_words_raises_nothing() -> None:
    assert load_weights().types == tuple(ANSWER_TYPES)
    for question in ("", "?!", "xyzzy " * 300):
        assert type_vector(question) @ type_vector(question) == pytest.approx(1, abs=1e-4)
        assert len(expected(question).best(3)) == 3


def test_the_questions_that_a_reader_told_the_types_of_are_in_order() -> None:
    asked = load_asked()
    assert len(asked) > 5000
    assert all(1 <= len(types) <= 3 for _, types, _ in asked)
    assert {name for _, types, _ in asked for name in types} == set(ANSWER_TYPES)
