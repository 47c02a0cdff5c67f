"""Scores of several fields on one scale, summed with weights.

z-scores over all allowed passages, summed: measured better than fusing ranks wherever one list is weak
(see eval/LOG.md, "reranking", and the ablations).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.records import Language
from index.lexical import Scores

# Weight of each field's z-score, by the language of the question; with notes, and without any.
WITH_NOTES = {
    "no": {"all": 1.0, "unit": 0.8, "grams": 0.4, "dense-text": 0.2, "dense-notes": 0.6},
    "en": {"english": 1.0, "english-unit": 0.8, "all": 0.3, "grams": 0.1, "dense-text": 0.2, "dense-notes": 0.6},
}
WITHOUT_NOTES = {
    "no": {"text": 1.0, "grams-text": 0.8, "dense-text": 0.8},
    "en": {"text": 1.0, "english-text": 0.3, "grams-text": 0.5, "dense-text": 1.0},
}
Mask = NDArray[np.bool_]  # (passages,)
Positions = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Field:
    """A field's scores, and where they lie among the allowed passages."""

    scores: Scores  # (passages,)
    mean: np.float32
    spread: float

    @classmethod
    def of(cls, scores: Scores, allowed: Mask) -> "Field":
        """Measure where the scores of the allowed passages lie."""
        kept = scores if allowed.all() else scores[allowed]
        return cls(scores, np.float32(kept.mean()), float(kept.std()))

    def standard(self, at: Positions | slice = slice(None)) -> Scores:
        """Return z-scores: how many standard deviations above the mean of the allowed ones."""
        scores = self.scores[at]
        return ((scores - self.mean) / self.spread).astype(np.float32) if self.spread > 0 else np.zeros_like(scores)


def weights_of(language: Language, *, notes: bool) -> dict[str, float]:
    """Return the weight of each field."""
    return (WITH_NOTES if notes else WITHOUT_NOTES)["en" if language == "en" else "no"]


def fuse(fields: Mapping[str, Field], weights: Mapping[str, float], allowed: Mask) -> Scores:
    """Return the weighted sum of the fields' z-scores; -inf where a passage is not allowed."""
    total = np.zeros(len(allowed), np.float32)
    for name, weight in weights.items():
        if name in fields:
            total += np.float32(weight) * fields[name].standard()
    total[~allowed] = -np.inf
    return total


def best_first(scores: Scores, count: int) -> Positions:
    """Return the positions of the `count` highest scores, best first, the first of equals first."""
    count = min(count, len(scores))
    if not count:
        return np.zeros(0, np.int64)
    edge = np.partition(scores, len(scores) - count)[len(scores) - count]
    near = np.flatnonzero(scores >= edge)  # more than `count` where several equal the last
    return near[np.argsort(-scores[near], kind="stable")][:count]


def standard(scores: Scores, allowed: Mask) -> Scores:
    """Return z-scores: how many standard deviations each score stands above the mean of the allowed ones."""
    return Field.of(scores, allowed).standard()
