"""Whether a question is like those that notes answer, or like those that they name as not told.

Nearness to a passage does not tell the two apart: a near miss is near. Its neighbours among questions of both kinds do
(k-nearest neighbours, each weighed by how near it is; Dudani 1976).
"""

import numpy as np

from index.dense import DenseIndex, Mask
from index.embed import Vectors

NEIGHBOURS = 30  # that have a say; 5 to 30 were tried, see eval/LOG.md
NEARER = 15.0  # a neighbour nearer by a cosine of 1/NEARER counts e times as much
LOOKED_AT = 80  # vectors looked at: a note on two passages has each of its own twice


def untold_share(question: Vectors, told: DenseIndex, untold: DenseIndex, allowed: Mask | None) -> float:
    """Return how much of the nearest is not told (0 to 1): of all that notes say, ask and name as not told.

    Args:
        question: its vector, (1, dimensions).
        told: vectors of what notes say and ask; of the texts of passages without a note.
        untold: vectors of the questions that notes name as not told.
        allowed: the passages that count; None where all do.
    """
    if not untold.size:
        return 0.0
    said, lacking = (_nearest(question, dense, allowed) for dense in (told, untold))
    cosines = np.concatenate([said, lacking])
    best = np.argsort(-cosines, kind="stable")[:NEIGHBOURS]
    weights = np.exp(NEARER * (cosines[best] - cosines[best].max(initial=-1.0)))
    return float(weights[best >= len(said)].sum() / weights.sum()) if len(best) else 0.0


def _nearest(question: Vectors, dense: DenseIndex, allowed: Mask | None) -> Vectors:
    """Return the cosines of the nearest texts, best first; the same text counts once."""
    cosines, _ = dense.nearest(question, LOOKED_AT, allowed)
    return np.unique(cosines)[::-1][:NEIGHBOURS]
