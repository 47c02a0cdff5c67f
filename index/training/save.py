"""Write the model as a folder that sentence-transformers opens by itself, with its card.

Each row of the table is kept as whole numbers from -127 to 127 and one factor: a quarter of float32's
size, and the ranking is the same. sentence-transformers multiplies them out to float32 when it loads.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save
from tokenizers import Tokenizer

TOP = 127  # the largest whole number
CARD = Path(__file__).with_name("card.md")
MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"},
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"},
]
CONFIG: dict[str, object] = {"prompts": {}, "default_prompt_name": None, "similarity_fn_name": "cosine"}
Floats = NDArray[np.float32]


def quantized(table: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Return the table's rows as whole numbers, and the factor that each row's are multiplied with."""
    factor = np.maximum(np.abs(table).max(axis=1), 1e-9) / TOP
    return np.rint(table / factor[:, None]).astype(np.int8), factor.astype(np.float32)


def restored(numbers: NDArray[np.int8], factor: Floats) -> Floats:
    """Return the table as it will be after loading."""
    return numbers.astype(np.float32) * factor[:, None]


def save_model(out: Path, tokenizer: Tokenizer, table: Floats, figures: Mapping[str, float]) -> None:
    """Write the model folder beside `out` and put it in its place when it is whole."""
    fresh = out.with_name(f".{out.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    (fresh / "1_Normalize").mkdir(parents=True)
    numbers, factor = quantized(table)
    (fresh / "model.safetensors").write_bytes(save({"embeddings": numbers, "weights": factor}))
    tokenizer.save(str(fresh / "tokenizer.json"), pretty=False)
    _write_json(fresh / "modules.json", MODULES)
    _write_json(fresh / "config_sentence_transformers.json", CONFIG)
    _write_json(fresh / "1_Normalize" / "config.json", {})
    (fresh / "README.md").write_text(_card(table, figures), encoding="utf-8")
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)


def _write_json(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")


def _card(table: Floats, figures: Mapping[str, float]) -> str:
    rows = "\n".join(f"| {name} | {value:.3f} |" for name, value in figures.items())
    text = CARD.read_text(encoding="utf-8")
    pieces, dimensions = table.shape
    return text.replace("{pieces}", f"{pieces:,}").replace("{dimensions}", str(dimensions)).replace("{figures}", rows)
