"""Keep tables of outcomes in `eval/runs/`, one JSON file a table, for the report to take in."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from corpus.errors import QuestionSetError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound="DataclassInstance")
RUNS = Path(__file__).with_name("runs")  # not under version control


def save_rows(rows: "Sequence[DataclassInstance]", path: Path) -> None:
    """Write the rows of a table.

    Raises:
        QuestionSetError: the file cannot be written.
    """
    save_text(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1) + "\n", path)


def save_text(text: str, path: Path) -> None:
    """Write a text, making its folder where there is none.

    Raises:
        QuestionSetError: the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise QuestionSetError(f"{path} cannot be written: {error.strerror}; free it or its folder.") from error


def write_model(path: Path, data: dict[str, Any], *, compact: bool = False) -> None:
    """Write a fitted model: its numbers, to four decimals, and the command that fits it; `compact` on one line.

    Raises:
        QuestionSetError: the file cannot be written.
    """
    indent, gaps = (None, (",", ":")) if compact else (1, None)
    data = _rounded({"fitted by": "python -m eval fit"} | data)
    save_text(json.dumps(data, ensure_ascii=False, indent=indent, separators=gaps) + "\n", path)


def _rounded(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, dict):
        return {key: _rounded(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_rounded(part) for part in value]
    return round(value, 4) if isinstance(value, float) else value


def load_rows(kind: type[Row], path: Path, command: str) -> list[Row]:
    """Read rows of one kind; none where there is no such file. `command` is what makes the file.

    Raises:
        QuestionSetError: the file does not hold such rows.
    """
    if not path.exists():
        return []
    try:
        return [kind(**row) for row in json.loads(path.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError) as error:
        raise QuestionSetError(f"{path} cannot be read ({error}); make it anew: {command}") from error
