"""The project's own model, opened without sentence-transformers, gives what sentence-transformers gives."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError
from corpus.library import Library
from index.embed import SentenceEmbedder
from index.settings import OWN_MODEL
from index.static import StaticEmbedder, is_static, open_embedder

ROUNDING = 1.2e-7  # two steps of a float32 near 1: the vectors' lengths are summed in another order


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OWN_MODEL, tmp_path / "model"))


def test_the_vectors_are_those_of_sentence_transformers(library: Library) -> None:
    from sentence_transformers import SentenceTransformer

    stretches = [r.text[i : i + n] for r in library.reports for n in (3, 90, 1500) for i in range(0, len(r.text), 9973)]
    asked = [question for note in library.all_notes() for question in note.questions][::5]
    texts = [*stretches, *asked, "", " ", "🙂", "ÆØÅ 10,5 %", "word " * 3000]
    own, other = StaticEmbedder(str(OWN_MODEL)), SentenceEmbedder(str(OWN_MODEL))
    table = SentenceTransformer(str(OWN_MODEL), device="cpu")[0]
    means = table(table.preprocess(texts))["sentence_embedding"].detach().numpy()
    assert np.array_equal(own.means(texts), means)
    assert np.abs(own.embed_passages(texts) - other.embed_passages(texts)).max() <= ROUNDING
    assert (own.dimensions, own.embed_passages([]).shape) == (other.dimensions, (0, own.dimensions))


def test_the_own_model_is_opened_the_quick_way() -> None:
    assert isinstance(open_embedder(str(OWN_MODEL)), StaticEmbedder)


@pytest.mark.parametrize(
    "modules",
    [
        [{"type": "sentence_transformers.models.Transformer"}, {"type": "sentence_transformers.models.Normalize"}],
        [{"type": "sentence_transformers.models.StaticEmbedding"}],
        [{"path": ""}],
        {},
    ],
)
def test_any_other_model_is_not_static(copy: Path, modules: object) -> None:
    assert is_static(copy)
    (copy / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    assert not is_static(copy)


def test_a_name_that_is_no_folder_is_not_static(tmp_path: Path) -> None:
    assert not is_static(tmp_path / "intfloat" / "multilingual-e5-base")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tokenizer.json", b"{}"),
        ("tokenizer.json", b"\xff"),
        ("tokenizer.json", None),
        ("model.safetensors", "half"),
        ("config_sentence_transformers.json", b"no JSON"),
        ("config_sentence_transformers.json", None),
    ],
)
def test_a_damaged_model_is_one_sentence(copy: Path, name: str, content: bytes | str | None) -> None:
    file = copy / name
    if content is None:
        file.unlink()
    else:
        whole = file.read_bytes()
        file.write_bytes(whole[: len(whole) // 2] if isinstance(content, str) else content)
    with pytest.raises(ModelError, match="cannot be loaded") as caught:
        open_embedder(str(copy))
    assert "\n" not in str(caught.value)
