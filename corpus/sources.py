"""The file a report is made of, and beside it what it was read into, so that it is read once.

`<report-id>/report.pdf` (or .docx, .html, .md, .txt) is the report; `read.json` holds what it was read
into, with the file's checksum and the reader's version, and is made anew where either has changed.
"""

import hashlib
import json
import os
import re
import threading
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from corpus.errors import ReportError
from corpus.formats.clean import clean
from corpus.formats.content import Content, Progress, finish
from corpus.formats.kinds import SUFFIXES
from corpus.formats.limits import LIMITS
from corpus.formats.plain import read_plain
from corpus.formats.process import Parser, no_progress
from corpus.formats.wire import from_json, to_json
from corpus.records import About, Report
from corpus.toml_files import unread

STEM = "report"
READ = "read.json"
READER = 1  # goes up whenever the same file would be read into another text
NAMES = tuple(STEM + suffix for suffixes in SUFFIXES.values() for suffix in suffixes)
ASIDE = re.compile(r"\..+\.(\d+)\.\d+")  # a file that is being written: its name, the process, the thread
OWN_BYTES = 1_000_000  # a plain text so small is read here, without a process of its own


def source_of(folder: Path) -> Path:
    """Return the file of the report in `folder`; of several the newest.

    Raises:
        ReportError: there is none, or the folder cannot be read.
    """
    try:
        found = [path for path in folder.iterdir() if path.name in NAMES and path.is_file()]
        if found:
            return max(found, key=lambda p: (p.stat().st_mtime_ns, p.name))
    except OSError as error:
        raise unread(folder, error) from error
    path = folder / f"{STEM}.txt"
    text = f"{path} is missing; a report's text belongs there (or as .pdf, .docx, .html or .md)."
    raise ReportError(text, "source-missing", path=str(path))


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_source(path: Path, report_id: str, about: About, parser: Parser, progress: Progress = no_progress) -> Report:
    """Return the report that a file holds: as kept beside it, or read now and kept.

    Raises:
        ReportError: it cannot be read.
    """
    content = kept(path)
    if content is None:
        own = path.suffix == ".txt" and path.stat().st_size <= OWN_BYTES
        content = _own(path) if own else parser.read(path, progress)
        with suppress(OSError):  # a folder that cannot be written to is read every time
            keep(content, path)
    return replace(content.report, id=report_id, about=about)


def _own(path: Path) -> Content:
    """Return what a plain text file holds, read in this process."""
    try:
        return finish(read_plain(path.read_bytes(), LIMITS), "txt")
    except ReportError as error:
        raise ReportError(f"{path} {error}.", error.kind, name=str(path), **error.values) from error


@cache
def reader() -> str:
    """Return the version of what reads: its number, and a checksum of its program, which may change without it."""
    files = sorted(p for folder in ("reading", "formats") for p in (Path(__file__).parent / folder).rglob("*.py"))
    return f"{READER}-{hashlib.sha256(b''.join(p.read_bytes() for p in files)).hexdigest()[:12]}"


def kept(path: Path) -> Content | None:
    """Return what the file at `path` was read into; None where that is not kept, or no longer right."""
    beside = path.parent / READ
    try:
        data: Any = json.loads(beside.read_text(encoding="utf-8"))
        if data["reader"] != reader() or data["checksum"] != checksum(path):
            return None
        return from_json(data["content"])
    except (OSError, ValueError, TypeError, LookupError, RecursionError, ReportError):
        return None


def keep(content: Content, path: Path) -> None:
    """Keep what the file at `path` was read into beside it, in one step.

    Raises:
        OSError: it cannot be written.
    """
    data = {"reader": reader(), "checksum": checksum(path), "content": to_json(content)}
    write_whole(path.parent / READ, json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step: whoever reads it finds the old one or the new one, whole.

    Raises:
        OSError: it cannot be written; the old one stands.
    """
    aside = path.with_name(aside_name(path.name))
    try:
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise


def aside_name(name: str) -> str:
    """Return what a file is called while this thread of this process writes it."""
    return f".{name}.{os.getpid()}.{threading.get_ident()}"


def clear_left_over(folder: Path) -> None:
    """Remove from `folder` the files that ended processes were writing, and no other's."""
    for file in folder.iterdir():
        if _is_left_over(file.name):
            file.unlink(missing_ok=True)


def _is_left_over(name: str) -> bool:
    """Tell whether a file of that name was being written by a process that has ended."""
    found = ASIDE.fullmatch(name)
    if not found:
        return False
    try:
        os.kill(int(found[1]), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):  # another user's process; no process at all
        return False
    return False


def one_line(text: str) -> str:
    """Return a text as it can stand in a sentence on the screen."""
    return " ".join(clean(text).split())
