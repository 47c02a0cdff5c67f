"""What a conversation does to a question: follow-ups against their stand-alone forms, new matters after old ones.

A follow-up should be answered as its stand-alone form is, and a question that has nothing to do with the one before
it as if that had not been asked.
"""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from tqdm import tqdm

from eval.measures import Record, abstained, evidence_cited, key_facts, recall_at, right
from eval.questions import Question
from eval.run import Ask

DRAWN = 200  # of the questions with an answer, and a third as many of those without one, put after another's
MEASURES: dict[str, Callable[[Question, Record], float]] = {
    "recall@1": recall_at(1),
    "recall@5": recall_at(5),
    "evidence cited": evidence_cited,
    "key facts": key_facts,
    "right": right,
    "refused": abstained,
}


@dataclass(frozen=True, slots=True)
class Line:
    """The means over some questions, asked in one way."""

    asked: str
    n: int
    means: dict[str, float]  # by the names in `MEASURES`; of questions without an answer "refused" alone


def measure_conversations(questions: Sequence[Question], ask: Ask) -> list[Line]:
    """Return two lines for each kind of question: in a conversation, and by itself."""
    follow_ups = [q for q in questions if q.group == "follow-up" and q.alone]
    alone = [replace(q, question=q.alone, history=()) for q in follow_ups]
    told, untold = _new_matters(questions)
    kinds = [
        ("follow-ups", follow_ups, "the same, made to stand alone", alone),
        ("new matters, after another", told, "the same, by themselves", _first(told)),
        ("what is not told, after another", untold, "the same, by itself", _first(untold)),
    ]
    pairs = [pair for a, first, b, second in kinds for pair in ((a, first), (b, second))]
    return [_line(name, chosen, ask) for name, chosen in pairs if chosen]


def conversations_table(lines: Iterable[Line]) -> str:
    """Return the lines as a Markdown table."""
    rows = [["asked", "n", *MEASURES], ["---"] * (len(MEASURES) + 2)]
    for line in lines:
        rows.append([line.asked, str(line.n), *(f"{line.means[m]:.3f}" if m in line.means else "" for m in MEASURES)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _new_matters(questions: Sequence[Question]) -> tuple[list[Question], list[Question]]:
    """Return questions with and without an answer, each after one drawn with a fixed seed from those on other reports.

    Those on the same report might be gone on from.
    """
    chance = random.Random(7)  # noqa: S311 - a drawing that can be repeated, not a secret
    first = [q for q in questions if not q.history and q.group == "single"]
    untold = [q for q in questions if not q.history and not q.answerable]
    drawn = [chance.sample(some, min(count, len(some))) for some, count in ((first, DRAWN), (untold, DRAWN // 3))]

    def after(question: Question) -> Question:
        others = [other.question for other in first if other.report != question.report]
        return replace(question, history=(chance.choice(others),)) if others else question

    told, refused = ([after(question) for question in some] for some in drawn)
    return told, refused


def _first(questions: Sequence[Question]) -> list[Question]:
    return [replace(question, history=()) for question in questions]


def _line(name: str, questions: Sequence[Question], ask: Ask) -> Line:
    records = [(q, ask(q)) for q in tqdm(questions, desc=name, unit="question")]
    wanted = [m for m in MEASURES if m == "refused" or all(q.answerable for q in questions)]
    return Line(name, len(records), {m: sum(MEASURES[m](q, r) for q, r in records) / len(records) for m in wanted})
