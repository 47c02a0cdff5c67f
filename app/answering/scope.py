"""Whether a question is put to several reports at once, told by its words: a logistic model (`scope.json`).

"We are asked to approve a three-year programme; is that long enough?" names no report and wants to hear of all.
The model looks at the same words and runs of words as `index.expected`, with names of places and programmes hidden. It
is fitted on the questions of syntheses against those of notes (`python -m eval fit`).
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.answering.reported import written
from corpus.records import Report
from index.expected import features

FILE = Path(__file__).with_name("scope.json")
HIDDEN = "_"  # stands for a name
SCALE = 100  # weights are kept as whole hundredths


@dataclass(frozen=True, slots=True)
class Weights:
    """The fitted model."""

    bias: float
    weights: Mapping[str, float]  # feature → weight


@cache
def load_weights(path: Path = FILE) -> Weights:
    """Read the fitted model."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Weights(data["bias"], {name: weight / SCALE for name, weight in data["weights"].items()})


class Names:
    """The names of the places and programmes that reports are about, as they are written."""

    def __init__(self, reports: Iterable[Report]) -> None:
        """Take the reports."""
        names = {form for report in reports for name in report.about.names for form in written(name, report)}
        listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or r"(?!)"
        self._pattern = re.compile(rf"(?<!\w)(?:{listed})s?(?!\w)", re.IGNORECASE)

    def without(self, text: str, instead: str = " ") -> str:
        """Return a text with `instead` of every name."""
        return self._pattern.sub(instead, text)


def looks_across(question: str, names: Names, model: Weights | None = None) -> float:
    """Return the log-odds that a question is put to several reports; `model` is the fitted one if None."""
    model = model or load_weights()
    return model.bias + sum(model.weights.get(name, 0.0) for name in shown(question, names))


def shown(question: str, names: Names) -> set[str]:
    """Return what the model looks at in a question."""
    return features(names.without(question, f" {HIDDEN} "))
