"""Which short answer of a note replies to a question: told by the questions it was written for, and by what it says."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from app.answering.noted import Content, NoteViews, telling
from app.answering.understand import Understood
from corpus.cues import Kind, kind_of
from corpus.language import short
from corpus.records import Note, ShortAnswer

# What these came to on the notes' own questions, each held against its note without it, is in eval/LOG.md
KIND = 0.15  # what a question of the same kind (who, why, a number) counts for beside its likeness, which is 0 to 1
NAMED = 0.5  # what the words of a name count for: the answers of a note share the name, it tells none from another
BEFORE = 0.3  # what words count for that a follow-up only goes on from
ANSWERED = 0.3  # what is taken off for replying to the question that a follow-up goes on from: that has been said
SHARP = 7.0  # how much a little more likeness tells: as the shares were best calibrated


@dataclass(frozen=True, slots=True)
class Reply:
    """A short answer, and how likely it is that one of its note that replies to the question."""

    answer: ShortAnswer
    share: float  # of 1, over the note's short answers


def asked_now(understood: Understood, views: NoteViews) -> Content:
    """Return the telling words of a question; names, and what a follow-up goes on from, count for less."""
    asked = views.content(understood.text)
    now, left = set(telling(understood.focus)) or set(asked.words), set(telling(understood.rest))
    places = {word for place in understood.names for word in telling(place)}
    counting = [
        (1.0 if word in now else BEFORE) * (1.0 if word in left and word not in places else NAMED)
        for word in asked.words
    ]
    return replace(asked, weights=asked.weights * np.array(counting, np.float32))


def replies(note: Note, understood: Understood, asked: Content, views: NoteViews) -> list[Reply]:
    """Return a note's short answers, the likeliest reply first.

    Args:
        note: the note; none come where it has no short answers.
        understood: the question, for its kind and its language.
        asked: the question's telling words, as `asked_now` weighs them.
        views: what knows the vectors of words.
    """
    if not note.answers:
        return []
    alike, kinds = views.likeness(asked, note), views.of(note).kinds
    scores = np.array([_score(answer, alike, kinds, understood, asked, views) for answer in note.answers])
    if understood.context:
        scores -= ANSWERED * _answered(note, understood.context, views)
    weights = np.exp(SHARP * (scores - scores.max()))
    found = [Reply(a, float(w)) for a, w in zip(note.answers, weights / weights.sum(), strict=True)]
    return sorted(found, key=lambda reply: -reply.share)


def _answered(note: Note, before: str, views: NoteViews) -> NDArray[np.floating]:
    """Return how well each short answer of a note replies to the question before, by the likest it was written for."""
    alike, kinds, kind = views.likeness(views.content(before), note), views.of(note).kinds, kind_of(before)
    return np.array([_likest(answer, alike, kinds, kind) for answer in note.answers])


def _score(
    answer: ShortAnswer,
    alike: dict[str, float],
    kinds: dict[str, Kind],
    understood: Understood,
    asked: Content,
    views: NoteViews,
) -> float:
    """Return the likeness of the likest question that the answer was written for, and what the answer itself says."""
    said = views.soft_share(asked, short(answer, understood.language))
    return _likest(answer, alike, kinds, understood.kind) + said


def _likest(answer: ShortAnswer, alike: dict[str, float], kinds: dict[str, Kind], kind: Kind) -> float:
    return max((alike.get(q, 0.0) + KIND * (kinds[q] == kind) for q in answer.questions), default=0.0)
