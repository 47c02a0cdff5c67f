"""The pages of reports that are PDFs as they are printed: pictures, and the boxes of words on them.

They are made when they are asked for, one at a time on a server, by the parsing process, and kept a while.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from app.reader.recent import Recent
from corpus.errors import ReportError
from corpus.formats.boxes import SCALE, Picture, QuoteBox, boxes_of, picture_of
from corpus.formats.limits import LIMITS, Limits
from corpus.formats.process import Parser
from corpus.records import Page, Report
from corpus.sources import checksum, source_of

QUICK = replace(LIMITS, seconds=10.0)  # a page is drawn in a tenth of a second; whoever waits so long has its text
MOST_BYTES = 64_000_000  # of pictures kept: some hundred pages
IDLE = 60.0  # seconds after which the parsing process is ended: it holds memory
FORGIVEN = 60.0  # seconds after which a page that could not be drawn is tried again: the machine may have been busy
BOX_BYTES = 200  # that a kept box takes, roughly

Stretch = tuple[int, int]  # offsets into `Report.text`
Boxes = tuple[tuple[QuoteBox, ...], ...]
Place = tuple[str, int, float]  # the PDF's checksum, the page's number, the scale
K = TypeVar("K", Picture, Boxes)


@dataclass(frozen=True, slots=True)
class Source:
    """The PDF that a report was read from."""

    path: Path
    digest: str  # SHA-256 of the file that was read


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as printed."""

    key: str  # tells it from other pages, and from the same page of another edition
    picture: Picture
    boxes: Boxes  # of each stretch that was asked for, on this page


@dataclass(frozen=True, slots=True)
class _Failed:
    error: ReportError
    when: float  # on the monotonic clock, in seconds


class Pictures:
    """The one of a server; its methods may be called from any thread."""

    def __init__(self, folder: Path, limits: Limits = QUICK) -> None:
        """Take the folder of reports, and the limits of a page."""
        self._folder = folder
        self._parser = Parser(limits)
        self._one = threading.Lock()
        self._kept: Recent[Picture | Boxes | _Failed] = Recent(MOST_BYTES, _size)
        self._idle: threading.Timer | None = None

    def source(self, report_id: str, checksums: Mapping[str, str]) -> Source | None:
        """Return the PDF of a report; None where it was read from another kind of file, or is not there any more.

        Args:
            report_id: the name of its folder.
            checksums: of the files that were read, as `Library.checksums` has them.
        """
        if not any(name.startswith(f"{report_id}/") for name in checksums):
            return None
        try:
            path = source_of(self._folder / report_id)
        except ReportError:
            return None
        digest = checksums.get(f"{report_id}/{path.name}")
        return Source(path, digest) if digest and path.suffix == ".pdf" else None

    def draw(self, source: Source, report: Report, number: int, stretches: Sequence[Stretch]) -> Drawn | ReportError:
        """Return a page as printed, with the boxes of `stretches` on it; or why it cannot be drawn."""
        page = report.page(number)
        place: Place = (source.digest, number, SCALE)
        failed = self._kept.get((*place, "failed"))
        if isinstance(failed, _Failed) and time.monotonic() < failed.when + FORGIVEN:
            return failed.error
        try:
            return self._draw(source, page, place, tuple(_within(page, s) for s in stretches))
        except ReportError as error:
            self._kept.put((*place, "failed"), _Failed(error.with_traceback(None), time.monotonic()))
            return error

    def _draw(self, source: Source, page: Page, place: Place, stretches: tuple[Stretch, ...]) -> Drawn:
        parser, boxed = self._parser, (*place, stretches)
        picture, boxes = self._kept.get(place), self._kept.get(boxed) if stretches else ()
        if not isinstance(picture, Picture):
            picture = self._asked(source, place, lambda: picture_of(source.path, page, parser))
        if not isinstance(boxes, tuple):
            boxes = self._asked(source, boxed, lambda: boxes_of(source.path, page, stretches, parser))
        return Drawn(f"{source.digest[:16]}-{page.number}", picture, boxes)

    def _asked(self, source: Source, key: tuple[object, ...], ask: Callable[[], K]) -> K:
        """Return what `ask` gets from the parsing process, and keep it."""
        with self._one:
            _refuse_other(source)
            try:
                value = ask()
            finally:
                self._rest()
        self._kept.put(key, value)
        return value

    def _rest(self) -> None:
        """Let the process be ended when nobody asks for a while."""
        if self._idle is not None:
            self._idle.cancel()
        self._idle = threading.Timer(IDLE, self.close)
        self._idle.daemon = True
        self._idle.start()

    def close(self) -> None:
        """End the process; the next page starts another."""
        with self._one:
            if self._idle is not None:
                self._idle.cancel()
            self._parser.close()


def _within(page: Page, stretch: Stretch) -> Stretch:
    """Return the part of a stretch that stands on the page, as places in its text."""
    start, end = (min(max(offset, page.start), page.end) - page.start for offset in stretch)
    return start, end


def _refuse_other(source: Source) -> None:
    """Make sure that the file is the one that was read.

    Raises:
        ReportError: it has been replaced since, or cannot be opened.
    """
    name = source.path.name
    try:
        same = checksum(source.path) == source.digest
    except OSError as error:
        why = str(error.strerror)
        raise ReportError(f"{name} cannot be opened: {why}.", "shut", name=name, why=why) from error
    if not same:
        text = f"{name} was replaced after it was read; wait until the index has followed."
        raise ReportError(text, "replaced", name=name)


def _size(kept: Picture | Boxes | _Failed) -> int:
    if isinstance(kept, Picture):
        return len(kept.png)
    return BOX_BYTES * (1 + sum(map(len, kept)) if isinstance(kept, tuple) else 1)
