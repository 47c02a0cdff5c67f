"""Reading questions: kinds, places, programmes, years, follow-ups."""

import pytest

from app.answering.followup import stand_alone
from app.answering.understand import understand
from corpus.cues import kind_of
from corpus.library import Library


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Hvor mange deltok?", "number"),
        ("Kor mykje kosta det?", "number"),
        ("How much money did they get?", "number"),
        ("Når startet programmet?", "when"),
        ("Hvorfor ble det lagt ned?", "why"),
        ("Why was it closed?", "why"),
        ("Hvem eide prosjektet?", "who"),
        ("Hvilke kommuner var med?", "list"),
        ("Hvordan var det organisert?", "how"),
        ("Ble det noen jobber?", "yes-no"),
        ("Did it work out for the firms?", "yes-no"),
        ("Hva fungerte i Hallingdal?", "worked"),
        ("What did not work?", "failed"),
        ("Kva fungerte ikkje?", "failed"),
        ("Sammenlign Gjøvik og Lillehammer", "comparison"),
        ("Hva sier rapportene om ledelse?", "overview"),
        ("Where did networks between firms last?", "overview"),
        ("Startup Extreme", "fact"),
        ("", "fact"),
    ],
)
def test_kinds(question: str, kind: str) -> None:
    assert kind_of(question) == kind


@pytest.mark.parametrize(
    ("question", "covered", "elsewhere", "programmes"),
    [
        ("Hva fungerte i Hallingdal?", ("Hallingdal",), (), ()),
        ("hva skjer i lillehammerregionen", ("Lillehammer-regionen",), (), ()),
        ("How many jobs did Sats på Hallingdal create?", (), (), ("Sats på Hallingdal",)),
        ("Hva gjorde ALM på Raufoss?", ("Raufoss-Gjøvik-Toten",), (), ("Arena Lettmetall",)),
        ("Hva er en alm?", (), (), ()),
        ("Hva fungerte i Tromsø og i Gjøvik?", ("Gjøvik",), ("Tromsø",), ()),
        ("Hva med Buskerud og Hedmark?", ("Buskerud",), ("Hedmark",), ()),
        ("Når tok det tid?", (), (), ()),  # Time is a municipality, "tid" is not
        ("Hva kom ut av Omsorg 3.0?", (), (), ("Omsorg 3.0",)),
    ],
)
def test_names(
    library: Library, question: str, covered: tuple[str, ...], elsewhere: tuple[str, ...], programmes: tuple[str, ...]
) -> None:
    read = understand(question, library.reports)
    assert (read.places.covered, read.places.elsewhere, read.programmes) == (covered, elsewhere, programmes)


def test_years(library: Library) -> None:
    assert understand("Hva skjedde i 2019 og 2020, side 12345?", library.reports).years == (2019, 2020)


@pytest.mark.parametrize(
    ("history", "question", "alone"),
    [
        ([], "Og i Hallingdal?", "Og i Hallingdal?"),
        (["Hva fungerte i Lillehammer?"], "Og i Hallingdal?", "Hva fungerte i Hallingdal?"),
        (["What worked in Lillehammer?"], "And in Hallingdal?", "What worked in Hallingdal?"),
        (["Hva kom ut av Connected Living?"], "Hva med Omsorg 3.0?", "Hva kom ut av Omsorg 3.0?"),
        (["Hva kom ut av Connected Living?"], "Hvorfor?", "Hva kom ut av Connected Living – Hvorfor?"),
        (["Hvem fikk støtte?"], "Og i Gol?", "Hvem fikk støtte i Gol?"),
        (
            ["Hva er RISC?", "Hvem eier det?"],
            "Og hvor mange ansatte?",
            "Hva er RISC – Hvem eier det – Hvor mange ansatte?",
        ),
        (
            ["What was the Gjøvik region's part about?"],
            "And in Hadeland?",
            "What was the Hadeland region's part about?",
        ),
        (["Hva fikk Ålhytta ut av kurset?"], "Og hva med Nortura?", "Hva fikk Nortura ut av kurset?"),
        (["What did Vinn get out of it?"], "And Stiger til Tak?", "What did Stiger til Tak get out of it?"),
        (["Hvem ledet RISC?"], "When?", "Hvem ledet RISC – When?"),
        (["Hva gjorde Gjøvik i Piloten?"], "Og Hadeland?", "Hva gjorde Hadeland i Piloten?"),
        (
            ["Hva er Vinn?"],
            "Var nokon derifrå på Innovasjonsløft?",
            "Hva er Vinn – Var nokon derifrå på Innovasjonsløft?",
        ),
        (
            ["Skulle de slås sammen?"],
            "Hva skjedde med prosjektet da?",
            "Skulle de slås sammen – Hva skjedde med prosjektet da?",
        ),
        (["Hva fikk Ålhytta ut av det i Hallingdal?"], "Og Nortura?", "Hva fikk Nortura ut av det i Hallingdal?"),
        (["Hvor mange bedrifter deltok i fjor?"], "og hvor mange personer?", "hvor mange personer deltok i fjor?"),
        (["Which firms took part?"], "And which municipalities?", "which municipalities took part?"),
        (["Kva er HubPub på Lillehammer?"], "Og Snowball?", "Kva er Snowball på Lillehammer?"),
        (
            ["Hva sier Visit Lillehammer om HubPub?"],
            "Og Fossekall Camping?",
            "Hva sier Fossekall Camping om HubPub?",
        ),
        (["Hva mener Visit Lillehammer?"], "Og Birkebeineren hotell?", "Hva mener Birkebeineren hotell?"),
        (
            ["What did Stiger til Tak get out of Innovasjonsløft?"],
            "And Nortura?",
            "What did Nortura get out of Innovasjonsløft?",
        ),
        (["Hva kom ut av O 3.0?"], "Og Connected Living?", "Hva kom ut av Connected Living?"),
        (["Hva fikk Nortura ut av kurset?"], "Og Vinn da?", "Hva fikk Vinn ut av kurset?"),
        (["Who runs LRV?"], "What would RISC like instead?", "Who runs – What would RISC like instead?"),
        # What names nothing is about what was named before it, for whatever comes next as well
        (
            ["Hva gjorde Stiger til Tak?", "Var daglig leder kritisk til noe?"],
            "Og hvorfor?",
            "Stiger til Tak – Var daglig leder kritisk til noe – Hvorfor?",
        ),
        (["Hva er RISC?", "Hva er en klynge?", "Hvem leder TotAl?"], "Når?", "Hvem leder TotAl – Når?"),
        (["Hva er RISC?"], "Hvor mange deltok i Trainee Hallingdal?", "Hvor mange deltok i Trainee Hallingdal?"),
        # A name before the pointer is what it points at, unless it is the one that acts on somebody else
        (
            ["What is RISC?"],
            "How many members does Kvinnegnist have, and what do they do?",
            "How many members does Kvinnegnist have, and what do they do?",
        ),
        (["Hva er RISC?"], "Hva mener Nortura om deres egen innsats?", "Hva mener Nortura om deres egen innsats?"),
        (["Who joined?"], "What did Nortura pay them?", "Who joined – What did Nortura pay them?"),
        (
            ["Who joined?"],
            "Thanks! How many left, and what do they make?",
            "Who joined – Thanks! How many left, and what do they make?",
        ),
    ],
)
def test_follow_ups_stand_alone(library: Library, history: list[str], question: str, alone: str) -> None:
    assert stand_alone(question, history, library.reports).text == alone
