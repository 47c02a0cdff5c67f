"""An answer on its way, in a thread of its own: what is there can be looked at any time, and it can be stopped."""

import threading
from collections.abc import Callable, Iterator

from app.writing.breaker import Stop
from app.writing.writer import Step
from corpus.errors import RegionsvarError

SOON = 3.0  # seconds in which a stopped answer has ended, but for a server that is asked to read a follow-up


class Job:
    """Goes through the steps of one answer; `latest` is the last that came."""

    def __init__(self, steps: Callable[[Stop], Iterator[Step]]) -> None:
        """Begin at once with what `steps` yields; it is given what stops it."""
        self.latest: Step | None = None
        self.error = ""  # one sentence, where there is no answer
        self._stop = Stop()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(steps,), name="writer", daemon=True)
        self._thread.start()

    @property
    def done(self) -> bool:
        """Tell whether it has ended, with the answer or an error."""
        return self._done.is_set()

    def stop(self) -> None:
        """Ask it to stop; what is whole by then becomes the answer."""
        self._stop.set()

    def halt(self, seconds: float = SOON) -> Step | None:
        """Stop it, and return what is whole by then; the last step, not done, where that takes longer than `seconds`.

        A step on the way holds a sentence that is not whole and that nothing has checked, so the last is waited for.
        """
        self.stop()
        if self.latest is not None:  # else there is nothing yet to keep
            self.wait(seconds)
        return self.latest

    def wait(self, seconds: float) -> bool:
        """Wait for the end; tell whether it has come."""
        return self._done.wait(seconds)

    def _run(self, steps: Callable[[Stop], Iterator[Step]]) -> None:
        try:
            for step in steps(self._stop):
                self.latest = step
        except RegionsvarError as error:
            self.error = str(error)
        except Exception as error:  # noqa: BLE001 - a thread's error would be lost; the page must show it
            self.error = type(error).__name__
        finally:
            self._done.set()
