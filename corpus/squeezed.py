"""A text in which words are found whatever the white space between them."""

import re
from bisect import bisect_left
from itertools import chain

WORD = re.compile(r"\S+")


class Squeezed:
    """A text with one blank for each run of white space; what is asked and told is in offsets of the text itself."""

    def __init__(self, text: str) -> None:
        """Take the text."""
        words = list(WORD.finditer(text))
        self._text = " ".join(word[0] for word in words)
        # where each character stood; a blank counts as the one before it plus one
        self._at = [*chain.from_iterable(range(word.start(), word.end() + 1) for word in words), len(text)]

    def find(self, words: str, low: int, high: int) -> tuple[int, int] | None:
        """Return (start, end) of the first place of `words` that begins from `low` to `high`; None where none does."""
        wanted = " ".join(words.split())
        first, last = bisect_left(self._at, low), bisect_left(self._at, high) + len(wanted)
        at = self._text.find(wanted, first, last) if wanted else -1
        return (self._at[at], self._at[at + len(wanted) - 1] + 1) if at >= 0 else None
