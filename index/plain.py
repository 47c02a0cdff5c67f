"""Arrays and plain data in one file: quick to read, checked against its checksum, and nothing in it is ever run."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save

from corpus.sources import write_whole

Arrays = dict[str, NDArray[Any]]
CHECKSUM = 32  # bytes before the arrays


def write_arrays(path: Path, arrays: Arrays) -> None:
    """Write arrays in one step.

    Raises:
        OSError: they cannot be written.
    """
    data = save(arrays)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, sha256(data).digest() + data)


def read_arrays(path: Path) -> Arrays:
    """Return the arrays that `write_arrays` wrote.

    Raises:
        OSError, ValueError: there are none, or they are damaged.
    """
    data = path.read_bytes()
    if sha256(memoryview(data)[CHECKSUM:]).digest() != data[:CHECKSUM]:
        raise ValueError(f"{path} is damaged")
    try:
        return load(data[CHECKSUM:])
    except SafetensorError as error:
        raise ValueError(f"{path} holds no arrays") from error


def as_bytes(data: object) -> NDArray[np.uint8]:
    """Return plain data as an array of bytes: JSON in UTF-8."""
    return np.frombuffer(json.dumps(data, ensure_ascii=False).encode(), np.uint8)


def from_bytes(array: NDArray[np.uint8]) -> Any:  # noqa: ANN401 - JSON
    """Return the plain data that `as_bytes` was given.

    Raises:
        ValueError: it is none.
    """
    return json.loads(array.tobytes())
