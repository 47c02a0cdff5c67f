"""What shapes an index: every default here, each with its reason. The environment may change two of them."""

import os
from dataclasses import dataclass
from pathlib import Path

from corpus.library import FOLDER

HERE = Path(__file__).parent
OWN_MODEL = HERE / "model"  # the embedding model that ships with the project

MODEL_VARIABLE = "REGIONSVAR_EMBEDDING_MODEL"
INDEX_VARIABLE = "REGIONSVAR_INDEX"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and how passages are made and searched."""

    reports: Path = FOLDER
    saved: Path = HERE / "saved"  # the folder of the built index
    model: str = str(OWN_MODEL)  # a sentence-transformers folder or hub name
    passage_size: int = 1200  # characters; see eval/LOG.md, "passage size"
    part_size: int = 400  # characters of a passage embedded at a time: a static model blurs longer text

    @classmethod
    def from_env(cls) -> "Settings":
        """Return the defaults, with model and index folder as the environment names them."""
        default = cls()
        return cls(
            saved=Path(os.environ.get(INDEX_VARIABLE) or default.saved),
            model=os.environ.get(MODEL_VARIABLE) or default.model,
        )

    def shape(self) -> dict[str, str | int]:
        """Return the settings an index depends on; two indexes with other shapes are not interchangeable."""
        model = "own" if Path(self.model) == OWN_MODEL else self.model
        return {"model": model, "passage_size": self.passage_size, "part_size": self.part_size}
