"""The short answer of a note that replies to a question comes first, told by its questions and by what it says."""

from dataclasses import replace

import pytest

from app.answering.noted import NoteViews
from app.answering.points import Maker
from app.answering.short import BEFORE, FEATURES, Replier, asked_now
from app.answering.understand import Understood, understand
from app.assistant import Assistant
from corpus.language import detect, short
from corpus.records import Note, ShortAnswer

SAID = (
    (
        ("SIVA ga RISC 500.000 kroner i året i fire år.", "SIVA gav RISC 500.000 kroner i året i fire år.",
         "SIVA gave RISC NOK 500,000 a year for four years."),
        ("Hvem finansierte inkubatoren?", "Kor mykje fekk RISC frå SIVA?", "How was the incubator paid for?"),
    ),
    (
        ("RISC åpnet 25. juni 2003 på Raufoss.", "RISC opna 25. juni 2003 på Raufoss.",
         "RISC opened at Raufoss on 25 June 2003."),
        ("Når åpnet inkubatoren?", "Når vart RISC opna?", "When did the incubator open?"),
    ),
    (
        ("RISC skulle bidra til 15 nye bedrifter.", "RISC skulle medverke til 15 nye bedrifter.",
         "RISC was to bring about 15 new firms."),
        ("Hva var målet for inkubatoren?", "Kor mange nye bedrifter skulle RISC gi?", "What was the incubator's aim?"),
    ),
)  # fmt: skip
NOTE = Note(
    "arena-lettmetall-2007#1", "arena-lettmetall-2007", 0, 10, "", "", tuple(q for _, qs in SAID for q in qs), (), (),
    answers=tuple(
        ShortAnswer(says, 0, 10, questions, types)
        for (says, questions), types in zip(SAID, (("funder", "money"), ("time",), ("aim",)), strict=True)
    ),
)  # fmt: skip


@pytest.fixture
def replier(assistant: Assistant) -> Replier:
    return Replier(NoteViews(assistant.searcher), assistant.searcher.embedder)


def heard(assistant: Assistant, question: str, **how: str) -> Understood:
    return understand(question, assistant.reports.values(), detect(question), **how)


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("hvem var det som ga penger til inkubatoren?", 0),
        ("Kven betalte for inkubatoren?", 0),
        ("Which year did the incubator at Raufoss start?", 1),
        ("Når tok RISC imot de første?", 1),
        ("Hvor mange bedrifter var det meningen at de skulle starte?", 2),
        ("What was RISC meant to achieve?", 2),
    ],
)
def test_the_answer_that_was_written_for_such_questions_comes_first(
    assistant: Assistant, replier: Replier, question: str, place: int
) -> None:
    found = replier.replies(NOTE, replier.asked(heard(assistant, question)))
    assert short(found[0].answer, "nb") == SAID[place][0][0]
    assert sum(reply.share for reply in found) == pytest.approx(1)
    assert [r.share for r in found] == sorted((r.share for r in found), reverse=True)
    assert [r.score for r in found] == sorted((r.score for r in found), reverse=True)


def test_a_question_without_a_telling_word_and_a_note_without_answers_raise_nothing(
    assistant: Assistant, replier: Replier
) -> None:
    asked = replier.asked(understand("Hva?", assistant.reports.values(), "nb"))
    assert len(replier.replies(NOTE, asked)) == len(SAID)
    bare = Note("x#1", "arena-lettmetall-2007", 0, 10, "", "", (), (), ())
    replier.prepare(bare)
    assert replier.replies(bare, asked) == []


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Hvem betalte for RISC?", 0),
        ("Når tok RISC til?", 1),
        ("What was hoped for from RISC?", 2),
    ],
)
def test_an_answer_of_the_type_expected_fits_best(
    assistant: Assistant, replier: Replier, question: str, place: int
) -> None:
    rows = replier.features(NOTE, replier.asked(heard(assistant, question)))
    assert max(range(len(rows)), key=lambda at: rows[at]["fits"]) == place
    assert all(set(row) == set(FEATURES) for row in rows)


