"""A logistic model whose weights keep to the side they belong on.

Features that say much the same (several shares of a question's words) are given weights of opposite signs by
a free fit, which then goes astray on questions unlike those it saw. Where it is known which way a feature
speaks, its weight is kept there.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

Array = NDArray[np.float64]


def fit_bounded(
    rows: Array, labels: Array, signs: Sequence[int], penalty: float, counting: Array | None = None
) -> tuple[Array, float]:
    """Return the weights, shape (features,), and the bias of a balanced logistic model.

    Args:
        rows: shape (questions, features), of any scale.
        labels: shape (questions,), 0 or 1; both count as much, however many there are of each.
        signs: of each feature: 1 for a weight of at least 0, -1 for at most 0, 0 for any.
        penalty: strength of the squared penalty on the weights of scaled features.
        counting: shape (questions,), how much each counts among those of its label; all the same if none.
    """
    scale = rows.std(axis=0) + 1e-9
    scaled = rows / scale
    counts = np.ones(len(labels)) if counting is None else counting.astype(np.float64)
    for label in (0, 1):
        counts[labels == label] *= 0.5 / max(1e-9, float(counts[labels == label].sum()))

    def loss(values: Array) -> tuple[float, Array]:
        weights, bias = values[:-1], values[-1]
        logit = scaled @ weights + bias
        wrong = counts * (expit(logit) - labels)
        cost = float(counts @ (np.logaddexp(0, logit) - labels * logit)) + penalty / 2 * float(weights @ weights)
        return cost, np.append(scaled.T @ wrong + penalty * weights, wrong.sum())

    sides = {1: (0, None), -1: (None, 0), 0: (None, None)}
    found = minimize(
        loss,
        np.zeros(rows.shape[1] + 1),
        jac=True,
        method="L-BFGS-B",
        bounds=[sides[s] for s in signs] + [(None, None)],
    )
    return found.x[:-1] / scale, float(found.x[-1])
