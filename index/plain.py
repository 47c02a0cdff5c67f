"""Arrays and plain data in one file: quick to read, checked against its checksum, and nothing in it is ever run."""

import json
import mmap
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save

from corpus.sources import write_whole

Arrays = dict[str, NDArray[Any]]
CHECKSUM, HEADER = 32, 8  # bytes before the arrays: their checksum, and the length of what tells their shapes
TYPES = {"U8": "<u1", "U16": "<u2", "U64": "<u8", "I32": "<i4", "I64": "<i8", "F32": "<f4"}


def write_arrays(path: Path, arrays: Arrays) -> None:
    """Write arrays in one step.

    Raises:
        OSError: they cannot be written.
    """
    data = save(arrays)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, sha256(data).digest() + data)


def read_arrays(path: Path) -> Arrays:
    """Return the arrays that `write_arrays` wrote, mapped into memory: none is copied.

    Raises:
        OSError, ValueError, KeyError, TypeError: there are none, or they are damaged.
    """
    with path.open("rb") as file:
        data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    if sha256(data[CHECKSUM:]).digest() != data[:CHECKSUM]:
        raise ValueError(f"{path} is damaged")
    start = CHECKSUM + HEADER  # of the header: safetensors puts its length before it
    end = start + int.from_bytes(data[CHECKSUM:start], "little")
    header: dict[str, Any] = json.loads(bytes(data[start:end]))
    return {name: _array(data[end:], told) for name, told in header.items() if name != "__metadata__"}


def _array(data: memoryview, told: dict[str, Any]) -> NDArray[Any]:
    start, end = told["data_offsets"]
    return np.frombuffer(data[start:end], TYPES[told["dtype"]]).reshape(told["shape"])


def as_bytes(data: object) -> NDArray[np.uint8]:
    """Return plain data as an array of bytes: JSON in UTF-8."""
    return np.frombuffer(json.dumps(data, ensure_ascii=False).encode(), np.uint8)


def from_bytes(array: NDArray[np.uint8]) -> Any:  # noqa: ANN401 - JSON
    """Return the plain data that `as_bytes` was given.

    Raises:
        ValueError: it is none.
    """
    return json.loads(array.tobytes())
