"""Passages that say the same, as a summary and the chapter it sums up: told by the runs of words they share.

Measured when the index is built and kept in it. Containment of word shingles (Broder 1997): the share of the
shorter passage's runs of three words that the longer one holds too, so that a short summary of a long passage counts.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from index.tokens import words

WORD_BITS = np.uint64(21)  # of a word's number: two million words
ALIKE = 0.5  # share of the shorter one's runs that both hold; at .3 it is one paragraph of several
FEWEST = 12  # runs of a passage that can be compared: a table's few words are like any other's
COMMON = 20  # passages that may hold a run before it tells nothing ("i løpet av")


def alike(texts: Sequence[str]) -> list[tuple[int, ...]]:
    """Return, for each text, the numbers of those that say the same, the likest first."""
    runs = _runs(texts)
    sizes = [len(own) for own in runs]
    table = _table(runs)
    common = (table @ table.T).tocoo()  # runs that two texts share
    out: list[list[tuple[float, int]]] = [[] for _ in texts]
    for one, other, shared in zip(common.row.tolist(), common.col.tolist(), common.data.tolist(), strict=True):
        shorter = min(sizes[one], sizes[other])
        if one != other and shorter >= FEWEST and shared / shorter >= ALIKE:
            out[one].append((-shared / shorter, other))
    return [tuple(number for _, number in sorted(found)) for found in out]


def _runs(texts: Sequence[str]) -> list[NDArray[np.uint64]]:
    """Return the runs of each text, each once, as one number: its words' numbers side by side."""
    numbers: dict[str, int] = {}
    out = []
    for text in texts:
        said = np.array([numbers.setdefault(word, len(numbers)) for word in words(text)], np.uint64)
        first, second, third = said[:-2], said[1:-1], said[2:]
        out.append(np.unique((first << WORD_BITS | second) << WORD_BITS | third))
    return out


def _table(runs: Sequence[NDArray[np.uint64]]) -> sparse.csr_matrix:
    """Return which text (row) holds which run (column), less the runs that too many or no others hold."""
    every = np.concatenate([np.zeros(0, np.uint64), *runs])
    _, columns, held = np.unique(every, return_inverse=True, return_counts=True)
    owners = np.repeat(np.arange(len(runs)), np.array([len(own) for own in runs], np.int64))
    kept = (held[columns] > 1) & (held[columns] <= COMMON)
    ones = np.ones(int(kept.sum()), np.float32)
    return sparse.csr_matrix((ones, (owners[kept], columns[kept])), (len(runs), max(1, len(held))))
