"""Build the index of a library: passages, fields, vectors; each step shown to whoever watches."""

from collections.abc import Callable

import numpy as np

from corpus.library import Library
from corpus.passages import split_report
from corpus.records import Note, Passage
from index.alike import alike
from index.dense import DenseIndex
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
from index.lexical import LexicalIndex
from index.lexicon import load_lexicon
from index.settings import Settings, short_name
from index.store import PROBE, SavedIndex
from index.tokens import Compounds, english_tokens, ngrams

Progress = Callable[[str, float], None]  # what is being done, and how much of all is done (0 to 1)
BATCH = 512  # texts embedded between two signs of progress


def build_index(library: Library, embedder: Embedder, settings: Settings, progress: Progress) -> SavedIndex:
    """Return the index of all reports and notes in `library`; nothing is written."""
    progress("passages", 0.0)
    passages = [p for r in library.reports for p in split_report(r, settings.passage_size)]
    notes = notes_of(passages, library.all_notes())
    units = make_units(passages, notes, library.by_id)
    progress("words", 0.1)
    texts = [p.text for p in passages] + [norwegian_note(n) for own in notes for n in own]
    compounds = Compounds.from_texts(texts, load_lexicon().norwegian_words())
    lexical = _lexical(passages, notes, units, compounds)
    dense = _dense(passages, notes, embedder, settings, progress)
    progress("done", 1.0)
    return SavedIndex(
        tuple(passages),
        tuple(u.passage for u in units),
        lexical,
        dense,
        compounds,
        short_name(embedder.name),
        embedder.dimensions,
        probe=tuple(round(float(v), 5) for v in embedder.embed_question(PROBE)[0]),
        alike=tuple(alike([p.text for p in passages])),
    )


def _lexical(
    passages: list[Passage], notes: list[tuple[Note, ...]], units: list[Unit], compounds: Compounds
) -> dict[str, LexicalIndex]:
    own = [f"{heading_text(p)} . {p.text}" for p in passages]
    both = [" . ".join([text, *map(norwegian_note, ns)]) for text, ns in zip(own, notes, strict=True)]
    in_units = (" . ".join([u.stretch, norwegian_note(u.note) if u.note else ""]) for u in units)
    english_own = [english_text(p) for p in passages]
    english = (" . ".join([text, *map(english_note, ns)]) for text, ns in zip(english_own, notes, strict=True))
    english_units = (english_note(u.note) if u.note else english_own[u.passage] for u in units)
    build = LexicalIndex.build
    return {
        "text": build(map(compounds.tokens, own)),
        "all": build(map(compounds.tokens, both)),
        "unit": build(map(compounds.tokens, in_units)),
        "english-text": build(map(english_tokens, english_own)),
        "english": build(map(english_tokens, english)),
        "english-unit": build(map(english_tokens, english_units)),
        "grams-text": build(map(ngrams, own)),
        "grams": build(map(ngrams, both)),
    }


def _dense(
    passages: list[Passage],
    notes: list[tuple[Note, ...]],
    embedder: Embedder,
    settings: Settings,
    progress: Progress,
) -> dict[str, DenseIndex]:
    own = [(i, part) for i, p in enumerate(passages) for part in parts_of(p.text, settings.part_size)]
    noted = [(i, text) for i, ns in enumerate(notes) for n in ns for text in (n.nb, n.en, *n.questions)]
    total = max(1, len(own) + len(noted))

    def embed(pairs: list[tuple[int, str]], before: int) -> DenseIndex:
        rows: list[Vectors] = [np.zeros((0, embedder.dimensions), np.float32)]
        for start in range(0, len(pairs), BATCH):
            progress("vectors", 0.3 + 0.7 * (before + start) / total)
            rows.append(embedder.embed_passages([text for _, text in pairs[start : start + BATCH]]))
        owners = np.array([i for i, _ in pairs], np.int32)
        return DenseIndex.build(np.concatenate(rows), owners)

    return {"text": embed(own, 0), "notes": embed(noted, len(own))}