def test_an_answer_without_a_type_is_neither_for_nor_against(assistant: Assistant, replier: Replier) -> None:
    untyped = replace(NOTE, answers=tuple(replace(answer, types=()) for answer in NOTE.answers))
    rows = replier.features(untyped, replier.asked(heard(assistant, "Hvem betalte for RISC?")))
    assert {row["fits"] for row in rows} == {0.0}


def test_a_note_that_was_changed_is_held_against_the_question_anew(assistant: Assistant, replier: Replier) -> None:
    asked = replier.asked(heard(assistant, "Hvem betalte for RISC?"))
    assert len(replier.replies(NOTE, asked)) == len(SAID)
    assert replier.replies(NOTE, asked) is replier.replies(NOTE, asked)
    assert len(replier.replies(replace(NOTE, answers=NOTE.answers[:1]), asked)) == 1


def test_a_hit_says_its_best_note_too_where_only_the_next_has_short_answers(assistant: Assistant) -> None:
    hit = next(hit for hit in assistant.ask("Når åpnet RISC?").hits if len(hit.notes) > 1)
    bare = replace(hit.notes[0], answers=())
    overlap = assistant.searcher.overlap(assistant.searcher.search("Når åpnet RISC?", 1).query)
    understood, compounds = heard(assistant, "Når åpnet RISC?"), assistant.searcher.index.compounds
    maker = Maker(understood, overlap, compounds, assistant.closer.replier, assistant.reports)
    points = maker.points([replace(hit, notes=(bare, hit.notes[1]))])
    assert {bare.id, hit.notes[1].id} <= {point.note.id for point in points if point.note}


def test_of_a_follow_up_what_is_asked_now_weighs_most(assistant: Assistant, replier: Replier) -> None:
    views, reports = replier.views, assistant.reports.values()
    text = "Når åpnet inkubatoren på Raufoss – Hvor mange bedrifter skulle den gi?"
    both = understand(text, reports, "nb", "hvor mange bedrifter skulle den gi")
    assert (understand(text, reports, "nb").kind, both.kind) == ("number", "number")
    assert (
        understand("Hvem styrte fondet – Hva ble det til i 2004?", reports, "nb", "hva ble det til i 2004").kind
        == "fact"
    )
    assert understand("Hvem styrte fondet i Raufoss", reports, "nb", "i Raufoss").kind == "who"  # too short to say
    alone, weighed = views.content(text), asked_now(both, views)
    shares = dict(zip(weighed.words, (weighed.weights / alone.weights).tolist(), strict=True))
    assert (shares["bedrifter"], shares["inkubatoren"]) == (1.0, pytest.approx(BEFORE))
    right = [
        next(r.share for r in replier.replies(NOTE, replier.asked(one)) if r.answer.says == SAID[2][0])
        for one in (understand(text, reports, "nb"), both)
    ]
    assert right[0] < right[1]


@pytest.mark.parametrize(
    ("before", "now", "place"),
    [
        ("Hva var målet for inkubatoren?", "Når fikk de det til?", 2),
        ("How was the incubator paid for?", "And for how long?", 0),
        ("Når vart RISC opna?", "Og korleis gjekk det?", 1),
    ],
)
def test_what_the_question_before_was_answered_by_counts_for_less(
    assistant: Assistant, replier: Replier, before: str, now: str, place: int
) -> None:
    reports = assistant.reports.values()
    text = f"{before} – {now}"
    asked = [understand(text, reports, focus=now, context=context) for context in ("", before)]
    first, then = (
        {reply.answer.says[0]: reply.share for reply in replier.replies(NOTE, replier.asked(one))} for one in asked
    )
    assert then[SAID[place][0][0]] < first[SAID[place][0][0]]
