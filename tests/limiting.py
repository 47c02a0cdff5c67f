"""Refresh the index where the system sets real limits: files of some size, folders without the right to them.

python -m tests.limiting prints a line of JSON a case: what was raised, and whether the old index is still in force and
whole. Each case runs in a child of one warm process; where that is root's, as another user, whom rights bind.
"""

import json
import os
import resource
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from corpus.adding import add_file
from corpus.errors import RegionsvarError
from index.dense import DenseIndex
from index.embed import unit
from index.manifest import current_folder, is_whole, read_manifest
from index.refresh import refresh
from index.settings import Settings
from tests.conftest import TINY, WordHashEmbedder
from tests.killing import Here

NOBODY = 65_534
EMBEDDER = WordHashEmbedder()


def made(folder: Path) -> Settings:
    """Return the settings of tiny reports with their index, all of which any user may change."""
    settings = Settings(reports=folder / "reports", saved=folder / "saved")
    for name, text in TINY.items():
        home = settings.reports / name
        home.mkdir(parents=True)
        (home / "report.txt").write_text(text, encoding="utf-8")
        (home / "about.toml").write_text(f'title = "{name}"\ndate = "{name[-4:]}"\n', encoding="utf-8")
    refresh(settings, EMBEDDER)
    (folder / "ny.txt").write_text("Ny\n\nEn ny rapport om elva.\n", encoding="utf-8")
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    return settings


def change(settings: Settings) -> None:
    path = settings.reports / "fjord-2019" / "report.txt"
    path.write_text(TINY["fjord-2019"] + "Ferja ble ny.\n", encoding="utf-8")


def files_of_at_most(size: int) -> Callable[[Settings], object]:
    def case(settings: Settings) -> object:
        change(settings)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        return refresh(settings, EMBEDDER)

    return case


def vectors(settings: Settings) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
    many = unit(np.random.default_rng(1).normal(size=(1000, 64)).astype(np.float32))
    DenseIndex.build(many, np.arange(1000, dtype=np.int32)).save(settings.saved / "vectors")


def without_right(which: str, right: int, *, changed: bool = True) -> Callable[[Settings], object]:
    """Refresh where the folder `which` has no more than `right`, and a report has changed."""

    def case(settings: Settings) -> object:
        if changed:
            change(settings)
        folder: Path = getattr(settings, which)
        for path in (*folder.rglob("*"), folder):
            if path.is_dir():
                path.chmod(right)
            elif not right & 0o222:
                path.chmod(right & 0o444)
        as_another()
        return refresh(settings, EMBEDDER)

    return case


def add_without_right(settings: Settings) -> object:
    settings.reports.chmod(0o555)
    as_another()
    return add_file(settings.reports.parent / "ny.txt", settings.reports, Here())


def add_a_large_one(settings: Settings) -> object:
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
    return add_file(settings.reports.parent / "ny.txt", settings.reports, Here())


def as_another() -> None:
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)


CASES: dict[str, Callable[[Settings], object]] = {
    "no room for a part": files_of_at_most(100),
    "no room for the words": files_of_at_most(30_000),
    "no room for the index": files_of_at_most(60_000),
    "no room for vectors": vectors,
    "no room for a report": add_a_large_one,
    "read-only index": without_right("saved", 0o555),
    "read-only index in line": without_right("saved", 0o555, changed=False),
    "read-only reports": without_right("reports", 0o555),
    "unreadable index": without_right("saved", 0o000),
    "unreadable reports": without_right("reports", 0o000),
    "reports that take no more": add_without_right,
}


def told(case: Callable[[Settings], object], settings: Settings) -> str:
    """Run a case in a child and return what came of it."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        try:
            case(settings)
            said = "done"
        except RegionsvarError as error:
            said = f"{type(error).__name__}: {error}"
        except OSError as error:
            said = f"{type(error).__name__}: {error.strerror}"
        os.write(write, said.encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said.replace(str(settings.saved.parent), "…")


def main() -> int:
    """Run every case."""
    for name, case in CASES.items():
        folder = Path(tempfile.mkdtemp(prefix="limiting-"))
        try:
            settings = made(folder)
            before = current_folder(settings)
            said = told(case, settings)
            for path in (folder, *folder.rglob("*")):
                path.chmod(0o777 if path.is_dir() else 0o666)
            after = current_folder(settings)
            whole = is_whole(after, read_manifest(after))
            left = sorted(p.name for p in folder.rglob(".*") if p.name != ".lock")
            line = {"case": name, "said": said, "old": after == before, "whole": whole, "left": left}
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        finally:
            shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
