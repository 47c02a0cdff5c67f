"""A text in other words of its own language, by the thesaurus: as a reader might have put it.

As with word-for-word English (`index.training.translate`), one by one is enough: the model knows no word order.
"""

from collections.abc import Callable, Sequence

import numpy as np

from index.thesaurus import read_lines
from index.tokens import STOP_EN, STOP_NB, stem, stem_en, words
from index.training.pairs import Pair

CHANGED = 0.6  # share of the words the thesaurus knows that are replaced
LEAST = 2  # words that must have been replaced: fewer are no other way to say it
LIKELIER = 2.0  # a line's first word is drawn so much more often than its last


class Reworder:
    """Replaces words by what may be typed for them; draws, so that the same text comes out in many ways."""

    def __init__(self, language: str, seed: int) -> None:
        """Read the thesaurus of "nb" (for nynorsk as well) or "en"."""
        self._lines = read_lines(language)
        self._stem: Callable[[str], str] = stem_en if language == "en" else stem
        self._stop = STOP_EN if language == "en" else STOP_NB
        self._others = {self._stem(word): others for word, others in self._lines}
        self._random = np.random.default_rng(seed)

    def pairs(self) -> list[Pair]:
        """Return each word or phrase that may be typed, with the word it may mean."""
        return [(other, word) for word, others in self._lines for other in others]

    def reworded(self, text: str) -> str | None:
        """Return a text in other words, or None where the thesaurus knows too few of its words."""
        out, changed = [], 0
        for word in words(text):
            others = [] if word in self._stop else self._others.get(self._stem(word), [])
            if others and self._random.random() < CHANGED:
                changed += 1
                out.append(self._draw(others))
            else:
                out.append(word)
        return " ".join(out) if changed >= LEAST else None

    def _draw(self, others: Sequence[str]) -> str:
        shares = np.linspace(LIKELIER, 1.0, len(others))
        return others[int(self._random.choice(len(others), p=shares / shares.sum()))]
