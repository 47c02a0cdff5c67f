"""Ask every question of a set, in order, and write an answer record a line; a run can be taken up again."""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from app.assistant import Assistant
from app.record import as_record
from app.writing.asking import Asked, ask_by
from app.writing.checks import Checker
from app.writing.writer import BuiltIn, Writer
from corpus.errors import QuestionError, QuestionSetError
from corpus.language import detect
from eval.questions import Question
from eval.writers import hold

Ask = Callable[[Question], dict[str, Any]]


def asker(
    assistant: Assistant, without: Collection[str] = (), *, writer: Writer | None = None, checker: Checker | None = None
) -> Ask:
    """Return what answers one question with an assistant; a question it refuses is an abstention that says why.

    `writer` writes, the built-in one if None; with a `checker`, a record says how many sentences hold.
    """

    def ask(question: Question) -> dict[str, Any]:
        asked = Asked(question.question, question.history, without=without)
        try:
            answer = ask_by(assistant, asked, writer or BuiltIn())
        except QuestionError as error:
            return refused(question, str(error))
        held = hold(answer, assistant.reports, checker) if checker else None
        counts = {"sentences": held.sentences, "unsupported": held.unsupported} if held else {}
        return as_record(answer, assistant.reports, question.id) | counts

    return ask


def refused(question: Question, why: str) -> dict[str, Any]:
    """Return the record of a question that could not be asked."""
    return {
        "id": question.id,
        "question": question.question,
        "understood": question.question,
        "language": detect(question.question),
        "answer": why,
        "abstained": True,
        "citations": [],
        "passages": [],
        "seconds": 0.0,
        "writer": "built-in",
    }


def ask_all(questions: Sequence[Question], ask: Ask, *, show: bool = True) -> list[dict[str, Any]]:
    """Return a record for every question, in the questions' order."""
    return [ask(q) for q in tqdm(questions, desc="asking", disable=not show, unit="question")]


def write_run(questions: Sequence[Question], ask: Ask, out: Path, *, resume: bool = False) -> None:
    """Write a record for every question to `out`, a line each, as they are answered.

    With `resume`, whole records at the head of `out` that match the questions are kept.

    Raises:
        QuestionSetError: the file cannot be written.
    """
    kept = _kept(questions, out) if resume else []
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with out.open("w", encoding="utf-8") as file:
            for record in kept:
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
            for question in tqdm(questions[len(kept) :], desc="asking", unit="question"):
                file.write(json.dumps(ask(question), ensure_ascii=False) + "\n")
                file.flush()
    except OSError as error:
        raise QuestionSetError(f"The answers cannot be written to {out}: {error.strerror}.") from error


def _kept(questions: Sequence[Question], out: Path) -> list[dict[str, Any]]:
    if not out.exists():
        return []
    kept: list[dict[str, Any]] = []
    for question, line in zip(questions, out.read_text(encoding="utf-8").splitlines(), strict=False):
        try:
            record = json.loads(line)
        except ValueError:
            break
        if not isinstance(record, dict) or (record.get("id"), record.get("question")) != (
            question.id,
            question.question,
        ):
            break
        kept.append(record)
    return kept


def load_run(path: Path) -> list[dict[str, Any]]:
    """Read a run.

    Raises:
        QuestionSetError: it cannot be read, or a line is no record.
    """
    try:
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise QuestionSetError(f"The run {path} cannot be read: {error}.") from error
    if not all(isinstance(r, dict) and "id" in r for r in records):
        raise QuestionSetError(f"A line of {path} is no answer record; make it with: python -m eval answer")
    return records


def by_id(records: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the records by their question's id."""
    return {str(r["id"]): r for r in records}
