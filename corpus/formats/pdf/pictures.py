"""A page of a PDF as a picture, and the places of a quote on it."""

import io
from collections.abc import Callable
from difflib import SequenceMatcher

import pypdfium2 as pdfium

from corpus.errors import ReportError
from corpus.formats.clean import clean
from corpus.formats.limits import Limits
from corpus.formats.pdf.columns import in_reading_order
from corpus.formats.pdf.glyphs import Box, Word, frame, read_glyphs, turn
from corpus.formats.pdf.lines import segments_of
from corpus.formats.pdf.read import open_pdf

MOST_PIXELS = 25_000_000  # of a picture: an A4 page at 500 dots an inch
SAME_LINE = 0.5  # of a box's height: boxes that overlap so much stand on one line
WIDE = 1.5  # of a box's height: a wider gap parts boxes of one line


def page_png(data: bytes, number: int, scale: float, limits: Limits) -> bytes:
    """Return page `number` (from 1) as a PNG of `scale` pixels a point, fewer where the page is huge.

    Raises:
        ReportError: the file cannot be read, or has no such page.
    """
    document = open_pdf(data)
    try:
        page = _page(document, number, limits)
        width, height = page.get_size()
        scale = min(scale, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        out = io.BytesIO()
        page.render(scale=scale).to_pil().convert("RGB").save(out, "PNG")
        return out.getvalue()
    finally:
        document.close()


def quote_boxes(data: bytes, number: int, text: str, start: int, end: int, limits: Limits) -> list[Box]:
    """Return where `text[start:end]` stands on page `number`, whose cleaned text is `text`; see `Parser.boxes`.

    Raises:
        ReportError: the file cannot be read, or has no such page.
    """
    document = open_pdf(data)
    try:
        page = _page(document, number, limits)
        glyphs = read_glyphs(page, limits.page_characters)
        letters = _letters(glyphs.words)
        found = _aligned([c.lower() for c, _ in letters], text, start, end)
        _, _, width, height = frame(page)
        joined = _joined([letters[i][1] for i in found], lambda box: turn(box, width, height, glyphs.degrees))
        return [turn(box, width, height, page.get_rotation()) for box in joined]
    finally:
        document.close()


def _page(document: pdfium.PdfDocument, number: int, limits: Limits) -> pdfium.PdfPage:
    if not 1 <= number <= min(len(document), limits.pages):
        raise ReportError(f"has pages 1 to {len(document)}, not {number}")
    return document[number - 1]


def _letters(words: list[Word]) -> list[tuple[str, Box]]:
    """Return the letters and figures of a page in the order they are read, each with its box in "user"."""
    lines = [line for stretch in in_reading_order(segments_of(words)) for line in stretch]
    out = []
    for word in (w for line in lines for w in line.words):
        for character, box in zip(word.text, word.boxes, strict=True):
            out += [(c, box) for c in clean(character) if c.isalnum()]
    return out


def _aligned(letters: list[str], text: str, start: int, end: int) -> list[int]:
    """Return the indexes of the page's letters that the quote's letters are.

    The page's letters and the cleaned text's are the same but for what reading took out or moved (headers,
    marks of notes, hyphens, cells), so most of a quote is one stretch of both; the rest is matched in pieces.
    """
    wanted = [(i, c) for i, c in enumerate(text.lower()) if c.isalnum()]
    before = sum(i < start for i, _ in wanted)
    quote = [c for i, c in wanted if start <= i < end]
    if not quote:
        return []
    page, whole = "".join(letters), "".join(quote)
    places = _places(page, whole)
    if places:
        rank = len(_places("".join(c for _, c in wanted[: before + len(quote) - 1]), whole))
        first = places[min(rank, len(places) - 1)]
        return list(range(first, first + len(quote)))
    matcher = SequenceMatcher(None, page, whole, autojunk=False)
    pieces = [m for m in matcher.get_matching_blocks() if m.size >= min(4, len(quote))]
    if sum(m.size for m in pieces) < len(quote) / 2:
        return []
    return [i for m in pieces for i in range(m.a, m.a + m.size)]


def _places(text: str, part: str) -> list[int]:
    found, at = [], text.find(part)
    while at >= 0:
        found.append(at)
        at = text.find(part, at + 1)
    return found


def _joined(boxes: list[Box], upright: Callable[[Box], Box]) -> list[Box]:
    """Join the boxes of letters that follow on one line; `upright` turns a box so that its text stands upright."""
    out: list[Box] = []
    for box in boxes:
        last = out[-1] if out else None
        if last is not None and _follow(upright(last), upright(box)):
            out[-1] = (min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
        else:
            out.append(box)
    return out


def _follow(last: Box, box: Box) -> bool:
    height = max(1.0, min(last[3] - last[1], box[3] - box[1]))
    level = min(last[3], box[3]) - max(last[1], box[1]) > SAME_LINE * height
    return level and abs(box[0] - last[2]) < WIDE * height
