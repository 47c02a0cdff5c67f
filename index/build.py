"""Build the index: what each report brings, then what follows from all of them together.

The parts are the dear work (vectors above all) and depend on one report each. What depends on all reports is made
anew from the parts every time, by arrays: so an index to which reports were added one by one is the same, byte by
byte, as one built from nothing.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from corpus.library import Library
from index.alike import alike_runs
from index.counted import Table
from index.dense import DenseIndex
from index.embed import Embedder
from index.lexical import LexicalIndex
from index.lexicon import glossary_words
from index.manifest import PROBE
from index.part import DENSE, Grams, Part, Progress, make_part
from index.settings import Settings, short_name
from index.store import LEXICAL, SavedIndex
from index.tokens import Compounds
from index.whole import grams_of, whole_of
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
    index, _ = assemble(parts, embedder, within(progress, PARTS_SHARE, 1.0))
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
) -> tuple[SavedIndex, Part]:
    """Return the index of all `parts`, in their order, and all of them as one, with their n-grams.

    What is `known` of words is used, and grows.
    """
    known = Known.nothing() if known is None else known
    progress("words", 0.0)
    whole = whole_of(parts, known, embedder.dimensions)
    tables = {name: counted.table(len(known.numbers)) for name, counted in whole.counted.items()}
    compounds = _compounds(known, tables)
    progress("words", 0.3)
    with ThreadPoolExecutor(THREADS) as threads:  # NumPy, SciPy and FAISS let each other run meanwhile
        grams = threads.submit(_grams, parts, known, tables)
        words = threads.submit(_words, known, tables)
        same = threads.submit(alike_runs, whole.runs)
        dense = threads.submit(_dense, whole)
    lexical = words.result() | grams.result()[0]
    index = SavedIndex(
        whole.passages,
        whole.units,
        {name: lexical[name] for name in LEXICAL},
        dense.result(),
        compounds,
        short_name(embedder.name),
        embedder.dimensions,
        probe=probe or probe_of(embedder),
        alike=tuple(same.result()),
    )
    return index, replace(whole, grams=grams.result()[1])


def probe_of(embedder: Embedder) -> tuple[float, ...]:
    """Return the model's vector of `PROBE`, which tells it from others."""
    return tuple(round(float(v), 5) for v in embedder.embed_question(PROBE)[0])


def _dense(whole: Part) -> dict[str, DenseIndex]:
    """Return the fields of vectors; where no report has notes, that of notes is that of texts."""
    fields: dict[str, DenseIndex] = {}
    for name in DENSE:
        vectors, owners = whole.vectors[name], whole.owners[name]
        bare = np.array_equal(owners, whole.owners["text"]) and np.array_equal(vectors, whole.vectors["text"])
        fields[name] = fields["text"] if fields and bare else DenseIndex.build(vectors, owners)
    return fields


def _compounds(known: Known, tables: dict[str, Table]) -> Compounds:
    """Return what splits compounds: its parts are words that recur in all reports and notes together."""
    counts = np.asarray(tables["own"].sum(axis=0) + tables["note"].sum(axis=0))[0].tolist()
    compounds = Compounds.from_counts(dict(zip(known.numbers, counts, strict=False)), glossary_words())
    known.learn(compounds)
    return compounds


def _words(known: Known, tables: dict[str, Table]) -> dict[str, LexicalIndex]:
    """Return the fields of stems: texts alone, texts with their notes, and units, in both languages."""
    own = tables["heading"] + tables["own"]
    fields = (
        ("norwegian", {"text": own, "all": own + tables["note"], "unit": tables["unit"]}),
        (
            "english",
            {
                "english-text": tables["english"],
                "english": tables["english"] + tables["english-note"],
                "english-unit": tables["english-unit"],
            },
        ),
    )
    out: dict[str, LexicalIndex] = {}
    for kind, counted in fields:
        table, tokens = known.tokens[kind].in_order()
        out |= {name: LexicalIndex.from_counts(counts @ table, tokens) for name, counts in counted.items()}
    return out


def _grams(parts: Sequence[Part], known: Known, tables: dict[str, Table]) -> tuple[dict[str, LexicalIndex], Grams]:
    """Return the fields of n-grams, and the counts they come of."""
    grams = grams_of(parts, tables["heading"] + tables["own"], tables["note"], known)
    own, note = (counted.table(max(1, len(grams.tokens))) for counted in (grams.own, grams.note))
    own = own.tocsc()
    alone = LexicalIndex.from_counts(own, grams.tokens)
    both = LexicalIndex.from_counts(own + note.tocsc(), grams.tokens) if note.nnz else alone  # there is no note
    return {"grams-text": alone, "grams": both}, grams
