"""Read the training data: JSON lines under xz, as the folder's own README describes them.

NTREX is read for measuring only, and of NorQuAD's test contexts nothing reaches training: the functions
that feed training cannot return them.
"""

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import ModelError

FILES = ("laws.jsonl.xz", "norquad.jsonl.xz", "tatoeba.jsonl.xz", "ntrex.jsonl.xz")


@dataclass(frozen=True, slots=True)
class Reading:
    """A NorQuAD question and the text that answers it."""

    question: str
    context: str
    answer_start: int  # characters into `context`


@dataclass(frozen=True, slots=True)
class Parallel:
    """One sentence of NTREX in three languages."""

    document: str
    en: str
    nb: str
    nn: str


def check_folder(folder: Path) -> None:
    """Make sure the folder holds every file.

    Raises:
        ModelError: one is missing.
    """
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise ModelError(f"{folder} lacks {', '.join(missing)}; give the folder of the training data with --data.")


def law_pairs(folder: Path, kind: str) -> list[tuple[str, str]]:
    """Return the pairs of one kind: "heading" (heading → paragraph) or "next" (paragraph → the one after)."""
    pairs = [(row["a"], row["b"]) for row in _rows(folder / "laws.jsonl.xz") if row["kind"] == kind]
    return list(dict.fromkeys(pairs))


def norquad(folder: Path, *, test: bool) -> list[Reading]:
    """Return NorQuAD's questions over its test contexts, or over all the others."""
    rows = [row for row in _rows(folder / "norquad.jsonl.xz") if (row["split"] == "test") == test]
    return [Reading(row["question"], row["context"], row["answer_start"]) for row in rows]


def tatoeba(folder: Path) -> list[tuple[str, str]]:
    """Return (English, Norwegian) sentences, bokmål and nynorsk."""
    return [(row["en"], row["no"]) for row in _rows(folder / "tatoeba.jsonl.xz")]


def ntrex(folder: Path) -> list[Parallel]:
    """Return NTREX's sentences in document order; for measuring only."""
    return [Parallel(row["doc"], row["en"], row["nb"], row["nn"]) for row in _rows(folder / "ntrex.jsonl.xz")]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
