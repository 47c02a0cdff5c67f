"""What the page needs to show words where they stand: the picture of a PDF's page, and the words' boxes on it."""

from dataclasses import dataclass
from pathlib import Path

from corpus.formats.process import Parser, Stretches
from corpus.records import Page

SCALE = 2.0  # pixels a point: 144 an inch, sharp on most screens


@dataclass(frozen=True, slots=True)
class QuoteBox:
    """A rectangle around words of one line, in points (1/72 inch) from the upper left of the page as displayed."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as displayed."""

    png: bytes
    width: float  # of the page, in points
    height: float


def boxes_of(path: Path, page: Page, stretches: Stretches, parser: Parser) -> tuple[tuple[QuoteBox, ...], ...]:
    """Return where each stretch of the page's text stands on that page of the PDF at `path`.

    Args:
        path: the PDF.
        page: its page, as it was read.
        stretches: starts and ends in `page.text`.
        parser: what asks the parsing process.

    Returns:
        The boxes of each stretch; none where it is not found.

    Raises:
        ReportError: the file cannot be read.
    """
    found = parser.boxes(path, page.number, page.text, stretches)
    return tuple(tuple(QuoteBox(*box) for box in boxes) for boxes in found)


def picture_of(path: Path, page: Page, parser: Parser, scale: float = SCALE) -> Picture:
    """Return that page of the PDF at `path`, `scale` pixels a point.

    Raises:
        ReportError: the file cannot be read.
    """
    return Picture(*parser.picture(path, page.number, scale))
