"""An optional second look by a cross-encoder: a model that reads question and passage together.

Off unless `REGIONSVAR_RERANKER` names one. It reorders the best `LOOKED_AT` of the fitted order and takes their
scores over in the new order: whatever else rests on the scores' scale (how sure, how far behind) still holds.
"""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from corpus.errors import ModelError
from corpus.language import statement
from corpus.records import Language, Note, Passage
from index.fuse import Positions
from index.lexical import Scores
from index.settings import RERANKER_VARIABLE, Settings

LOOKED_AT = 20  # passages: some tenths of a second for a small model on two cores
BATCH = 16


class Reranker(Protocol):
    """Whatever can tell how well each of some texts answers a question."""

    name: str

    def score(self, question: str, texts: Sequence[str]) -> Scores:
        """Return a score a text, shape (len(texts),), higher where it answers better."""
        ...


class CrossEncoderReranker:
    """A sentence-transformers CrossEncoder, from a folder or, where there is a network, by its hub name."""

    def __init__(self, name: str) -> None:
        """Open the model.

        Raises:
            ModelError: there is no such model here, or it cannot be loaded.
        """
        from sentence_transformers import CrossEncoder  # takes seconds

        self.name = name
        try:
            self._model: Any = CrossEncoder(name)
        except (OSError, ValueError, RuntimeError, KeyError) as error:
            lines = str(error).strip().splitlines()
            first = lines[0] if lines else type(error).__name__
            raise ModelError(
                f"The reranker {name!r} cannot be loaded: {first} "
                f"Give the folder of a sentence-transformers CrossEncoder, or leave {RERANKER_VARIABLE} unset.",
                "reranker",
                model=repr(name),
                why=first,
            ) from error

    def score(self, question: str, texts: Sequence[str]) -> Scores:
        """Return a score a text, shape (len(texts),), higher where it answers better."""
        pairs = [(question, text) for text in texts]
        raw = np.asarray(self._model.predict(pairs, batch_size=BATCH, show_progress_bar=False), np.float32)
        return raw if raw.ndim == 1 else raw[:, -1]  # a classifier's last label is "it answers"


def open_reranker(settings: Settings) -> Reranker | None:
    """Return the reranker that the settings name, None where they name none.

    Raises:
        ModelError: it cannot be loaded.
    """
    return CrossEncoderReranker(settings.reranker) if settings.reranker else None


def full_text(passage: Passage, notes: Sequence[Note], language: Language) -> str:
    """Return what a cross-encoder reads of a passage: its headings, what its notes say, its text."""
    said = [statement(n, language) for n in notes]
    return " . ".join([*passage.section, *said, passage.text])


def reorder(scores: Scores, best: Positions, fresh: Scores) -> None:
    """Give the passages at `best`, which are in falling order, that same fall of scores in the order of `fresh`."""
    scores[best[np.argsort(-fresh, kind="stable")]] = scores[best]
