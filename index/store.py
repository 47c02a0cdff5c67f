"""The index on disk: plain files under a manifest, written beside the old one and switched in one step.

saved/CURRENT                  the name of the folder in force
saved/index-<checksum>/
manifest.json              shape, model, checksums of reports, notes and of every file here
passages.json              where each passage stands, and which others say the same
lexical/<field>/           bm25s, NumPy arrays and JSON
dense/<field>/             FAISS's own file, and whose each vector is
vocabulary.json            the words that compounds are made of
"""

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import IndexDamaged, IndexMissing, IndexStale
from corpus.library import Library
from corpus.records import Passage
from index.dense import DenseIndex
from index.embed import Embedder
from index.lexical import LexicalIndex
from index.settings import Settings, short_name
from index.tokens import Compounds

FORMAT = 2  # raise it when the files change
REBUILD = "run: python -m index build"
PROBE = "Hva virket i Hallingdal, og hvordan vet vi det?"  # tells one model from another by its vector
SAME = 0.99  # cosine of two vectors of one text by one model, on whatever processor
LEXICAL = ("text", "all", "unit", "english-text", "english", "english-unit", "grams-text", "grams")
DENSE = ("text", "notes")


@dataclass(frozen=True, slots=True)
class SavedIndex:
    """An index in memory, as built or as loaded."""

    passages: tuple[Passage, ...]
    unit_passages: tuple[int, ...]  # the passage of each unit
    lexical: dict[str, LexicalIndex]  # by the names in LEXICAL
    dense: dict[str, DenseIndex]  # by the names in DENSE
    compounds: Compounds
    model: str
    dimensions: int
    version: str = ""  # checksum of the manifest, shown with exports
    probe: tuple[float, ...] = ()  # the model's vector of `PROBE`
    alike: tuple[tuple[int, ...], ...] = ()  # by passage: the positions of those that say the same


def save_index(index: SavedIndex, settings: Settings, checksums: dict[str, str]) -> str:
    """Write `index` and switch to it; return its version. The old one stays in force until the last step.

    Raises:
        IndexMissing: the folder cannot be written to.
    """
    try:
        settings.saved.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=settings.saved))
    except OSError as error:
        raise IndexMissing(f"The index cannot be written to {settings.saved}: {error.strerror}.") from error
    try:
        _write_parts(index, draft)
        manifest = {
            "format": FORMAT,
            "shape": settings.shape(),
            "model": index.model,
            "dimensions": index.dimensions,
            "probe": index.probe,
            "reports": checksums,
            "files": {str(p.relative_to(draft)): _sha256(p) for p in sorted(draft.rglob("*")) if p.is_file()},
        }
        text = json.dumps(manifest, indent=1, ensure_ascii=False)
        (draft / "manifest.json").write_text(text, encoding="utf-8")
        version = hashlib.sha256(text.encode()).hexdigest()[:12]
        _switch(draft, settings.saved, f"index-{version}")
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise IndexMissing(f"The index cannot be written to {settings.saved}: {error.strerror}.") from error
    return version


def _write_parts(index: SavedIndex, folder: Path) -> None:
    passages = [[p.report_id, p.start, p.end, list(p.section), p.page] for p in index.passages]
    _dump(folder / "passages.json", {"passages": passages, "units": index.unit_passages, "alike": index.alike})
    _dump(folder / "vocabulary.json", index.compounds.vocabulary)
    for name, lexical in index.lexical.items():
        lexical.save(folder / "lexical" / name)
    for name, dense in index.dense.items():
        dense.save(folder / "dense" / name)


def _switch(draft: Path, saved: Path, name: str) -> None:
    """Put the finished draft in force in one atomic step, then clear away what is not."""
    target = saved / name
    if target.exists():
        shutil.rmtree(target)
    draft.rename(target)
    pointer = saved / ".CURRENT"
    pointer.write_text(name, encoding="utf-8")
    os.replace(pointer, saved / "CURRENT")  # noqa: PTH105 - replaces in one step on every system
    for other in saved.iterdir():
        if other.is_dir() and other != target:
            shutil.rmtree(other, ignore_errors=True)


