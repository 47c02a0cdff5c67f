"""Notes are found in their report, and every claim of theirs is held against it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.about import read_about
from corpus.check import check_notes, coverage
from corpus.errors import NoteError, ReportError
from corpus.language import LANGUAGES, short, statement
from corpus.library import Library, load_library, load_report
from corpus.notes import place_notes, read_notes
from corpus.numbers import figures, unsupported
from corpus.passages import split_report
from corpus.records import Report

GOOD: dict[str, Any] = {
    "page": 1,
    "from": "Ferja gikk hver",
    "to": "40 bedrifter brukte den.",
    "en": "The ferry ran every hour in Fjordby and was used by 40 firms.",
    "nb": "I Fjordby gikk båten én gang i timen, og 40 firmaer reiste med den.",
    "questions": {"nb": ["Hvor ofte?", "Hvem reiste?"], "nn": ["Kor ofte?"], "en": ["How often?", "Who?"]},
}
SHORT: dict[str, Any] = {
    "nb": "40 firmaer reiste med båten i Fjordby.",
    "nn": "40 firma reiste med båten i Fjordby.",
    "en": "40 firms used the ferry in Fjordby.",
    "from": "40 bedrifter",
    "to": "brukte den.",
    "questions": {"nb": ["Hvor mange firmaer?"], "en": ["How many firms?"]},
}
FINDING = {
    "verdict": "worked", "nb": "Ferja ble brukt", "en": "The ferry was used", "where": "Fjord", "programme": "",
    "theme": "jobs", "strength": "survey", "quote": "40 bedrifter brukte den",
}  # fmt: skip


@pytest.fixture
def report(tiny: Path) -> Report:
    return load_report(tiny / "fjord-2019")


def _faults(report: Report, **change: object) -> list[str]:
    return [f.text for f in check_notes(report, place_notes([{**GOOD, **change}], report))]


def test_a_good_note_has_no_fault(report: Report) -> None:
    assert _faults(report, findings=[FINDING]) == []
    nynorsk = "I Fjordby gjekk båten éin gong i timen, og 40 firma reiste med han."
    assert _faults(report, nn=nynorsk, topics=["jobs"], best_on=["jobs"]) == []
    untold = {"nb": ["Hvem eide ferja?"], "en": ["Who owned it?"]}
    assert _faults(report, answers=[SHORT], untold=untold) == []


def test_a_short_answer_has_its_own_words_and_questions(report: Report) -> None:
    [note] = place_notes([{**GOOD, "answers": [SHORT]}], report).notes
    [answer] = note.answers
    assert report.text[answer.start : answer.end] == "40 bedrifter brukte den."
    assert [short(answer, language) for language in LANGUAGES] == [SHORT["nb"], SHORT["nn"], SHORT["en"]]
    assert answer.questions == ("Hvor mange firmaer?", "How many firms?")
    assert note.questions_nb == ("Hvor ofte?", "Hvem reiste?", "Hvor mange firmaer?")


def test_a_note_speaks_the_languages_it_has(report: Report) -> None:
    plain, told = place_notes([GOOD, {**GOOD, "nn": "Ferja gjekk."}], report).notes
    assert [statement(plain, language) for language in ("nb", "nn", "en")] == [GOOD["nb"], GOOD["nb"], GOOD["en"]]
    assert statement(told, "nn") == "Ferja gjekk."


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"page": 7}, "has pages 1 to 1, not 7"),
        ({"from": "Bussen gikk"}, "“Bussen gikk” does not stand on page 1"),
        ({"to": "slik var det."}, "“slik var det.” does not stand within"),
        ({"en": "The ferry served 50 firms in the town of Fjordby."}, "en has 50, which the stretch does not"),
        ({"en": "Twelve of the firms in Fjordby used the ferry."}, "en has Twelve"),
        ({"en": "the and of " * 30}, "en has 90 words; at most 60"),
        ({"en": ""}, "en is empty"),
        ({"nb": "This is the ferry that they have in the town."}, "nb does not read as nb"),
        ({"questions": {"nb": ["Hva?"], "nn": ["Kva?"], "en": ["What?", "Who?"]}}, "1 questions in nb; at least 2"),
        ({"questions": {"nb": ["Hva?", "Når?"], "en": ["What?", "Who?"]}}, "0 questions in nn"),
        ({"nn": "I Fjordby gjekk båten kvar time, og 14 firma reiste med han."}, "nn has other figures than nb"),
        ({"answers": [{**SHORT, "nb": "50 firmaer reiste."}]}, "answer 1 in nb has 50, which the stretch does not"),
        ({"answers": [SHORT, {**SHORT, "en": "firms " * 37}]}, "answer 2 in en has 37 words; 1 to 36"),
        ({"answers": [{**SHORT, "nn": ""}]}, "answer 1 in nn has 0 words"),
        ({"answers": [{**SHORT, "questions": {}}]}, "answer 1 answers none of the questions"),
        ({"answers": [{**SHORT, "questions": {"en": ["Who?"]}}]}, "“Who?” is asked 2 times"),
        ({"answers": [{**SHORT, "to": "doblet i 2018."}]}, "of a short answer does not stand in the note's stretch"),
        ({"answers": [{k: v for k, v in SHORT.items() if k != "nn"}]}, "nn is missing"),
        ({"answers": ["40 firmaer"]}, "no attribute"),
        ({"answers": [{**SHORT, "types": ["when"]}]}, "is of type 'when', which is not in corpus/answer_types.py"),
        ({"answers": [{**SHORT, "types": ["time", "place", "count"]}]}, "answer 1 is of 3 types; at most 2"),
        ({"answers": [{**SHORT, "types": "time"}]}, "should be lists of texts"),
        (
            {"answers": [{**SHORT, "topics": ["jobs"]}]},
            "a short answer has no topics; what is the note's stands before",
        ),
        ({"untold": {"en": ["Who?"]}}, "“Who?” is asked and untold at once"),
        ({"untold": {"en": "Who owned it?"}}, "should be lists of texts"),
        ({"topics": ["boats"]}, "topic 'boats' is not in the codebook"),
        ({"topics": ["jobs"], "best_on": ["trust"]}, "best_on 'trust' is none of its topics"),
        ({"topics": ["jobs", "trust", "roles", "time", "goals", "county"]}, "6 topics; at most 5"),
        ({"findings": [{**FINDING, "nn": "ord " * 13}]}, "finding: nn has 13 words; 1 to 12"),
        ({"findings": [{**FINDING, "verdict": "great"}]}, "verdict 'great' is not one of"),
        ({"findings": [{**FINDING, "theme": "boats"}]}, "theme 'boats' is not one of"),
        ({"findings": [{**FINDING, "where": "Oslo"}]}, "where 'Oslo' is not one of"),
        ({"findings": [{**FINDING, "strength": "rumour"}]}, "strength 'rumour' is not one of"),
        ({"findings": [{**FINDING, "quote": "50 bedrifter"}]}, "does not stand in the note's stretch"),
        ({"findings": [{**FINDING, "en": "very " * 13}]}, "en has 13 words; 1 to 12"),
    ],
)
def test_each_fault_is_found(report: Report, change: dict[str, object], fault: str) -> None:
    assert any(fault in text for text in _faults(report, **change)), _faults(report, **change)


@pytest.mark.parametrize("key", ["page", "from", "to", "en", "nb"])
def test_a_missing_field_is_named(report: Report, key: str) -> None:
    placed = place_notes([{k: v for k, v in GOOD.items() if k != key}], report)
    assert [f.text for f in placed.faults] == [f"{key} is missing"]


def test_two_notes_that_say_the_same(report: Report) -> None:
    faults = check_notes(report, place_notes([GOOD, GOOD], report))
    assert [f.text for f in faults] == ["en says what note 1 says"]


@pytest.mark.parametrize("text", ["note = 3", "[[note]\n", "[note]\npage = 1", "\x00"])
def test_a_broken_notes_file_is_one_sentence(report: Report, tmp_path: Path, text: str) -> None:
    path = tmp_path / "notes.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NoteError, match=r"notes\.toml"):
        read_notes(path, report)


def test_a_report_without_notes(report: Report, tmp_path: Path) -> None:
    assert read_notes(tmp_path / "none.toml", report).notes == []


def test_the_notes_of_the_library_hold(library: Library) -> None:
    faults = {r.id: check_notes(r, library.notes[r.id]) for r in library.reports}
    assert {k: v for k, v in faults.items() if v} == {}


def test_the_notes_cover_the_reports(library: Library) -> None:
    for report in library.reports:
        assert coverage(report, library.notes[report.id].notes, split_report(report)).share >= 0.98, report.id


@pytest.mark.parametrize(
    ("statement", "source", "missing"),
    [
        ("10.5 jobs", "10,5 årsverk", []),
        ("1,950,000 kroner", "totalt 1 950 000 kroner", []),
        ("NOK 16 million", "16 mill.kr.", []),
        ("13.8 million", "13 800 000", []),
        ("seven programmes", "syv programmer", []),
        ("twenty-four firms", "24 bedrifter", []),
        ("79 %", "79 prosent", []),
        ("in 2016–2019", "fra 2016 til 2019", []),
        ("12 firms", "11 bedrifter", ["12"]),
        ("eight firms", "syv bedrifter", ["eight"]),
        ("", "", []),
    ],
)
def test_numbers(statement: str, source: str, missing: list[str]) -> None:
    assert unsupported(statement, source) == missing


def test_figures_of_a_table_row() -> None:
    assert {300000.0, 500000.0, 800000.0} <= figures("1 og 2 300 000 500 000 - 800 000")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('title = "A"', "date is missing"),
        ('title = "A"\ndate = "June"', "date should be like"),
        ('title = "A"\ndate = "2020"\nkind = "novel"', "kind should be one of"),
        ('title = "A"\ndate = "2020"\nregions = "Gol"', "regions should be a list of texts"),
        ('title = "A"\ndate = "2020"\nperiod = 2019', "period should be two years"),
        ("title = ", "cannot be read"),
    ],
)
def test_about_names_its_faults(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "about.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReportError, match=fault):
        read_about(path)


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda f: (f / "fjell-2021" / "report.txt").unlink(), "report.txt is missing"),
        (lambda f: (f / "fjell-2021" / "report.txt").write_text(" \n"), "is empty"),
        (lambda f: (f / "fjell-2021" / "report.txt").write_bytes(b"\xff\xfe\x00"), "is damaged at byte"),
        (lambda f: (f / "fjell-2021" / "about.toml").unlink(), "about.toml is missing"),
    ],
)
def test_a_missing_report_is_one_sentence(tiny: Path, break_it: Callable[[Path], object], message: str) -> None:
    break_it(tiny)
    library = load_library(tiny)
    assert [r.id for r in library.reports] == ["fjord-2019"]
    assert [p.report_id for p in library.problems] == ["fjell-2021"]
    assert message in library.problems[0].text


def test_an_empty_or_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no report in"):
        load_library(tmp_path)
    with pytest.raises(ReportError, match="no folder"):
        load_library(tmp_path / "nowhere")
