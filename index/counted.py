"""How often each word stands in each document: tables that are kept for every report and put together for all.

Stems, compound parts and n-grams belong to a word, not to its place in a text. So words are counted once, when a
report is new, and turned into tokens for all reports at once, as a product of two sparse tables: what a compound is
made of depends on the words of all reports, and may change for old reports when a new one comes.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from index.tokens import words

Table: TypeAlias = Any  # a sparse matrix (documents, words or tokens): how often each stands there, float32


@dataclass(frozen=True, slots=True)
class Counted:
    """How often words stand in documents, as the arrays of a sparse table."""

    starts: NDArray[np.int64]  # (documents + 1,): where each document's counts begin
    words: NDArray[np.int32]  # the number of each word counted
    counts: NDArray[np.float32]  # and how often it stands there

    @classmethod
    def of(cls, table: "Table") -> "Counted":
        """Return the counts that a table holds."""
        starts, words = table.indptr.astype(np.int64, copy=False), table.indices.astype(np.int32, copy=False)
        return cls(starts, words, table.data)

    def table(self, width: int) -> "Table":
        """Return the counts as a table of `width` words, over the same arrays."""
        return sparse.csr_matrix((self.counts, self.words, self.starts), (len(self.starts) - 1, width))

    def rows(self, first: int, last: int) -> "Counted":
        """Return the counts of the documents from `first` up to, but not with, `last`."""
        start, end = self.starts[first], self.starts[last]
        return Counted(self.starts[first : last + 1] - start, self.words[start:end], self.counts[start:end])


class Counter:
    """Counts words in documents; gives each word a number as it first comes."""

    def __init__(self) -> None:
        """Begin with no words."""
        self.numbers: dict[str, int] = {}

    def count(self, texts: Iterable[str]) -> Counted:
        """Return the counts of `texts`, a document each."""
        starts, numbers, counts = [0], list[int](), list[int]()
        for text in texts:
            held: dict[int, int] = {}
            for word in words(text):
                number = self.numbers.setdefault(word, len(self.numbers))
                held[number] = held.get(number, 0) + 1
            numbers += held.keys()
            counts += held.values()
            starts.append(len(numbers))
        return Counted(np.array(starts, np.int64), np.array(numbers, np.int32), np.array(counts, np.float32))


def joined(parts: Sequence[tuple[Counted, NDArray[np.int32]]], width: int) -> Table:
    """Return one table of several, their documents one after the other.

    Each comes with the numbers its words have among the `width` words of all.
    """
    nothing: list[Counted] = [part for part, _ in parts]
    ends = np.cumsum([0, *(len(p.words) for p in nothing)])
    starts = [np.zeros(1, np.int64), *(p.starts[1:] + end for p, end in zip(nothing, ends, strict=False))]
    columns = [np.zeros(0, np.int32), *(numbers[p.words] for p, numbers in parts)]
    counts = [np.zeros(0, np.float32), *(p.counts for p in nothing)]
    rows = sum(len(p.starts) - 1 for p in nothing)
    return sparse.csr_matrix((np.concatenate(counts), np.concatenate(columns), np.concatenate(starts)), (rows, width))


@dataclass(frozen=True, slots=True)
class Tokens:
    """What tokens each word brings."""

    table: Table  # (words, tokens)
    columns: dict[str, int]  # token → its column

    @classmethod
    def none(cls) -> "Tokens":
        """Return the tokens of no word."""
        return cls(sparse.csr_matrix((0, 1), dtype=np.float32), {})

    @classmethod
    def from_arrays(cls, starts: NDArray[np.int64], numbers: NDArray[np.int32], tokens: list[str]) -> "Tokens":
        """Return the same of a table's arrays.

        Raises:
            ValueError: they make no table.
        """
        shape = (len(starts) - 1, max(1, len(tokens)))
        table = sparse.csr_matrix((np.ones(len(numbers), np.float32), numbers, starts), shape)
        table.check_format(full_check=True)
        return cls(table, {token: column for column, token in enumerate(tokens)})

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the table's arrays: a token that a word brings twice stands there twice."""
        return {"starts": self.table.indptr.astype(np.int64), "numbers": self.table.indices.astype(np.int32)}

    def replaced(
        self, numbers: NDArray[np.int64], words: Sequence[str], tokens_of: Callable[[str], Iterable[str]]
    ) -> "Tokens":
        """Return the same with the tokens of the words of these numbers worked out anew."""
        if not len(numbers):
            return self
        rows = np.arange(self.table.shape[0])
        rows[numbers] = self.table.shape[0] + np.arange(len(numbers))
        both = self.extended(words, tokens_of)
        return Tokens(both.table[rows], both.columns)

    def extended(self, words: Iterable[str], tokens_of: Callable[[str], Iterable[str]]) -> "Tokens":
        """Return the tokens of these words and then of `words`."""
        columns = dict(self.columns)
        starts, numbers = [], []
        for word in words:
            numbers += [columns.setdefault(token, len(columns)) for token in tokens_of(word)]
            starts.append(self.table.nnz + len(numbers))
        table = self.table
        arrays = (
            np.concatenate([table.data, np.ones(len(numbers), np.float32)]),
            np.concatenate([table.indices, np.array(numbers, np.int32)]),
            np.concatenate([table.indptr, np.array(starts, np.int64)]),
        )
        return Tokens(sparse.csr_matrix(arrays, (len(arrays[2]) - 1, max(1, len(columns)))), columns)

    def in_order(self) -> tuple[Table, list[str]]:
        """Return the table with its columns in the order of the alphabet, however they came, and the tokens."""
        tokens = sorted(self.columns)
        places = np.zeros(max(1, len(tokens)), np.int32)
        places[[self.columns[token] for token in tokens]] = np.arange(len(tokens), dtype=np.int32)
        table = (self.table.data, places[self.table.indices], self.table.indptr)
        return sparse.csr_matrix(table, self.table.shape), tokens
