"""Open the assistant in the background, so that the page is there at once and can say what it waits for.

When the reports change, the index is brought in line in the background too: questions are answered from the old
assistant until the new one has opened, and then it takes over whole.
"""

import gc
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.watching import Look, look_at_saved, watch
from corpus.errors import RegionsvarError, bare

if TYPE_CHECKING:
    from app.assistant import Assistant

Show = Callable[[str, float], None]  # what is being done, and how much of all is done (0 to 1)
NICER = 10  # of the process that refreshes: whoever waits for an answer comes first
REST = 0.03  # seconds between two notes that are prepared, of some .01 each: whoever asks comes first
OPENING = 0.9  # share of a refresh that is done when the new index is opened


@dataclass(frozen=True, slots=True)
class Refreshing:
    """How far a refresh has come."""

    stage: str  # what is being done: as `index.refresh.refresh` names it, then "opening"; "" at first
    share: float  # of all, 0 to 1


class Loader:
    """Opens an assistant in a thread of its own; ask `ready`, `error` or `wait`. `refresh` follows the reports."""

    def __init__(
        self,
        open_it: "Callable[[], Assistant] | None" = None,
        renew: Callable[[Show], str] | None = None,
        look: Look | None = None,
        *,
        after: float = 0.0,
    ) -> None:
        """Begin opening after so many seconds, or when `begin` is called; refresh when what `look` returns has changed.

        The first three stand in for the saved index in tests; there is no looking where only `open_it` is given.
        """
        self._open = open_it or _open_saved
        self._renew = renew or _renew_saved
        self._look = look or (None if open_it else look_at_saved)
        self._assistant: Assistant | None = None
        self.error: RegionsvarError | None = None
        self.refreshing: Refreshing | None = None
        self.refresh_error: RegionsvarError | None = None
        self._again = False
        self._one = threading.Lock()
        self._done = threading.Event()
        self._begun = threading.Event()
        self._after = after
        threading.Thread(target=self._run, name="loader", daemon=True).start()

    def begin(self, after: float = 0.0) -> None:
        """Begin opening in so many seconds, where that has not begun yet; whoever waits for it begins it at once."""
        if not self._begun.is_set():
            timer = threading.Timer(after, self._begun.set)
            timer.daemon = True
            timer.start()

    def _run(self) -> None:
        self._begun.wait(self._after)
        self._begun.set()
        seen = self._look() if self._look else None
        try:
            self._take(_opened(self._open))
        except Exception as error:  # noqa: BLE001 - a thread's error would be lost; the page must show it
            self.error = _said(error)
        finally:
            self._done.set()
        if self._look:
            watch(self._look, seen, self._refresh_now)

    @property
    def ready(self) -> bool:
        """Tell whether opening has ended, well or not."""
        return self._done.is_set()

    def wait(self, seconds: float | None = None) -> "Assistant | None":
        """Return the assistant, waiting for it at most so long; None where it is not there."""
        self._begun.set()
        self._done.wait(seconds)
        return self._assistant

    def refresh(self) -> None:
        """Begin to bring the index in line with the reports and to open it, in the background.

        Where that is under way, it is looked once more at the reports when it has ended.
        """
        if self._begins():
            threading.Thread(target=self._run_refresh, name="refresh", daemon=True).start()

    def _refresh_now(self) -> None:
        if self._begins():
            self._run_refresh()

    def _begins(self) -> bool:
        with self._one:
            self._again = self.refreshing is not None
            if self._again:
                return False
            self.refreshing, self.refresh_error = Refreshing("", 0.0), None
            return True

    def _run_refresh(self) -> None:
        self.wait()
        while True:
            error = self._follow()
            with self._one:
                if not self._again:
                    self.refresh_error, self.refreshing = error, None
                    return
                self._again = False

    def _follow(self) -> RegionsvarError | None:
        """Bring the index in line and open it; return what went wrong, if anything."""
        try:
            version = self._renew(lambda stage, share: self._show(stage, OPENING * share))
            old = self._assistant
            if old is None or version != old.searcher.index.version:
                self._show("opening", OPENING)
                self._take(_opened(self._open))
            self.error = None
        except Exception as error:  # noqa: BLE001 - as above
            return _said(error)
        return None

    def _take(self, assistant: "Assistant") -> None:
        """Let an assistant answer from now on, and prepare meanwhile."""
        self._assistant = assistant
        threading.Thread(target=self._prepare, args=(assistant,), name="preparing", daemon=True).start()

    def _prepare(self, assistant: "Assistant") -> None:
        for _ in assistant.prepare():
            if self._assistant is not assistant:
                return
            time.sleep(REST)
        _settle()

    def _show(self, stage: str, share: float) -> None:
        self.refreshing = Refreshing(stage, share)


def _opened(open_it: "Callable[[], Assistant]") -> "Assistant":
    """Return what `open_it` opens; garbage is collected after it, not over and over while millions of things come."""
    gc.disable()
    try:
        return open_it()
    finally:
        _settle()
        gc.enable()


def _settle() -> None:
    """Spare garbage collection what has been opened.

    Each collection would go through all passages and notes. Streamlit can collect after every run of the page; that is
    set off (.streamlit/config.toml), since Python collects when there is something to collect.
    """
    gc.unfreeze()  # what another assistant, now given up, left behind
    gc.collect()
    gc.freeze()
    gc.collect()  # counts what is left, which is next to nothing: else Python would long find it too early to collect


def _said(error: Exception) -> RegionsvarError:
    """Return an error as the page can say it."""
    if isinstance(error, RegionsvarError):
        return bare(error)
    why = f"{type(error).__name__}: {error}"
    text = f"Something unforeseen went wrong ({why}); tell whoever runs the server."
    return RegionsvarError(text, "unforeseen", why=why)


def _open_saved() -> "Assistant":
    """Open the saved index; everything slow to import that an answer needs is imported here."""
    from app.assistant import open_assistant
    from app.writing import asking  # noqa: F401 - so that no page waits for it
    from index.settings import Settings

    return open_assistant(Settings.from_env())


def _renew_saved(show: Show) -> str:
    """Bring the saved index in line with the reports, in a process of its own; return its version."""
    from index.renew import renew
    from index.settings import Settings

    return renew(Settings.from_env(), show, nicer=NICER).version
