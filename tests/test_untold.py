"""Whether a question is like those that notes answer, or like those they name as not told: vectors made by hand."""

import numpy as np
import pytest

from index.dense import DenseIndex
from index.embed import Vectors
from index.untold import untold_share

ASKED = np.array([[1.0, 0.0]], np.float32)


def dense(*angles: float) -> DenseIndex:
    """Return the index of unit vectors at `angles` (degrees) from the question, each of a passage of its own."""
    turned = np.radians(np.array(angles, np.float32))
    vectors: Vectors = np.stack([np.cos(turned), np.sin(turned)], axis=1).reshape(-1, 2).astype(np.float32)
    return DenseIndex.build(vectors, np.arange(len(vectors), dtype=np.int32))


@pytest.mark.parametrize(
    ("told", "untold", "low", "high"),
    [
        ((0.0, 20.0), (), 0.0, 0.0),  # nothing is named as not told
        ((), (10.0,), 1.0, 1.0),
        ((10.0,), (10.0,), 0.5, 0.5),
        ((5.0,), (40.0,), 0.0, 0.2),
        ((40.0,), (5.0,), 0.8, 1.0),
        ((80.0,) * 40, (5.0, 6.0), 0.9, 1.0),  # the same text counts once, and little from afar
        (tuple(range(1, 41)), (60.0,), 0.0, 0.0),  # thirty neighbours have a say
    ],
)
def test_the_nearest_tell(told: tuple[float, ...], untold: tuple[float, ...], low: float, high: float) -> None:
    assert low <= untold_share(ASKED, dense(*told), dense(*untold), None) <= high


def test_only_what_is_allowed_counts() -> None:
    allowed = np.array([False, True])
    assert untold_share(ASKED, dense(30.0, 30.0), dense(5.0, 30.0), allowed) == pytest.approx(0.5)
    assert untold_share(ASKED, dense(30.0, 30.0), dense(5.0, 30.0), np.array([False, False])) == 0.0
