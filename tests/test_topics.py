"""Topics: the codebook, the notes coded with it, and answers across reports that follow the codes."""

import re

import pytest

from app.answering.coded import Codes
from app.answering.understand import understand
from app.assistant import Assistant
from corpus.library import Library
from corpus.records import Filters
from corpus.topics import topic_name, topics, topics_in
from index.search import Searcher


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Hva sier rapportene om tillit og ledelse?", ("trust", "leadership")),
        ("Kva seier rapportane om næringshagar og nettverk?", ("networks",)),
        ("What do the reports say about buy-in?", ("anchoring",)),
        ("Which programmes created jobs?", ("jobs",)),
        ("Hva sier rapportene om samarbeid mellom kommuner?", ("firm-cooperation", "municipal-cooperation")),
        ("Hvor ligger Flå?", ()),
        ("", ()),
    ],
)
def test_a_question_names_topics(question: str, asked: tuple[str, ...]) -> None:
    assert topics_in(question) == asked


@pytest.mark.parametrize("key", topics())
def test_every_topic_answers_to_its_own_names(key: str) -> None:
    names = [topic_name(key, language) for language in ("nb", "nn", "en")]
    assert all(names)
    assert re.fullmatch(r"[a-z-]+", key)


def test_every_report_is_coded(library: Library) -> None:
    for report in library.reports:
        notes = [n for n in library.all_notes() if n.report_id == report.id]
        coded = [n for n in notes if n.topics]
        assert len(coded) > 0.9 * len(notes)
        telling: dict[str, int] = {}
        for note in coded:
            for key in note.best_on:
                telling[key] = telling.get(key, 0) + 1
        assert max(telling.values()) <= 4, telling  # the most telling are few, or they tell nothing


def test_filters_hold_for_topics_too(assistant: Assistant) -> None:
    question = "Hva sier rapportene om nettverk?"
    one = assistant.ask(question, filters=Filters(reports=("piloten-oppland-2017",)))
    assert {c.report_id for c in one.citations} == {"piloten-oppland-2017"}
    cited = assistant.ask(question, filters=Filters(programmes=("Kvinnegnist",))).citations
    assert cited
    assert all("kvinnegnist" in f"{' '.join(c.passage.section)} {c.passage.text}".lower() for c in cited)


def test_a_comparison_keeps_to_the_filters(assistant: Assistant) -> None:
    question = "Compare Hallingdal and Lillehammer on tourism"
    assert len({c.report_id for c in assistant.ask(question).citations}) >= 2
    answer = assistant.ask(question, filters=Filters(regions=("Hallingdal",)))
    assert all("Hallingdal" in assistant.reports[c.report_id].about.regions for c in answer.citations)
    assert answer.lines


@pytest.fixture(scope="module")
def codes(library: Library, searcher: Searcher) -> Codes:
    return Codes(library.all_notes(), searcher.index.passages)


def test_a_library_without_notes_has_no_topics(library: Library) -> None:
    assert Codes([], []).asked(understand("Kan noen si noe om tillit?", library.reports)) == ()


def test_the_most_telling_notes_come_first(library: Library, codes: Codes) -> None:
    for report in library.reports:
        found = codes.on(("evidence",), report)
        assert found
        assert found[0].weight == 2.0
        assert "evidence" in found[0].note.best_on
        assert all(one.passage.report_id == report.id for one in found)


@pytest.mark.parametrize(
    ("question", "named", "not_named"),
    [
        ("Kan noen si noe om tillit?", "trust", "manufacturing"),
        (
            "Fikk Arena Lettmetall i gang noe investeringsfond?",
            "capital",
            "manufacturing",
        ),  # a programme's name asks for nothing
        ("Did Innovasjonsløft build trust?", "trust", "innovation"),
        ("Did anyone innovate in the metal industry?", "manufacturing", "trust"),
    ],
)
def test_topics_are_named_beside_a_programme(
    library: Library, codes: Codes, question: str, named: str, not_named: str
) -> None:
    asked = codes.asked(understand(question, library.reports))
    assert named in asked
    assert not_named not in asked


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Hva sier rapportene om tillit?", "trust"),
        ("Kva seier rapportane om forankring?", "anchoring"),
        ("What do the reports say about leadership?", "leadership"),
    ],
)
def test_an_answer_across_reports_stays_on_its_topic(assistant: Assistant, question: str, topic: str) -> None:
    answer = assistant.ask(question)
    notes = [n for n in assistant.searcher.library.all_notes() if topic in n.topics]
    assert len({c.report_id for c in answer.citations}) >= 3
    sides = [s for one in assistant.synthesist.syntheses for s in one.sides]  # these were read for it, not coded
    told = {(s.report_id, s.start, s.end) for s in sides}
    for cited in (c for c in answer.citations if (c.report_id, c.start, c.end) not in told):
        on_topic = (n for n in notes if n.report_id == cited.report_id)
        assert any(n.start <= cited.end and cited.start <= n.end for n in on_topic), cited.quote
