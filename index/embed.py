"""The seam to embedding models: text in, unit vectors out.

Knows nothing of passages or indexes. Importing sentence-transformers takes seconds, so it happens when
a model is first opened, never when this module is imported.
"""

from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError

Vectors = NDArray[np.float32]  # (texts, dimensions), each row of length 1

# What a model's family wants before a question and a passage, where the model does not say so itself.
# Sources: the models' cards (intfloat/e5, BAAI/bge, Alibaba-NLP/gte, Qwen3-Embedding, snowflake-arctic).
INSTRUCTION = "Instruct: Given a question, retrieve passages that answer it\nQuery: "
PROMPTS: dict[str, tuple[str, str]] = {
    "e5-instruct": (INSTRUCTION, ""),
    "e5": ("query: ", "passage: "),
    "bge-m3": ("", ""),
    "bge": ("Represent this sentence for searching relevant passages: ", ""),
    "gte-qwen": (INSTRUCTION, ""),
    "gte": ("", ""),
    "qwen3-embedding": (INSTRUCTION, ""),
    "snowflake-arctic-embed": ("query: ", ""),
}


class Embedder(Protocol):
    """Whatever can embed questions and passages; some models prefix the two differently."""

    name: str
    dimensions: int

    def embed_passages(self, texts: list[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), dimensions), float32."""
        ...

    def embed_question(self, text: str) -> Vectors:
        """Return the question's unit vector, shape (1, dimensions), float32."""
        ...


class SentenceEmbedder:
    """A sentence-transformers model, from a folder or, where there is a network, by its hub name."""

    def __init__(self, name: str, *, batch_size: int = 64) -> None:
        """Open the model.

        Raises:
            ModelError: there is no such model here, or it cannot be loaded.
        """
        from sentence_transformers import SentenceTransformer

        self.name = name
        try:
            self._model: Any = SentenceTransformer(name, device=None if _accelerated() else "cpu")
        except (OSError, ValueError, RuntimeError) as error:
            first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            raise ModelError(
                f"The embedding model {name!r} cannot be loaded: {first} Give the folder of a "
                "sentence-transformers model, or leave REGIONSVAR_EMBEDDING_MODEL unset for the project's own.",
                "embedder",
                model=repr(name),
                why=first,
            ) from error
        self._batch_size = batch_size
        self._question, self._passage = prompts_for(name, getattr(self._model, "prompts", {}) or {})
        self.dimensions = int(self._model.get_embedding_dimension())

    def embed_passages(self, texts: list[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), dimensions), float32."""
        return self._embed([self._passage + text for text in texts])

    def embed_question(self, text: str) -> Vectors:
        """Return the question's unit vector, shape (1, dimensions), float32."""
        return self._embed([self._question + text])

    def _embed(self, texts: list[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        raw = self._model.encode(texts, batch_size=self._batch_size, show_progress_bar=False, prompt="")
        return unit(np.asarray(raw, np.float32))


def prompts_for(name: str, own: dict[str, str]) -> tuple[str, str]:
    """Return what to set before a question and before a passage: the model's own word, else its family's.

    >>> prompts_for("intfloat/multilingual-e5-base", {})
    ('query: ', 'passage: ')
    """
    question = own.get("query") or own.get("question") or ""
    passage = own.get("passage") or own.get("document") or own.get("corpus") or ""
    if question or passage:
        return question, passage
    base = Path(name).name.lower()
    if "e5" in base and "instruct" in base:
        return PROMPTS["e5-instruct"]
    return next((prompts for family, prompts in PROMPTS.items() if family in base), ("", ""))


def unit(vectors: Vectors) -> Vectors:
    """Scale each row to length 1; a row of zeros (a text of unknown words only) stays zeros."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)


def _accelerated() -> bool:
    import torch

    return bool(torch.cuda.is_available())
