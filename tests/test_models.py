"""Models from elsewhere: tiny real transformers made here, saved, and loaded as a person would load theirs."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from sentence_transformers import CrossEncoder, SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers
from transformers import BertConfig, BertForSequenceClassification, BertModel, PreTrainedTokenizerFast

from corpus.errors import IndexStale, ModelError
from corpus.library import checksums, load_library
from corpus.records import Hit
from index.build import build_index
from index.crossencoder import CrossEncoderReranker, Reranker, full_text, open_reranker
from index.embed import Embedder, SentenceEmbedder, prompts_for
from index.search import Searcher
from index.settings import Settings
from index.store import load_index, save_index

TEXT = (
    "Ferja gikk hver time i Fjordby, og 40 bedrifter brukte den. Rutene ble doblet i 2018.",
    "Skolen i Fjellheim fikk 12 nye elever. Nettverket mellom lærerne varte ikke.",
    "How many pupils did the school get? query: passage: ask: text:",
)
ASKED = "Hvor mange elever fikk skolen?"
UNKNOWN = "[UNK]"  # the piece that stands for what is not known


def tokenizer() -> PreTrainedTokenizerFast:
    """Return a word-piece tokenizer learnt from `TEXT`."""
    made = Tokenizer(models.WordPiece(unk_token=UNKNOWN))
    made.normalizer = normalizers.BertNormalizer()
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    made.train_from_iterator(TEXT, trainers.WordPieceTrainer(vocab_size=300, special_tokens=special))
    made.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    named = {
        "pad_token": "[PAD]",
        "unk_token": "[UNK]",
        "cls_token": "[CLS]",
        "sep_token": "[SEP]",
        "mask_token": "[MASK]",
    }
    return PreTrainedTokenizerFast(tokenizer_object=made, **named)  # type: ignore[no-untyped-call]


def config(words: int, width: int = 32, **more: Any) -> BertConfig:  # noqa: ANN401 - whatever the shape has
    """Return the shape of a transformer of one layer."""
    return BertConfig(
        vocab_size=words,
        hidden_size=width,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=512,
        **more,
    )


def make_model(folder: Path, prompts: dict[str, str] | None = None, width: int = 32) -> Path:
    """Save a sentence-transformers model with random weights, a fixed seed, and `prompts` in its config."""
    torch.manual_seed(1)
    words, bare = tokenizer(), folder.with_name(f"{folder.name}-bare")
    BertModel(config(len(words), width)).save_pretrained(bare)
    words.save_pretrained(bare)
    body = Transformer(str(bare), max_seq_length=256)
    SentenceTransformer(modules=[body, Pooling(width)], prompts=prompts or {}, device="cpu").save(str(folder))
    return folder


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(
        tmp_path_factory.mktemp("models") / "multilingual-e5-tiny", {"query": "ask: ", "document": "text: "}
    )


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, model: Path, tiny: Path, tmp_path: Path) -> Settings:
    """The settings of someone who has set the variable to the model's folder."""
    monkeypatch.setenv("REGIONSVAR_EMBEDDING_MODEL", str(model))
    return replace(Settings.from_env(), reports=tiny, saved=tmp_path / "saved")


def build(settings: Settings) -> None:
    index = build_index(
        load_library(settings.reports), SentenceEmbedder(settings.model), settings, lambda _step, _share: None
    )
    save_index(index, settings, checksums(settings.reports))


def opened(settings: Settings, embedder: Embedder, reranker: Reranker | None = None) -> Searcher:
    library = load_library(settings.reports)
    return Searcher(load_index(settings, library, checksums(settings.reports)), library, embedder, reranker)


def test_a_hub_model_builds_and_searches(hub: Settings) -> None:
    build(hub)
    searcher = opened(hub, SentenceEmbedder(hub.model))
    hits = searcher.search(ASKED).hits
    assert {h.passage.report_id for h in hits} == {"fjell-2021", "fjord-2019"}  # random weights tell no order
    bare = SentenceTransformer(hub.model, device="cpu")
    question = bare.encode([ASKED], prompt="ask: ", normalize_embeddings=True)
    passages = [p.text for p in searcher.index.passages]
    cosines = (bare.encode(passages, prompt="text: ", normalize_embeddings=True) @ question[0].T).tolist()
    met = searcher.index.dense["text"].score(searcher.embedder.embed_question(ASKED), len(passages))
    assert met.tolist() == pytest.approx(cosines, abs=1e-5)
    assert searcher.index.dimensions == 32
    assert searcher.index.model == hub.model


def test_the_models_own_prompts_are_set_before_texts(model: Path) -> None:
    ours, bare = SentenceEmbedder(str(model)), SentenceTransformer(str(model), device="cpu")

    def raw(text: str) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]]":
        vector = np.asarray(bare.encode([text], prompt="")[0], np.float32)
        return vector / np.linalg.norm(vector)

    assert np.allclose(ours.embed_question(ASKED)[0], raw(f"ask: {ASKED}"), atol=1e-5)
    assert np.allclose(ours.embed_passages([ASKED])[0], raw(f"text: {ASKED}"), atol=1e-5)
    assert not np.allclose(ours.embed_question(ASKED)[0], raw(ASKED), atol=1e-3)


