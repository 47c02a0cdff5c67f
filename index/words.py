"""What is known of words from one build to the next: the tokens they bring.

A word's English stem and its n-grams never change. What a compound is made of does, where a word that may stand in it
comes into the reports or goes out of them: those are worked out anew, and those alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.counted import Tokens
from index.plain import Arrays, as_bytes, from_bytes
from index.tokens import Compounds, english_of, ngrams_of

KINDS = ("norwegian", "english", "grams")


@dataclass(slots=True)
class Known:
    """What is known of words; it grows as reports come."""

    numbers: dict[str, int]  # word → its number, in all tables
    tokens: dict[str, Tokens]  # by the names in KINDS: of each word, by its number
    vocabulary: list[str]  # what compounds were split by

    @classmethod
    def nothing(cls) -> Self:
        """Return what is known at first."""
        return cls({}, {name: Tokens.none() for name in KINDS}, [])

    def take_in(self, words: Iterable[str]) -> NDArray[np.int32]:
        """Return the numbers of `words`, which become known."""
        numbers = self.numbers
        return np.array([numbers.setdefault(w, len(numbers)) for w in words], np.int32)

    def learn(self, compounds: Compounds) -> None:
        """Work out the tokens of new words, and of those that `compounds` splits otherwise than before."""
        old = self.tokens["norwegian"].table.shape[0]
        every = list(self.numbers)
        other = compounds.split_otherwise(every[:old], self.vocabulary) if old else ()
        numbers = np.array(sorted(self.numbers[word] for word in other), np.int64)
        norwegian = self.tokens["norwegian"].replaced(numbers, [every[n] for n in numbers], compounds.tokens_of)
        self.tokens = {
            "norwegian": norwegian.extended(every[old:], compounds.tokens_of),
            "english": self.tokens["english"].extended(every[old:], english_of),
            "grams": self.tokens["grams"].extended(every[old:], ngrams_of),
        }
        self.vocabulary = compounds.vocabulary

    def arrays(self) -> Arrays:
        """Return it as arrays."""
        told = [list(self.numbers), self.vocabulary, {name: list(t.columns) for name, t in self.tokens.items()}]
        tables = {f"{name}-{what}": a for name, t in self.tokens.items() for what, a in t.arrays().items()}
        return {"told": as_bytes(told), **tables}

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """Return what `arrays` made arrays of.

        Raises:
            ValueError, KeyError, TypeError: they are not such.
        """
        words, vocabulary, columns = from_bytes(arrays["told"])
        tokens = {
            name: Tokens.from_arrays(arrays[f"{name}-starts"], arrays[f"{name}-numbers"], columns[name])
            for name in KINDS
        }
        if any(t.table.shape[0] != len(words) for t in tokens.values()):
            raise ValueError("words are missing")
        return cls({word: number for number, word in enumerate(words)}, tokens, vocabulary)
