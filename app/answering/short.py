"""Which short answer of a note replies to a question: told by the questions it was written for, and by what it says."""

from dataclasses import dataclass, replace

import numpy as np

from app.answering.noted import Content, NoteViews, telling
from app.answering.understand import Understood
from corpus.cues import kind_of
from corpus.language import short
from corpus.records import Note, ShortAnswer

# What these came to on the notes' own questions, each held against its note without it, is in eval/LOG.md
KIND = 0.15  # what a question of the same kind (who, why, a number) counts for beside its likeness, which is 0 to 1
BEFORE = 0.3  # what words count for that a follow-up only goes on from
SHARP = 7.0  # how much a little more likeness tells: as the shares were best calibrated


@dataclass(frozen=True, slots=True)
class Reply:
    """A short answer, and how likely it is that one of its note that replies to the question."""

    answer: ShortAnswer
    share: float  # of 1, over the note's short answers


def asked_now(understood: Understood, views: NoteViews) -> Content:
    """Return the telling words of a question; of a follow-up, those it goes on from count for little."""
    asked, now = views.content(understood.text), set(telling(understood.focus))
    if not now:
        return asked
    counting = np.array([1.0 if word in now else BEFORE for word in asked.words], np.float32)
    return replace(asked, weights=asked.weights * counting)


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
    alike = views.likeness(asked, note)
    scores = np.array([_score(answer, alike, understood, asked, views) for answer in note.answers])
    weights = np.exp(SHARP * (scores - scores.max()))
    found = [Reply(a, float(w)) for a, w in zip(note.answers, weights / weights.sum(), strict=True)]
    return sorted(found, key=lambda reply: -reply.share)


def _score(
    answer: ShortAnswer, alike: dict[str, float], understood: Understood, asked: Content, views: NoteViews
) -> float:
    """Return the likeness of the likest question that the answer was written for, and what the answer itself says."""
    likest = (alike.get(q, 0.0) + KIND * (kind_of(q) == understood.kind) for q in answer.questions)
    return max(likest, default=0.0) + views.soft_share(asked, short(answer, understood.language))
