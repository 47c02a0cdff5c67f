"""Mend slips of the finger: a word that stands nowhere, and is one letter from a word that does.

Only the slips that leave a word recognisable: a letter missing, too much, or swapped with its neighbour, never the
first. A letter struck wrong is let be: "stemte" would become "stemme" in a library without votes. (After Norvig, How to
Write a Spelling Corrector, 2007, with the library's own words.)
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable

from index.tokens import words

SHORTEST = 6  # letters of a word that is mended: short words are near too many others
LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
WORD = re.compile(r"(?<![\w'’])[^\W\d_]+(?![\w'’])")


class Speller:
    """Knows how the words of a library are written."""

    def __init__(self, texts: Iterable[str], known: Callable[[str], bool]) -> None:
        """Take the texts, and what tells whether a word is known to search in any form."""
        self._counts = Counter(word for word in words("\n".join(texts)) if len(word) >= SHORTEST - 1)
        self._known = known

    def mend(self, question: str) -> str:
        """Return the question with its slips mended; as it was where there is none."""
        return WORD.sub(self._mended, question)

    def _mended(self, match: re.Match[str]) -> str:
        word = match[0]
        name = word[:1].isupper() and match.start() > 0  # a name nobody knows is no slip
        said = word.lower()
        if len(word) < SHORTEST or name or not word[1:].islower() or said in self._counts or self._known(said):
            return word
        near = [other for other in _one_letter_off(said) if other in self._counts]
        best = max(near, key=lambda other: (self._counts[other], other), default="")
        return (best.capitalize() if word[0].isupper() else best) or word


def _one_letter_off(word: str) -> set[str]:
    """Return what a word may have been meant as: all that is one slip from it."""
    cuts = [(word[:i], word[i:]) for i in range(1, len(word) + 1)]
    missing = {a + letter + b for a, b in cuts for letter in LETTERS}
    too_much = {a + b[1:] for a, b in cuts if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    return missing | too_much | swapped
