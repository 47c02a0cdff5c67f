"""Fit what tells, by a question's words, whether it is told of (`index.worded`); no question set is touched."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import save_file
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import normalize

from corpus.errors import QuestionSetError
from corpus.records import Note
from index.worded import STEPS, Weights, hashed, told_odds

SEEN = 3  # questions in which a feature must stand
STRENGTH = 10.0  # inverse strength of the penalty; 3 to 30 differ little
HELD_BACK = 6  # one note in so many is first not fitted on, but measured on
Asked = tuple[str, bool]  # a question, and whether it is told


def fit_worded(notes: Sequence[Note], out: Path) -> dict[str, float]:
    """Fit the model and write it; return how well it tells questions of notes held back apart (area under the curve).

    Raises:
        QuestionSetError: there are no questions of both kinds, or the file cannot be written.
    """
    if len({told for _, told in asked_of(notes)}) < len((True, False)):
        raise QuestionSetError("The notes should have both questions and untold ones to fit on; write them first.")
    back = asked_of(notes[::HELD_BACK])
    trial = _fitted(asked_of([note for at, note in enumerate(notes) if at % HELD_BACK]))
    area = roc_auc_score([told for _, told in back], [told_odds(question, trial) for question, _ in back])
    asked = asked_of(notes)
    _write(_fitted(asked), out)
    return {"questions": len(asked), "area, of notes held back": float(area)}


def asked_of(notes: Sequence[Note]) -> list[Asked]:
    """Return the questions of notes, told and untold."""
    return [(q, told) for note in notes for own, told in ((note.questions, True), (note.untold, False)) for q in own]


def _fitted(asked: Sequence[Asked]) -> Weights:
    rows = [hashed(question) for question, _ in asked]
    every, times = np.unique(np.concatenate(rows), return_counts=True)
    known, seen = every[times >= SEEN], times[times >= SEEN]
    rarity = np.log((1 + len(rows)) / (1 + seen)) + 1
    places = [np.searchsorted(known, row[np.isin(row, known, assume_unique=True)]) for row in rows]
    ends, columns = np.cumsum([0, *map(len, places)]), np.concatenate(places)
    table = normalize(csr_matrix((rarity[columns], columns, ends), shape=(len(rows), len(known))))
    model = LogisticRegression(C=STRENGTH, max_iter=400).fit(table, [told for _, told in asked])
    return Weights(float(model.intercept_[0]), known, model.coef_[0].astype(np.float32), rarity.astype(np.float32))


def _write(model: Weights, out: Path) -> None:
    data: dict[str, NDArray[Any]] = {"bias": np.array([model.bias], np.float32), "keys": model.keys}
    for name, values in (("weights", model.weights), ("rarity", model.rarity)):
        step = float(np.abs(values).max()) / STEPS
        data |= {name: np.round(values / step).astype(np.int8), f"{name}_step": np.array([step], np.float32)}
    try:
        save_file(data, out, metadata={"fitted by": "python -m eval fit"})
    except (OSError, SafetensorError) as error:
        raise QuestionSetError(f"{out} cannot be written: {error}; free it or its folder.") from error
