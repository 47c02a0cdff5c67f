"""Measure one search in a process of its own, so that nothing of the one that built the index counts.

python -m index.apart vectors FOLDER | own REPORTS SAVED MODEL [PASSAGES]: prints what was measured as JSON. Started
as a command: `multiprocessing` would run the main module again, and that is whatever program asks for the figures.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import numpy as np

from corpus.errors import RegionsvarError
from corpus.library import Library, checksums, load_library
from index.dense import DenseIndex
from index.search import Searcher
from index.settings import Settings
from index.static import open_embedder
from index.store import load_index
from index.synthetic import synthetic

QUESTIONS = 200  # of the reading notes, drawn with a seed
WARM_UP = 20  # searches before the clock runs
DEPTH = 10  # nearest vectors that are told of
SEED = 1
ASKED = "asked.npy"  # the questions' vectors, in the folder of the vectors


@dataclass(frozen=True, slots=True)
class Times:
    """How long searches took, in milliseconds: by the clock, and of the processor's time."""

    p50: float
    p95: float
    processor_p50: float
    processor_p95: float


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a process of its own measured."""

    memory: float  # megabytes that loading and searching added to the process
    load: float  # seconds
    times: Times
    found: list[list[int]]  # the `DEPTH` nearest vectors of each question, where there are vectors alone


def measured_apart(*arguments: str) -> Loaded:
    """Run this module with `arguments` and return what it measured.

    Raises:
        RegionsvarError: it could not measure; says why.
    """
    here = str(Path(__file__).resolve().parents[1])
    path = os.pathsep.join(p for p in (here, os.environ.get("PYTHONPATH", "")) if p)
    done = subprocess.run(  # noqa: S603 - this module itself, with folders and a number
        [sys.executable, "-m", "index.apart", *arguments],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = next(iter(reversed(done.stderr.strip().splitlines())), "it said nothing")
        raise RegionsvarError(f"The search could not be measured (exit status {done.returncode}): {last}")
    said = json.loads(done.stdout)
    return Loaded(**{**said, "times": Times(**said["times"])})


def questions_of(library: Library, count: int = QUESTIONS) -> list[str]:
    """Return some of the questions that the reading notes hold."""
    asked = [q for note in library.all_notes() for q in note.questions]
    drawn = np.random.default_rng(SEED).permutation(len(asked))[:count]
    return [asked[i] for i in drawn]


def timed(searches: Sequence[Callable[[], object]]) -> Times:
    """Run the first searches to warm up, then all, and return how long they took."""
    for search in searches[:WARM_UP]:
        search()
    clock, processor = [], []
    for search in searches:
        started, used = time.perf_counter(), time.process_time()
        search()
        clock.append(1000 * (time.perf_counter() - started))
        processor.append(1000 * (time.process_time() - used))
    p50, p95 = (float(v) for v in np.percentile(clock, [50, 95]))
    return Times(p50, p95, *(float(v) for v in np.percentile(processor, [50, 95])))


def vectors_searched(folder: Path) -> Loaded:
    """Measure a saved `DenseIndex` with the questions' vectors beside it."""
    asked = np.load(folder / ASKED, allow_pickle=False)
    before, started = _resident(), time.perf_counter()
    index = DenseIndex.load(folder)
    load = time.perf_counter() - started
    times = timed([partial(index.score, q[None], index.size) for q in asked])
    found = [index.nearest(q[None], DEPTH)[1].tolist() for q in asked]
    return Loaded(_resident() - before, load, times, found)


def own_searched(settings: Settings, count: int | None) -> Loaded:
    """Measure the whole search over a saved index of the real reports, or of `count` synthetic passages."""
    real = load_library(settings.reports)
    library = real if count is None else synthetic(real, count)
    embedder = open_embedder(settings.model)
    embedder.embed_question("Hva virket?")  # the model's memory is not the index's
    before, started = _resident(), time.perf_counter()
    index = load_index(settings, library, checksums(settings.reports) if count is None else {})
    searcher = Searcher(index, library, embedder)
    load = time.perf_counter() - started
    times = timed([partial(searcher.search, q) for q in questions_of(real)])
    return Loaded(_resident() - before, load, times, [])


def _resident() -> float:
    """Return the megabytes of this process that lie in memory (Linux; 0 elsewhere)."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main(arguments: list[str]) -> int:
    """Run the command and return its exit status."""
    what, *rest = arguments
    try:
        if what == "vectors":
            loaded = vectors_searched(Path(rest[0]))
        else:
            reports, saved, model, *count = rest
            settings = Settings(Path(reports), Path(saved), model)
            loaded = own_searched(settings, int(count[0]) if count else None)
    except RegionsvarError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(json.dumps(asdict(loaded)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
