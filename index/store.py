"""The index on disk: plain files under a manifest, written beside the old one and switched in one step.

saved/CURRENT              the name of the folder in force
saved/index-<checksum>/
manifest.json              shape, model, checksums of reports, notes and of every file here
passages.json              where each passage stands, and which others say the same
lexical/<field>/           bm25s, NumPy arrays and JSON
dense/<field>/             FAISS's own file, and whose each vector is; a field that is another's twin stands there once
vocabulary.json            the words that compounds are made of
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Container, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from corpus.errors import IndexDamaged, IndexStale
from corpus.library import Library
from corpus.records import Passage
from corpus.sources import write_whole
from index.alone import DRAFT, alone, clear_drafts, not_written
from index.dense import DenseIndex
from index.embed import Embedder
from index.lexical import LexicalIndex
from index.manifest import (
    CURRENT,
    FORMAT,
    MANIFEST,
    PROBE,
    REBUILD,
    current_folder,
    is_whole,
    read_manifest,
    refuse_stale,
    same_model,
    sha256,
)
from index.part import DENSE
from index.settings import Settings, short_name
from index.tokens import Compounds

THREADS = 2  # that write files
Field = TypeVar("Field")
LEXICAL = ("text", "all", "unit", "english-text", "english", "english-unit", "grams-text", "grams")


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
    with alone(settings.saved):
        return put_in_force(index, settings, checksums)


def put_in_force(index: SavedIndex, settings: Settings, checksums: dict[str, str], code: str = "") -> str:
    """Do the same for whoever is `alone` with the folder; `code` tells what program made the index.

    Raises:
        IndexMissing: the folder cannot be written to.
    """
    try:
        clear_drafts(settings.saved)
        draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=settings.saved))
    except OSError as error:
        raise not_written(settings.saved, error) from error
    try:
        same = _twins(index)
        manifest = {
            "format": FORMAT,
            "shape": settings.shape(),
            "code": code,
            "model": index.model,
            "dimensions": index.dimensions,
            "probe": index.probe,
            "holds": {"passages": len(index.passages), "vectors": sum(d.size for d in index.dense.values())},
            "reports": checksums,
            "same": same,
            "files": _write_parts(index, draft, leaving_out=same),
        }
        text = json.dumps(manifest, indent=1, ensure_ascii=False)
        (draft / MANIFEST).write_text(text, encoding="utf-8")
        version = hashlib.sha256(text.encode()).hexdigest()[:12]
        _switch(draft, settings.saved, f"index-{version}")
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise not_written(settings.saved, error) from error
    return version


def _fields(index: SavedIndex) -> dict[str, LexicalIndex | DenseIndex]:
    """Return the fields of the index by the folders they are written to."""
    lexical = {f"lexical/{name}": field for name, field in index.lexical.items()}
    return lexical | {f"dense/{name}": field for name, field in index.dense.items()}


def _twins(index: SavedIndex) -> dict[str, str]:
    """Return the fields that are one with an earlier one, as they are where no report has notes."""
    fields = _fields(index)
    first: dict[int, str] = {}
    for name, field in fields.items():
        first.setdefault(id(field), name)
    return {name: first[id(field)] for name, field in fields.items() if first[id(field)] != name}


def _write_parts(index: SavedIndex, folder: Path, *, leaving_out: Container[str]) -> dict[str, str]:
    """Write what the index is made of; return the checksum of each file, by its place in `folder`."""
    passages = [[p.report_id, p.start, p.end, list(p.section), p.page] for p in index.passages]
    _dump(folder / "passages.json", {"passages": passages, "units": index.unit_passages, "alike": index.alike})
    _dump(folder / "vocabulary.json", index.compounds.vocabulary)

    def written(name: str, field: LexicalIndex | DenseIndex) -> dict[str, str]:
        field.save(folder / name)
        return _sums(folder, (folder / name).iterdir())

    sums = _sums(folder, folder.glob("*.json"))
    with ThreadPoolExecutor(THREADS) as threads:  # a checksum, like a disk, lets another thread run
        fields = [(name, field) for name, field in _fields(index).items() if name not in leaving_out]
        for done in [threads.submit(written, name, field) for name, field in fields]:
            sums |= done.result()
    return dict(sorted(sums.items()))


def _sums(folder: Path, files: Iterable[Path]) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): sha256(path) for path in files}


def _switch(draft: Path, saved: Path, name: str) -> None:
    """Put the finished draft in force in one atomic step, then clear away what is not."""
    target = saved / name
    if target.exists() and not is_whole(target, read_manifest(draft)):
        shutil.rmtree(target)
    if target.exists():
        shutil.rmtree(draft)  # it is there already, to the last byte
    else:
        draft.rename(target)
    write_whole(saved / CURRENT, name.encode())
    for other in saved.glob("index-*"):
        if other != target:
            shutil.rmtree(other, ignore_errors=True)


def load_index(settings: Settings, library: Library, checksums: dict[str, str]) -> SavedIndex:
    """Read the index in force.

    Raises:
        IndexMissing: there is none.
        IndexStale: it was made from other reports or notes, or with other settings.
        IndexDamaged: a file is missing or not what the manifest says.
    """
    while True:
        folder = current_folder(settings)
        try:
            return _load(folder, settings, library, checksums)
        except (OSError, IndexDamaged):
            if current_folder(settings) == folder:  # else another process has put a new one in its place
                raise


def _load(folder: Path, settings: Settings, library: Library, checksums: dict[str, str]) -> SavedIndex:
    manifest = read_manifest(folder)
    refuse_stale(manifest, settings, checksums)
    if not is_whole(folder, manifest):
        text = f"The index is damaged: a file in {folder} is missing or changed; {REBUILD}"
        raise IndexDamaged(text, "index-changed", folder=str(folder))
    data = json.loads((folder / "passages.json").read_text(encoding="utf-8"))
    texts = {report.id: report.text for report in library.reports}
    passages = tuple(_passage(row, texts) for row in data["passages"])
    return SavedIndex(
        passages,
        tuple(data["units"]),
        _read_fields(folder, "lexical", LEXICAL, manifest.get("same", {}), LexicalIndex.load),
        _read_fields(folder, "dense", DENSE, manifest.get("same", {}), DenseIndex.load),
        Compounds(json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))),
        manifest["model"],
        manifest["dimensions"],
        folder.name.removeprefix("index-"),
        tuple(manifest["probe"]),
        tuple(tuple(others) for others in data["alike"]),
    )


def _read_fields(
    folder: Path, kind: str, names: Iterable[str], same: dict[str, str], load: Callable[[Path], Field]
) -> dict[str, Field]:
    """Return the fields of one kind by their names; those that are one are read once."""
    places = {name: same.get(f"{kind}/{name}", f"{kind}/{name}") for name in names}
    read = {place: load(folder / place) for place in dict.fromkeys(places.values())}
    return {name: read[place] for name, place in places.items()}


def built_at(settings: Settings, version: str) -> datetime | None:
    """Return when the saved index of that version was built, in local time; none where it is not there."""
    manifest = settings.saved / f"index-{version}" / MANIFEST
    return datetime.fromtimestamp(manifest.stat().st_mtime).astimezone() if manifest.is_file() else None


def refuse_other_model(index: SavedIndex, embedder: Embedder) -> None:
    """Make sure that questions are embedded as the passages were.

    Raises:
        IndexStale: the vectors are of another model, or of another length.
    """
    here = (short_name(embedder.name), embedder.dimensions)
    if (index.model, index.dimensions) != here:
        raise IndexStale(
            f"The index holds vectors of the model {index.model!r} with {index.dimensions:,} dimensions, "
            f"here it is {here[0]!r} with {here[1]:,}; {REBUILD}",
            "index-model",
            model=repr(index.model),
            dimensions=index.dimensions,
            own=repr(here[0]),
            own_dimensions=here[1],
        )
    if index.probe and not same_model(index.probe, embedder.embed_question(PROBE)[0].tolist()):
        text = f"The model {here[0]!r} has changed since the index was built; {REBUILD}"
        raise IndexStale(text, "index-model-changed", model=repr(here[0]))


def _passage(row: list[Any], texts: dict[str, str]) -> Passage:
    report_id, start, end, section, page = row
    text = texts[report_id][start:end]
    return Passage(f"{report_id}:{start}-{end}", report_id, start, end, text, tuple(section), page)


def _dump(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
