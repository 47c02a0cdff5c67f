"""The vector and the weight of each word that questions and notes are made of; the model is asked for each once."""

from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index.embed import Vectors
from index.overlap import UNKNOWN
from index.search import Searcher
from index.tokens import stem, stem_en

Numbers = NDArray[np.int32]  # (words,)
FIRST = 4096  # words there is room for at first; the room doubles


class WordVectors:
    """Numbers words as they come. Many threads may ask at once."""

    def __init__(self, searcher: Searcher) -> None:
        """Take what knows the vectors, and how common words are."""
        self._searcher = searcher
        self._lock = Lock()
        self._numbers: dict[str, int] = {}
        self._vectors = np.zeros((FIRST, searcher.embedder.dimensions), np.float32)
        self._weights = np.zeros(FIRST, np.float32)

    def numbers(self, own: tuple[str, ...]) -> Numbers:
        """Return the numbers of words, which tell them from now on."""
        if any(word not in self._numbers for word in own):
            with self._lock:
                self._learn([word for word in dict.fromkeys(own) if word not in self._numbers])
        return np.array([self._numbers[word] for word in own], np.int32)

    def vectors(self, numbers: Numbers) -> Vectors:
        """Return the words' vectors, shape (words, dimensions)."""
        return self._vectors[numbers]

    def weights(self, numbers: Numbers) -> NDArray[np.float32]:
        """Return how telling each word is, shape (words,)."""
        return self._weights[numbers]

    def _learn(self, new: list[str]) -> None:
        if not new:
            return
        end = len(self._numbers) + len(new)
        if end > len(self._vectors):  # a table that is being read stays as it is
            more = max(end, 2 * len(self._vectors)) - len(self._vectors)
            self._vectors = np.concatenate([self._vectors, np.zeros((more, self._vectors.shape[1]), np.float32)])
            self._weights = np.concatenate([self._weights, np.zeros(more, np.float32)])
        places = slice(len(self._numbers), end)
        self._vectors[places] = self._searcher.embedder.embed_passages(new)
        self._weights[places] = [self._telling(word) for word in new]
        self._numbers |= {word: place for place, word in enumerate(new, start=places.start)}

    def _telling(self, word: str) -> float:
        lexical = self._searcher.index.lexical
        forms = (("all", stem(word)), ("english", stem_en(word)))
        known = [lexical[name].idf(form) for name, form in forms if len(lexical[name].token_scores(form)[0])]
        return min(known) if known else UNKNOWN
