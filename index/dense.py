"""Vectors of passages in FAISS: several a passage, the nearest one counts.

The rule: up to `EXACT_UP_TO` vectors every one is looked at. Beyond, the vectors lie in cells round
`CELLS` · √n centres (k-means), as whole numbers from 0 to 255 a dimension, and a question looks into the
`PROBED` nearest cells. HNSW, the other way to do it, took ten times as long to build and four times the
memory for the same recall; the figures are in eval/LOG.md, "search at scale".
"""

import errno
import os
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexDamaged
from index.embed import Vectors

EXACT_UP_TO = 100_000  # vectors; looking at every one of so many takes 14 ms of a core; a new one costs nothing
CELLS = 4  # times √n: what FAISS's own guide advises
PROBED = 128  # cells a question looks into
LEARNT_FROM = 40  # vectors a cell that the centres are learnt from: FAISS warns below 39
SAMPLED = 2_000  # vectors that tell what cosines a question has with the passages that were not looked at
NEAR = 4096  # nearest vectors that count where not every one is looked at
NOT_NEAR = -1.0  # the score of a passage none of whose vectors were among the nearest
SEED = 1

Owners = NDArray[np.int32]  # (vectors,): the passage each vector belongs to
Mask = NDArray[np.bool_]  # (passages,)


@dataclass(frozen=True, slots=True)
class Sample:
    """Some passages' vectors, to estimate how cosines spread over all passages."""

    vectors: Vectors
    owners: Owners

    @classmethod
    def of(cls, vectors: Vectors, owners: Owners) -> "Sample":
        """Draw passages until they have about `SAMPLED` vectors."""
        passages = np.unique(owners)
        share = min(1.0, SAMPLED / max(1, len(owners)))
        drawn = np.random.default_rng(SEED).permutation(passages)[: max(1, round(share * len(passages)))]
        rows = np.flatnonzero(np.isin(owners, drawn))
        return cls(vectors[rows], np.unique(owners[rows], return_inverse=True)[1].astype(np.int32))

    def spread(self, question: Vectors) -> tuple[float, float]:
        """Return mean and standard deviation of the best cosine of a passage to `question`."""
        best = np.full(int(self.owners.max()) + 1, NOT_NEAR, np.float32)
        np.maximum.at(best, self.owners, (self.vectors @ question[0]).astype(np.float32))
        return float(best.mean()), float(best.std())


