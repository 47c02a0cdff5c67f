"""An answer on its way, in a thread of its own: the page shows what there is, and can stop it.

A page run that is broken off, as by a press on the page, finds the answering where it left it: nothing is asked twice.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from corpus.errors import RegionsvarError
from corpus.records import Answer, Filters

if TYPE_CHECKING:
    from app.assistant import Assistant

Steps = Callable[[threading.Event], Iterator[Answer]]  # given what stops it; each answer takes the last one's place


class Job:
    """Goes through the steps of one answer; `latest` is the last that came."""

    def __init__(self, steps: Steps) -> None:
        """Begin at once with what `steps` yields."""
        self.latest: Answer | None = None
        self.error = ""  # one sentence, where there is no answer
        self._stop, self._done = threading.Event(), threading.Event()
        threading.Thread(target=self._run, args=(steps,), name="asking", daemon=True).start()

    def _run(self, steps: Steps) -> None:
        try:
            for answer in steps(self._stop):
                self.latest = answer
                if self._stop.is_set():
                    break
        except RegionsvarError as error:
            self.error = str(error)
        except Exception as error:  # noqa: BLE001 - a thread's error would be lost; the page must show it
            self.error = f"{type(error).__name__}: {error}"
        finally:
            self._done.set()

    @property
    def done(self) -> bool:
        """Tell whether it has ended, with the answer or an error."""
        return self._done.is_set()

    def stop(self) -> None:
        """Ask it to stop; what is whole by then is the answer."""
        self._stop.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for the end, at most so long; tell whether it has come."""
        return self._done.wait(seconds)


def answering(
    assistant: "Assistant", question: str, history: Sequence[str], filters: Filters, *, as_written: bool
) -> Steps:
    """Return the steps to the answer: with no language model, the answer itself."""

    def steps(_stop: threading.Event) -> Iterator[Answer]:
        yield assistant.ask(question, history, filters, as_written=as_written)

    return steps
