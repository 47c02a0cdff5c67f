"""Start vectors: what stands together means something together (PPMI, then SVD), rare words weigh more (SIF).

Counted within windows of running text, and between the two sides of each pair across languages, so that a
word and its translation start near each other. Levy & Goldberg 2014; Arora, Liang & Ma 2017.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from index.training.tokenizer import Ragged

WINDOW = 6  # pieces to each side
SMOOTH = 0.75  # exponent of the context counts, against PMI's love of rare contexts
POWER = 0.5  # exponent of the singular values (Levy & Goldberg): 1 lets the first few drown the others
SIF = 3e-4  # piece frequency at which a piece weighs half; 1e-4 did a point better on NorQuAD than 1e-3
OWN = 0.7  # length of a random part of each vector: that a piece is itself counts beside what it means
ACROSS = 3.0  # weight of what stands across a pair, beside what stands within a window
ROUNDS = 3  # power iterations of the randomized SVD
CHUNK = 2_000_000  # pieces counted at a time, to bound memory

Floats = NDArray[np.float32]


def start_vectors(running: Ragged, across: list[tuple[Ragged, Ragged]], shape: tuple[int, int], seed: int) -> Floats:
    """Return vectors of `shape` (pieces, dimensions) from running text and from pairs across languages."""
    pieces, dimensions = shape
    counts = window_counts(running, pieces)
    for left, right in across:
        counts = counts + ACROSS * cross_counts(left, right, pieces)
    ppmi = positive_pmi(counts)
    own = np.random.default_rng(seed).standard_normal(shape, np.float32)
    vectors = unit_rows(reduced(ppmi, dimensions, seed)) + OWN * unit_rows(own)
    frequency = np.bincount(running.ids, minlength=pieces) / max(1, len(running.ids))
    weight = SIF / (SIF + frequency)
    return np.asarray(vectors * weight[:, None], np.float32)


def unit_rows(vectors: Floats) -> Floats:
    """Return the rows at length 1; rows of zeros (pieces that never stand beside another) stay so."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6), np.float32)


def window_counts(texts: Ragged, pieces: int) -> sparse.csr_matrix:
    """Return how often two pieces stand within a window of one text, nearer ones counted more."""
    owner = np.repeat(np.arange(len(texts)), texts.lengths)
    total = sparse.csr_matrix((pieces, pieces), dtype=np.float32)
    for start in range(0, len(texts.ids), CHUNK):
        ids, whose = texts.ids[start : start + CHUNK], owner[start : start + CHUNK]
        for gap in range(1, WINDOW + 1):
            same = whose[:-gap] == whose[gap:]
            left, right = ids[:-gap][same], ids[gap:][same]
            ones = np.full(len(left), 1 / gap, np.float32)
            total = total + sparse.csr_matrix((ones, (left, right)), (pieces, pieces))
    return total + total.T


def cross_counts(left: Ragged, right: Ragged, pieces: int) -> sparse.csr_matrix:
    """Return how often a piece of a pair's one side meets one of its other, each pair counting alike."""
    one, other = _bags(left, pieces), _bags(right, pieces)
    both = one.T @ other
    return both + both.T


def _bags(texts: Ragged, pieces: int) -> sparse.csr_matrix:
    lengths = texts.lengths
    rows = np.repeat(np.arange(len(texts)), lengths)
    share = np.repeat(1 / np.sqrt(np.maximum(lengths, 1)), lengths).astype(np.float32)
    return sparse.csr_matrix((share, (rows, texts.ids)), (len(texts), pieces))


def positive_pmi(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return the positive pointwise mutual information of a matrix of counts."""
    table = counts.tocoo()
    rows = np.asarray(counts.sum(axis=1)).ravel() + 1e-9
    contexts = rows**SMOOTH
    pmi = np.log(table.data * contexts.sum() / (rows[table.row] * contexts[table.col]))
    keep = pmi > 0
    data = pmi[keep].astype(np.float32)
    return sparse.csr_matrix((data, (table.row[keep], table.col[keep])), counts.shape)


def reduced(matrix: sparse.csr_matrix, dimensions: int, seed: int) -> Floats:
    """Return the rows in `dimensions` dimensions, by randomized SVD (Halko, Martinsson & Tropp 2011)."""
    random = np.random.default_rng(seed)
    sample = random.standard_normal((matrix.shape[1], dimensions + 16)).astype(np.float32)
    basis = np.linalg.qr(matrix @ sample)[0]
    for _ in range(ROUNDS):
        basis = np.linalg.qr(matrix @ np.linalg.qr(matrix.T @ basis)[0])[0]
    left, values, _ = np.linalg.svd(np.asarray(matrix.T @ basis).T, full_matrices=False)
    vectors = basis @ left[:, :dimensions] * values[:dimensions] ** POWER
    return np.asarray(vectors, np.float32)
