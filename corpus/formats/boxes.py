"""What the page needs to show a quote where it stands: the picture of a PDF's page, and the quote's boxes on it."""

from dataclasses import dataclass
from pathlib import Path

from corpus.formats.process import Parser
from corpus.records import Page

SCALE = 2.0  # pixels a point: 144 an inch, sharp on most screens


@dataclass(frozen=True, slots=True)
class QuoteBox:
    """A rectangle around words of one line, in points (1/72 inch) from the upper left of the page as displayed."""

    left: float
    top: float
    right: float
    bottom: float


def boxes_of(path: Path, page: Page, start: int, end: int, parser: Parser) -> tuple[QuoteBox, ...]:
    """Return where `page.text[start:end]` stands on that page of the PDF at `path`; empty where it is not found.

    Raises:
        ReportError: the file cannot be read.
    """
    return tuple(QuoteBox(*box) for box in parser.boxes(path, page.number, page.text, start, end))


def picture_of(path: Path, page: Page, parser: Parser, scale: float = SCALE) -> bytes:
    """Return that page of the PDF at `path` as a PNG, `scale` pixels a point.

    Raises:
        ReportError: the file cannot be read.
    """
    return parser.picture(path, page.number, scale)
