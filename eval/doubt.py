"""How sure the assistant was of each question, and what other thresholds of abstaining would have given."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.answering.judge import judge
from app.assistant import Assistant
from eval.questions import Question


@dataclass(frozen=True, slots=True)
class Point:
    """What one threshold gives: questions less sure than it are refused."""

    threshold: float
    answerable: float  # share of the answerable questions refused
    unanswerable: float  # share of the unanswerable questions refused


def sureness(question: Question, assistant: Assistant) -> float:
    """Return the judge's probability that what was found answers the question (0 where nothing was found)."""
    heard = assistant.hearing.hear(question.question, question.history)
    found, looks = assistant.hearing.find(heard)
    return judge(heard.understood, found, looks, assistant.closer).probability if found.hits else 0.0


def curve(questions: Sequence[Question], sure: Sequence[float]) -> list[Point]:
    """Return a point for every threshold that makes a difference; none unless both kinds of question are there."""
    yes = [s for q, s in zip(questions, sure, strict=True) if q.answerable]
    no = [s for q, s in zip(questions, sure, strict=True) if not q.answerable]
    if not yes or not no:
        return []
    return [
        Point(at, sum(s < at for s in yes) / len(yes), sum(s < at for s in no) / len(no))
        for at in [*sorted({*yes, *no}), 1.01]
    ]
