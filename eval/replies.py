"""How often a note's right short answer comes first: each of the notes' questions, held against its note without it.

What tells the types of answer expected is fitted on these questions too, so that the figure flatters a little.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from tqdm import tqdm

from app.answering.short import Replier, Reply
from app.answering.understand import understand
from app.assistant import Assistant
from corpus.language import detect
from corpus.records import Note, ShortAnswer

QUESTIONS = 2000  # drawn with a fixed seed, of those whose note has two short answers or more


@dataclass(frozen=True, slots=True)
class Replied:
    """What came of one question."""

    answers: int  # that the note has
    share: float  # that the right one got
    first: Reply
    right: bool  # the first is the right one


def measure_replies(assistant: Assistant, count: int = QUESTIONS) -> list[Replied]:
    """Return how `count` questions of the notes fared."""
    replier = assistant.closer.replier
    notes = [note for note in assistant.searcher.library.all_notes() if len(note.answers) > 1]
    drawn = [(note, answer, question) for note in notes for answer in note.answers for question in answer.questions]
    random.Random(7).shuffle(drawn)  # noqa: S311 - a drawing that can be repeated, not a secret
    return [
        _replied(note, answer, question, assistant, replier)
        for note, answer, question in tqdm(drawn[:count], desc="short answers", unit="question")
    ]


def _replied(note: Note, answer: ShortAnswer, question: str, assistant: Assistant, replier: Replier) -> Replied:
    without = [replace(a, questions=tuple(q for q in a.questions if q != question)) for a in note.answers]
    understood = understand(question, assistant.reports.values(), detect(question))
    found = replier.replies(replace(note, answers=tuple(without)), replier.asked(understood))
    share = next(reply.share for reply in found if reply.answer.says == answer.says)
    return Replied(len(found), share, found[0], found[0].answer.says == answer.says)


def replies_table(replied: Sequence[Replied]) -> str:
    """Return the figures as lines of text."""
    shares = np.array([one.first.share for one in replied])
    right = np.array([one.right for one in replied])
    lines = [
        f"{len(replied)} questions, {np.mean([one.answers for one in replied]):.1f} short answers a note: "
        f"the right one first {right.mean():.3f}, mean log loss {-np.mean([np.log(one.share) for one in replied]):.3f}"
    ]
    for least in (0.5, 0.7, 0.9):
        sure = shares >= least
        if sure.any():
            lines.append(f"- where its share is {least} or more ({sure.mean():.2f} of them): {right[sure].mean():.3f}")
    return "\n".join(lines)
