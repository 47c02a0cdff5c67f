"""Open the assistant in the background, so that the page is there at once and can say what it waits for."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from corpus.errors import RegionsvarError

if TYPE_CHECKING:
    from app.assistant import Assistant


class Loader:
    """Opens an assistant in a thread of its own; ask `ready`, `error` or `wait`."""

    def __init__(self, open_it: "Callable[[], Assistant] | None" = None) -> None:
        """Begin opening at once; `open_it` stands in for the saved index in tests."""
        self._open = open_it or _open_saved
        self._assistant: Assistant | None = None
        self.error = ""
        self._done = threading.Event()
        threading.Thread(target=self._run, name="loader", daemon=True).start()

    def _run(self) -> None:
        try:
            self._assistant = self._open()
        except RegionsvarError as error:
            self.error = str(error)
        except Exception as error:  # noqa: BLE001 - a thread's error would be lost; the page must show it
            self.error = f"{type(error).__name__}: {error}"
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


def _open_saved() -> "Assistant":
    """Open the saved index; everything slow to import is imported here."""
    from app.assistant import open_assistant
    from index.settings import Settings

    return open_assistant(Settings.from_env())