def test_a_familys_prompts_are_set_where_the_model_has_none(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "multilingual-e5-tiny")
    ours, bare = SentenceEmbedder(str(folder)), SentenceTransformer(str(folder), device="cpu")
    vector = np.asarray(bare.encode([f"query: {ASKED}"], prompt="")[0], np.float32)
    assert np.allclose(ours.embed_question(ASKED)[0], vector / np.linalg.norm(vector), atol=1e-5)


@pytest.mark.parametrize(
    ("name", "question", "passage"),
    [
        ("intfloat/e5-large-v2", "query: ", "passage: "),
        ("intfloat/multilingual-e5-large-instruct", "Instruct: ", ""),
        ("BAAI/bge-large-en-v1.5", "Represent this sentence for searching relevant passages: ", ""),
        ("BAAI/bge-m3", "", ""),
        ("Alibaba-NLP/gte-multilingual-base", "", ""),
        ("Alibaba-NLP/gte-Qwen2-1.5B-instruct", "Instruct: ", ""),
        ("Qwen/Qwen3-Embedding-0.6B", "Instruct: ", ""),
        ("Snowflake/snowflake-arctic-embed-l-v2.0", "query: ", ""),
    ],
)
def test_families(name: str, question: str, passage: str) -> None:
    asked, said = prompts_for(name, {"query": "", "document": ""})  # sentence-transformers' own default
    assert asked == question or (question == "Instruct: " and asked.startswith(question) and asked.endswith("Query: "))
    assert said == passage


def test_vectors_of_another_model_are_refused(hub: Settings, tmp_path: Path) -> None:
    build(hub)
    other = make_model(tmp_path / "other", width=16)
    with pytest.raises(IndexStale, match=r"holds vectors of .* 32 dimensions, here it is .*other' with 16"):
        opened(hub, SentenceEmbedder(str(other)))
    with pytest.raises(IndexStale, match="run: python -m index build"):
        opened(replace(hub, model=str(other)), SentenceEmbedder(str(other)))


def test_a_model_changed_in_its_place_is_refused(hub: Settings, tmp_path: Path) -> None:
    place = make_model(tmp_path / "changing")
    settings = replace(hub, model=str(place))
    build(settings)
    other = SentenceEmbedder(str(make_model(tmp_path / "x", {"query": "How many pupils passage: ", "document": ""})))
    other.name = str(place)
    with pytest.raises(IndexStale, match="has changed since the index was built"):
        opened(settings, other)


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder with random weights."""
    torch.manual_seed(3)
    folder, words = tmp_path_factory.mktemp("models") / "cross", tokenizer()
    BertForSequenceClassification(config(len(words), num_labels=1)).save_pretrained(folder)
    words.save_pretrained(folder)
    return folder


def test_a_cross_encoder_orders_the_best(searcher: Searcher, cross_encoder: Path) -> None:
    second = Searcher(searcher.index, searcher.library, searcher.embedder, CrossEncoderReranker(str(cross_encoder)))
    question = "Hvor mange nye årsverk ga Innovasjonsløft Hallingdal?"
    first, looked, plain = (
        found.hits
        for found in (
            searcher.search(question, 30),
            second.search(question, 30),
            second.search(question, 30, without=("rerank",)),
        )
    )
    best = {h.passage.id for h in first[:20]}
    assert {h.passage.id for h in looked[:20]} == best
    assert [h.passage.id for h in looked] != [h.passage.id for h in first]
    assert [h.passage.id for h in looked[20:]] == [h.passage.id for h in first[20:]]
    assert [h.score for h in looked] == [h.score for h in first]  # the scale stays
    assert [h.passage.id for h in looked[:20]] == _by_model(cross_encoder, question, first[:20])
    assert [h.passage.id for h in plain] == [
        h.passage.id for h in searcher.search(question, 30, without=("rerank",)).hits
    ]


def _by_model(folder: Path, question: str, hits: tuple[Hit, ...]) -> list[str]:
    """Return the passages in the order sentence-transformers itself gives them."""
    texts = [full_text(h.passage, sorted(h.notes, key=lambda n: n.start), "nb") for h in hits]
    scores = CrossEncoder(str(folder)).predict([(question, t) for t in texts], show_progress_bar=False)
    return [hits[i].passage.id for i in np.argsort(-scores, kind="stable")]


def test_no_reranker_is_opened_unless_it_is_named(monkeypatch: pytest.MonkeyPatch, cross_encoder: Path) -> None:
    assert open_reranker(Settings.from_env()) is None
    monkeypatch.setenv("REGIONSVAR_RERANKER", str(cross_encoder))
    opened_one = open_reranker(Settings.from_env())
    assert opened_one is not None
    assert opened_one.name == str(cross_encoder)


@pytest.mark.parametrize("kind", ["missing", "empty", "no model"])
def test_a_reranker_that_is_not_there_is_one_sentence(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "none"
    if kind != "missing":
        folder.mkdir()
    if kind == "no model":
        (folder / "config.json").write_text(json.dumps({"model_type": "none such"}), encoding="utf-8")
    with pytest.raises(ModelError, match=r"reranker .* cannot be loaded") as error:
        CrossEncoderReranker(str(folder))
    assert "\n" not in str(error.value)
