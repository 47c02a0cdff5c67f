"""A linear model that was fitted and saved: a bias and a weight for each feature."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

Row = dict[str, float]  # features by their names


@dataclass(frozen=True, slots=True)
class Linear:
    """A fitted model; of a logistic one, the scores are log-odds."""

    bias: float
    weights: Mapping[str, float]

    def score(self, row: Mapping[str, float]) -> float:
        """Return what the features come to, with the bias; one that has no weight counts for nothing."""
        return self.bias + sum(self.weights.get(name, 0.0) * value for name, value in row.items())


@cache
def load_linear(path: Path) -> Linear:
    """Read a fitted model."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Linear(data["bias"], data["weights"])
