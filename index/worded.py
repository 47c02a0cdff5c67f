"""Whether a question is worded like those that notes answer, or like those that they name as not told.

A logistic model over one and two of a question's words in a row and every pair of its words: a report may tell of
breakfasts and of prices, and not of the price of a breakfast. What it looks at is weighed by how rare it is, and kept
by its CRC-32, which takes less room than its words. It is fitted on the notes' own questions, told and untold; no
question set is used. What other reports tell it does not know: the judge weighs it beside what was found.
Run: python -m eval fit
"""

import re
import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

FILE = Path(__file__).with_name("worded.safetensors")
WORD = re.compile(r"\w+")
FIRST, LAST = "<", ">"  # stand for the ends of a question
STEM = 5  # first letters that stand for a word in a pair
MOST_WORDS = 60  # of a question that are looked at: pairs grow with the square
SUREST = 3.0  # log-odds
STEPS = 127  # what one byte's worth of a weight goes up to


@dataclass(frozen=True, slots=True)
class Weights:
    """The fitted model."""

    bias: float
    keys: NDArray[np.uint32]  # (features,): in order
    weights: NDArray[np.float32]  # (features,)
    rarity: NDArray[np.float32]  # (features,): inverse document frequency


@cache
def load_weights(path: Path = FILE) -> Weights:
    """Read the fitted model."""
    data = load_file(path)
    weights, rarity = (data[name].astype(np.float32) * data[f"{name}_step"] for name in ("weights", "rarity"))
    return Weights(float(data["bias"][0]), data["keys"], weights, rarity)


def features(question: str) -> set[str]:
    """Return what the model looks at in a question.

    >>> sorted(features("Når?"))
    ['< når', 'når', 'når >']
    """
    said = WORD.findall(unicodedata.normalize("NFC", question).lower())[:MOST_WORDS]
    ends = [FIRST, *said, LAST]
    in_a_row = {f"{one} {other}" for one, other in pairwise(ends)}
    pairs = combinations(sorted({word[:STEM] for word in said}), 2)
    return {*said, *in_a_row, *(f"{one}|{other}" for one, other in pairs)}


def hashed(question: str) -> NDArray[np.uint32]:
    """Return what a question's features are kept by, each once, in order."""
    return np.array(sorted({zlib.crc32(name.encode()) for name in features(question)}), np.uint32)


def told_odds(question: str, model: Weights | None = None) -> float:
    """Return the log-odds that a question is told of, by its words alone; `model` is the fitted one if None.

    0 where nothing in it is known; at most `SUREST` either way, since the few words of a short one would say too much.
    """
    model = model or load_weights()
    if not len(model.keys):
        return 0.0
    own = hashed(question)
    at = np.searchsorted(model.keys, own)
    at = at[model.keys[np.minimum(at, len(model.keys) - 1)] == own]
    rare = model.rarity[at]
    length = float(np.linalg.norm(rare))
    odds = model.bias + float(model.weights[at] @ rare) / length if length else 0.0
    return max(-SUREST, min(SUREST, odds))
