"""Open the assistant in the background, so that the page is there at once and can say what it waits for.

When the reports change, the index is brought in line in the background too: questions are answered from the old
assistant until the new one has opened, and then it takes over whole.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.errors import RegionsvarError

if TYPE_CHECKING:
    from app.assistant import Assistant

Show = Callable[[str, float], None]  # what is being done, and how much of all is done (0 to 1)


@dataclass(frozen=True, slots=True)
class Refreshing:
    """How far a refresh has come."""

    stage: str  # what is being done, as the index names it
    share: float  # of all, 0 to 1


class Loader:
    """Opens an assistant in a thread of its own; ask `ready`, `error` or `wait`. `refresh` follows the reports."""

    def __init__(
        self, open_it: "Callable[[], Assistant] | None" = None, renew: Callable[[Show], None] | None = None
    ) -> None:
        """Begin opening at once; `open_it` and `renew` stand in for the saved index in tests."""
        self._open = open_it or _open_saved
        self._renew = renew or _renew_saved
        self._assistant: Assistant | None = None
        self.error = ""
        self.refreshing: Refreshing | None = None
        self.refresh_error = ""
        self._one = threading.Lock()
        self._done = threading.Event()
        threading.Thread(target=self._run, name="loader", daemon=True).start()

    def _run(self) -> None:
        try:
            self._assistant = self._open()
        except Exception as error:  # noqa: BLE001 - a thread's error would be lost; the page must show it
            self.error = _said(error)
        finally:
            self._done.set()

    @property
    def ready(self) -> bool:
        """Tell whether opening has ended, well or not."""
        return self._done.is_set()

    def wait(self, seconds: float | None = None) -> "Assistant | None":
        """Return the assistant, waiting for it at most so long; None where it is not there."""
        self._done.wait(seconds)
        return self._assistant

    def refresh(self) -> None:
        """Begin to bring the index in line with the reports and to open it; nothing where that is under way."""
        with self._one:
            if self.refreshing is not None:
                return
            self.refreshing, self.refresh_error = Refreshing("", 0.0), ""
        threading.Thread(target=self._run_refresh, name="refresh", daemon=True).start()

    def _run_refresh(self) -> None:
        try:
            self._renew(self._show)
            self._show("opening", 1.0)
            self._assistant, self.error = self._open(), ""
        except Exception as error:  # noqa: BLE001 - as above
            self.refresh_error = _said(error)
        finally:
            self.refreshing = None

    def _show(self, stage: str, share: float) -> None:
        self.refreshing = Refreshing(stage, share)


def _said(error: Exception) -> str:
    return str(error) if isinstance(error, RegionsvarError) else f"{type(error).__name__}: {error}"


def _open_saved() -> "Assistant":
    """Open the saved index; everything slow to import is imported here."""
    from app.assistant import open_assistant
    from index.settings import Settings

    return open_assistant(Settings.from_env())


def _renew_saved(show: Show) -> None:
    """Bring the saved index in line with the reports."""
    from index.refresh import refresh
    from index.settings import Settings

    refresh(Settings.from_env(), progress=show)
