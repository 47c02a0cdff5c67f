"""BM25 over token lists (bm25s), asked with weighted concepts instead of bare words.

A concept is one thing the asker said with the forms it may take in a report: a word's stem, the words a
glossary translates it to. A document is scored by its best form for each concept, so that a word with
five translations counts no more than one with a single one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress
from pathlib import Path

import bm25s
import numpy as np
from bm25s.tokenization import Tokenized
from numpy.typing import NDArray
from scipy import sparse

from corpus.errors import IndexDamaged

Scores = NDArray[np.float32]  # (documents,)
K1, B = 1.2, 0.6  # BM25's defaults but a lower b: passages are of like length already


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing asked for: the tokens that can stand for it, each with a weight, and its own weight."""

    forms: tuple[tuple[str, float], ...]  # (token, weight from 0 to 1)
    weight: float = 1.0


class LexicalIndex:
    """A BM25 index over documents given as token lists."""

    def __init__(self, engine: bm25s.BM25, documents: int) -> None:
        """Wrap a bm25s engine; use `build` or `load`."""
        self._engine = engine
        self.documents = documents
        self._columns: dict[str, int] = engine.vocab_dict
        # plain views: a slice of np.memmap costs ten times that of an array over the same file
        self._data = np.asarray(engine.scores["data"])
        self._rows = np.asarray(engine.scores["indices"])
        self._starts = np.asarray(engine.scores["indptr"])

    @classmethod
    def build(cls, documents: Iterable[list[str]]) -> "LexicalIndex":
        """Return the index of `documents`; an empty document is kept and never found.

        Each document becomes numbers as it comes: a generator never holds more than one document's tokens.
        """
        columns: dict[str, int] = {}
        numbers = [[columns.setdefault(token, len(columns)) for token in doc or [""]] for doc in documents]
        engine = bm25s.BM25(k1=K1, b=B)
        engine.index(Tokenized(numbers, columns), show_progress=False)
        return cls(engine, len(numbers))

    @classmethod
    def from_counts(cls, counts: sparse.csr_matrix, tokens: Sequence[str]) -> "LexicalIndex":
        """Return the index of documents whose tokens are counted already: the same as `build`, by arrays alone.

        `counts` has shape (documents, tokens).
        """
        lengths = np.maximum(np.asarray(counts.sum(axis=1), np.float32)[:, 0], 1)  # an empty one counts as a word
        table = counts.tocsc()  # documents rise within each column
        held = np.diff(table.indptr)
        worth = np.log1p((len(lengths) - held + 0.5) / (held + 0.5)).astype(np.float32)
        short = (K1 * (1 - B + B * lengths / lengths.mean())).astype(np.float32) if len(lengths) else lengths
        scores = short[table.indices]
        scores += table.data
        np.divide(table.data, scores, out=scores)
        scores *= worth[table.tocoo(copy=False).col]  # `np.repeat` takes five times as long
        known = held > 0  # a word that stands in no document has no column
        engine = bm25s.BM25(k1=K1, b=B)
        engine.scores = {
            "data": scores,
            "indices": table.indices.astype(np.int32, copy=False),
            "indptr": np.concatenate([[0], np.cumsum(held[known])]).astype(np.int64),
            "num_docs": len(lengths),
        }
        engine.nonoccurrence_array = None
        engine.vocab_dict = {token: column for column, token in enumerate(compress(tokens, known))}
        return cls(engine, len(lengths))

    def save(self, folder: Path) -> None:
        """Write the index as NumPy arrays and JSON."""
        self._engine.save(str(folder), show_progress=False)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Read an index written by `save`, memory-mapped; nothing is unpickled.

        Raises:
            IndexDamaged: the files are not such an index.
        """
        try:
            engine = bm25s.BM25.load(str(folder), load_corpus=False, mmap=True, show_progress=False)
            return cls(engine, int(engine.scores["num_docs"]))
        except (OSError, ValueError, KeyError) as error:
            text = f"{folder} holds no lexical index ({error}); run: python -m index build"
            raise IndexDamaged(text, "index-lexical", folder=str(folder), why=str(error)) from error

    def token_scores(self, token: str) -> tuple[NDArray[np.int32], Scores]:
        """Return the documents that hold `token` and its BM25 score in each."""
        column = self._columns.get(token)
        if column is None:
            return np.empty(0, np.int32), np.empty(0, np.float32)
        part = slice(int(self._starts[column]), int(self._starts[column + 1]))
        return self._rows[part], self._data[part]

    def idf(self, token: str) -> float:
        """Return how telling a token is: ln(documents / documents that hold it), 0 where none does."""
        held = len(self.token_scores(token)[0])
        return float(np.log(self.documents / held)) if held else 0.0

    def score(self, concepts: list[Concept]) -> Scores:
        """Return a score for every document, shape (documents,): the sum over concepts of the best form."""
        total = np.zeros(self.documents, np.float32)
        best = np.zeros(self.documents, np.float32) if any(len(c.forms) > 1 for c in concepts) else total
        for concept in concepts:
            found = [(self.token_scores(token), np.float32(weight)) for token, weight in concept.forms]
            if len(found) == 1:
                (rows, values), weight = found[0]
                total[rows] += values * weight * np.float32(concept.weight)
                continue
            for (rows, values), weight in found:  # a document stands once in each form's rows
                best[rows] = np.maximum(best[rows], values * weight)
            for (rows, _), _ in found:
                total[rows] += best[rows] * np.float32(concept.weight)
                best[rows] = 0.0  # counted; and clean for the next concept
        return total
