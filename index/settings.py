"""What shapes an index: every default here, each with its reason. The environment may change four of them."""

import os
from dataclasses import dataclass
from pathlib import Path

from corpus.library import FOLDER, reports_folder

HERE = Path(__file__).parent
OWN_MODEL = HERE / "model"  # the embedding model that ships with the project

MODEL_VARIABLE = "REGIONSVAR_EMBEDDING_MODEL"
INDEX_VARIABLE = "REGIONSVAR_INDEX"
RERANKER_VARIABLE = "REGIONSVAR_RERANKER"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and how passages are made and searched."""

    reports: Path = FOLDER
    saved: Path = HERE / "saved"  # the folder of the built index
    model: str = str(OWN_MODEL)  # a sentence-transformers folder or hub name
    reranker: str = ""  # a sentence-transformers CrossEncoder, folder or hub name; none if empty
    passage_size: int = 1200  # characters; see eval/LOG.md, "passage size"
    part_size: int = 400  # characters of a passage embedded at a time: a static model blurs longer text

    @classmethod
    def from_env(cls) -> "Settings":
        """Return the defaults, with models and folders as the environment names them."""
        default = cls()
        return cls(
            reports=reports_folder(),
            saved=Path(os.environ.get(INDEX_VARIABLE) or default.saved),
            model=os.environ.get(MODEL_VARIABLE) or default.model,
            reranker=os.environ.get(RERANKER_VARIABLE) or default.reranker,
        )

    def shape(self) -> dict[str, str | int]:
        """Return the settings an index depends on; two indexes with other shapes are not interchangeable."""
        return {"model": short_name(self.model), "passage_size": self.passage_size, "part_size": self.part_size}


def short_name(model: str) -> str:
    """Return what an index calls its model: the project's own is the same wherever the project lies.

    >>> short_name("intfloat/multilingual-e5-base")
    'intfloat/multilingual-e5-base'
    """
    return "own" if Path(model) == OWN_MODEL else model
