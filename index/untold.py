"""Whether a question is like those that notes answer, or like those that they name as not told.

Nearness to a passage does not tell the two apart: a near miss is near. Its neighbours among questions of both kinds do
(k-nearest neighbours, each weighed by how near it is; Dudani 1976). Near is what is alike in its vector and expects the
same type of answer: a question on what something cost is no neighbour of one on who paid.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corpus.records import Note
from index import topical, worded
from index.byword import load_weights as load_words
from index.dense import DenseIndex, Mask
from index.embed import Vectors
from index.expected import load_weights, neutral, type_vector

NEIGHBOURS = 30  # that have a say; 5 to 60 were tried, see eval/LOG.md
NEARER = 15.0  # a neighbour nearer by 1/NEARER counts e times as much
LOOKED_AT = 80  # vectors looked at: a note on two passages has each of its own twice
TYPE = 0.25  # what the likeness of the types expected counts for, beside the cosine


class Neighbours:
    """The vectors of what notes say and ask, or name as not told, each with the type of answer it expects."""

    def __init__(self, dense: DenseIndex, texts: Callable[[int], Sequence[str]]) -> None:
        """Take the vectors, and what tells a passage's texts in the vectors' order: none where it has no note."""
        self._dense, self._texts = dense, texts
        self._types: dict[int, NDArray[np.float32]] = {}  # of the vectors met so far

    @property
    def size(self) -> int:
        """Number of vectors."""
        return self._dense.size

    def nearest(self, question: Vectors, types: NDArray[np.float32], allowed: Mask | None) -> Vectors:
        """Return how near the nearest texts are, the nearest first; the same text counts once."""
        cosines, ids = self._dense.nearest(question, LOOKED_AT, allowed)
        alike = np.array([self._type(at) @ types for at in ids.tolist()], np.float32)
        return np.unique(cosines + TYPE * alike)[::-1][:NEIGHBOURS]

    @cached_property
    def _starts(self) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The passages that have vectors, and where those of each begin: they stand in a row."""
        owners, first = np.unique(self._dense.owners, return_index=True)
        return owners, first

    def _type(self, at: int) -> NDArray[np.float32]:
        """Return what a text expects; what is no question expects nothing in particular."""
        if at not in self._types:
            owner = int(self._dense.owners[at])
            owners, first = self._starts
            own, place = self._texts(owner), at - int(first[np.searchsorted(owners, owner)])
            self._types[at] = type_vector(own[place]) if place < len(own) and own[place] else neutral()
        return self._types[at]


def said_and_asked(note: Note) -> tuple[str, ...]:
    """Return what has a vector among what notes say and ask, in its order: statements, then questions."""
    return (*_said(note), *note.questions)


def _said(note: Note) -> tuple[str, ...]:
    return (note.nb, note.en)


def told_and_untold(dense: Mapping[str, DenseIndex], notes: Sequence[Sequence[Note]]) -> tuple[Neighbours, Neighbours]:
    """Return both kinds of neighbours, of an index's fields of vectors and the notes on each of its passages."""
    load_weights()  # here, where no question waits for it
    for model in (worded, topical):
        load_words(model.FILE)

    def told(passage: int) -> list[str]:  # statements ask nothing
        return [text for note in notes[passage] for text in (*("" for _ in _said(note)), *note.questions)]

    def untold(passage: int) -> list[str]:
        return [text for note in notes[passage] for text in note.untold]

    return Neighbours(dense["notes"], told), Neighbours(dense["untold"], untold)


def untold_share(question: Vectors, text: str, told: Neighbours, untold: Neighbours, allowed: Mask | None) -> float:
    """Return how much of the nearest is not told (0 to 1): of all that notes say, ask and name as not told.

    Args:
        question: its vector, (1, dimensions).
        text: the question.
        told: what notes say and ask, and the texts of passages without a note.
        untold: the questions that notes name as not told.
        allowed: the passages that count; None where all do.
    """
    if not untold.size:
        return 0.0
    types = type_vector(text)
    said, lacking = (texts.nearest(question, types, allowed) for texts in (told, untold))
    near = np.concatenate([said, lacking])
    best = np.argsort(-near, kind="stable")[:NEIGHBOURS]
    weights = np.exp(NEARER * (near[best] - near[best].max(initial=-1.0)))
    return float(weights[best >= len(said)].sum() / weights.sum()) if len(best) else 0.0
