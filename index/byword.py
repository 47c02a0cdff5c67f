"""A logistic model of what stands in a question, kept in little room: its words, words in a row and the like.

Each of its features is weighed by how rare it is and kept by its CRC-32, which takes less room than its words.
`index.worded` and `index.topical` are of this kind; `eval.fit_byword` fits them.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file


@dataclass(frozen=True, slots=True)
class Weights:
    """A fitted model."""

    bias: float
    keys: NDArray[np.uint32]  # (features,): in order
    weights: NDArray[np.float32]  # (features,)
    rarity: NDArray[np.float32]  # (features,): inverse document frequency


@cache
def load_weights(path: Path) -> Weights:
    """Read a fitted model."""
    data = load_file(path)
    weights, rarity = (data[name].astype(np.float32) * data[f"{name}_step"] for name in ("weights", "rarity"))
    return Weights(float(data["bias"][0]), data["keys"], weights, rarity)


def hashed(features: Iterable[str]) -> NDArray[np.uint32]:
    """Return what features are kept by, each once, in order."""
    return np.array(sorted({zlib.crc32(name.encode()) for name in features}), np.uint32)


def log_odds(features: Iterable[str], model: Weights, surest: float) -> float:
    """Return the log-odds by a question's features: 0 where none is known, at most `surest` either way.

    However sure a model is, the few words of a short question would say too much.
    """
    if not len(model.keys):
        return 0.0
    own = hashed(features)
    at = np.searchsorted(model.keys, own)
    at = at[model.keys[np.minimum(at, len(model.keys) - 1)] == own]
    rare = model.rarity[at]
    length = float(np.linalg.norm(rare))
    odds = model.bias + float(model.weights[at] @ rare) / length if length else 0.0
    return max(-surest, min(surest, odds))
