"""See that the reports or the saved index have been changed by another process, while the page runs."""

import time
from collections.abc import Callable
from pathlib import Path

PAUSE = 5.0  # seconds between two looks
Seen = tuple[object, ...]  # what a look has found; equal where nothing has changed
Look = Callable[[], Seen]


def look_at_saved() -> Seen:
    """Return what tells one state of the reports and of the saved index from another, reading no report."""
    from corpus.library import ABOUT, NOTES
    from corpus.sources import NAMES
    from index.settings import Settings

    settings = Settings.from_env()
    made_of = {*NAMES, ABOUT, NOTES}
    homes = [home for home in _entries(settings.reports) if not home.name.startswith(".")]
    files = [_mark(path) for home in homes for path in _entries(home) if path.name in made_of]
    return (tuple(sorted(files)), _mark(settings.saved / "CURRENT"))


def watch(look: Look, seen: Seen | None, changed: Callable[[], None]) -> None:
    """Look again and again, and call `changed` when what is seen is new and has come to rest; never returns."""
    last = seen
    while True:
        time.sleep(PAUSE)
        try:
            now = look()
        except OSError:  # a file that went away meanwhile: the next look sees it
            continue
        if now != seen and now == last:  # the same twice: nobody is in the midst of copying
            changed()
            seen = (*now[:-1], *look()[-1:])  # the index is as this very call left it
        last = now


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:  # no folder, or no right to read it: whoever opens it says so
        return []


def _mark(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), found.st_mtime_ns, found.st_size
