"""Build the index: what each report brings, then what follows from all of them together.

The parts are the dear work (vectors above all) and depend on one report each. What depends on all reports is made
anew from the parts every time, by arrays: so an index to which reports were added one by one is the same, byte by
byte, as one built from nothing.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait

import numpy as np

from corpus.library import Library
from index.alike import alike_runs
from index.counted import Table, joined
from index.dense import DenseIndex
from index.embed import Embedder, Vectors
from index.lexical import LexicalIndex
from index.lexicon import glossary_words
from index.manifest import PROBE
from index.part import COUNTED, Part, Progress, all_passages, make_part
from index.settings import Settings, short_name
from index.store import DENSE, LEXICAL, SavedIndex
from index.tokens import Compounds
from index.words import Known

__all__ = ["Progress", "assemble", "build_index", "within"]

THREADS = 2  # that put an index together: more find nothing to do
PARTS_SHARE = 0.8  # of the time of a whole build, that goes to the parts


def build_index(library: Library, embedder: Embedder, settings: Settings, progress: Progress) -> SavedIndex:
    """Return the index of all reports and notes in `library`; nothing is written."""
    parts, count = [], len(library.reports)
    for number, report in enumerate(library.reports):
        show = within(progress, PARTS_SHARE * number / count, PARTS_SHARE * (number + 1) / count)
        parts.append(make_part(report, library.notes[report.id].notes, embedder, settings, show))
    index = assemble(parts, embedder, within(progress, PARTS_SHARE, 1.0))
    progress("done", 1.0)
    return index


def within(progress: Progress, start: float, end: float) -> Progress:
    """Return what shows a task's progress as that of the stretch from `start` to `end`."""
    return lambda step, share: progress(step, start + share * (end - start))


def assemble(
    parts: Sequence[Part],
    embedder: Embedder,
    progress: Progress,
    known: Known | None = None,
    probe: tuple[float, ...] = (),
) -> SavedIndex:
    """Return the index of all `parts`, in their order; what is `known` of words is used, and grows."""
    known = Known.nothing() if known is None else known
    progress("words", 0.0)
    starts: list[int] = np.cumsum([0, *(len(p.passages) for p in parts)]).tolist()
    tables = _tables(parts, known)
    compounds = _compounds(known, tables)
    progress("words", 0.3)
    with ThreadPoolExecutor(THREADS) as threads:  # NumPy, SciPy and FAISS let each other run meanwhile
        lexical = threads.submit(_lexical, known, tables)
        dense = [threads.submit(_dense, name, parts, starts, embedder.dimensions) for name in DENSE]
        same = threads.submit(alike_runs, [runs for p in parts for runs in p.runs])
        wait([lexical, *dense, same])
    return SavedIndex(
        all_passages(parts),
        tuple(start + u for start, p in zip(starts, parts, strict=False) for u in p.units),
        lexical.result(),
        {name: found.result() for name, found in zip(DENSE, dense, strict=True)},
        compounds,
        short_name(embedder.name),
        embedder.dimensions,
        probe=probe or probe_of(embedder),
        alike=tuple(same.result()),
    )


def probe_of(embedder: Embedder) -> tuple[float, ...]:
    """Return the model's vector of `PROBE`, which tells it from others."""
    return tuple(round(float(v), 5) for v in embedder.embed_question(PROBE)[0])


def _tables(parts: Sequence[Part], known: Known) -> dict[str, Table]:
    """Return how often each known word stands in each document, under each name in COUNTED."""
    numbers = [known.take_in(p.words) for p in parts]
    return {
        name: joined([(p.counted[name], own) for p, own in zip(parts, numbers, strict=True)], len(known.numbers))
        for name in COUNTED
    }


def _compounds(known: Known, tables: dict[str, Table]) -> Compounds:
    """Return what splits compounds: its parts are words that recur in all reports and notes together."""
    counts = np.asarray(tables["own"].sum(axis=0) + tables["note"].sum(axis=0))[0].tolist()
    compounds = Compounds.from_counts(dict(zip(known.numbers, counts, strict=False)), glossary_words())
    known.learn(compounds)
    return compounds


def _lexical(known: Known, tables: dict[str, Table]) -> dict[str, LexicalIndex]:
    own = tables["heading"] + tables["own"]
    out: dict[str, LexicalIndex] = {}

    def index(kind: str, names: Sequence[str], text: Table, note: Table, units: Table | None = None) -> None:
        """Index the counts of words as counts of tokens: texts alone, texts with their notes, and units."""
        table, tokens = known.tokens[kind].in_order()
        alone = (text @ table).tocsc()
        both = alone + (note @ table).tocsc()
        for name, counts in zip(names, (alone, both, units), strict=False):
            out[name] = LexicalIndex.from_counts(units @ table if counts is units else counts, tokens)

    index("norwegian", ("text", "all", "unit"), own, tables["note"], tables["unit"])
    english = tables["english"], tables["english-note"], tables["english-unit"]
    index("english", ("english-text", "english", "english-unit"), *english)
    index("grams", ("grams-text", "grams"), own, tables["note"])
    return {name: out[name] for name in LEXICAL}


def _dense(name: str, parts: Sequence[Part], starts: Sequence[int], dimensions: int) -> DenseIndex:
    rows: list[Vectors] = [np.zeros((0, dimensions), np.float32), *(p.vectors[name] for p in parts)]
    owners = [np.zeros(0, np.int32), *(p.owners[name] + np.int32(s) for p, s in zip(parts, starts, strict=False))]
    return DenseIndex.build(np.concatenate(rows), np.concatenate(owners))
