"""Files being added in a thread of their own: how far each has come, and what came of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event
from typing import Literal
from uuid import uuid4

from app.adding.names import safe_name
from app.adding.uploads import lay_down, upload_folder
from corpus.adding import Added, add_file
from corpus.errors import RegionsvarError
from corpus.formats.process import Parser

State = Literal["waiting", "reading", "new", "changed", "same", "failed", "stopped"]
STAGES = {"pages": (0.0, 0.9), "structure": (0.9, 0.1), "placing": (1.0, 0.0)}  # share before each, and that it takes


class Stopped(Exception):
    """The person does not want it any more."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One file that someone sent, and how far it has come."""

    name: str  # safe to show and to use
    state: State = "waiting"
    stage: str = ""  # of the reading, as its reader names it
    share: float = 0.0  # of the reading, 0 to 1
    fault: RegionsvarError | None = None  # why it failed
    added: Added | None = None

    @property
    def error(self) -> str:
        """Why it failed, in English; empty where it did not."""
        return str(self.fault or "")

    @property
    def done(self) -> bool:
        """Tell whether nothing more comes of it."""
        return self.state not in ("waiting", "reading")


class Batch:
    """The files sent at one time; `files` is told anew by a thread, one frozen record a file."""

    def __init__(self, owner: str, sent: Sequence[tuple[str, bytes]]) -> None:
        """Take whose it is, and the files: name and contents."""
        self.id = uuid4().hex
        self.owner = owner
        self.files = [Sent(safe_name(name)) for name, _ in sent]
        self._data: list[bytes | None] = [data for _, data in sent]
        self._stop = Event()
        self._done = Event()
        self._parser: Parser | None = None

    @property
    def done(self) -> bool:
        """Tell whether nothing more comes of any file."""
        return self._done.is_set()

    @property
    def share(self) -> float:
        """How much of all is done, 0 to 1."""
        return sum(1.0 if f.done else f.share for f in self.files) / max(1, len(self.files))

    def wait(self, seconds: float) -> bool:
        """Wait until nothing more comes, at most so long; tell whether that is so."""
        return self._done.wait(seconds)

    def stop(self) -> None:
        """Begin no other file, and break off the one being read; one already in its place stays."""
        self._stop.set()
        parser = self._parser
        if parser is not None:
            parser.interrupt()

    def run(self, folder: Path, changed: Callable[[], None]) -> None:
        """Add the files to the reports in `folder`; `changed` is called when one has come or changed there."""
        try:
            with upload_folder() as uploads, Parser() as self._parser:
                for number in range(len(self.files)):
                    self._take(number, uploads, folder)
                    if self.files[number].state in ("new", "changed"):
                        changed()
        except Exception as error:  # noqa: BLE001 - a thread's error would be lost; the page must show it
            for number, one in enumerate(self.files):
                if not one.done:
                    self._set(number, state="failed", fault=_failed(one.name, error))
        finally:
            self._data = []
            self._parser = None
            self._done.set()

    def _take(self, number: int, uploads: Path, folder: Path) -> None:
        """Add one file, and tell what came of it."""
        one, data = self.files[number], self._data[number]
        self._data[number] = None
        if self._stop.is_set() or data is None or self._parser is None:
            self._set(number, state="stopped")
            return
        self._set(number, state="reading")
        try:
            path = lay_down(uploads, number, one.name, data)
            del data
            added = add_file(path, folder, self._parser, lambda stage, share: self._show(number, stage, share))
            self._set(number, state=added.state, share=1.0, added=added)
            path.unlink()
        except Stopped:
            self._set(number, state="stopped")
        except RegionsvarError as error:
            stopped = self._stop.is_set()  # its reading was broken off, which reads as an error
            self._set(number, state="stopped" if stopped else "failed", fault=None if stopped else error)
        except Exception as error:  # noqa: BLE001 - one bad file leaves the others alone
            self._set(number, state="failed", fault=_failed(one.name, error))

    def _show(self, number: int, stage: str, share: float) -> None:
        if self._stop.is_set():
            raise Stopped
        before, length = STAGES.get(stage, (0.0, 1.0))
        self._set(number, stage=stage, share=min(1.0, before + length * share))

    def _set(self, number: int, **what: object) -> None:
        self.files[number] = replace(self.files[number], **what)  # type: ignore[arg-type] # by field


def _failed(name: str, error: Exception) -> RegionsvarError:
    why = error.strerror if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
    text = f"{name} was not added: {why}; try again, and tell whoever runs the server if it goes on."
    return RegionsvarError(text, "not-added", name=name, why=str(why))