def load_index(settings: Settings, library: Library, checksums: dict[str, str]) -> SavedIndex:
    """Read the index in force.

    Raises:
        IndexMissing: there is none.
        IndexStale: it was made from other reports or notes, or with other settings.
        IndexDamaged: a file is missing or not what the manifest says.
    """
    folder = current_folder(settings)
    manifest = _read_manifest(folder)
    _refuse_stale(manifest, settings, checksums)
    for name, checksum in manifest["files"].items():
        path = folder / name
        if not path.is_file() or _sha256(path) != checksum:
            raise IndexDamaged(f"The index is damaged: {path} is missing or changed; {REBUILD}")
    data = json.loads((folder / "passages.json").read_text(encoding="utf-8"))
    texts = {report.id: report.text for report in library.reports}
    passages = tuple(_passage(row, texts) for row in data["passages"])
    return SavedIndex(
        passages,
        tuple(data["units"]),
        {name: LexicalIndex.load(folder / "lexical" / name) for name in LEXICAL},
        {name: DenseIndex.load(folder / "dense" / name) for name in DENSE},
        Compounds(json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))),
        manifest["model"],
        manifest["dimensions"],
        folder.name.removeprefix("index-"),
        tuple(manifest["probe"]),
        tuple(tuple(others) for others in data["alike"]),
    )


def current_folder(settings: Settings) -> Path:
    """Return the folder in force.

    Raises:
        IndexMissing: there is none.
    """
    try:
        name = (settings.saved / "CURRENT").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise IndexMissing(f"There is no index in {settings.saved} yet; {REBUILD}") from None
    if not name.startswith("index-") or "/" in name or not (settings.saved / name).is_dir():
        raise IndexMissing(f"{settings.saved / 'CURRENT'} names no index; {REBUILD}")
    return settings.saved / name


def built_at(settings: Settings, version: str) -> datetime | None:
    """Return when the saved index of that version was built, in local time; none where it is not there."""
    manifest = settings.saved / f"index-{version}" / "manifest.json"
    return datetime.fromtimestamp(manifest.stat().st_mtime).astimezone() if manifest.is_file() else None


def _read_manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        wanted = {"format", "shape", "model", "dimensions", "probe", "reports", "files"}
        if not isinstance(manifest, dict) or not wanted <= manifest.keys():
            raise ValueError("fields are missing")
    except (OSError, ValueError) as error:
        raise IndexDamaged(
            f"The index is damaged: {folder / 'manifest.json'} cannot be read ({error}); {REBUILD}"
        ) from error
    return manifest


def _refuse_stale(manifest: dict[str, Any], settings: Settings, checksums: dict[str, str]) -> None:
    if manifest["format"] != FORMAT:
        raise IndexStale(f"The index has format {manifest['format']}, this program writes {FORMAT}; {REBUILD}")
    if manifest["shape"] != settings.shape():
        raise IndexStale(f"The index was built with {manifest['shape']}, now it is {settings.shape()}; {REBUILD}")
    changed = {
        k for k in checksums.keys() | manifest["reports"].keys() if checksums.get(k) != manifest["reports"].get(k)
    }
    if changed:
        raise IndexStale(f"The index is older than {', '.join(sorted(changed)[:3])}; {REBUILD}")


def refuse_other_model(index: SavedIndex, embedder: Embedder) -> None:
    """Make sure that questions are embedded as the passages were.

    Raises:
        IndexStale: the vectors are of another model, or of another length.
    """
    here = (short_name(embedder.name), embedder.dimensions)
    if (index.model, index.dimensions) != here:
        raise IndexStale(
            f"The index holds vectors of the model {index.model!r} with {index.dimensions} dimensions, "
            f"here it is {here[0]!r} with {here[1]}; {REBUILD}"
        )
    if index.probe and float(np.dot(index.probe, embedder.embed_question(PROBE)[0])) < SAME:
        raise IndexStale(f"The model {here[0]!r} has changed since the index was built; {REBUILD}")


def _passage(row: list[Any], texts: dict[str, str]) -> Passage:
    report_id, start, end, section, page = row
    text = texts[report_id][start:end]
    return Passage(f"{report_id}:{start}-{end}", report_id, start, end, text, tuple(section), page)


def _dump(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
