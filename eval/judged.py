"""Judged citations: places that an answer once cited, and whether they support what it says.

A line of `eval/judged.jsonl` is a pair: {"question": id, "report": id, "quote": "words of the passage,
verbatim", "supports": true}. A judgement holds for every passage that holds the quote, so it outlives other
passage sizes. What was judged not to support is kept too, so that nobody has to judge it twice.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.errors import QuestionSetError
from corpus.records import Report
from eval.matching import holds
from eval.measures import Record, citation_precision
from eval.questions import Evidence, Question

FILE = Path(__file__).with_name("judged.jsonl")
SHOWN = 5  # faults named in one message


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a place supports the answer to a question."""

    question: str  # id
    place: Evidence
    supports: bool


def load_judged(path: Path = FILE) -> list[Judgement]:
    """Read the judgements; none where the file is empty or missing.

    Raises:
        QuestionSetError: the file cannot be read, or lines are no judgements or contradict each other.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError(f"The judgements in {path} cannot be read: {error}.") from error
    judged: dict[tuple[str, Evidence], Judgement] = {}
    faults = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            one = _judgement(json.loads(line))
        except (ValueError, TypeError, KeyError) as error:
            what = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
            faults.append(f"line {number}: {what}")
            continue
        if judged.setdefault((one.question, one.place), one).supports != one.supports:
            faults.append(f"line {number}: an earlier line judges the same the other way")
    if faults:
        raise QuestionSetError(f"{len(faults)} lines of {path.name} do not hold; mend {'; '.join(faults[:SHOWN])}.")
    return list(judged.values())


def _judgement(data: Any) -> Judgement:  # noqa: ANN401 - whatever the line holds
    if not isinstance(data, dict):
        raise TypeError("it should be an object with question, report, quote and supports")
    if not isinstance(data["supports"], bool):
        raise TypeError(f"supports should be true or false, not {data['supports']!r}")
    texts = [data[key] for key in ("question", "report", "quote")]
    if not all(isinstance(t, str) and t.strip() for t in texts):
        raise TypeError("question, report and quote should be texts")
    return Judgement(texts[0], Evidence(texts[1], texts[2]), data["supports"])


def with_judged(questions: Iterable[Question], judged: Iterable[Judgement]) -> list[Question]:
    """Return the questions, each with the places that were judged to support its answer."""
    places: dict[str, list[Evidence]] = {}
    for one in judged:
        if one.supports:
            places.setdefault(one.question, []).append(one.place)
    return [replace(q, judged=tuple(places.get(q.id, ()))) for q in questions]


def check_judged(
    judged: Iterable[Judgement], questions: Iterable[Question], reports: Mapping[str, Report]
) -> list[str]:
    """Return what does not hold, a line each: unknown questions, quotes that stand in no report."""
    known = {q.id for q in questions}
    texts = {name: " ".join(report.text.split()) for name, report in reports.items()}
    faults = []
    for one in judged:
        if one.question not in known:
            faults.append(f"judged: there is no question {one.question}")
        if " ".join(one.place.quote.split()) not in texts.get(one.place.report, ""):
            faults.append(f"judged, {one.question}: “{one.place.quote[:60]}…” does not stand in {one.place.report}")
    return faults


def unjudged(
    questions: Sequence[Question], records: Mapping[str, Record], judged: Sequence[Judgement]
) -> Iterator[dict[str, Any]]:
    """Yield a line to judge, with `supports` left null, for every citation that is neither evidence nor judged."""
    known: dict[str, list[Evidence]] = {}
    for one in judged:
        known.setdefault(one.question, []).append(one.place)
    for question in questions:
        for citation in records.get(question.id, {}).get("citations", ()) if question.answerable else ():
            places = known.get(question.id, ())
            seen = any(p.report == citation["report"] and holds(citation["text"], p.quote) for p in places)
            if not seen and not citation_precision(question, {"citations": [citation]}):
                yield {
                    "question": question.id,
                    "report": citation["report"],
                    "quote": " ".join(citation["quote"].split()),
                    "supports": None,
                    "asked": question.question,
                }
