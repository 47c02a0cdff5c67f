"""Scores of a run: every measure for every question first, then means with confidence intervals by group."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.records import Report
from eval.measures import ANSWERS, RETRIEVAL, Record, abstained, reports_cited, verbatim
from eval.questions import Question

RESAMPLES = 1000  # of the bootstrap (Efron 1979), with a fixed seed
EMPTY: Record = {}


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over questions, with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float
    n: int


Row = dict[str, float]  # measure → value of one question


def score_all(
    questions: Sequence[Question], records: Mapping[str, Record], reports: Mapping[str, Report]
) -> dict[str, Row]:
    """Return the row of every question by its id; what the run left out is scored as empty."""
    return {q.id: _row(q, records.get(q.id, EMPTY), reports) for q in questions}


def _row(question: Question, record: Record, reports: Mapping[str, Report]) -> Row:
    row: Row = {"abstained": abstained(question, record), "verbatim": verbatim(record, reports)}
    row["seconds"] = float(record.get("seconds", 0.0))
    if question.answerable:
        row |= {name: measure(question, record) for name, measure in {**RETRIEVAL, **ANSWERS}.items()}
        if question.group == "across":
            row["reports cited"] = reports_cited(question, record)
    return row


def mean(values: Iterable[float]) -> Mean:
    """Return the mean of `values` and where it may lie; 0 of 0 questions."""
    array = np.array(list(values), float)
    if not len(array):
        return Mean(0.0, 0.0, 0.0, 0)
    random = np.random.default_rng(1)
    means = array[random.integers(0, len(array), (RESAMPLES, len(array)))].mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return Mean(float(array.mean()), float(low), float(high), len(array))


def means(rows: Sequence[Row]) -> dict[str, Mean]:
    """Return the mean of every measure over the questions that have it."""
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: mean(row[name] for row in rows if name in row) for name in names}


def groups(questions: Sequence[Question]) -> dict[str, list[Question]]:
    """Return the groups a scorecard shows: all answerable, by split, language, report, group and kind."""
    answerable = [q for q in questions if q.answerable]
    out = {"all": answerable}
    out["to learn from"] = [q for q in answerable if not q.held_out]
    out["held out"] = [q for q in answerable if q.held_out]
    for key in ("language", "report", "group", "kind"):
        for value in dict.fromkeys(str(getattr(q, key)) for q in answerable):
            if value:
                out[value] = [q for q in answerable if getattr(q, key) == value]
    return out


def abstention(questions: Sequence[Question], rows: Mapping[str, Row]) -> dict[str, float]:
    """Return precision and recall of abstaining, and the share of answerable questions it refused."""
    silent = {q.id for q in questions if rows[q.id]["abstained"]}
    unanswerable = {q.id for q in questions if not q.answerable}
    answerable = {q.id for q in questions if q.answerable}
    return {
        "precision": len(silent & unanswerable) / len(silent) if silent else 0.0,
        "recall": len(silent & unanswerable) / len(unanswerable) if unanswerable else 0.0,
        "answerable refused": len(silent & answerable) / len(answerable) if answerable else 0.0,
    }


def rightness(questions: Sequence[Question], rows: Mapping[str, Row]) -> dict[str, float]:
    """Return accuracy, right of all answerable, and precision, right of all answered, as PaperQA2 counts them.

    An unanswerable question that was answered is answered wrongly; one refused is in neither count.
    """
    answerable = [q for q in questions if q.answerable]
    right = sum(rows[q.id]["right"] for q in answerable)
    answered = sum(not rows[q.id]["abstained"] for q in questions)
    return {
        "accuracy": right / len(answerable) if answerable else 0.0,
        "precision": right / answered if answered else 0.0,
    }


def language_gap(
    questions: Sequence[Question], rows: Mapping[str, Row], measure: str = "recall@5", *, fewest: int = 1
) -> float:
    """Return the best language's mean of a measure less the worst's, of languages with `fewest` questions or more."""
    by_language = [
        [rows[q.id][measure] for q in questions if q.answerable and q.language == lang] for lang in ("nb", "nn", "en")
    ]
    found = [sum(v) / len(v) for v in by_language if len(v) >= fewest]
    return max(found) - min(found) if found else 0.0


def percentile(rows: Iterable[Row], share: float) -> float:
    """Return the seconds that `share` (0 to 1) of the questions were answered within."""
    seconds = [row["seconds"] for row in rows]
    return float(np.quantile(seconds, share)) if seconds else 0.0
