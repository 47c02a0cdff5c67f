"""Passages that say the same, as a summary and the chapter it sums up: told by the runs of words they share.

Measured when the index is built and kept in it. Containment of word shingles (Broder 1997): the share of the
shorter passage's runs of three words that the longer one holds too, so that a short summary of a long passage counts.
"""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from index.tokens import words

ALIKE = 0.5  # share of the shorter one's runs that both hold; at .3 it is one paragraph of several
FEWEST = 12  # runs of a passage that can be compared: a table's few words are like any other's
COMMON = 20  # passages that may hold a run before it tells nothing ("i løpet av")
MIXED = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)  # odd: each place of a run counts otherwise

Runs = NDArray[np.uint64]  # the runs of a text, each once, as one number: rising


def alike(texts: Sequence[str]) -> list[tuple[int, ...]]:
    """Return, for each text, the numbers of those that say the same, the likest first."""
    return alike_runs([runs_of(text) for text in texts])


def alike_runs(runs: Sequence[Runs]) -> list[tuple[int, ...]]:
    """Return the same of texts whose runs are known."""
    sizes = [len(own) for own in runs]
    table = _table(runs)
    common = (table @ table.T).tocoo()  # runs that two texts share
    out: list[list[tuple[float, int]]] = [[] for _ in runs]
    first, second, shared = common.row, common.col, common.data
    shorter = np.minimum(np.array(sizes)[first], np.array(sizes)[second]) if sizes else np.zeros(0)
    same = (first != second) & (shorter >= FEWEST) & (shared >= ALIKE * shorter)
    for one, other, share in zip(first[same], second[same], (shared / np.maximum(shorter, 1))[same], strict=True):
        out[one].append((-float(share), int(other)))
    return [tuple(number for _, number in sorted(found)) for found in out]


def runs_of(text: str) -> Runs:
    """Return the runs of a text: 64 bits each, made of its words' checksums, so the same wherever it is made."""
    said = np.array([_number(word) for word in words(text)], np.uint64)
    mixed = [said[at : len(said) - 2 + at] * np.uint64(odd) for at, odd in enumerate(MIXED)] if len(said) > 2 else []
    return np.unique(np.sum(mixed, axis=0, dtype=np.uint64)) if mixed else np.zeros(0, np.uint64)


@lru_cache(maxsize=200_000)
def _number(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def _table(runs: Sequence[Runs]) -> sparse.csr_matrix:
    """Return which text (row) holds which run (column), less the runs that too many or no others hold."""
    every = np.concatenate([np.zeros(0, np.uint64), *runs])
    rising = np.sort(every)
    firsts = np.flatnonzero(np.diff(rising, prepend=~rising[:1]))
    held = np.diff(firsts, append=len(rising))
    telling = rising[firsts[(held > 1) & (held <= COMMON)]]
    columns = np.searchsorted(telling, every)
    kept = np.append(telling, np.uint64(0))[columns] == every
    kept &= columns < len(telling)
    owners = np.repeat(np.arange(len(runs)), np.array([len(own) for own in runs], np.int64))
    ones = np.ones(int(kept.sum()), np.float32)
    return sparse.csr_matrix((ones, (owners[kept], columns[kept])), (len(runs), max(1, len(telling))))
