"""The gate: a fixed third of the questions, and the floors (`floors.toml`) that its figures must not break.

A figure that the questions at hand cannot give (abstention where every question has an answer) breaks none.
"""

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import QuestionSetError
from corpus.records import Report
from eval.measures import Record
from eval.questions import SEED, Question
from eval.scores import Row, abstention, language_gap, means, score_all

FILE = Path(__file__).with_name("floors.toml")
EVERY = 3  # one question in so many is asked
FEWEST = 10  # questions of a language, for it to count in the gap: one question is then a tenth at most
AT_LEAST = ("recall@5", "evidence cited", "verbatim", "abstention recall")
AT_MOST = ("answerable refused", "language gap")


@dataclass(frozen=True, slots=True)
class Floors:
    """The bounds, by the names in `AT_LEAST` and `AT_MOST`."""

    at_least: dict[str, float]
    at_most: dict[str, float]


def load_floors(path: Path = FILE) -> Floors:
    """Read the floors.

    Raises:
        QuestionSetError: the file cannot be read, or does not hold every floor and no other.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        at_least, at_most = ({k: float(v) for k, v in data[part].items()} for part in ("at_least", "at_most"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        what = f"{type(error).__name__}: {error}"
        raise QuestionSetError(f"The floors in {path} cannot be read ({what}); mend the file.") from error
    wrong = (set(AT_LEAST) ^ set(at_least)) | (set(AT_MOST) ^ set(at_most))
    if wrong:
        raise QuestionSetError(f"{path} lacks or misspells {', '.join(sorted(wrong))}; each floor stands there once.")
    return Floors(at_least, at_most)


def subset(questions: Sequence[Question], every: int = EVERY) -> list[Question]:
    """Return one question in `every` of each group and language, in order; chosen by their ids and a fixed seed."""
    strata: dict[tuple[str, str], list[Question]] = {}
    for question in questions:
        strata.setdefault((question.group, question.language), []).append(question)
    chosen = {q.id for members in strata.values() for q in sorted(members, key=_draw)[::every]}
    return [q for q in questions if q.id in chosen]


def _draw(question: Question) -> str:
    return hashlib.sha256(f"{SEED}:gate:{question.id}".encode()).hexdigest()


def figures(
    questions: Sequence[Question], records: Mapping[str, Record], reports: Mapping[str, Report]
) -> dict[str, float]:
    """Return what the floors are held against; a figure the questions cannot give is left out."""
    rows = score_all(questions, records, reports)
    answerable = [q for q in questions if q.answerable]
    found = {name: mean.value for name, mean in means([rows[q.id] for q in answerable]).items()}
    out: Row = {name: found[name] for name in ("recall@5", "evidence cited") if name in found}
    if rows:
        out["verbatim"] = means(list(rows.values()))["verbatim"].value
    silent = abstention(questions, rows)
    if len(answerable) < len(questions):
        out["abstention recall"] = silent["recall"]
    if answerable:
        out["answerable refused"] = silent["answerable refused"]
        out["language gap"] = language_gap(questions, rows, fewest=FEWEST)
    return out


def broken(found: Row, floors: Floors) -> list[str]:
    """Return one line for every floor that the figures break."""
    low = [
        f"{name} is {found[name]:.3f}, below its floor {floor:g}"
        for name, floor in floors.at_least.items()
        if name in found and found[name] < floor
    ]
    high = [
        f"{name} is {found[name]:.3f}, above its limit {limit:g}"
        for name, limit in floors.at_most.items()
        if name in found and found[name] > limit
    ]
    return low + high
