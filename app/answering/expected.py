"""What types of answer a question expects, told by its words: a multinomial logistic model over one to three in a row.

After Li and Roth, Learning Question Classifiers (2002), with the types of `corpus.answer_types`. It is fitted on
questions that a reader told the types of (`eval/expected.tsv`) and on the notes' own questions, which expect the type of
the short answer they stand under. Run: python -m eval fit
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).with_name("expected.json")
WORD = re.compile(r"\w+")
FIRST, LAST = "<", ">"  # stand for the ends of a question
LONG, STEM = 5, 5  # of a word of more letters than LONG the first STEM count too
LONGEST = 3  # words in a row
DOUBT = 0.1  # chance that the types tell nothing: no type is quite ruled out


@dataclass(frozen=True, slots=True)
class Weights:
    """The fitted model."""

    types: tuple[str, ...]
    bias: NDArray[np.float64]  # (types,)
    usual: NDArray[np.float64]  # (types,): share of short answers that are of each
    weights: Mapping[str, Mapping[int, float]]  # feature → place of a type → weight


@cache
def load_weights(path: Path = FILE) -> Weights:
    """Read the fitted model."""
    data = json.loads(path.read_text(encoding="utf-8"))
    weights = {name: {int(at): w / 100 for at, w in row.items()} for name, row in data["weights"].items()}
    return Weights(tuple(data["types"]), np.array(data["bias"]), np.array(data["usual"]), weights)


def features(question: str) -> set[str]:
    """Return what the model looks at in a question.

    >>> sorted(features("Når?"))
    ['<', '< når', '< når >', '>', 'når', 'når >']
    """
    own = [FIRST, *WORD.findall(question.lower()), LAST]
    rows = {" ".join(own[at : at + n]) for n in range(1, LONGEST + 1) for at in range(len(own) - n + 1)}
    return rows | {f"{word[:STEM]}*" for word in own if len(word) > LONG}


@dataclass(frozen=True, slots=True)
class Expected:
    """How likely a question expects each type of answer, against how usual the type is."""

    ratios: Mapping[str, float]

    def fits(self, types: Iterable[str]) -> float:
        """Return the log of how much likelier than usual the likeliest of an answer's `types` is expected.

        0 where nothing is known of them; at the least the log of `DOUBT`.
        """
        known = [self.ratios[name] for name in types if name in self.ratios]
        return float(np.log(max(known))) if known else 0.0

    def best(self, count: int = 1) -> Sequence[str]:
        """Return the types that are expected most beyond what is usual."""
        return sorted(self.ratios, key=lambda name: -self.ratios[name])[:count]


def expected(question: str, model: Weights | None = None) -> Expected:
    """Return what a question expects; `model` is the fitted one if None."""
    model = model or load_weights()
    logits = model.bias.copy()
    for name in features(question):
        for at, weight in model.weights.get(name, {}).items():
            logits[at] += weight
    odds = np.exp(logits - logits.max())
    ratios = (1 - DOUBT) * odds / odds.sum() / model.usual + DOUBT
    return Expected(dict(zip(model.types, ratios.tolist(), strict=True)))
