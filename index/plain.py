"""Plain data as an array of bytes, so that it lies in one file with arrays."""

import json
from typing import Any

import numpy as np
from numpy.typing import NDArray


def as_bytes(data: object) -> NDArray[np.uint8]:
    """Return plain data as an array of bytes: JSON in UTF-8."""
    return np.frombuffer(json.dumps(data, ensure_ascii=False).encode(), np.uint8)


def from_bytes(array: NDArray[np.uint8]) -> Any:  # noqa: ANN401 - JSON
    """Return the plain data that `as_bytes` was given.

    Raises:
        ValueError: it is none.
    """
    return json.loads(array.tobytes())