class DenseIndex:
    """A FAISS index whose vectors belong to passages."""

    def __init__(self, engine: faiss.Index, owners: Owners, sample: Sample | None = None) -> None:
        """Wrap a FAISS index; use `build` or `load`. `sample` is there where the search is not exact."""
        self._engine = engine
        self.owners = owners
        self._sample = sample

    @classmethod
    def build(cls, vectors: Vectors, owners: Owners, *, exact_up_to: int = EXACT_UP_TO) -> "DenseIndex":
        """Return the index of unit `vectors`, shape (n, dimensions); `owners` says whose each is."""
        vectors = np.ascontiguousarray(vectors)
        if len(vectors) <= exact_up_to:
            engine: faiss.Index = faiss.IndexFlatIP(vectors.shape[1])
            engine.add(vectors)
            return cls(engine, owners)
        engine = in_cells(vectors)
        engine.add(vectors)
        return cls(engine, owners, Sample.of(vectors, owners))

    def save(self, folder: Path) -> None:
        """Write FAISS's own file, the owners, and the sample where there is one.

        Raises:
            OSError: they cannot be written.
        """
        folder.mkdir(parents=True, exist_ok=True)
        try:
            faiss.write_index(self._engine, str(folder / "vectors.faiss"))
        except RuntimeError as error:  # FAISS says only in words why
            why = next(
                (n for n in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT) if os.strerror(n) in str(error)), errno.EIO
            )
            raise OSError(why, os.strerror(why)) from error
        np.save(folder / "owners.npy", self.owners, allow_pickle=False)
        if self._sample:
            np.save(folder / "sample.npy", self._sample.vectors, allow_pickle=False)
            np.save(folder / "sample-owners.npy", self._sample.owners, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> "DenseIndex":
        """Read what `save` wrote, memory-mapped: vectors stay on disk until a search touches them.

        Raises:
            IndexDamaged: the files are missing or not such an index.
        """
        try:
            # IO_FLAG_MMAP would copy all but inverted lists; this one maps every kind (measured)
            engine = faiss.read_index(str(folder / "vectors.faiss"), faiss.IO_FLAG_MMAP_IFC)
            owners = np.load(folder / "owners.npy", allow_pickle=False, mmap_mode="r")
            sample = None
            if (folder / "sample.npy").exists():
                vectors = np.load(folder / "sample.npy", allow_pickle=False)
                sample = Sample(vectors, np.load(folder / "sample-owners.npy", allow_pickle=False))
        except (OSError, RuntimeError, ValueError) as error:
            why = type(error).__name__
            text = f"{folder} holds no vectors ({why}); run: python -m index build"
            raise IndexDamaged(text, "index-vectors", folder=str(folder), why=why) from error
        if engine.ntotal != len(owners):
            vectors, count = int(engine.ntotal), len(owners)
            text = f"{folder} has {vectors:,} vectors and {count:,} owners; run: python -m index build"
            raise IndexDamaged(text, "index-owners", folder=str(folder), vectors=vectors, owners=count)
        return cls(engine, np.asarray(owners), sample)

    @property
    def size(self) -> int:
        """Number of vectors."""
        return int(self._engine.ntotal)

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._engine.d)

    def score(self, question: Vectors, passages: int, *, allowed: Mask | None = None) -> Vectors:
        """Return each passage's best cosine to `question`, shape (passages,); `NOT_NEAR` where it has no vector.

        With `allowed` only these passages are looked at, the rest are `NOT_NEAR`. Where the search is not
        exact, a passage that was not met counts as just as near as the last that was.
        """
        out = np.full(passages, NOT_NEAR, np.float32)
        if not self.size:
            return out
        if self._sample:
            cosines, ids = self.nearest(question, NEAR, allowed)
            if len(cosines):
                out[slice(None) if allowed is None else allowed] = cosines.min()
        else:
            cosines, ids = self._every(question, allowed)
        np.maximum.at(out, self.owners[ids], cosines)
        return out

    def spread(self, question: Vectors) -> tuple[float, float] | None:
        """Return mean and standard deviation of passages' best cosines; None where `score` meets all itself."""
        return self._sample.spread(question) if self._sample else None

    def nearest(self, question: Vectors, count: int, allowed: Mask | None = None) -> tuple[Vectors, NDArray[np.int64]]:
        """Return the nearest vectors' cosines and numbers, best first; fewer where fewer are allowed."""
        if not self.size:
            return np.zeros(0, np.float32), np.zeros(0, np.int64)
        if self._sample:
            cosines, ids = self._engine.search(question, min(count, self.size), params=self._parameters(allowed))
            found = ids[0] >= 0
            return cosines[0][found], ids[0][found]
        cosines, ids = self._every(question, allowed)
        best = np.argpartition(-cosines, count)[:count] if count < len(cosines) else np.arange(len(cosines))
        best = best[np.argsort(-cosines[best], kind="stable")]
        return cosines[best], ids[best]

    def _every(self, question: Vectors, allowed: Mask | None) -> tuple[Vectors, NDArray[np.int64]]:
        """Return every allowed vector's cosine and number, unsorted: a third of the time FAISS's own search takes."""
        _, cosines, ids = self._engine.range_search(question, 2 * NOT_NEAR, params=self._parameters(allowed))
        return cosines, ids

    def _parameters(self, allowed: Mask | None) -> faiss.SearchParameters | None:
        """Return FAISS's search parameters, with a filter where `allowed` narrows the search."""
        selector = None if allowed is None else _selector(allowed[self.owners])
        if self._sample is None:
            return faiss.SearchParameters(sel=selector) if selector else None  # type: ignore[call-arg]
        probed = PROBED
        if allowed is not None:  # so many cells that about as many vectors are met as without a filter
            cells: int = self._engine.nlist  # type: ignore[attr-defined]
            probed = min(cells, round(PROBED / max(float(allowed.mean()), 1e-9)))
        return faiss.SearchParametersIVF(sel=selector, nprobe=probed)  # type: ignore[call-arg]


def _selector(wanted: Mask) -> faiss.IDSelector:
    """Return FAISS's filter for the vectors marked in `wanted`, shape (vectors,)."""
    # FAISS's Python layer takes the bits as an array; its stub knows only the C++ signature
    return faiss.IDSelectorBitmap(np.packbits(wanted, bitorder="little"))  # type: ignore[call-arg,arg-type]


def in_cells(vectors: Vectors) -> faiss.Index:
    """Return an index of cells round centres learnt from some of `vectors`, still empty."""
    count, dimensions = vectors.shape
    cells = max(1, min(round(CELLS * count**0.5), count // LEARNT_FROM))
    engine = faiss.index_factory(dimensions, f"IVF{cells},SQ8", faiss.METRIC_INNER_PRODUCT)
    some = np.random.default_rng(SEED).permutation(count)[: LEARNT_FROM * cells]
    engine.train(vectors[np.sort(some)])
    return engine
