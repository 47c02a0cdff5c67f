"""Vectors of passages in FAISS: several a passage, the nearest one counts.

Exact search up to `EXACT_UP_TO` vectors, HNSW beyond: the rule and its figures are in eval/LOG.md.
"""

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexDamaged
from index.embed import Vectors

EXACT_UP_TO = 200_000  # vectors; exact search of so many takes about 20 ms on two cores
LINKS, BUILD_BREADTH, SEARCH_BREADTH = 32, 80, 128  # HNSW: links a vector, breadth of building and searching
NOT_NEAR = -1.0  # the score of a passage none of whose vectors were among the nearest

Owners = NDArray[np.int32]  # (vectors,): the passage each vector belongs to


class DenseIndex:
    """A FAISS index whose vectors belong to passages."""

    def __init__(self, engine: faiss.Index, owners: Owners) -> None:
        """Wrap a FAISS index; use `build` or `load`."""
        self._engine = engine
        self.owners = owners

    @classmethod
    def build(cls, vectors: Vectors, owners: Owners, *, exact_up_to: int = EXACT_UP_TO) -> "DenseIndex":
        """Return the index of unit `vectors`, shape (n, dimensions); `owners` says whose each is."""
        dimensions = vectors.shape[1]
        if len(vectors) <= exact_up_to:
            engine: faiss.Index = faiss.IndexFlatIP(dimensions)
        else:
            graph = faiss.IndexHNSWFlat(dimensions, LINKS, faiss.METRIC_INNER_PRODUCT)
            graph.hnsw.efConstruction = BUILD_BREADTH
            engine = graph
        engine.add(np.ascontiguousarray(vectors))
        return cls(engine, owners)

    def save(self, folder: Path) -> None:
        """Write FAISS's own file and the owners."""
        folder.mkdir(parents=True, exist_ok=True)
        faiss.write_index(self._engine, str(folder / "vectors.faiss"))
        np.save(folder / "owners.npy", self.owners, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> "DenseIndex":
        """Read what `save` wrote, memory-mapped.

        Raises:
            IndexDamaged: the files are missing or not such an index.
        """
        try:
            engine = faiss.read_index(str(folder / "vectors.faiss"), faiss.IO_FLAG_MMAP)
            owners = np.load(folder / "owners.npy", allow_pickle=False)
        except (OSError, RuntimeError, ValueError) as error:
            raise IndexDamaged(
                f"{folder} holds no vectors ({type(error).__name__}); run: python -m index build"
            ) from error
        if engine.ntotal != len(owners):
            raise IndexDamaged(
                f"{folder} has {engine.ntotal} vectors and {len(owners)} owners; run: python -m index build"
            )
        return cls(engine, owners)

    @property
    def size(self) -> int:
        """Number of vectors."""
        return int(self._engine.ntotal)

    def score(
        self, question: Vectors, passages: int, *, near: int = 4096, allowed: NDArray[np.bool_] | None = None
    ) -> Vectors:
        """Return each passage's best cosine to `question`, shape (passages,); `NOT_NEAR` where none is near.

        Only the `near` nearest vectors are looked at, and with `allowed` only those of these passages.
        """
        out = np.full(passages, NOT_NEAR, np.float32)
        if not self.size:
            return out
        count = min(near, self.size)
        cosines, ids = self._engine.search(question, count, params=self._parameters(allowed))
        found = ids[0] >= 0
        np.maximum.at(out, self.owners[ids[0][found]], cosines[0][found])
        return out

    def _parameters(self, allowed: NDArray[np.bool_] | None) -> faiss.SearchParameters | None:
        """Return FAISS's search parameters, with a filter where `allowed` narrows the search."""
        selector = None
        if allowed is not None:
            selector = faiss.IDSelectorBatch(np.flatnonzero(allowed[self.owners]))
        if isinstance(self._engine, faiss.IndexHNSW):
            return faiss.SearchParametersHNSW(sel=selector, efSearch=SEARCH_BREADTH)  # type: ignore[attr-defined,no-any-return]
        return faiss.SearchParameters(sel=selector) if selector else None  # type: ignore[call-arg]
