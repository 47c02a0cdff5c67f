"""What one report brings to the index, made of the report and its notes alone.

What depends on all reports (what compounds are made of, how rare a word is, which passages say the same) is worked
out of all parts together in `index.build`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

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
from index.untold import said_and_asked

Progress = Callable[[str, float], None]  # what is being done, and how much of all is done (0 to 1)
BATCH = 512  # texts embedded between two signs of progress
COUNTED = ("heading", "own", "english", "note", "english-note", "unit", "english-unit")
OF_UNITS = COUNTED[-2:]  # what is counted in units; the rest in passages
DENSE = ("text", "notes", "untold")  # what has vectors: texts, what notes say and ask, what they name as not told


@dataclass(frozen=True, slots=True)
class Grams:
    """The n-grams counted in passages: worked out of the words of many reports once, and kept."""

    tokens: tuple[str, ...]  # by the numbers they are counted under
    own: Counted  # of headings and text
    note: Counted  # of the notes on each passage


@dataclass(frozen=True, slots=True)
class Part:
    """What one report brings, or several in their order: positions count from its own first passage."""

    passages: tuple[Passage, ...]
    units: tuple[int, ...]  # the passage of each unit
    words: tuple[str, ...]  # by the numbers they are counted under
    counted: dict[str, Counted]  # by the names in COUNTED: of passages, of units the last two
    vectors: dict[str, Vectors]  # by the names in DENSE; among those of notes the texts of passages without any
    owners: dict[str, NDArray[np.int32]]  # the passage of each vector
    runs: tuple[Runs, ...]  # of each passage
    bounds: NDArray[np.int64]  # (reports + 1, 5): passages, units, vectors of each kind in DENSE before each report
    grams: Grams | None = None

    def reports(self, first: int, last: int) -> "Part":
        """Return what its reports from `first` up to, but not with, `last` bring; no array is copied but for owners."""
        (passage, unit, *before), (passages, units, *ends) = self.bounds[[first, last]].tolist()
        low, spans = np.int32(passage), {name: slice(*ends) for name, *ends in zip(DENSE, before, ends, strict=True)}
        return Part(
            self.passages[passage:passages],
            tuple(u - passage for u in self.units[unit:units]),
            self.words,
            {n: c.rows(unit, units) if n in OF_UNITS else c.rows(passage, passages) for n, c in self.counted.items()},
            {name: self.vectors[name][span] for name, span in spans.items()},
            {name: self.owners[name][span] - low for name, span in spans.items()},
            self.runs[passage:passages],
            self.bounds[first : last + 1] - self.bounds[first],
            self.grams
            and Grams(
                self.grams.tokens, self.grams.own.rows(passage, passages), self.grams.note.rows(passage, passages)
            ),
        )


def make_part(report: Report, notes: list[Note], embedder: Embedder, settings: Settings, progress: Progress) -> Part:
    """Return what `report` brings; `progress` is told how much of this report is done."""
    progress("passages", 0.0)
    passages = split_report(report, settings.passage_size)
    covering = notes_of(passages, notes)
    units = make_units(passages, covering, {report.id: report})
    counter = Counter()
    counted = {name: counter.count(texts) for name, texts in _texts(passages, covering, units).items()}
    own = [(i, part) for i, p in enumerate(passages) for part in parts_of(p.text, settings.part_size)]
    noted = [(i, text) for i, ns in enumerate(covering) for n in ns for text in said_and_asked(n)]
    untold = [(i, text) for i, ns in enumerate(covering) for n in ns for text in n.untold]
    done, total = 0, max(1, len(own) + len(noted) + len(untold))
    vectors, owners = {}, {}
    for name, pairs in zip(DENSE, (own, noted, untold), strict=True):
        rows: list[Vectors] = [np.zeros((0, embedder.dimensions), np.float32)]
        for start in range(0, len(pairs), BATCH):
            progress("vectors", (done + start) / total)
            rows.append(embedder.embed_passages([text for _, text in pairs[start : start + BATCH]]))
        vectors[name], owners[name] = np.concatenate(rows), np.array([i for i, _ in pairs], np.int32)
        done += len(pairs)
    bare = np.array([not covering[i] for i in owners["text"]], bool)  # its text stands in for the notes it lacks
    vectors["notes"] = np.concatenate([vectors["notes"], vectors["text"][bare]])
    owners["notes"] = np.concatenate([owners["notes"], owners["text"][bare]])
    held = [len(passages), len(units), *(len(owners[name]) for name in DENSE)]
    return Part(
        tuple(passages),
        tuple(u.passage for u in units),
        tuple(counter.numbers),
        counted,
        vectors,
        owners,
        tuple(runs_of(p.text) for p in passages),
        np.array([[0] * len(held), held], np.int64),
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
