"""Passages that say the same, as a summary and the chapter it sums up: told by the runs of words they share.

Measured when the index is built and kept in it. Containment of word shingles (Broder 1997): the share of the
shorter passage's runs of `RUN` words that the longer one holds too, so that a short summary of a long passage counts.
"""

from collections.abc import Sequence

import numpy as np
from scipy import sparse  # type: ignore[import-untyped]

from index.tokens import words

RUN = 3  # words
ALIKE = 0.5  # share of the shorter one's runs that both hold; at .3 it is one paragraph of several
FEWEST = 12  # runs of a passage that can be compared: a table's few words are like any other's
COMMON = 20  # passages that may hold a run before it tells nothing ("i løpet av")


def alike(texts: Sequence[str]) -> list[tuple[int, ...]]:
    """Return, for each text, the numbers of those that say the same, the likest first."""
    runs = [_runs(text) for text in texts]
    table = _table(runs)
    common = (table @ table.T).tocoo()  # runs that two texts share
    out: list[list[tuple[float, int]]] = [[] for _ in texts]
    sizes = [len(r) for r in runs]
    for one, other, shared in zip(common.row.tolist(), common.col.tolist(), common.data.tolist(), strict=True):
        shorter = min(sizes[one], sizes[other])
        if one != other and shorter >= FEWEST and shared / shorter >= ALIKE:
            out[one].append((-shared / shorter, other))
    return [tuple(number for _, number in sorted(found)) for found in out]


def _runs(text: str) -> set[tuple[str, ...]]:
    said = words(text)
    return {tuple(said[i : i + RUN]) for i in range(len(said) - RUN + 1)}


def _table(runs: Sequence[set[tuple[str, ...]]]) -> sparse.csr_matrix:
    """Return which text (row) holds which run (column), less the runs that too many or no others hold."""
    numbers: dict[tuple[str, ...], int] = {}
    rows = [[numbers.setdefault(run, len(numbers)) for run in sorted(own)] for own in runs]
    columns = np.array([number for row in rows for number in row], np.int64)
    owners = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    held = np.bincount(columns, minlength=len(numbers) or 1)
    kept = (held[columns] > 1) & (held[columns] <= COMMON)
    ones = np.ones(int(kept.sum()), np.float32)
    return sparse.csr_matrix((ones, (owners[kept], columns[kept])), (len(rows), max(1, len(numbers))))
