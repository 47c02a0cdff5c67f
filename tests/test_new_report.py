"""A report that was just added, that no note is on and that no model has learnt from, is answered from."""

import pytest

from app.assistant import Assistant
from corpus.library import Library, load_library
from index.build import build_index
from index.search import Searcher
from index.settings import Settings

ABOUT = """title = "Fjellbygdløftet i Valdres: sluttevaluering"
short = "Fjellbygdløftet"
authors = ["Ola Nordmann"]
publisher = "Fjellforsk"
date = "2024-03-12"
kind = "evaluation"
evidence = { nb = "spørreundersøkelse", en = "a survey" }
language = "nb"
regions = ["Valdres"]
municipalities = []
counties = ["Innlandet"]
programmes = ["Fjellbygdløftet"]
source = "https://example.no/rapport"
"""
TEXT = """# Fjellbygdløftet i Valdres: sluttevaluering

## 1 Bakgrunn

Fjellbygdløftet startet høsten 2019 etter at to slakterier ble lagt ned og 140 arbeidsplasser forsvant. Rammen var
18 millioner kroner over fire år, der fylkeskommunen betalte 11 millioner og de seks kommunene delte resten.

## 2 Organisering

Programmet ble ledet av Kari Nordmann, som var ansatt i 80 prosent stilling. Flere informanter mener at styringsgruppa
møttes for sjelden, og at næringslivet fikk for liten plass.

## 3 Resultater

I alt 61 bedrifter deltok, og 43 av dem svarte på spørreundersøkelsen. Det ble skapt 52 årsverk, mot et mål på 100.
Reiselivsbedriftene lyktes best, mens treindustrien ikke kom i gang fordi tilgangen på kapital var for dårlig.
"""


@pytest.fixture(scope="module")
def valdres(tmp_path_factory: pytest.TempPathFactory, searcher: Searcher, settings: Settings) -> Assistant:
    embedder = searcher.embedder
    folder = tmp_path_factory.mktemp("reports") / "fjellbygdloftet-2024"
    folder.mkdir()
    (folder / "about.toml").write_text(ABOUT, encoding="utf-8")
    (folder / "report.md").write_text(TEXT, encoding="utf-8")
    library = load_library(folder.parent)
    index = build_index(library, embedder, settings, lambda _step, _share: None)
    return Assistant(Searcher(index, library, embedder))


@pytest.fixture(scope="module")
def among(valdres: Assistant, searcher: Searcher, settings: Settings) -> Assistant:
    """The same report beside those with notes."""
    new, old = valdres.searcher.library, searcher.library
    library = Library((*old.reports, *new.reports), old.notes | new.notes, old.checksums | new.checksums)
    index = build_index(library, searcher.embedder, settings, lambda _step, _share: None)
    return Assistant(Searcher(index, library, searcher.embedder))


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Hvem ledet Fjellbygdløftet?", "Kari Nordmann"),
        ("Hvor mange årsverk ble skapt i Valdres?", "52 årsverk"),
        ("Hvorfor kom ikke treindustrien i gang i Valdres?", "tilgangen på kapital"),
        ("Kor mange bedrifter deltok i Fjellbygdløftet?", "61 bedrifter"),
        ("How many firms took part in Fjellbygdløftet?", "61 bedrifter"),
    ],
)
def test_it_is_answered_from(valdres: Assistant, question: str, quoted: str) -> None:
    answer = valdres.ask(question)
    assert not answer.abstained
    assert any(quoted in " ".join(c.quote.split()) for c in answer.citations)


@pytest.mark.parametrize(
    "question",
    ["Hva er hovedstaden i Australia?", "Give me a recipe for waffles", "Hvor mange årsverk ble skapt i Tromsø?"],
)
def test_what_it_does_not_say_is_refused(valdres: Assistant, question: str) -> None:
    assert valdres.ask(question).abstained


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Hvilken ramme hadde Fjellbygdløftet i kroner?", "18 millioner kroner"),
        ("Hvor mange årsverk ble skapt i Valdres?", "52 årsverk"),
        ("Hvorfor kom ikke treindustrien i gang i Valdres?", "tilgangen på kapital"),
    ],
)
def test_it_is_found_among_reports_with_notes(among: Assistant, question: str, quoted: str) -> None:
    answer = among.ask(question)
    assert not answer.abstained
    assert any(quoted in " ".join(c.quote.split()) for c in answer.citations)
    scores = [hit.score for hit in answer.hits]
    assert scores == sorted(scores, reverse=True)


def test_a_report_with_notes_is_answered_from_as_before(among: Assistant, assistant: Assistant) -> None:
    question = "Hvor mange årsverk ga Innovasjonsløft Hallingdal?"
    assert among.ask(question).citations[0].quote == assistant.ask(question).citations[0].quote
