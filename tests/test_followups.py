"""A question in a conversation is read by itself or as going on from what was asked before, whichever is meant."""

import pytest

from app.answering.followup import language_of
from app.answering.reading import Heard, Reading, likelier
from app.assistant import Assistant

RISC, LOFT = "Hvem eier RISC?", "Hvem finansierte Innovasjonsløft Hallingdal?"


@pytest.mark.parametrize(
    ("history", "question", "understood"),
    [
        # Words that say so, and an answer that is found so
        ([LOFT], "Og hvor mange bedrifter var med?", f"{LOFT[:-1]} – Hvor mange bedrifter var med?"),
        (["Hva er Kvinnegnist?"], "When was it founded?", "Hva er Kvinnegnist – When was it founded?"),
        (
            ["Kven eigde Fjellfond-tiltaket i Hallingdal?"],
            "Og kva skulle det brukast til?",
            "Kven eigde Fjellfond-tiltaket i Hallingdal – Kva skulle det brukast til?",
        ),
        ([LOFT], "Tusen takk!", "Tusen takk!"),
        # No word says so, but by itself it is about nothing
        (
            ["Hva er Kvinnegnist?"],
            "Hvor mange har meldt seg inn?",
            "Hva er Kvinnegnist – Hvor mange har meldt seg inn?",
        ),
        # A new matter, though short, or with a word that points
        ([LOFT], "What is FORKOMMUNE?", "What is FORKOMMUNE?"),
        ([RISC], "Hva menes med local buzz i masteroppgaven?", "Hva menes med local buzz i masteroppgaven?"),
        (
            [RISC],
            "Hva krevde de av en god pilot i Piloten Oppland?",
            "Hva krevde de av en god pilot i Piloten Oppland?",
        ),
        # Why, of what was answered by yes or no; more, of what is not said than what
        (
            ["Vart Gran og Lunner slått saman?"],
            "Kvifor ikkje?",
            "Kvifor ikkje vart Gran og Lunner slått saman?",
        ),
        (
            ["Hvor mange virksomheter var med i program 4 av Innovasjonsløft?"],
            "Var det flere i program 5?",
            "Hvor mange virksomheter var med i program 4 av Innovasjonsløft – Var det flere i program 5?",
        ),
        # What no report speaks of is not made an answer of by what was asked before
        ([LOFT], "Har du en oppskrift på surdeigsbrød?", "Har du en oppskrift på surdeigsbrød?"),
        ([RISC], "What are the symptoms of measles?", "What are the symptoms of measles?"),
        ([LOFT], "gaza news", "gaza news"),
        ([RISC], "Er det farleg for kattungar?", "Er det farleg for kattungar?"),
    ],
)
def test_what_is_meant(assistant: Assistant, history: list[str], question: str, understood: str) -> None:
    assert assistant.ask(question, history).understood == understood


def test_what_is_off_topic_stays_unanswered(assistant: Assistant) -> None:
    assert assistant.ask("Har du en oppskrift på surdeigsbrød?", [LOFT]).abstained


@pytest.mark.parametrize("words_say_so", [False, True])
def test_of_two_alike_readings_words_decide(assistant: Assistant, words_say_so: bool) -> None:
    reading = assistant.hearing.read(RISC)
    twin = Reading(
        Heard(reading.heard.alone, reading.heard.understood), reading.found, reading.looks, reading.judgement
    )
    assert likelier(reading, twin, words_say_so=words_say_so) is (twin if words_say_so else reading)


@pytest.mark.parametrize(
    ("question", "before", "language"),
    [
        ("og andre gongen?", "Kor mange ville inn på Trainee Hallingdal fyrste gongen?", "nn"),
        ("og i Ål?", "Kva fekk bedriftene ut av kurset?", "nn"),
        ("hva med den andre gangen?", "Kor mange ville inn på Trainee Hallingdal fyrste gongen?", "nb"),
        ("og andre gang?", "Hvor mange søkte på Trainee Hallingdal første gang?", "nb"),
        ("Gjøvik?", "What did they do in Lillehammer?", "en"),
        ("og i den andre byen?", "What did they do in Lillehammer?", "nb"),
        ("and in Ål?", "Kva fekk bedriftene ut av kurset?", "en"),
        ("og andre gongen?", "", "nb"),
    ],
)
def test_a_short_question_is_answered_in_the_language_of_the_one_before(
    question: str, before: str, language: str
) -> None:
    assert language_of(question, [before] if before else []) == language
