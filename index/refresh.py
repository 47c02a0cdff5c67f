"""Bring the saved index in line with the reports.

One process does so at a time; another waits and finds the work done.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from corpus.errors import IndexMissing, RegionsvarError
from corpus.library import checksums, load_library
from index.build import Progress, build_index
from index.embed import Embedder
from index.settings import Settings
from index.static import open_embedder
from index.store import load_index, save_index

LOCK = ".lock"
WAITING = "waiting for another process that builds the index"


def quiet(_step: str, _share: float) -> None:
    """Show nothing."""


def refresh(settings: Settings, embedder: Embedder | None = None, progress: Progress = quiet) -> str:
    """Bring the saved index in line with the reports in `settings.reports`; return its version.

    Nothing is written where it is in line already. `embedder` stands in for the model the settings name.

    Raises:
        RegionsvarError: the reports or the model cannot be read, or the index cannot be written; the old one stands.
    """
    with one_at_a_time(settings, progress):
        sums = checksums(settings.reports)
        library = load_library(settings.reports)
        try:
            return load_index(settings, library, sums).version
        except RegionsvarError:
            index = build_index(library, embedder or open_embedder(settings.model), settings, progress)
            return save_index(index, settings, sums)


@contextmanager
def one_at_a_time(settings: Settings, progress: Progress = quiet) -> Iterator[None]:
    """Wait until no other process changes the saved index.

    Raises:
        IndexMissing: the folder cannot be written to.
    """
    try:
        settings.saved.mkdir(parents=True, exist_ok=True)
        lock = (settings.saved / LOCK).open("a")
    except OSError as error:
        raise IndexMissing(f"The index cannot be written to {settings.saved}: {error.strerror}.") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress(WAITING, 0.0)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
