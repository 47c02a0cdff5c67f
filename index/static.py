"""Static embedding models (a vector a word piece, averaged) opened without sentence-transformers.

The project's own model is one. sentence-transformers brings torch and transformers along, which take many seconds
to import; a static model needs its tokenizer and its table only. The sums are the same to the last bit, so an
index may be built by either way and searched by the other.
"""

import json
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from corpus.errors import ModelError
from index.embed import Embedder, SentenceEmbedder, Vectors, prompts_for, unit

PARTS = ["StaticEmbedding", "Normalize"]  # the modules of a model this file can open
TABLE, FACTORS = "embeddings", "weights"  # int8 or float32 (pieces, dimensions), and one factor a piece
LONGEST_HEADER = 10_000  # bytes; a static model's has a few hundred


class StaticEmbedder:
    """A static model in the files of sentence-transformers: `tokenizer.json` and `model.safetensors`."""

    def __init__(self, name: str) -> None:
        """Open the model in the folder `name`.

        Raises:
            ModelError: a file of it is missing or damaged.
        """
        self.name = name
        folder = Path(name)
        try:
            tokenizer = (folder / "tokenizer.json").read_text(encoding="utf-8")
            arrays = load_file(folder / "model.safetensors")
            self._table, self._factors = arrays[TABLE], arrays[FACTORS]
            prompts = json.loads((folder / "config_sentence_transformers.json").read_text(encoding="utf-8"))["prompts"]
        except (OSError, ValueError, KeyError, SafetensorError) as error:
            raise _unusable(name, error) from error
        try:
            self._tokenizer: Tokenizer = Tokenizer.from_str(tokenizer)
        except Exception as error:  # the library raises nothing narrower
            raise _unusable(name, error) from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._question, self._passage = prompts_for(name, prompts)
        self.dimensions = int(self._table.shape[1])

    def embed_passages(self, texts: list[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), dimensions), float32."""
        return self._embed([self._passage + text for text in texts])

    def embed_question(self, text: str) -> Vectors:
        """Return the question's unit vector, shape (1, dimensions), float32."""
        return self._embed([self._question + text])

    def _embed(self, texts: list[str]) -> Vectors:
        return unit(self.means(texts))

    def means(self, texts: list[str]) -> Vectors:
        """Return the mean of each text's piece vectors, shape (len(texts), dimensions); zeros for no piece."""
        out = np.zeros((len(texts), self.dimensions), np.float32)
        for row, encoding in zip(out, self._tokenizer.encode_batch(texts, add_special_tokens=False), strict=True):
            if encoding.ids:
                pieces = self._table[encoding.ids].astype(np.float32) * self._factors[encoding.ids, None]
                row[:] = np.add.reduce(pieces, axis=0) / np.float32(len(encoding.ids))
        return out


def open_embedder(name: str) -> Embedder:
    """Return the embedding model `name`: a folder or a hub name; a static one the quick way.

    Raises:
        ModelError: there is no such model here, or it cannot be loaded.
    """
    return StaticEmbedder(name) if is_static(Path(name)) else SentenceEmbedder(name)


def is_static(folder: Path) -> bool:
    """Tell whether a folder holds a static model with one factor a piece; any other needs sentence-transformers."""
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        if [m["type"].rsplit(".", 1)[-1] for m in modules] != PARTS:
            return False
        with (folder / "model.safetensors").open("rb") as file:  # it begins with a header of so many bytes, in JSON
            header = json.loads(file.read(min(int.from_bytes(file.read(8), "little"), LONGEST_HEADER)))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
    return set(header) - {"__metadata__"} == {TABLE, FACTORS}


def _unusable(name: str, error: Exception) -> ModelError:
    first = next(iter(str(error).strip().splitlines()), type(error).__name__)
    return ModelError(
        f"The embedding model in {name} cannot be loaded: {first} Restore its files, or leave "
        "REGIONSVAR_EMBEDDING_MODEL unset for the project's own.",
        "embedder-damaged",
        folder=name,
        why=first,
    )
