"""Feedback turned into candidate questions for the evaluation.

What was called right becomes a question with its evidence and its answer; what was called wrong becomes one that a
person has to complete: the line says what is missing under `todo`, which no measure reads.
"""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from app.settings import data_folder
from app.store.database import NAME, Database
from app.store.feedback import WHOLE, Feedback, Judged, Judgement, Opinion
from corpus.errors import QuestionSetError

COMPLETE = "Someone has to write the right answer, its key facts and its evidence, or remove the line."
CONFIRM = "Someone has to choose the key facts (texts that a right answer must say) and confirm the evidence."
ABSTAINED = "Called right as an abstention: confirm that no report answers it."


def candidates(data: Path | None = None) -> list[dict[str, Any]]:
    """Return a question line for every question that something was said of, oldest first.

    Args:
        data: the folder of conversations and feedback; the user's own if none.

    Raises:
        QuestionSetError: there is no such store.
        StoreError: it cannot be read.
    """
    folder = data or data_folder()
    if not (folder / NAME).is_file():
        raise QuestionSetError(f"There is no feedback in {folder}: {NAME} is missing. Name the folder with --data.")
    database = Database(folder)
    if database.set_aside is not None:
        raise QuestionSetError(f"The feedback in {folder} was damaged, and is set aside as {database.set_aside}.")
    by_turn: dict[str, list[tuple[Opinion, Judgement]]] = {}
    for opinion, judgement in Feedback(database).everything():
        by_turn.setdefault(opinion.turn, []).append((opinion, judgement))
    return [_line(turn, said) for turn, said in by_turn.items()]


def _line(turn: str, said: Sequence[tuple[Opinion, Judgement]]) -> dict[str, Any]:
    """Return the question line of one turn and all that was said of it; the last judged record counts."""
    judgement = said[-1][1]
    opinions = {opinion.citation: opinion for opinion, _ in said}
    wrong = any(opinion.verdict == "wrong" for opinion in opinions.values())
    whole = opinions.get(WHOLE)
    right = whole is not None and whole.verdict == "right" and not wrong
    return {
        "id": f"feedback-{hashlib.sha256(turn.encode()).hexdigest()[:10]}",
        "question": judgement.question,
        "history": list(judgement.history),
        "alone": judgement.understood if judgement.history else "",
        "language": judgement.language,
        "group": _group(judgement, right=right),
        "evidence": [_evidence(c) for c in _supporting(judgement, opinions, right=right)],
        "answer": judgement.answer if right else "",
        "facts": [],
        "todo": (ABSTAINED if judgement.abstained else CONFIRM) if right else COMPLETE,
        "feedback": [{"citation": o.citation, "verdict": o.verdict, "comment": o.comment, "at": o.at} for o, _ in said],
        "shown": {
            "answer": judgement.answer,
            "citations": [{"n": c.n, "page": c.page, **_evidence(c)} for c in judgement.citations],
            "filters": {k: v for k, v in _filters(judgement).items() if v},
            "index": judgement.version,
            "writer": judgement.writer,
        },
    }


def _group(judgement: Judgement, *, right: bool) -> str:
    if right and judgement.abstained:
        return "unanswerable"
    if judgement.history:
        return "follow-up"
    return "across" if len({c.report for c in judgement.citations}) > 1 else "single"


def _supporting(judgement: Judgement, opinions: dict[int, Opinion], *, right: bool) -> Iterable[Judged]:
    """Return the citations that are evidence: those called right, or all of an answer called right."""
    called = [c for c in judgement.citations if c.n in opinions and opinions[c.n].verdict == "right"]
    return called or (judgement.citations if right else ())


def _evidence(citation: Judged) -> dict[str, str]:
    return {"report": citation.report, "quote": citation.quote}


def _filters(judgement: Judgement) -> dict[str, Any]:
    filters = judgement.filters
    return {
        "reports": list(filters.reports),
        "regions": list(filters.regions),
        "programmes": list(filters.programmes),
        "kinds": list(filters.kinds),
        "years": list(filters.years or ()),
    }
