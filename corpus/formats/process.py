"""Ask the parsing process, with a time limit; one that hangs or breaks off is ended and started anew.

Requests and answers are lines of JSON. The process gets none of this one's environment, so no key or
password is within its reach.
"""

import base64
import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import corpus
from corpus.errors import ReportError
from corpus.formats.clean import clean
from corpus.formats.content import Content, Progress
from corpus.formats.limits import LIMITS, Limits
from corpus.formats.wire import from_json
from corpus.records import About, Report

ROOT = str(Path(corpus.__file__).parent.parent)
COMMAND = f"import sys; sys.path.insert(0, {ROOT!r}); from corpus.formats.child import main; main()"
PIECE = 1 << 16  # bytes read at a time
LONGEST_ANSWER = 400_000_000  # bytes: 30 times the characters that are read at most
FILES_BEFORE_NEW = 50  # files after which a new process is started: what one leaves behind does not pile up
Stretches = Sequence[tuple[int, int]]
BROKE_OFF = "made the reading break off; it is damaged, or made to do harm"


def no_progress(_what: str, _share: float) -> None:
    """Show nothing."""


class Parser:
    """A parsing process, started when first asked; use it in a `with` block."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        """Take the limits of every file."""
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._asked = 0
        self._interrupted = False

    def __enter__(self) -> Self:
        """Return the parser itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the process."""
        self.close()

    def close(self) -> None:
        """End the process, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def interrupt(self) -> None:
        """Break off what is read now, and read nothing any more; may be called from another thread."""
        self._interrupted = True
        process = self._process
        if process is not None:
            process.kill()

    def read(self, path: Path, progress: Progress = no_progress) -> Content:
        """Return the content of the file at `path`.

        Whatever `progress` raises ends the reading and is passed on: that is how one cancels.

        Raises:
            ReportError: it cannot be read; the message is a sentence that begins with the file's name.
        """
        answer = self._ask("read", path, progress, name=path.name)
        try:
            return from_json(answer["content"])
        except ReportError as error:
            raise ReportError(f"{shown(path)} {error}.", error.kind, name=shown(path), **error.values) from error

    def picture(self, path: Path, page: int, scale: float) -> tuple[bytes, float, float]:
        """Return page number `page` (from 1) of a PDF as a PNG of `scale` pixels a point, and its size in points.

        Raises:
            ReportError: the file cannot be read, or has no such page.
        """
        answer = self._ask("picture", path, no_progress, page=page, scale=scale)
        width, height = map(float, answer["size"])
        return base64.b64decode(answer["png"]), width, height

    def boxes(self, path: Path, page: int, text: str, stretches: Stretches) -> list[list[list[float]]]:
        """Return where each stretch of `text`, a start and an end, stands on the PDF's page whose cleaned text it is.

        A box is [left, top, right, bottom] in points from the upper left of the page as displayed, one for
        each line or part of a line; a stretch has none where its words cannot be found on the page.

        Raises:
            ReportError: the file cannot be read, or has no such page.
        """
        answer = self._ask("boxes", path, no_progress, page=page, text=text, stretches=list(stretches))
        return [[[float(edge) for edge in box] for box in boxes] for boxes in answer["boxes"]]

    def _ask(self, job: str, path: Path, progress: Progress, **request: object) -> dict[str, Any]:
        """Return the process's answer.

        Raises:
            ReportError: it answers that it cannot, takes too long, or breaks off.
        """
        _check_file(path, self.limits)
        asked = request | {"job": job, "path": str(path.resolve()), "limits": asdict(self.limits)}
        try:
            answer = self._converse(asked, progress)
        except BaseException:
            self.close()  # it may be in the middle of the work
            raise
        if answer is None:
            self.close()
            raise _error(shown(path), {"error": BROKE_OFF, "kind": "broke-off"})
        if "error" in answer:
            if answer.get("end"):
                self.close()
            raise _error(shown(path), answer)
        return answer

    def _converse(self, request: dict[str, Any], progress: Progress) -> dict[str, Any] | None:
        """Send a request and return its answer, None where the process ends without one."""
        process = self._running()
        assert process.stdin is not None  # noqa: S101 - both are pipes, by `_running`
        assert process.stdout is not None  # noqa: S101
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
        except OSError:
            return None
        deadline = time.monotonic() + self.limits.seconds
        buffer = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while True:
                left = deadline - time.monotonic()
                if left <= 0 or not selector.select(left):
                    seconds = self.limits.seconds
                    raise ReportError(
                        f"{shown(Path(request['path']))} was not read within {seconds:g} seconds; split it.",
                        "slow",
                        name=shown(Path(request["path"])),
                        seconds=f"{seconds:g}",
                    )
                piece = os.read(process.stdout.fileno(), PIECE)
                buffer += piece
                if not piece or len(buffer) > LONGEST_ANSWER:
                    return None
                *lines, rest = bytes(buffer).split(b"\n") if b"\n" in piece else (bytes(buffer),)
                if b"\n" not in piece:
                    continue
                buffer = bytearray(rest)
                for line in lines:
                    message = json.loads(line)
                    if "done" in message:
                        done: dict[str, Any] = message["done"]
                        return done
                    progress(str(message["doing"][0]), float(message["doing"][1]))

    def _running(self) -> subprocess.Popen[bytes]:
        """Return the process, started where there is none or where it has read its share."""
        self._asked += 1
        if self._process is not None and (self._process.poll() is not None or self._asked % FILES_BEFORE_NEW == 0):
            self.close()
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603 - the command is this module's own constant
                [sys.executable, "-B", "-E", "-s", "-X", "utf8", "-c", COMMAND],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={},
                cwd="/",
            )
        if self._interrupted:  # looked at once the process is there: whoever interrupts looks for it after saying so
            self._process.kill()
        return self._process


def read_file(path: Path, report_id: str, about: About, parser: Parser, progress: Progress = no_progress) -> Report:
    """Return the report that a file holds, with its id and what is known of it.

    Raises:
        ReportError: it cannot be read.
    """
    return replace(parser.read(path, progress).report, id=report_id, about=about)


def shown(path: Path) -> str:
    """Return a file's name as it can be shown: in one line, with nothing in it that turns or hides text."""
    return " ".join(clean(path.name.encode("utf-8", "replace").decode("utf-8")).split()) or "A file without a name"


def _error(name: str, answer: dict[str, Any]) -> ReportError:
    """Return the error that the process has answered; what it says of it is taken as text and numbers only."""
    values = {str(k): v for k, v in answer.get("values", {}).items() if isinstance(v, str | int) and k != "name"}
    return ReportError(f"{name} {answer['error']}.", str(answer.get("kind", "")), name=name, **values)


def _check_file(path: Path, limits: Limits) -> None:
    try:
        if not path.is_file():
            if path.is_dir():
                raise ReportError(f"{shown(path)} is a folder; name the files in it.", "folder", name=shown(path))
            raise ReportError(f"{shown(path)} is not there, or is no file.", "gone", name=shown(path))
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise ReportError(f"{shown(path)} cannot be opened: {why}.", "shut", name=shown(path), why=str(why)) from error
    if size > limits.file_bytes:
        raise ReportError(
            f"{shown(path)} has {size:,} bytes, at most {limits.file_bytes:,} are read.",
            "large",
            name=shown(path),
            count=size,
            most=limits.file_bytes,
        )
