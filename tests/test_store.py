"""The index on disk: read back as written; missing, stale and damaged ones refused with the remedy."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import IndexDamaged, IndexMissing, IndexStale, ModelError, RegionsvarError
from corpus.library import checksums, load_library
from index.build import build_index
from index.dense import NOT_NEAR, DenseIndex
from index.embed import Embedder, SentenceEmbedder, Vectors, prompts_for, unit
from index.fuse import Mask
from index.manifest import current_folder
from index.refresh import refresh
from index.search import Searcher
from index.settings import Settings
from index.store import load_index, save_index

REMEDY = "run: python -m index build"


@pytest.fixture
def saved(tiny: Path, tmp_path: Path, word_hash: Embedder) -> Settings:
    settings = Settings(reports=tiny, saved=tmp_path / "saved", model="word-hash")
    index = build_index(load_library(tiny), word_hash, settings, lambda _step, _share: None)
    save_index(index, settings, checksums(tiny))
    return settings


def _load(settings: Settings, embedder: Embedder) -> Searcher:
    library = load_library(settings.reports)
    return Searcher(load_index(settings, library, checksums(settings.reports)), library, embedder)


def test_an_index_is_read_back_as_written(saved: Settings, word_hash: Embedder) -> None:
    hits = _load(saved, word_hash).search("Hvor mange elever fikk skolen?").hits
    assert [h.passage.report_id for h in hits] == ["fjell-2021", "fjord-2019"]
    assert [h.rank for h in hits] == [1, 2]


def test_building_again_leaves_one_index(saved: Settings, word_hash: Embedder) -> None:
    before = current_folder(saved)
    index = build_index(load_library(saved.reports), word_hash, saved, lambda _step, _share: None)
    save_index(index, saved, checksums(saved.reports))
    assert current_folder(saved) == before  # the same reports give the same index
    assert [p.name for p in saved.saved.iterdir() if p.is_dir()] == [before.name]


def test_where_no_report_has_notes_a_field_is_saved_and_read_once(
    tiny: Path, word_hash: Embedder, tmp_path: Path
) -> None:
    settings = Settings(reports=tiny, saved=tmp_path / "saved", model="word-hash")
    refresh(settings, word_hash)
    folder = current_folder(settings)
    there = {p.relative_to(folder).as_posix() for p in folder.glob("*/*")}
    assert {"lexical/grams-text", "dense/text"} <= there
    assert not {"lexical/grams", "dense/notes"} & there
    searcher = _load(settings, word_hash)
    assert searcher.index.dense["notes"] is searcher.index.dense["text"]
    assert searcher.index.lexical["grams"] is searcher.index.lexical["grams-text"]
    assert searcher.search("Hvor mange elever fikk skolen?").hits[0].passage.report_id == "fjell-2021"


def _forget(settings: Settings) -> None:
    (settings.saved / "CURRENT").unlink()


def _misname(settings: Settings) -> None:
    (settings.saved / "CURRENT").write_text("index-../../etc")


def _cut(settings: Settings) -> None:
    path = current_folder(settings) / "dense" / "text" / "vectors.faiss"
    path.write_bytes(path.read_bytes()[:50])


def _remove(settings: Settings) -> None:
    (current_folder(settings) / "passages.json").unlink()


def _scribble(settings: Settings) -> None:
    (current_folder(settings) / "manifest.json").write_text("{")


def _edit(settings: Settings) -> None:
    path = settings.reports / "fjell-2021" / "report.txt"
    path.write_text(path.read_text(encoding="utf-8") + "Mer.\n", encoding="utf-8")


def _new_format(settings: Settings) -> None:
    path = current_folder(settings) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"format": 0}), encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "error"),
    [
        (_forget, IndexMissing),
        (_misname, IndexMissing),
        (_cut, IndexDamaged),
        (_remove, IndexDamaged),
        (_scribble, IndexDamaged),
        (_edit, IndexStale),
        (_new_format, IndexStale),
    ],
)
def test_a_harmed_index_is_refused(
    saved: Settings, word_hash: Embedder, harm: Callable[[Settings], None], error: type[RegionsvarError]
) -> None:
    harm(saved)
    with pytest.raises(error, match=REMEDY):
        _load(saved, word_hash)


def test_an_index_of_another_model_is_refused(saved: Settings, word_hash: Embedder) -> None:
    with pytest.raises(IndexStale, match="word-hash"):
        _load(replace(saved, model="another"), word_hash)


def test_a_folder_that_cannot_be_written_is_one_sentence(tiny: Path, tmp_path: Path, word_hash: Embedder) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    settings = Settings(reports=tiny, saved=tmp_path / "file" / "saved")
    index = build_index(load_library(tiny), word_hash, settings, lambda _step, _share: None)
    with pytest.raises(IndexMissing, match="cannot be written"):
        save_index(index, settings, {})


def test_dense_search_takes_the_best_vector_of_a_passage() -> None:
    vectors = unit(np.array([[1, 0], [0, 1], [1, 1]], np.float32))
    index = DenseIndex.build(vectors, np.array([0, 0, 1], np.int32))
    question = unit(np.array([[0, 1]], np.float32))
    assert np.allclose(index.score(question, 3), [1.0, 0.7071, NOT_NEAR], atol=1e-4)
    assert np.allclose(index.score(question, 2, allowed=np.array([False, True])), [NOT_NEAR, 0.7071], atol=1e-4)


def clouds(count: int, dimensions: int = 32) -> tuple[Vectors, Vectors]:
    """Return unit vectors in clouds, as texts lie, and ten questions near some of them."""
    random = np.random.default_rng(1)
    middles = random.normal(size=(50, dimensions))
    vectors = unit(
        (middles[random.integers(0, 50, count)] + random.normal(size=(count, dimensions))).astype(np.float32)
    )
    return vectors, unit((vectors[:10] + 0.05 * random.normal(size=(10, dimensions))).astype(np.float32))


def best(index: DenseIndex, question: Vectors, allowed: Mask | None = None) -> set[int]:
    """Return the ten best passages."""
    scores = index.score(question, index.size, allowed=allowed)
    return set(np.argsort(-scores)[:10].tolist())


@pytest.mark.parametrize("share", [1.0, 0.5, 0.02])
def test_large_dense_indexes_are_searched_nearly_exactly(tmp_path: Path, share: float) -> None:
    vectors, questions = clouds(6000)
    owners = np.arange(6000, dtype=np.int32)
    allowed = None if share == 1 else np.random.default_rng(2).random(6000) < share
    exact = DenseIndex.build(vectors, owners)
    DenseIndex.build(vectors, owners, exact_up_to=10).save(tmp_path)
    near = DenseIndex.load(tmp_path)
    common = [len(best(near, q[None], allowed) & best(exact, q[None], allowed)) for q in questions]
    assert sum(common) >= 95
    if allowed is not None:
        assert all(best(near, q[None], allowed) <= set(np.flatnonzero(allowed).tolist()) for q in questions)


def test_the_spread_of_cosines_is_told_from_a_sample() -> None:
    vectors, questions = clouds(6000)
    owners = np.repeat(np.arange(3000, dtype=np.int32), 2)
    exact, near = (DenseIndex.build(vectors, owners, exact_up_to=n) for n in (6000, 10))
    assert exact.spread(questions[:1]) is None
    for question in questions:
        scores = exact.score(question[None], 3000)
        assert near.spread(question[None]) == pytest.approx((scores.mean(), scores.std()), abs=0.02)


def test_the_own_model_gives_unit_vectors(searcher: Searcher) -> None:
    vectors = searcher.embedder.embed_passages(["Kommunene samarbeider.", "The municipalities cooperate.", ""])
    assert vectors.shape == (3, searcher.embedder.dimensions)
    assert ((vectors[:2] ** 2).sum(axis=1).round(3) == 1).all()
    assert searcher.embedder.embed_passages([]).shape == (0, searcher.embedder.dimensions)


@pytest.mark.parametrize(
    ("name", "own", "prompts"),
    [
        ("intfloat/multilingual-e5-base", {}, ("query: ", "passage: ")),
        ("/models/multilingual-e5-small", {}, ("query: ", "passage: ")),
        ("sentence-transformers/all-MiniLM-L6-v2", {}, ("", "")),
        ("Snowflake/snowflake-arctic-embed-m", {"query": "q: "}, ("q: ", "")),
    ],
)
def test_prompts(name: str, own: dict[str, str], prompts: tuple[str, str]) -> None:
    assert prompts_for(name, own) == prompts


def test_a_missing_model_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be loaded"):
        SentenceEmbedder(str(tmp_path))
