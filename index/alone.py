"""One process at a time changes the folder of the saved index."""

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import IndexMissing
from corpus.sources import ASIDE

LOCK, DRAFT = ".lock", ".draft-"
Waiting = Callable[[], None]  # told that another process is at work and is waited for


@contextmanager
def alone(saved: Path, waiting: Waiting = lambda: None) -> Iterator[None]:
    """Wait until no other process, and no other thread, changes the folder of the saved index.

    Raises:
        IndexMissing: the folder cannot be written to.
    """
    try:
        saved.mkdir(parents=True, exist_ok=True)
        lock = (saved / LOCK).open("a")
    except OSError as error:
        raise not_written(saved, error) from error
    with lock:  # closing it lets the next one in; so does the end of the process, however it comes
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def drafts(saved: Path) -> list[Path]:
    """Return the folders and files in `saved` that are being written, or that an ended process left.

    Raises:
        OSError: the folder cannot be read.
    """
    return [path for path in saved.iterdir() if path.name.startswith(DRAFT) or ASIDE.fullmatch(path.name)]


def clear_drafts(saved: Path) -> None:
    """Clear away what an ended process left; for whoever is `alone` with the folder, so that none is in use.

    Raises:
        OSError: the folder cannot be read.
    """
    for left in drafts(saved):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def not_written(saved: Path, error: OSError) -> IndexMissing:
    """Return the sentence for an index that cannot be written."""
    why = str(error.strerror or error)
    return IndexMissing(
        f"The index cannot be written to {saved}: {why}; make room, or ask for the right, "
        "and try again (an old index stays in force till then).",
        "index-unwritten",
        folder=str(saved),
        why=why,
    )
