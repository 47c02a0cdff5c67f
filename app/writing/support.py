"""How much of a sentence stands in what it cites, by the project's own embedding; and the words that carry it.

The measure is the best cosine of the sentence with one sentence of the source, or two or three that follow each
other. It tells a sentence on another subject from one on this; it does not tell a claim from its opposite.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from app.writing.sources import Source
from corpus.language import statement
from corpus.library import Library
from corpus.numbers import figures
from corpus.records import Language, Note
from corpus.sentences import sentence_spans
from index.embed import Embedder, Vectors
from index.settings import OWN_MODEL

# Cosine below which a sentence is flagged, by its language: some 4 of 100 true ones are; see eval/LOG.md, "support"
OWN: dict[Language, float] = {"en": 0.35, "nb": 0.40, "nn": 0.35}
FLAGGED = 0.04  # share of supported sentences that another embedding model may flag
SAMPLE = 100  # notes it is calibrated on
NEVER = -2.0  # no cosine lies below it
LONGEST = 3  # sentences of a window
QUOTE_WORDS = 60  # words of what is lit for a sentence
FIGURES = 0.3  # cosine that holding all of a sentence's figures is worth in choosing what is lit


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a source, and how near a sentence lies to it."""

    source: Source
    start: int  # offset
    end: int
    cosine: float


@dataclass(frozen=True, slots=True)
class Support:
    """Measures sentences against sources."""

    embedder: Embedder
    weak: Mapping[Language, float] = field(default_factory=OWN.copy)

    @classmethod
    def of(cls, embedder: Embedder, library: Library) -> "Support":
        """Return the measure by `embedder`: with the fitted thresholds for the project's own, else calibrated.

        Calibrated: the cosine that all but `FLAGGED` of the sentences of a sample of notes have with their own stretch.
        """
        if Path(embedder.name) == OWN_MODEL:
            return cls(embedder)
        notes = library.all_notes()
        notes = notes[:: max(1, len(notes) // SAMPLE)]
        return cls(embedder, {language: _usual(embedder, library, notes, language) for language in OWN})

    def is_weak(self, windows: "Sequence[Window]", language: Language) -> bool:
        """Tell whether a sentence lies far from all it cites."""
        return max(w.cosine for w in windows) < self.weak[language]

    def best(self, sentence: str, source: Source) -> Window:
        """Return the stretch of a source that a sentence lies nearest to; of such, one that holds its figures."""
        spans = windows(source.report.text, source.spans)
        texts = [" ".join(source.report.text[low:high].split()) for low, high in spans]
        cosines = _cosines(self.embedder, sentence, texts)
        words = np.array([len(t.split()) for t in texts])
        amounts = figures(sentence)
        held = np.array([len(amounts & figures(text)) / max(1, len(amounts)) for text in texts])
        shown = np.where(words <= QUOTE_WORDS, cosines + FIGURES * held, NEVER)
        position = int(shown.argmax()) if (words <= QUOTE_WORDS).any() else int(cosines.argmax())
        return Window(source, *spans[position], float(cosines.max()))


def _cosines(embedder: Embedder, sentence: str, texts: list[str]) -> Vectors:
    """Return the cosine of a sentence with each text, shape (texts,)."""
    vectors = embedder.embed_passages([sentence, *texts])
    cosines: Vectors = vectors[1:] @ vectors[0]
    return cosines


def _usual(embedder: Embedder, library: Library, notes: Sequence[Note], language: Language) -> float:
    """Return the cosine that all but `FLAGGED` of the statements' sentences have with their stretches."""
    texts = {r.id: r.text for r in library.reports}
    found: list[float] = []
    for note in notes:
        text = texts[note.report_id]
        stretches = [" ".join(text[low:high].split()) for low, high in windows(text, [(note.start, note.end)])]
        told = statement(note, language)
        sentences = [told[low:high] for low, high in sentence_spans(told)]
        near = embedder.embed_passages(sentences) @ embedder.embed_passages(stretches).T
        found += near.max(axis=1).tolist()
    return float(np.quantile(found, FLAGGED)) if found else NEVER


def windows(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the offsets of every one, two and three sentences that follow each other within one of `spans`."""
    out = []
    for low, high in spans:
        found = [(low + start, low + end) for start, end in sentence_spans(text[low:high])] or [(low, high)]
        for first in range(len(found)):
            out += [(found[first][0], found[last][1]) for last in range(first, min(len(found), first + LONGEST))]
    return out
