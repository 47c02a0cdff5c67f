"""What types of answer a question expects, told by its words: a multinomial logistic model over one to three in a row.

After Li and Roth, Learning Question Classifiers (2002), with the types of `corpus.answer_types`. It is fitted on
questions of which a reader told the types (`eval/expected.tsv`) and on the notes' own questions, which expect the type
of the short answer they stand under. Run: python -m eval fit
"""

import json
import re
import unicodedata
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
SOFTER = 0.7  # what the logits are taken times, where two questions are held against each other


@dataclass(frozen=True, slots=True)
class Weights:
    """The fitted model."""

    types: tuple[str, ...]
    bias: NDArray[np.float64]  # (types,)
    usual: NDArray[np.float64]  # (types,): share of questions that expect each
    weights: Mapping[str, Mapping[int, float]]  # feature → place of a type → weight


@cache
def load_weights(path: Path = FILE) -> Weights:
    """Read the fitted model."""
    data = json.loads(path.read_text(encoding="utf-8"))
    weights = {name: {int(at): w / 100 for at, w in row.items()} for name, row in data["weights"].items()}
    return Weights(tuple(data["types"]), np.array(data["bias"]), np.array(data["usual"]), weights)


def features(question: str, longest: int = LONGEST) -> set[str]:
    """Return what the model looks at in a question: at most `longest` words in a row, and first letters.

    >>> sorted(features("Når?"))
    ['<', '< når', '< når >', '>', 'når', 'når >']
    """
    own = [FIRST, *WORD.findall(unicodedata.normalize("NFC", question).lower()), LAST]
    rows = {" ".join(own[at : at + n]) for n in range(1, longest + 1) for at in range(len(own) - n + 1)}
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
    ratios = (1 - DOUBT) * _chances(_logits(question, model)) / model.usual + DOUBT
    return Expected(dict(zip(model.types, ratios.tolist(), strict=True)))


def type_vector(question: str) -> NDArray[np.float32]:
    """Return what a question expects as a unit vector, (types,): the more two expect the same, the nearer they are."""
    model = load_weights()
    ratios = _chances(SOFTER * _logits(question, model)) / model.usual
    unit: NDArray[np.float32] = (ratios / np.linalg.norm(ratios)).astype(np.float32)
    return unit


def neutral() -> NDArray[np.float32]:
    """Return the unit vector, (types,), of what expects any type alike."""
    count = len(load_weights().types)
    return np.full(count, count**-0.5, np.float32)


def _logits(question: str, model: Weights) -> NDArray[np.float64]:
    logits: list[float] = model.bias.tolist()  # a list is quicker to add to, number by number
    for name in features(question):
        for at, weight in model.weights.get(name, {}).items():
            logits[at] += weight
    return np.array(logits)


def _chances(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    odds: NDArray[np.float64] = np.exp(logits - logits.max())
    chances: NDArray[np.float64] = odds / odds.sum()
    return chances
