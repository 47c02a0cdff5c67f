"""The parsing process: reads files that nobody trusts, one after another, and can do nothing else.

It takes requests as lines of JSON and answers in lines of JSON. It may not write files, reach the network
or start programs; its memory and time are bounded. Whatever goes wrong in it ends in a sentence or in its
own end, which `process.py` sees.
"""

import base64
import json
import os
import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

from corpus.errors import ReportError
from corpus.formats.content import Progress
from corpus.formats.faults import DAMAGE
from corpus.formats.limits import Limits
from corpus.formats.parse import parse
from corpus.formats.wire import to_json

FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "shutil.",
    "urllib.",
    "ftplib.",
    "smtplib.",
    "http.",
)
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
SPARE_SECONDS = 5  # of computing beyond the time allowed: whoever waits has ended this by then
DAMAGED = "is damaged, or no file of the kind it seems to be; open it in its own program and save a copy"
TOO_MUCH = "needs more memory than reading a report may take; split it"


def main() -> None:
    """Answer requests until there are no more."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # a library that prints must not be taken for an answer
    os.dup2(nowhere, 2)
    sys.setrecursionlimit(1_000)
    sys.addaudithook(_guard)
    for line in sys.stdin:
        request = json.loads(line)
        _answer(answers, {"done": _work(request, lambda what, share: _answer(answers, {"doing": [what, share]}))})


def _work(request: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Return what was asked for, or {"error": why not}."""
    limits = Limits(**request["limits"])
    _bound(limits)
    try:
        data = Path(request["path"]).read_bytes()
        return JOBS[request["job"]](data, request, limits, progress)
    except ReportError as error:
        return {"error": str(error), "kind": error.kind, "values": error.values}
    except MemoryError:
        return {"error": TOO_MUCH, "kind": "memory", "end": True}
    except DAMAGE:
        return {"error": DAMAGED, "kind": "damaged"}


def _read(data: bytes, request: dict[str, Any], limits: Limits, progress: Progress) -> dict[str, Any]:
    return {"content": to_json(parse(data, request["name"], limits, progress))}


def _picture(data: bytes, request: dict[str, Any], limits: Limits, _progress: Progress) -> dict[str, Any]:
    from corpus.formats.pdf.pictures import page_png

    picture, width, height = page_png(data, request["page"], request["scale"], limits)
    return {"png": base64.b64encode(picture).decode("ascii"), "size": [width, height]}


def _boxes(data: bytes, request: dict[str, Any], limits: Limits, _progress: Progress) -> dict[str, Any]:
    from corpus.formats.pdf.pictures import quote_boxes

    return {"boxes": quote_boxes(data, request["page"], request["text"], request["stretches"], limits)}


JOBS: dict[str, Callable[[bytes, dict[str, Any], Limits, Progress], dict[str, Any]]] = {
    "read": _read,
    "picture": _picture,
    "boxes": _boxes,
}


def _answer(answers: TextIO, data: dict[str, Any]) -> None:
    answers.write(json.dumps(data) + "\n")
    answers.flush()


def _bound(limits: Limits) -> None:
    """Bound memory and computing time; a system that does not know a bound goes without it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + limits.seconds) + SPARE_SECONDS
    wanted = (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for which, most in wanted:
        with suppress(ValueError, OSError):
            _, hard = resource.getrlimit(which)
            resource.setrlimit(which, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what a parser has no business with.

    Raises:
        PermissionError: the event is one of those.
    """
    writing = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITES
    if writing or event.startswith(FORBIDDEN):
        raise PermissionError(f"{event} while reading a report")


if __name__ == "__main__":
    main()
