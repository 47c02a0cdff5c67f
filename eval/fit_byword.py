"""Fit and write models of the features of questions (`index.byword`)."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import save_file
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from corpus.errors import QuestionSetError
from index.byword import Weights, hashed

STEPS = 127  # what one byte's worth of a weight goes up to
ROUNDS = 500  # at most, of fitting


def fitted(shown: Iterable[Iterable[str]], labels: Sequence[bool], seen: int, strength: float) -> Weights:
    """Return the model that tells questions apart.

    Args:
        shown: the features of each question.
        labels: whether each is of the kind whose log-odds the model gives.
        seen: questions in which a feature must stand to count.
        strength: inverse strength of the penalty.
    """
    rows = [hashed(features) for features in shown]
    every, times = np.unique(np.concatenate(rows), return_counts=True)
    known, often = every[times >= seen], times[times >= seen]
    rarity = np.log((1 + len(rows)) / (1 + often)) + 1
    places = [np.searchsorted(known, row[np.isin(row, known, assume_unique=True)]) for row in rows]
    ends, columns = np.cumsum([0, *map(len, places)]), np.concatenate(places)
    table = normalize(csr_matrix((rarity[columns], columns, ends), shape=(len(rows), len(known))))
    model = LogisticRegression(C=strength, max_iter=ROUNDS).fit(table, labels)
    return Weights(float(model.intercept_[0]), known, model.coef_[0].astype(np.float32), rarity.astype(np.float32))


def write(model: Weights, out: Path) -> None:
    """Write a model, a byte a number.

    Raises:
        QuestionSetError: the file cannot be written.
    """
    data: dict[str, NDArray[Any]] = {"bias": np.array([model.bias], np.float32), "keys": model.keys}
    for name, values in (("weights", model.weights), ("rarity", model.rarity)):
        step = float(np.abs(values).max()) / STEPS
        data |= {name: np.round(values / step).astype(np.int8), f"{name}_step": np.array([step], np.float32)}
    try:
        save_file(data, out, metadata={"fitted by": "python -m eval fit"})
    except (OSError, SafetensorError) as error:
        raise QuestionSetError(f"{out} cannot be written: {error}; free it or its folder.") from error
