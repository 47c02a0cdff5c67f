"""A page of a PDF as a picture, and the places of a quote on it."""

import io
from collections.abc import Callable
from difflib import SequenceMatcher
from itertools import takewhile

import pypdfium2 as pdfium

from corpus.errors import ReportError
from corpus.formats.clean import clean
from corpus.formats.limits import Limits
from corpus.formats.pdf.columns import in_reading_order
from corpus.formats.pdf.glyphs import Box, Word, frame, read_glyphs, turn
from corpus.formats.pdf.lines import segments_of
from corpus.formats.pdf.read import open_pdf

MOST_PIXELS = 6_000_000  # of a picture: an A4 page at 250 dots an inch; a poster is drawn smaller
SAME_LINE = 0.5  # of a box's height: boxes that overlap so much stand on one line
AROUND = 40  # letters on either side of a place by which it is told from others alike
WIDE = 1.5  # of a box's height: a wider gap parts boxes of one line


def page_png(data: bytes, number: int, scale: float, limits: Limits) -> tuple[bytes, float, float]:
    """Return page `number` (from 1) as a PNG of `scale` pixels a point, fewer where it is huge; and its size in points.

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
        return out.getvalue(), width, height
    finally:
        document.close()


def quote_boxes(
    data: bytes, number: int, text: str, stretches: list[tuple[int, int]], limits: Limits
) -> list[list[Box]]:
    """Return where each stretch of `text` stands on page `number`, whose cleaned text it is; see `Parser.boxes`.

    Raises:
        ReportError: the file cannot be read, or has no such page.
    """
    document = open_pdf(data)
    try:
        page = _page(document, number, limits)
        glyphs = read_glyphs(page, limits.page_characters)
        letters = _letters(glyphs.words)
        read, boxes = "".join(c.lower()[0] for c, _ in letters), [box for _, box in letters]
        _, _, width, height = frame(page)
        out = []
        for start, end in stretches:
            found = [boxes[i] for i in _aligned(read, text, start, end)]
            joined = _joined(found, lambda box: turn(box, width, height, glyphs.degrees))
            out.append([turn(box, width, height, page.get_rotation()) for box in joined])
        return out
    finally:
        document.close()


def _page(document: pdfium.PdfDocument, number: int, limits: Limits) -> pdfium.PdfPage:
    if not 1 <= number <= min(len(document), limits.pages):
        raise ReportError(f"has pages 1 to {len(document)}, not {number}", "no-page", last=len(document), number=number)
    return document[number - 1]


def _letters(words: list[Word]) -> list[tuple[str, Box]]:
    """Return the letters and figures of a page in the order they are read, each with its box in "user"."""
    lines = [line for stretch in in_reading_order(segments_of(words)) for line in stretch]
    out = []
    for word in (w for line in lines for w in line.words):
        for character, box in zip(word.text, word.boxes, strict=True):
            out += [(c, box) for c in clean(character) if c.isalnum()]
    return out


def _aligned(page: str, text: str, start: int, end: int) -> list[int]:
    """Return the indexes of the page's letters that the quote's letters are; of places alike, what stands around tells.

    The page's letters and the cleaned text's are the same but for what reading took out or moved (headers,
    marks of notes, hyphens, cells), so most of a quote is one stretch of both; the rest is matched in pieces.
    """
    before, whole, after = (_only_letters(part) for part in (text[:start], text[start:end], text[end:]))
    if not whole:
        return []
    places = _places(page, whole)
    if places:
        first = max(places, key=lambda at: _around(page, at, at + len(whole), before, after))
        return list(range(first, first + len(whole)))
    matcher = SequenceMatcher(None, page, whole, autojunk=False)
    pieces = [m for m in matcher.get_matching_blocks() if m.size >= min(4, len(whole))]
    if sum(m.size for m in pieces) < len(whole) / 2:
        return []
    return [i for m in pieces for i in range(m.a, m.a + m.size)]


def _only_letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def _around(page: str, start: int, end: int, before: str, after: str) -> int:
    """Return how many letters on both sides of a place are those that should stand there, at most `AROUND` a side."""
    left = zip(reversed(page[max(0, start - AROUND) : start]), reversed(before[-AROUND:]), strict=False)
    right = zip(page[end : end + AROUND], after[:AROUND], strict=False)
    return sum(sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], side)) for side in (left, right))


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
