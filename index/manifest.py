"""What a saved index says of itself: what it was made of and by, and the checksums of its files."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import IndexDamaged, IndexMissing, IndexStale
from index.settings import Settings

CURRENT, MANIFEST = "CURRENT", "manifest.json"
FORMAT = 4  # raise it when the files change
REBUILD = "run: python -m index build"
PROBE = "Hva virket i Hallingdal, og hvordan vet vi det?"  # tells one model from another by its vector
SAME = 0.99  # cosine of two vectors of one text by one model, on whatever processor


def current_folder(settings: Settings) -> Path:
    """Return the folder in force.

    Raises:
        IndexMissing: there is none.
    """
    try:
        name = (settings.saved / CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        text = f"There is no index in {settings.saved} yet; {REBUILD}"
        raise IndexMissing(text, "index-missing", folder=str(settings.saved)) from None
    if not name.startswith("index-") or "/" in name or not (settings.saved / name).is_dir():
        path = settings.saved / CURRENT
        raise IndexMissing(f"{path} names no index; {REBUILD}", "index-unnamed", path=str(path))
    return settings.saved / name


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return what the index in `folder` says of itself.

    Raises:
        IndexDamaged: it says nothing that can be read.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        wanted = {"format", "shape", "model", "dimensions", "probe", "reports", "files"}
        if not isinstance(manifest, dict) or not wanted <= manifest.keys():
            raise ValueError("fields are missing")
    except (OSError, ValueError) as error:
        path, why = folder / MANIFEST, str(error)
        text = f"The index is damaged: {path} cannot be read ({why}); {REBUILD}"
        raise IndexDamaged(text, "index-unread", path=str(path), why=why) from error
    return manifest


def refuse_stale(manifest: dict[str, Any], settings: Settings, checksums: dict[str, str]) -> None:
    """Make sure that the index was made as it would be now, of the files with these `checksums`.

    Raises:
        IndexStale: it was not.
    """
    if manifest["format"] != FORMAT:
        found = str(manifest["format"])
        text = f"The index has format {found}, this program writes {FORMAT}; {REBUILD}"
        raise IndexStale(text, "index-format", found=found, own=FORMAT)
    if manifest["shape"] != settings.shape():
        found, own = str(manifest["shape"]), str(settings.shape())
        text = f"The index was built with {found}, now it is {own}; {REBUILD}"
        raise IndexStale(text, "index-shape", found=found, own=own)
    changed = {
        k for k in checksums.keys() | manifest["reports"].keys() if checksums.get(k) != manifest["reports"].get(k)
    }
    if changed:
        names = ", ".join(sorted(changed)[:3])
        raise IndexStale(f"The index is older than {names}; {REBUILD}", "index-older", names=names)


def is_whole(folder: Path, manifest: dict[str, Any]) -> bool:
    """Tell whether the files in `folder` are what the manifest says."""
    return all((folder / n).is_file() and sha256(folder / n) == known for n, known in manifest["files"].items())


def version_in_line(settings: Settings, checksums: dict[str, str], probe: tuple[float, ...], code: str) -> str:
    """Return the version of the index in force; "" where it is not whole, or not what would be built now."""
    try:
        folder = current_folder(settings)
        manifest = read_manifest(folder)
        refuse_stale(manifest, settings, checksums)
        same = manifest.get("code") == code and same_model(manifest["probe"], probe)
        return folder.name.removeprefix("index-") if same and is_whole(folder, manifest) else ""
    except (IndexMissing, IndexStale, IndexDamaged, OSError):
        return ""


def same_model(probe: Sequence[float], other: Sequence[float]) -> bool:
    """Tell whether two vectors of `PROBE` are of one model."""
    return len(probe) == len(other) and float(np.dot(probe, other)) >= SAME


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
