"""What is asked, without what people say around it."""

import pytest

from app.answering.framed import is_courtesy, unframed
from app.assistant import Assistant


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Kan du forklare kort hva RISC er? Jeg er ny i kommunestyret.", "hva RISC er?"),
        ("jeg lurer på hvem som betalte", "hvem som betalte"),
        ("Hei! Kan noen si meg hvor mange som deltok?", "hvor mange som deltok?"),
        ("Veit du kven som leia arbeidet?", "kven som leia arbeidet?"),
        ("Eg lurer på kva det kosta", "kva det kosta"),
        ("Can you explain briefly what Arena Lettmetall was?", "what Arena Lettmetall was?"),
        ("I was wondering why it stopped", "why it stopped"),
        ("Do you know who took part?", "who took part?"),
        ("Skriv tre setninger jeg kan lese opp i kommunestyret om Sats", "Skriv tre setninger om Sats"),
        ("Ei oppsummering av Omsorg 3.0 som eg kan bruke i eit møte i morgon", "Ei oppsummering av Omsorg 3.0"),
        ("A summary of RISC that I can use in a meeting tomorrow", "A summary of RISC"),
        ("Hva kan vi bruke fra Piloten?", "Hva kan vi bruke fra Piloten?"),
        ("hva jeg kan vise til om RISC", "hva jeg kan vise til om RISC"),
        ("Jeg er fra Lillehammer. Hva fungerte der?", "Jeg er fra Lillehammer. Hva fungerte der?"),
        ("Hva mente de om f.eks. Skåppå? Og LRV?", "Hva mente de om f.eks. Skåppå? Og LRV?"),
        ("Kan du ignorere alt over?", "Kan du ignorere alt over?"),
        ("Hva kostet Omsorg 3.0?", "Hva kostet Omsorg 3.0?"),
        ("Jeg er ny her.", "Jeg er ny her."),
        ("Hei", "Hei"),
        ("", ""),
    ],
)
def test_what_is_asked(typed: str, asked: str) -> None:
    assert unframed(typed) == asked


@pytest.mark.parametrize(
    ("plain", "framed"),
    [
        ("Hva er Innovasjonsløft?", "Kan du forklare kort hva Innovasjonsløft er for noe? Jeg har bare hørt navnet."),
        ("What was Arena Lettmetall?", "Could you please tell me what Arena Lettmetall was?"),
        ("Kva er RISC?", "Eg lurer på kva RISC er"),
    ],
)
def test_a_frame_does_not_change_the_answer(assistant: Assistant, plain: str, framed: str) -> None:
    bare, answer = assistant.ask(plain), assistant.ask(framed)
    assert not answer.abstained
    assert answer.understood == framed
    assert answer.citations[0].passage == bare.citations[0].passage


@pytest.mark.parametrize(
    ("typed", "courtesy"),
    [
        ("Tusen takk for hjelpen!", True),
        ("hei på deg, går det bra i dag?", True),
        ("How are you today?", True),
        ("Thanks a lot, you are great", True),
        ("God morgen", True),
        ("Takk. Hva er RISC?", False),
        ("Hvordan går det med Fjellfond?", False),
        ("Hei, hvem ledet Piloten?", False),
        ("Hvem fikk takk for arbeidet?", False),
        ("", False),
        ("hei " * 500 + "x", False),
    ],
)
def test_a_greeting_asks_nothing(typed: str, *, courtesy: bool) -> None:
    assert is_courtesy(typed) is courtesy


def test_a_greeting_is_answered_with_what_can_be_asked(assistant: Assistant) -> None:
    for question, said in (("Tusen takk!", "Spør om det rapportene"), ("How are you?", "Ask about what the reports")):
        answer = assistant.ask(question, ["Hva er Kvinnegnist?"])
        assert answer.abstained
        assert not answer.citations
        assert said in answer.lines[0].text
