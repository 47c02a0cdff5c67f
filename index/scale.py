"""Measure the index as it grows: time to build, size on disk, memory, time of a search, recall against exact search.

Each number of passages is measured twice: their vectors alone, one a passage; and, up to `WHOLE_UP_TO`, the whole
search with all its fields. A figure of memory or time is taken in a process of its own that loads what was saved.
"""

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import faiss
import numpy as np

from corpus.library import Library, checksums, load_library
from index.apart import ASKED, DEPTH, Loaded, Times, measured_apart, questions_of
from index.build import Progress, build_index
from index.dense import DenseIndex
from index.embed import Embedder, Vectors
from index.plot import growth
from index.settings import Settings
from index.store import load_index, save_index
from index.synthetic import synthetic, texts

WHOLE_UP_TO = 100_000  # passages of the whole search: its fields are built in Python, some minutes for so many
GOAL = 60.0  # milliseconds: what a search among a million passages may take in nineteen of twenty cases
VECTORS, WHOLE = "vectors alone", "whole search"
BATCH = 2048  # texts embedded between two signs of progress


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured of one index."""

    what: str  # `VECTORS` or `WHOLE`
    passages: int
    vectors: int
    build: float | None  # seconds; without the embedding of the texts where `what` is `VECTORS`
    disk: float  # megabytes
    memory: float  # megabytes that loading and searching added to the process
    load: float  # seconds
    times: Times
    recall: float | None  # @10 against exact search; None where nothing but exact search was measured
    busy: float  # processes that wanted a processor when it was measured, on average of a minute


def measure_own(settings: Settings) -> Row:
    """Measure the saved index of the real reports.

    Raises:
        RegionsvarError: there is none, or it is not of today's reports.
    """
    library = load_library(settings.reports)
    index = load_index(settings, library, checksums(settings.reports))
    loaded = measured_apart("own", *_named(settings))
    disk = _megabytes(settings.saved)
    vectors = sum(d.size for d in index.dense.values())
    return Row(WHOLE, len(index.passages), vectors, None, disk, *_of(loaded), None, _busy())


def measure_vectors(library: Library, embedder: Embedder, count: int, progress: Progress) -> Row:
    """Measure the vectors of `count` synthetic passages."""
    vectors = np.zeros((count, embedder.dimensions), np.float32)
    made = texts(library, count)
    for start in range(0, count, BATCH):
        progress("embedding", start / count)
        vectors[start : start + BATCH] = embedder.embed_passages(list(islice(made, BATCH)))
    progress("exact search", 1.0)
    asked = np.concatenate([embedder.embed_question(q) for q in questions_of(library)])
    exact = exact_nearest(vectors, asked)
    progress("building", 1.0)
    started = time.perf_counter()
    index = DenseIndex.build(vectors, np.arange(count, dtype=np.int32))
    seconds = time.perf_counter() - started
    with TemporaryDirectory() as name:
        index.save(Path(name))
        disk = _megabytes(Path(name))
        np.save(Path(name) / ASKED, asked)
        del index, vectors
        progress("searching", 1.0)
        loaded = measured_apart("vectors", name)
    recall = float(np.mean([len(set(f) & set(e)) / DEPTH for f, e in zip(loaded.found, exact, strict=True)]))
    return Row(VECTORS, count, count, seconds, disk, *_of(loaded), recall, _busy())


def measure_whole(library: Library, embedder: Embedder, count: int, settings: Settings, progress: Progress) -> Row:
    """Measure the whole search over `count` synthetic passages."""
    made = synthetic(library, count)
    started = time.perf_counter()
    index = build_index(made, embedder, settings, progress)
    seconds = time.perf_counter() - started
    vectors = sum(d.size for d in index.dense.values())
    with TemporaryDirectory() as name:
        place = Settings(settings.reports, Path(name), settings.model)
        save_index(index, place, {})
        del index
        progress("searching", 1.0)
        loaded = measured_apart("own", *_named(place), str(count))
        disk = _megabytes(Path(name))
    return Row(WHOLE, count, vectors, seconds, disk, *_of(loaded), None, _busy())


def _named(settings: Settings) -> tuple[str, str, str]:
    return str(settings.reports), str(settings.saved), settings.model


def _of(loaded: Loaded) -> tuple[float, float, Times]:
    return loaded.memory, loaded.load, loaded.times


def exact_nearest(vectors: Vectors, asked: Vectors) -> list[list[int]]:
    """Return the numbers of the `DEPTH` vectors nearest to each question, by looking at every one."""
    flat = faiss.IndexFlatIP(vectors.shape[1])
    flat.add(vectors)
    return [row.tolist() for row in flat.search(asked, DEPTH)[1]]


def _megabytes(folder: Path) -> float:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 1e6


def _busy() -> float:
    return os.getloadavg()[0]


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the rows as lines of a Markdown table."""
    names = (
        *("", "passages", "vectors", "build s", "disk MB", "memory MB", "load s", "ms p50 / p95"),
        *("processor ms", "recall@10", "busy"),
    )
    yield f"| {' | '.join(names)} |"
    yield "|---" * len(names) + "|"
    for row in rows:
        t = row.times
        cells = (
            row.what,
            f"{row.passages:,}",
            f"{row.vectors:,}",
            "" if row.build is None else f"{row.build:,.0f}",
            f"{row.disk:,.0f}",
            f"{row.memory:,.0f}",
            f"{row.load:.1f}",
            f"{t.p50:.1f} / {t.p95:.1f}",
            f"{t.processor_p50:.1f} / {t.processor_p95:.1f}",
            "" if row.recall is None else f"{row.recall:.3f}",
            f"{row.busy:.1f}",
        )
        yield f"| {' | '.join(cells)} |"


def plot(rows: Sequence[Row]) -> str:
    """Return the times of `rows` as an SVG drawing."""
    lines = [
        (f"{what}, {name}", [(float(r.passages), getattr(r.times, name)) for r in rows if r.what == what])
        for what in (VECTORS, WHOLE)
        for name in ("p50", "p95")
    ]
    return growth("Milliseconds of a search by the number of passages", lines, [("60 ms", GOAL)])
