"""Whether a question is like those that notes answer, or like those they name as not told: vectors made by hand."""

import numpy as np
import pytest

from index.dense import DenseIndex
from index.embed import Vectors
from index.expected import neutral, type_vector
from index.untold import TYPE, Neighbours, untold_share

ASKED = np.array([[1.0, 0.0]], np.float32)
WHEN, PAID = "Når åpnet inkubatoren?", "Hvem betalte for inkubatoren?"


def dense(*angles: float) -> DenseIndex:
    """Return the index of unit vectors at `angles` (degrees) from the question, each of a passage of its own."""
    turned = np.radians(np.array(angles, np.float32))
    vectors: Vectors = np.stack([np.cos(turned), np.sin(turned)], axis=1).reshape(-1, 2).astype(np.float32)
    return DenseIndex.build(vectors, np.arange(len(vectors), dtype=np.int32))


def texts(*angles: float, asking: str = "") -> Neighbours:
    """Return texts at `angles` from the question, each asking the same."""
    return Neighbours(dense(*angles), lambda _: [asking])


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
    assert low <= untold_share(ASKED, WHEN, texts(*told), texts(*untold), None) <= high


def test_only_what_is_allowed_counts() -> None:
    allowed = np.array([False, True])
    assert untold_share(ASKED, WHEN, texts(30.0, 30.0), texts(5.0, 30.0), allowed) == pytest.approx(0.5)
    assert untold_share(ASKED, WHEN, texts(30.0, 30.0), texts(5.0, 30.0), np.array([False, False])) == 0.0


@pytest.mark.parametrize(
    ("told", "untold", "low", "high"),
    [
        (WHEN, PAID, 0.0, 0.2),
        (PAID, WHEN, 0.8, 1.0),
        (WHEN, WHEN, 0.5, 0.5),
        ("", PAID, 0.0, 0.5),  # a statement expects nothing: it is nearer than a question of another type
    ],
)
def test_a_neighbour_expects_the_same_type_of_answer(told: str, untold: str, low: float, high: float) -> None:
    share = untold_share(ASKED, WHEN, texts(20.0, asking=told), texts(20.0, asking=untold), None)
    assert low <= share <= high


def test_each_vector_has_the_type_of_its_own_text() -> None:
    angles = np.array([0.0, 10.0, 20.0, 30.0])
    vectors = np.stack([np.cos(np.radians(angles)), np.sin(np.radians(angles))], axis=1).astype(np.float32)
    asked = Neighbours(
        DenseIndex.build(vectors, np.array([1, 1, 0, 2], np.int32)), [[PAID], ["", WHEN], []].__getitem__
    )
    near = asked.nearest(ASKED, type_vector(WHEN), None)
    alike = [
        float(type_vector(text) @ type_vector(WHEN)) if text else float(neutral() @ type_vector(WHEN))
        for text in ("", WHEN, PAID, "")
    ]
    assert near == pytest.approx(
        sorted((np.cos(np.radians(angles)) + TYPE * np.array(alike)).tolist(), reverse=True), abs=1e-4
    )
