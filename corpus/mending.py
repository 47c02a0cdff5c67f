"""Mend a report's `about.toml`: what a person says takes the place of what was proposed; the rest stays."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.about import refuse_faults
from corpus.errors import ReportError
from corpus.library import ABOUT
from corpus.sources import checksum, write_whole
from corpus.toml_files import read_toml, unread

Value = str | bool | int | list[str] | list[int] | dict[str, str] | None  # of a field; None takes it out


def mend_about(home: Path, fields: Mapping[str, Value], seen: str = "") -> None:
    """Put `fields` in the about.toml of the report in the folder `home`; fields that are not named stay.

    Args:
        home: the report's folder.
        fields: by their names in the file.
        seen: SHA-256 of the about.toml that the person saw; empty where that does not matter.

    Raises:
        ReportError: the file cannot be read or written, has changed since it was seen, or a field is not what
            it should be. The file is as it was then.
    """
    path = home / ABOUT
    try:
        data = read_toml(path)
        changed = bool(seen) and checksum(path) != seen
    except OSError as error:
        raise unread(path, error) from error
    if changed:
        raise ReportError(
            f"{path} was changed by someone else meanwhile; look at what it says now, and try again.",
            "mended-meanwhile",
            path=str(path),
        )
    merged = {name: value for name, value in {**data, **fields}.items() if value is not None}
    refuse_faults(merged, path)
    try:
        write_whole(path, as_toml(merged).encode())
    except OSError as error:
        raise ReportError(
            f"{path} was not written: {error.strerror}; make room, or ask for the right.",
            "unwritten",
            path=str(path),
            why=str(error.strerror),
        ) from error


def as_toml(data: Mapping[str, Any]) -> str:
    """Return the text of an about.toml that says `data`: texts, numbers, truths, lists, and tables of these.

    >>> print(as_toml({"title": "A", "aliases": {"B C": ["BC"]}}), end="")
    title = "A"
    aliases = { "B C" = ["BC"] }
    """
    return "".join(f"{_key(name)} = {_value(value)}\n" for name, value in data.items())


def _key(name: str) -> str:
    plain = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if plain else _text(name)


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(name)} = {_value(one)}" for name, one in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return _text(value) if isinstance(value, str) else str(value)  # numbers, dates and times: TOML's own form


def _text(value: str) -> str:
    """Return a TOML string; JSON's escapes are TOML's, but for the delete character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
