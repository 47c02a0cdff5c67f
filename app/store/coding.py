"""The nouns as JSON and back, by their own type hints: no pickle, and no list of fields to keep in step.

A field that a record was written without takes its default, and one that is no longer known is left out, so
that what an older or a newer version of the program kept can be read.
"""

import types
from collections.abc import Callable
from dataclasses import MISSING, asdict, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def encode(record: Any) -> Any:  # noqa: ANN401 - any of the nouns
    """Return a dataclass, or a tuple of them, as what `json.dumps` takes."""
    if is_dataclass(record) and not isinstance(record, type):
        return asdict(record)
    return [encode(item) for item in record]


def decode(kind: type[T], data: Any) -> T:  # noqa: ANN401 - whatever stood in the file
    """Return the noun of `kind` that `encode` made `data` of.

    Raises:
        ValueError: `data` is no such record; the message names the field.
    """
    hint: Any = kind
    read: T = _reader(hint)(data, kind.__name__)
    return read


Reader = Callable[[Any, str], Any]  # (value, where it stands) → what it stands for


@cache
def _reader(kind: Any) -> Reader:  # noqa: ANN401 - a type hint
    """Return what reads a value of the type `kind`."""
    if is_dataclass(kind):
        return _record(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _tuple(inner)
    if origin is Literal:
        return _one_of(inner)
    if origin in (types.UnionType, Union):
        return _optional(inner)
    if kind in (str, int, float, bool):
        return _plain(kind)
    raise TypeError(f"{kind} cannot be kept; use a dataclass, a tuple, a text, a number or a Literal")


def _record(kind: Any) -> Reader:  # noqa: ANN401 - a dataclass
    hints = get_type_hints(kind)
    needed = {f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}

    def read(data: Any, at: str) -> Any:  # noqa: ANN401
        if not isinstance(data, dict):
            raise ValueError(f"{at} should be an object, and is {data!r:.40}")
        missing = needed - data.keys()
        if missing:
            raise ValueError(f"{at} lacks {', '.join(sorted(missing))}")
        known = {name: value for name, value in data.items() if name in hints}
        return kind(**{name: _reader(hints[name])(value, f"{at}.{name}") for name, value in known.items()})

    return read


def _tuple(inner: tuple[Any, ...]) -> Reader:
    any_length = len(inner) == 2 and inner[1] is Ellipsis

    def read(data: Any, at: str) -> tuple[Any, ...]:  # noqa: ANN401
        if not isinstance(data, list | tuple) or not (any_length or len(data) == len(inner)):
            raise ValueError(f"{at} should be a list, and is {data!r:.40}")
        kinds = [inner[0]] * len(data) if any_length else inner
        return tuple(_reader(kind)(item, f"{at}[{i}]") for i, (kind, item) in enumerate(zip(kinds, data, strict=True)))

    return read


def _one_of(values: tuple[Any, ...]) -> Reader:
    def read(data: Any, at: str) -> Any:  # noqa: ANN401
        if data not in values:
            raise ValueError(f"{at} should be one of {', '.join(map(str, values))}, and is {data!r:.40}")
        return data

    return read


def _optional(inner: tuple[Any, ...]) -> Reader:
    kinds = [kind for kind in inner if kind is not type(None)]
    if len(kinds) != 1:
        raise TypeError(f"{inner} cannot be kept: only one type or None")

    def read(data: Any, at: str) -> Any:  # noqa: ANN401
        return None if data is None else _reader(kinds[0])(data, at)

    return read


def _plain(kind: type) -> Reader:
    def read(data: Any, at: str) -> Any:  # noqa: ANN401
        right = isinstance(data, kind) and (kind is bool or not isinstance(data, bool))
        if not right and not (kind is float and isinstance(data, int)):
            raise ValueError(f"{at} should be of type {kind.__name__}, and is {data!r:.40}")
        return data

    return read
