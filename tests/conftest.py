"""Fixtures: the real reports, the real index over them, and a small embedder that counts words."""

import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings as hypothesis_settings

from app.answering.shelf import Shelf
from app.assistant import Assistant
from app.evidence.items import Evidence, gather
from corpus.library import FOLDER, Library, checksums, load_library
from corpus.passages import split_report
from corpus.records import Report
from index.build import build_index
from index.embed import Vectors, unit
from index.search import Searcher
from index.settings import Settings
from index.static import open_embedder
from index.store import save_index
from index.tokens import Compounds, stem, words
from tests.serving import address, browser, data, english, narrow, norwegian, visit, visits

__all__ = ["address", "browser", "data", "english", "narrow", "norwegian", "visit", "visits"]  # fixtures

# 5,000 inputs instead of 100: pytest --hypothesis-profile=thorough
hypothesis_settings.register_profile("thorough", max_examples=5000)


class WordHashEmbedder:
    """Puts each word's stem in a bucket: texts that share words are near. Checkable by hand, no download."""

    name = "word-hash"
    dimensions = 64

    def embed_passages(self, texts: list[str]) -> Vectors:
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in words(text):
                row[zlib.crc32(stem(word).encode()) % self.dimensions] += 1
        return unit(rows)

    def embed_question(self, text: str) -> Vectors:
        return self.embed_passages([text])


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """Put the main module back: AppTest leaves its page there, and a process that a later test spawns would run it."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before


@pytest.fixture(scope="session")
def word_hash() -> WordHashEmbedder:
    return WordHashEmbedder()


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library(FOLDER)


@pytest.fixture(scope="session")
def reports(library: Library) -> dict[str, Report]:
    return library.by_id


@pytest.fixture(scope="session")
def shelf(library: Library, reports: dict[str, Report]) -> Shelf:
    """All findings of the real reports, without an index."""
    passages = [p for report in library.reports for p in split_report(report)]
    return Shelf(library.all_notes(), passages, reports, Compounds([]))


@pytest.fixture(scope="session")
def evidence(shelf: Shelf, library: Library) -> Evidence:
    return gather(shelf.findings, library.reports)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(saved=tmp_path_factory.mktemp("saved"))


@pytest.fixture(scope="session")
def searcher(library: Library, settings: Settings) -> Searcher:
    """The real index over the real reports, with the project's own model, saved where `settings` says."""
    embedder = open_embedder(settings.model)
    index = build_index(library, embedder, settings, lambda _step, _share: None)
    save_index(index, settings, checksums(settings.reports))
    return Searcher(index, library, embedder)


@pytest.fixture(scope="session")
def assistant(searcher: Searcher) -> Assistant:
    return Assistant(searcher)


TINY = {
    "fjord-2019": "1. Ferja\nFerja gikk hver time i Fjordby, og 40 bedrifter brukte den. Rutene ble doblet i 2018.\n",
    "fjell-2021": "1. Skolen\nSkolen i Fjellheim fikk 12 nye elever. Nettverket mellom lærerne varte ikke.\n",
}


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A folder of two tiny reports."""
    folder = tmp_path / "reports"
    for name, text in TINY.items():
        place = name.split("-")[0].title()
        (folder / name).mkdir(parents=True)
        (folder / name / "report.txt").write_text(text, encoding="utf-8")
        (folder / name / "about.toml").write_text(
            f'title = "Om {place}"\ndate = "{name[-4:]}"\nregions = ["{place}"]\n', encoding="utf-8"
        )
    return folder
