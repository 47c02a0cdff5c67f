"""Reports that nobody wrote: passages of any number, made of the words of real ones, to measure search at scale.

A passage is five runs of twelve words, each copied from somewhere near one place of a real report, so that it keeps
to a subject and to the reports' own words, and no two are alike.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from corpus.library import Library
from corpus.notes import Notes
from corpus.records import Block, Page, Report

RUNS, RUN = 5, 12  # runs of a passage, words of a run: about 400 characters, one vector
NEAR = 1_500  # words from the passage's place, one standard deviation
A_REPORT = 200  # passages of a synthetic report
SECTIONS = 40  # of a report written as a file, two passages of text each: 33,000 characters
NEW = 60  # words, of which one is new
SEED = 1


def texts(library: Library, count: int, seed: int = SEED) -> Iterator[str]:
    """Yield `count` passages; the first of a longer series are those of a shorter one."""
    vocabulary = [word for report in library.reports for word in report.text.split()]
    last = max(1, len(vocabulary) - RUN)
    random = np.random.default_rng(seed)
    for _ in range(count):
        place = random.integers(0, last)
        starts = (place + random.normal(0, NEAR, RUNS)).astype(int) % last
        yield " ".join(word for start in starts for word in vocabulary[start : start + RUN])


def synthetic(library: Library, count: int) -> Library:
    """Return a library of `count` passages and no notes, its reports about what the real ones are about."""
    made: list[Report] = []
    series = texts(library, count)
    while part := list(islice(series, A_REPORT)):
        real = library.reports[len(made) % len(library.reports)]
        made.append(_report(f"synthetic-{len(made):05}", real, part))
    return Library(tuple(made), {r.id: Notes() for r in made}, {})


def _report(name: str, real: Report, parts: list[str]) -> Report:
    blocks, at = [], 0
    for number, part in enumerate(parts, start=1):
        blocks.append(Block("paragraph", at, at + len(part), (f"Del {number}",)))  # a section each: none are merged
        at += len(part) + 2
    text = "\n\n".join(parts)
    return Report(name, real.about, text, (Page(1, None, 0, text),), tuple(blocks))


def write_reports(folder: Path, library: Library, count: int, seed: int = SEED) -> None:
    """Write `count` reports as files into `folder`, each about as long as the shortest real one, without notes.

    Every `NEW`th word is a compound of two others, so that new reports bring new words as real ones do.
    """
    random = np.random.default_rng(seed)
    made = texts(library, count * SECTIONS * 2, seed)
    halves = sorted({w.lower() for r in library.reports for w in r.text.split() if w.isalpha() and len(w) > 4})
    for number in range(count):
        lines = []
        for section in range(1, SECTIONS + 1):
            lines += [f"{section}. Del {section}", *(_with_new(next(made), halves, random) for _ in range(2))]
        home = folder / f"synthetic-{number:05}"
        home.mkdir(parents=True)
        (home / "report.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
        about = f'title = "Rapport {number}"\ndate = "20{10 + number % 15}"\nregions = ["Sted {number % 40}"]\n'
        (home / "about.toml").write_text(about, encoding="utf-8")


def _with_new(text: str, halves: list[str], random: np.random.Generator) -> str:
    """Return the text as a paragraph of sentences, with some new words."""
    said = text.split()
    for at in range(int(random.integers(0, NEW)), len(said), NEW):
        first, second = random.integers(0, len(halves), 2)
        said[at] = halves[first] + halves[second]
    return " ".join(said).capitalize() + "."
