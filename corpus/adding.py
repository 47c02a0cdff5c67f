"""Add a file to the reports, put a changed one in its old self's place, take a report away.

What others see is at every moment the old state or the new one: a new report's folder is made aside and renamed,
a changed file is replaced in one step, a removed folder is renamed before it is emptied. One process at a time.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from corpus.about import title_of
from corpus.editions import old_self, slug_of
from corpus.errors import ReportError
from corpus.formats.content import Content, Progress
from corpus.formats.kinds import SUFFIXES
from corpus.formats.process import Parser, no_progress, shown
from corpus.library import ABOUT
from corpus.propose import Proposal, propose
from corpus.sources import NAMES, STEM, aside_name, checksum, clear_left_over, keep, kept, source_of, write_whole

State = Literal["new", "changed", "same"]

LOCK = ".lock"
ASIDE = (".new-", ".gone-")  # folders being made, and being emptied; left over where a process was ended


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a file."""

    report_id: str
    state: State
    content: Content
    proposal: Proposal
    about_written: bool  # False where the report had an about.toml, which is left as it is
    before: str = ""  # the title, or else the id, of the report whose place it has taken; empty where it took none


def add_file(path: Path, folder: Path, parser: Parser, progress: Progress = no_progress, into: str = "") -> Added:
    """Add the file at `path` to the reports in `folder`; `into` names the report it shall replace.

    A file that is there already, byte by byte, is not added again. One that has the name and much of the text of a
    report's file is its changed self and takes its place; notes and about.toml stay. To cancel, `progress` raises.

    Raises:
        ReportError: it cannot be read, or the folder cannot be written to; nothing is changed then.
    """
    same = _same(path, folder)
    content = (kept(same) if same else None) or parser.read(path, progress)
    proposal = propose(content, path.name, datetime.now(UTC).year)
    progress("placing", 1.0)  # the last moment to cancel
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            return _placed(path, folder, parser, content, proposal, into)
    except OSError as error:
        name, why = shown(path), str(error.strerror)
        text = f"{name} was not added: {folder} cannot be written to ({why}); make room, or ask for the right."
        raise ReportError(text, "unwritable", name=name, folder=str(folder), why=why) from error


def remove_report(report_id: str, folder: Path) -> None:
    """Take a report away with everything in its folder.

    Raises:
        ReportError: there is no such report, or it cannot be removed.
    """
    there = sorted(p.name for p in _folders(folder))
    if report_id not in there:
        others = ", ".join(there) or "none"
        text = f"There is no report {report_id!r}; there are {others}."
        raise ReportError(text, "no-such-report", name=repr(report_id), others=others)
    try:
        with _locked(folder):
            gone = (folder / report_id).rename(folder / f"{ASIDE[1]}{report_id}")
            shutil.rmtree(gone)
    except OSError as error:
        why = str(error.strerror)
        text = f"{report_id} was not removed whole: {why}; ask for the right, and try again."
        raise ReportError(text, "unremoved", name=report_id, why=why) from error


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Wait until no other process changes the reports, and clear away what an ended one left."""
    with (folder / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left in filter(Path.is_dir, folder.iterdir()):
            if left.name.startswith(ASIDE):
                shutil.rmtree(left)
            else:
                clear_left_over(left)
        yield


def _folders(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [p for p in folder.iterdir() if p.is_dir() and not p.name.startswith(".")]


def _placed(path: Path, folder: Path, parser: Parser, content: Content, proposal: Proposal, into: str) -> Added:
    """Put a file that has been read in its place."""
    digest = checksum(path)
    same = _same(path, folder)
    if same is not None:
        if kept(same) is None:
            keep(content, same)
        return Added(same.parent.name, "same", content, proposal, _write_about(same.parent, proposal))
    others = _sources(folder)
    old = old_self(content, proposal, others, parser, into)
    if old is not None:
        before = title_of(old / ABOUT) or old.name
        _replace(old, path, content, digest)
        return Added(old.name, "changed", content, proposal, _write_about(old, proposal), before)
    return Added(_make(folder, path, content, proposal, digest), "new", content, proposal, about_written=True)


def _same(path: Path, folder: Path) -> Path | None:
    """Return the file of a report that is this one, byte by byte or the very file; None where there is none."""
    with suppress(OSError):
        size, digest = path.stat().st_size, checksum(path)
        for _, source in _sources(folder):
            if source.stat().st_size == size and checksum(source) == digest:
                return source
    return None


def _sources(folder: Path) -> list[tuple[Path, Path]]:
    """Return every report's folder with its file."""
    return [(p, source) for p in _folders(folder) if (source := _source(p)) is not None]


def _source(folder: Path) -> Path | None:
    with suppress(ReportError):
        return source_of(folder)
    return None


def _make(folder: Path, path: Path, content: Content, proposal: Proposal, digest: str) -> str:
    """Make the folder of a new report; return its id."""
    slug, count = slug_of(proposal), 1
    report_id = slug
    while (folder / report_id).exists():
        count += 1
        report_id = f"{slug}-{count}"
    aside = folder / f"{ASIDE[0]}{report_id}"
    aside.mkdir()
    try:
        copy = aside / f"{STEM}{SUFFIXES[content.kind][0]}"
        _copy(path, copy, digest)
        keep(content, copy)
        write_whole(aside / ABOUT, proposal.toml().encode())
        aside.rename(folder / report_id)
    except (OSError, ReportError):
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return report_id


def _replace(home: Path, path: Path, content: Content, digest: str) -> None:
    """Put a changed file in the place of the report's old one, which may be of another kind."""
    new = home / f"{STEM}{SUFFIXES[content.kind][0]}"
    aside = home / aside_name(new.name)
    try:
        _copy(path, aside, digest)
        aside.replace(new)
    finally:
        aside.unlink(missing_ok=True)
    for other in home.iterdir():
        if other.name in NAMES and other != new:
            other.unlink()
    keep(content, new)


def _copy(path: Path, to: Path, digest: str) -> None:
    """Copy a file, and see that it is still the one that was read.

    Raises:
        OSError: it cannot be copied.
        ReportError: it has changed since.
    """
    with path.open("rb") as old, to.open("wb") as new:
        shutil.copyfileobj(old, new, 1 << 20)
        new.flush()
        os.fsync(new.fileno())
    if checksum(to) != digest:
        raise ReportError(f"{shown(path)} changed while it was read; add it again.", "moving", name=shown(path))


def _write_about(home: Path, proposal: Proposal) -> bool:
    """Write the proposed about.toml where there is none; tell whether it was written."""
    if (home / ABOUT).exists():
        return False
    write_whole(home / ABOUT, proposal.toml().encode())
    return True
