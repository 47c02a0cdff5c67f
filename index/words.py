"""What is known of words from one build to the next: their n-grams, and what compounds are made of.

A word's n-grams never change. What a compound is made of does, where a word that it may hold comes into the reports
or goes out of them: `Compounds.adopt` works out those anew, and those alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.counted import Tokens
from index.plain import as_bytes, from_bytes
from index.tokens import Compounds, ngrams_of

Arrays = dict[str, np.ndarray[Any, Any]]


@dataclass(slots=True)
class Known:
    """What is known of words; it grows as reports come."""

    numbers: dict[str, int]  # word → its number, in all tables
    grams: Tokens  # of each word, by its number
    vocabulary: list[str]  # of the compounds' parts, when `splits` was worked out
    splits: dict[str, tuple[str, ...]]  # word → the parts it is made of, where there are any

    @classmethod
    def nothing(cls) -> Self:
        """Return what is known at first."""
        return cls({}, Tokens.of((), ngrams_of), [], {})

    def take_in(self, words: Iterable[str]) -> NDArray[np.int32]:
        """Return the numbers of `words`, which become known."""
        return np.array([self.numbers.setdefault(w, len(self.numbers)) for w in words], np.int32)

    def learn_grams(self) -> Tokens:
        """Return the n-grams of all known words."""
        new = list(self.numbers)[self.grams.table.shape[0] :]
        self.grams = self.grams.extended(new, ngrams_of)
        return self.grams

    def teach(self, compounds: Compounds) -> None:
        """Let `compounds` know what the words are made of, and learn from it what has changed."""
        compounds.adopt({word: self.splits.get(word, ()) for word in self.numbers}, self.vocabulary)
        self.splits = {word: parts for word in self.numbers if (parts := compounds.parts(word))}
        self.vocabulary = compounds.vocabulary

    def arrays(self) -> Arrays:
        """Return it as arrays."""
        table = self.grams.table
        told = [list(self.numbers), list(self.grams.columns), self.vocabulary, self.splits]
        return {"told": as_bytes(told), "starts": table.indptr, "numbers": table.indices, "counts": table.data}

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """Return what `arrays` made arrays of.

        Raises:
            ValueError, KeyError, TypeError: they are not such.
        """
        words, grams, vocabulary, splits = from_bytes(arrays["told"])
        table = Tokens.from_arrays(arrays["starts"], arrays["numbers"], arrays["counts"], grams)
        if table.table.shape[0] > len(words):
            raise ValueError(f"{table.table.shape[0]} words have n-grams, {len(words)} are known")
        return cls(
            {word: number for number, word in enumerate(words)},
            table,
            vocabulary,
            {word: tuple(parts) for word, parts in splits.items()},
        )
