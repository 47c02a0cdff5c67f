"""Words, stems, compounds, languages, the glossary and BM25."""

from pathlib import Path

import numpy as np
import pytest

from corpus.language import detect
from corpus.records import Language
from index.lexical import Concept, LexicalIndex
from index.lexicon import FILE, load_lexicon, make_query, widened
from index.thesaurus import FOLDER, LONGEST
from index.tokens import Compounds, ngrams, stem, stem_en, words

COMPOUNDS = Compounds(["næringsliv", "utvikling", "innovasjon", "evne", "plass", "møte", "arbeid"])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hva fungerte i Hallingdal?", "nb"),
        ("hvor mange jobber ble det", "nb"),
        ("Kva fungerte i Hallingdal?", "nn"),
        ("Korleis gjekk det med tilskotet?", "nn"),
        ("Kor mange verksemder var med?", "nn"),
        ("What worked in Hallingdal?", "en"),
        ("how many jobs", "en"),
        ("Who paid for Trainee Hallingdal?", "en"),
        ("Hvorfor?", "nb"),
        ("Why?", "en"),
        ("what's RISC?", "en"),
        ("Give me a list of projects", "en"),
        ("Kan de gje meg ei liste over prosjekta?", "nn"),
        ("Kvifor?", "nn"),
        ("RISC", "nb"),
        ("success factors Piloten Hadeland project management", "en"),  # no word of either language's commonest
        ("methodology lillehammer thesis case study", "en"),
        ("nordic aluminium academy", "nb"),
        ("workshop coaching innovasjonsløft", "nb"),
        ("resultat omstilling hallingdal arbeidsplasser", "nb"),
        ("", "nb"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert detect(text) == language


def test_words() -> None:
    assert words("FoU-miljø: 10,5 (ALM/RISC)") == ["fou-miljø", "fou", "miljø", "10", "5", "alm/risc", "alm", "risc"]
    assert words("") == []


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("næringslivsutvikling", ("næringsliv", "utvikling")),
        ("innovasjonsevnen", ("innovasjon", "evne")),
        ("møteplasser", ("møte", "plass")),
        ("arbeidsplasser", ("arbeid", "plass")),
        ("utvikling", ()),
        ("2019", ()),
    ],
)
def test_compounds(word: str, parts: tuple[str, ...]) -> None:
    assert COMPOUNDS.parts(word) == tuple(stem(p) for p in parts)


def test_ngrams() -> None:
    assert ngrams("vekst", (4,)) == [" vek", "veks", "ekst", "kst "]
    assert ngrams("og") == []


def test_bm25_counts_the_best_form_of_a_concept() -> None:
    index = LexicalIndex.build([["hund"], ["bikkje"], ["katt"], []])
    one = index.score([Concept((("hund", 1.0), ("bikkje", 1.0)))])
    assert one[0] == one[1] > 0 == one[2] == one[3]
    assert np.allclose(
        index.score([Concept((("hund", 1.0),), weight=2.0)]), 2 * index.score([Concept((("hund", 1.0),))])
    )
    assert not index.score([]).any()
    assert index.idf("katt") > index.idf("ulv") == 0


def test_bm25_is_read_back_as_written(tmp_path: Path) -> None:
    index = LexicalIndex.build([["a", "b"], ["b"]])
    index.save(tmp_path)
    query = [Concept((("b", 1.0),))]
    assert np.array_equal(LexicalIndex.load(tmp_path).score(query), index.score(query))


def test_the_glossary_is_well_formed() -> None:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    fields = [line.split("\t") for line in lines]
    assert len(lines) >= 3000
    assert all(len(f) == 3 and all(part.strip() for part in f) for f in fields)
    forms = [form for f in fields for form in f[0].split("|")]
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize(("language", "fewest"), [("nb", 2000), ("en", 1400)])
def test_the_thesaurus_is_well_formed(language: str, fewest: int) -> None:
    lines = (FOLDER / f"thesaurus-{language}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    assert len(rows) >= fewest
    assert [row[0] for row in rows] == sorted({row[0] for row in rows})
    for word, others in rows:
        typed = others.split(", ")
        assert words(word) == [word]
        assert len(typed) == len(set(typed)), word
        assert all(other and len(words(other)) <= LONGEST and word != other for other in typed), word


@pytest.mark.parametrize(
    ("question", "language", "meant"),
    [
        ("Hva sa sjefen?", "nb", "leder"),
        ("Kor mange jobbar vart det?", "nn", "arbeidsplass"),
        ("Hvor mye måtte kommunen punge ut med?", "nb", "bidra"),
        ("Hvorfor var det planen rant ut i sanden?", "nb", "mislykkes"),
        ("Who was the boss?", "en", "leder"),
    ],
)
def test_words_are_known_by_what_they_mean(question: str, language: Language, meant: str) -> None:
    narrow = make_query(question, language, COMPOUNDS)
    held = {form: weight for concept in widened(narrow).norwegian for form, weight in concept.forms}
    assert 0 < held[stem(meant)] <= 1
    if language != "en":  # the glossary has translated it already
        assert stem(meant) not in {form for concept in narrow.norwegian for form, _ in concept.forms}


def test_english_words_are_known_by_what_they_mean() -> None:
    query = widened(make_query("Who was the boss?", "en", COMPOUNDS))
    assert stem_en("manager") in {form for concept in query.english for form, _ in concept.forms}


def test_what_was_typed_counts_most() -> None:
    query = widened(make_query("Hvem er lederen?", "nb", COMPOUNDS))
    concept = next(c for c in query.norwegian if c.forms[0][0] == stem("lederen"))
    assert len(concept.forms) > 2
    assert concept.forms[0][1] == 1.0
    assert all(weight < 1 for _, weight in concept.forms[1:])


def test_names_and_what_was_asked_before_are_not_widened() -> None:
    query = make_query("Hva med sjefen?", "nb", COMPOUNDS, names={"sjefen": ()}, context="Hvem var lederen?")
    assert widened(query).norwegian[: len(query.norwegian)] == query.norwegian


@pytest.mark.parametrize(
    ("question", "language", "stands_for"),
    [
        ("How many jobs were created?", "en", "arbeidsplass"),
        ("What hinders cooperation?", "en", "samarbeid"),
        ("Which municipalities took part?", "en", "kommune"),
        ("Who got funding?", "en", "finansiering"),
        ("Kven fekk tilskot?", "nn", "tilskudd"),
        ("Kva verkemiddel finst?", "nn", "virkemiddel"),
    ],
)
def test_words_are_translated(question: str, language: str, stands_for: str) -> None:
    query = make_query(question, language, COMPOUNDS)  # type: ignore[arg-type]
    assert stem(stands_for) in {form for concept in query.norwegian for form, _ in concept.forms}


def test_names_are_kept_as_they_are() -> None:
    query = make_query("What came out of Connected Living?", "en", COMPOUNDS, names={"connected living": ()})
    assert {c.forms[0][0] for c in query.norwegian} >= {stem("connected"), stem("living")}
    assert all(len(c.forms) == 1 for c in query.norwegian if c.forms[0][0] == stem("connected"))


def test_the_question_before_counts_less() -> None:
    query = make_query("Hvor mange?", "nb", COMPOUNDS, context="Hvem drev ferja?")
    assert {c.weight for c in query.norwegian if c.forms[0][0] == stem("ferja")} == {0.5}


def test_twins_are_both_ways() -> None:
    twins = load_lexicon().twins
    assert stem("tilskudd") in twins[stem("tilskot")]
    assert stem("tilskot") in twins[stem("tilskudd")]
