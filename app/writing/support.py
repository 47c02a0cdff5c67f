"""How much of a sentence stands in what it cites, by the project's own embedding; and the words that carry it.

The measure is the best cosine of the sentence with one sentence of the source, or two or three that follow each
other. It tells a sentence on another subject from one on this; it does not tell a claim from its opposite.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.writing.sources import Source
from corpus.sentences import sentence_spans
from index.embed import Embedder

WEAK = 0.0  # cosine below which a sentence is flagged; see eval/LOG.md, "support"
LONGEST = 3  # sentences of a window
QUOTE_WORDS = 60  # words of what is lit for a sentence


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

    def best(self, sentence: str, source: Source) -> Window:
        """Return the stretch of a source that a sentence lies nearest to."""
        spans = windows(source.report.text, source.spans)
        texts = [" ".join(source.report.text[low:high].split()) for low, high in spans]
        vectors = self.embedder.embed_passages([sentence, *texts])
        cosines = vectors[1:] @ vectors[0]
        words = np.array([len(t.split()) for t in texts])
        shown = np.where(words <= QUOTE_WORDS, cosines, -1.0)
        position = int(shown.argmax()) if (words <= QUOTE_WORDS).any() else int(cosines.argmax())
        return Window(source, *spans[position], float(cosines.max()))


def windows(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the offsets of every one, two and three sentences that follow each other within one of `spans`."""
    out = []
    for low, high in spans:
        found = [(low + start, low + end) for start, end in sentence_spans(text[low:high])] or [(low, high)]
        for first in range(len(found)):
            out += [(found[first][0], found[last][1]) for last in range(first, min(len(found), first + LONGEST))]
    return out
