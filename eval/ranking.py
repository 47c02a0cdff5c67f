"""A linear model that puts what is right first, fitted on whole lists.

Each list is taken as one choice among its members (softmax over their scores; ListNet's top-one probability,
Cao et al. 2007), and the chance that the choice falls on any of the right ones is made as great as it can be.
Every feature speaks for a member, so no weight is let below zero: where the questions fitted on were written not
to repeat those of the notes, a free fit would hold it against a passage that a note's question is like.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Array = NDArray[np.float64]
List = tuple[Array, NDArray[np.bool_]]  # (members, features) of any scale, and (members,): whether each is right


def fit_ranking(lists: Sequence[List], penalty: float) -> Array:
    """Return the weights, shape (features,), none below zero, under which the right members score highest.

    Args:
        lists: those without a right member, or without a wrong one, teach nothing and are left out.
        penalty: strength of the squared penalty on the weights of scaled features.

    Raises:
        ValueError: no list is left.
    """
    lists = [(rows, right) for rows, right in lists if right.any() and not right.all()]
    rows = np.concatenate([rows for rows, _ in lists])
    right = np.concatenate([right for _, right in lists])
    sizes = [len(rows) for rows, _ in lists]
    starts, owner = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(sizes)), sizes)
    scale = rows.std(axis=0) + 1e-9
    scaled = rows / scale

    def loss(weights: Array) -> tuple[float, Array]:
        scores = scaled @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        all_odds, right_odds = np.add.reduceat(odds, starts), np.add.reduceat(odds * right, starts)
        slope = odds / all_odds[owner] - odds * right / right_odds[owner]
        cost = float(np.log(all_odds / right_odds).sum()) + penalty / 2 * float(weights @ weights)
        return cost, scaled.T @ slope + penalty * weights

    sides = [(0, None)] * rows.shape[1]
    weights: Array = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", bounds=sides).x / scale
    return weights
