"""What one report brings to the index, made of the report and its notes alone.

What depends on all reports (what compounds are made of, how rare a word is, which passages say the same) is worked
out of all parts together in `index.build`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from corpus.passages import split_report
from corpus.records import Note, Passage, Report
from index.alike import Runs, runs_of
from index.counted import Counted, Counter
from index.embed import Embedder, Vectors
from index.fields import (
    Unit,
    english_note,
    english_text,
    heading_text,
    make_units,
    norwegian_note,
    notes_of,
    parts_of,
)
from index.settings import Settings

Progress = Callable[[str, float], None]  # what is being done, and how much of all is done (0 to 1)
BATCH = 512  # texts embedded between two signs of progress
COUNTED = ("heading", "own", "english", "note", "english-note", "unit", "english-unit")


@dataclass(frozen=True, slots=True)
class Part:
    """What one report brings: positions count from its own first passage."""

    passages: tuple[Passage, ...]
    units: tuple[int, ...]  # the passage of each unit
    words: tuple[str, ...]  # by the numbers they are counted under
    counted: dict[str, Counted]  # by the names in COUNTED: of passages, of units the last two
    vectors: dict[str, Vectors]  # "text" and "notes"
    owners: dict[str, NDArray[np.int32]]  # the passage of each vector
    runs: tuple[Runs, ...]  # of each passage


def make_part(report: Report, notes: list[Note], embedder: Embedder, settings: Settings, progress: Progress) -> Part:
    """Return what `report` brings; `progress` is told how much of this report is done."""
    progress("passages", 0.0)
    passages = split_report(report, settings.passage_size)
    covering = notes_of(passages, notes)
    units = make_units(passages, covering, {report.id: report})
    counter = Counter()
    counted = {name: counter.count(texts) for name, texts in _texts(passages, covering, units).items()}
    own = [(i, part) for i, p in enumerate(passages) for part in parts_of(p.text, settings.part_size)]
    noted = [(i, text) for i, ns in enumerate(covering) for n in ns for text in (n.nb, n.en, *n.questions)]
    done, total = 0, max(1, len(own) + len(noted))
    vectors, owners = {}, {}
    for name, pairs in (("text", own), ("notes", noted)):
        rows: list[Vectors] = [np.zeros((0, embedder.dimensions), np.float32)]
        for start in range(0, len(pairs), BATCH):
            progress("vectors", (done + start) / total)
            rows.append(embedder.embed_passages([text for _, text in pairs[start : start + BATCH]]))
        vectors[name], owners[name] = np.concatenate(rows), np.array([i for i, _ in pairs], np.int32)
        done += len(pairs)
    return Part(
        tuple(passages),
        tuple(u.passage for u in units),
        tuple(counter.numbers),
        counted,
        vectors,
        owners,
        tuple(runs_of(p.text) for p in passages),
    )


def _texts(passages: list[Passage], notes: list[tuple[Note, ...]], units: list[Unit]) -> dict[str, Iterable[str]]:
    """Return the texts whose words are counted, by the names in COUNTED."""
    english = [english_text(p) for p in passages]
    return {
        "heading": map(heading_text, passages),
        "own": (p.text for p in passages),
        "english": english,
        "note": (" . ".join(map(norwegian_note, ns)) for ns in notes),
        "english-note": (" . ".join(map(english_note, ns)) for ns in notes),
        "unit": (" . ".join([u.stretch, norwegian_note(u.note) if u.note else ""]) for u in units),
        "english-unit": (english_note(u.note) if u.note else english[u.passage] for u in units),
    }


def all_passages(parts: Iterable[Part]) -> tuple[Passage, ...]:
    """Return the passages of all parts."""
    return tuple(chain.from_iterable(p.passages for p in parts))
