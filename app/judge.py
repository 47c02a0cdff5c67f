"""Decide whether the reports answer a question: a calibrated decision, and the reason told to the asker.

What no report can answer is told outright: a place or a year that none is about, a question without
words. For the rest a logistic model weighs how much of the question stands in what was found. Its
weights are fitted on the training split of the question set by `python -m eval fit` (see eval/LOG.md).
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.understand import Understood
from corpus.records import Hit
from index.overlap import Overlap

FILE = Path(__file__).with_name("judge.json")
LOOKED_AT = 5  # hits whose words are held against the question
FEATURES = (
    "covered",
    "covered_note",
    "asked_alike",
    "score",
    "margin",
    "unknown",
    "year_missing",
    "short",
    "english",
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether to answer, how sure, and why not."""

    answers: bool
    probability: float  # that the hits answer the question
    why: str = ""  # a key of `wording.TEXTS` where it does not
    words: tuple[str, ...] = ()  # the places, years or words the reason names


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model."""

    bias: float
    weights: dict[str, float]
    threshold: float  # probability from which a question is answered


@cache
def load_weights(path: Path = FILE) -> Weights:
    """Read the fitted model."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Weights(data["bias"], data["weights"], data["threshold"])


def features(understood: Understood, hits: Sequence[Hit], overlap: Overlap, nearest: float) -> dict[str, float]:
    """Return what the model weighs, by the names in `FEATURES`; `nearest` is the best cosine of the notes."""
    looked = hits[:LOOKED_AT]
    bodies = [
        max(
            overlap.norwegian(f"{' '.join(h.passage.section)} {h.passage.text}"),
            overlap.english(h.passage.text),
        )
        for h in looked
    ]
    notes = [max((_note_cover(overlap, n.nb, n.en, n.questions) for n in h.notes), default=0.0) for h in looked]
    unknown = overlap.unknown()
    years = [str(y) for y in understood.years]
    held = any(all(y in f"{h.passage.text} {h.passage.report_id}" for y in years) for h in looked)
    score = hits[0].score if hits else 0.0
    return {
        "covered": max(bodies, default=0.0),
        "covered_note": max(notes, default=0.0),
        "asked_alike": max((_asked_alike(overlap, h) for h in looked), default=0.0),
        "score": math.tanh(score / 20),
        "margin": math.tanh((score - hits[-1].score) / 10) if hits else 0.0,
        "unknown": min(3, len(unknown)) / 3,
        "year_missing": float(bool(years) and not held),
        "short": float(len(understood.text.split()) <= 3),
        "english": nearest,
    }


def _note_cover(overlap: Overlap, nb: str, en: str, questions: Sequence[str]) -> float:
    return max(overlap.norwegian(f"{nb} {' '.join(questions)}"), overlap.english(f"{en} {' '.join(questions)}"))


def _asked_alike(overlap: Overlap, hit: Hit) -> float:
    """Return how near one question written on a hit's notes comes to the one asked (0 to 1)."""
    return max((max(overlap.norwegian(q), overlap.english(q)) for n in hit.notes for q in n.questions), default=0.0)


def judge(understood: Understood, hits: Sequence[Hit], overlap: Overlap, nearest: float) -> Judgement:
    """Return whether the hits answer the question."""
    elsewhere = understood.places.elsewhere
    if elsewhere and not understood.places.covered and not understood.programmes and not _named_in(elsewhere, hits):
        return Judgement(answers=False, probability=0.0, why="abstain.place", words=elsewhere)
    model = load_weights()
    values = features(understood, hits, overlap, nearest)
    logit = model.bias + sum(model.weights.get(name, 0.0) * value for name, value in values.items())
    probability = 1 / (1 + math.exp(-logit))
    if probability >= model.threshold:
        return Judgement(answers=True, probability=probability)
    if values["year_missing"]:
        return Judgement(
            answers=False,
            probability=probability,
            why="abstain.year",
            words=tuple(str(y) for y in understood.years),
        )
    return Judgement(answers=False, probability=probability, why="abstain.none")


def _named_in(places: Sequence[str], hits: Sequence[Hit]) -> bool:
    """Tell whether a place that no report is about is still named in what was found."""
    return any(place in hit.passage.text for place in places for hit in hits[:LOOKED_AT])
