"""Question sets: what was asked, what answers it, and what a right answer must say.

A line of a set needs `id` and `question`; everything else is for scoring. Sets written for the project
lie in `eval/sets/`; a fifth of their questions is held out, chosen by a fixed seed and never fitted on.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import QuestionSetError

SETS = Path(__file__).with_name("sets")
PAIRS = Path(__file__).with_name("pairs")
INFORMAL = Path(__file__).with_name("informal")
WHOLE = Path(__file__).with_name("whole")
SEED = "regionsvar-2026"  # of the held-out split
HELD_OUT = 5  # one question in so many is held out
GROUPS = ("single", "across", "whole", "follow-up", "unanswerable")
NEED_ALL = ("across", "whole")  # groups whose evidence is needed all: of several reports, of a programme as a whole


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of a report that answers a question."""

    report: str
    quote: str  # verbatim, but for white space


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a set."""

    id: str
    question: str
    history: tuple[str, ...] = ()  # earlier questions, oldest first
    alone: str = ""  # a follow-up's stand-alone form
    language: str = ""
    group: str = "single"
    kind: str = ""
    report: str = ""  # the report it is about; empty for several or none
    chapter: str = ""
    evidence: tuple[Evidence, ...] = ()  # all of these are needed in the groups `NEED_ALL`
    also: tuple[Evidence, ...] = ()  # other places that answer it as well
    judged: tuple[Evidence, ...] = ()  # places that were cited once and judged to support the answer
    answer: str = ""
    facts: tuple[tuple[str, ...], ...] = ()  # each with its accepted forms

    @property
    def answerable(self) -> bool:
        """Tell whether the reports answer it."""
        return self.group != "unanswerable"

    @property
    def paired(self) -> bool:
        """Tell whether it is one of a pair: "x:answered" and "x:near"."""
        return ":" in self.id

    @property
    def held_out(self) -> bool:
        """Tell whether it is kept for the last measurement."""
        drawn = f"{SEED}:{self.id.partition(':')[0]}"  # the two of a pair stay together
        return int(hashlib.sha256(drawn.encode()).hexdigest(), 16) % HELD_OUT == 0


def load_questions(paths: Iterable[Path]) -> list[Question]:
    """Read question files, in order.

    Raises:
        QuestionSetError: a file cannot be read or a line is not a question; all faults are named at once.
    """
    questions: list[Question] = []
    faults: list[str] = []
    for path in paths:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise QuestionSetError(f"The question file {path} cannot be read: {error}.") from error
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                questions.append(_question(json.loads(line)))
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                what = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
                faults.append(f"{path.name} line {number}: {what}")
    if faults:
        raise QuestionSetError(f"{len(faults)} of the lines are no questions: {'; '.join(faults[:5])}.")
    return questions


def own_sets() -> list[Path]:
    """Return the project's question files."""
    return sorted(SETS.glob("*.jsonl"))


def pair_sets() -> list[Path]:
    """Return the files of pairs: of every stretch of the reports, a question it answers and a near miss.

    The two are alike in words and form, so that only the matter tells them apart. They were written from the
    reports by readers who saw neither the question sets nor what the search finds.
    """
    return sorted(PAIRS.glob("*.jsonl"))


def informal_sets() -> list[Path]:
    """Return the files of questions as people type them, short and in their own words; nothing is fitted on them.

    They were written from the reports by readers who saw neither notes nor sets nor what the search finds.
    """
    return sorted(INFORMAL.glob("*.jsonl"))


def learnt_sets() -> list[Path]:
    """Return the files of such questions that were once asked unseen, and that weights are fitted on since."""
    return sorted((INFORMAL / "learnt").glob("*.jsonl"))


def whole_sets(*, kept: bool) -> list[Path]:
    """Return the files of broad questions on one programme or report: those `kept` from fitting, or those fitted on."""
    return [WHOLE / ("kept.jsonl" if kept else "learnt.jsonl")]


def _question(data: Any) -> Question:  # noqa: ANN401 - whatever the line holds
    if not isinstance(data, dict):
        raise TypeError("it should be an object with id and question")
    if not isinstance(data["question"], str):
        raise TypeError("question should be a text")
    return Question(
        id=str(data["id"]),
        question=data["question"],
        history=tuple(str(h) for h in data.get("history") or ()),
        alone=str(data.get("alone", "")),
        language=str(data.get("language", "")),
        group=str(data.get("group", "single")),
        kind=str(data.get("kind", "")),
        report=str(data.get("report", "")),
        chapter=str(data.get("chapter", "")),
        evidence=_evidence(data.get("evidence", ())),
        also=_evidence(data.get("also", ())),
        answer=str(data.get("answer", "")),
        facts=tuple(tuple(str(f) for f in forms) for forms in data.get("facts", ())),
    )


def _evidence(items: Any) -> tuple[Evidence, ...]:  # noqa: ANN401 - whatever the line holds
    return tuple(Evidence(str(e["report"]), str(e["quote"])) for e in items or ())
