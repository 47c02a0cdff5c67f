"""The words of a page, with their places, as pdfium tells them character by character.

Three systems of places, all in points (1/72 inch): "user" is the file's own, from the lower left;
"shown" counts from the upper left of the page as displayed, turned as the page says; "read" counts
from the upper left with the text upright, whichever way the page is turned.
"""

import ctypes
import math
from collections import Counter
from dataclasses import dataclass, field

import pypdfium2 as pdfium
from pypdfium2 import raw

from corpus.errors import ReportError

Box = tuple[float, float, float, float]  # left, top, right, bottom in "read" and "shown"; the like in "user"

SPACES = {0, 9, 10, 13, 32, 160}  # code points
HYPHENS = {2, 0xFFFE}  # pdfium's marks for a hyphen at a line's end
SPACE = 0.18  # of the size: a wider gap parts words that no space does
SAMPLE = 400  # characters asked for the direction of a page's text
BOLD = ("bold", "black", "heavy", "semibold", "demi")
FORCED_BOLD = 1 << 18  # bit of a PDF font's flags
HEAVY = 600  # weight from which a font is bold


@dataclass(slots=True)
class Word:
    """Characters without a space between them, of one font and size."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float  # where its letters stand
    size: float  # of the font
    bold: bool
    raised: bool = False  # set above the line, as a footnote's mark
    boxes: list[Box] = field(default_factory=list)  # of each character, in "user"


@dataclass(slots=True)
class Glyphs:
    """What stands on a page."""

    words: list[Word]
    sideways: str  # text in another direction than most: watermarks, labels of axes
    degrees: int  # the page turned clockwise by so much: "user" to "read"
    width: float  # in "read"
    height: float


def turn(box: Box, width: float, height: float, degrees: int) -> Box:
    """Return a "user" box of an unturned page of that size as it stands when turned clockwise by `degrees`."""
    left, bottom, right, top = box
    if degrees == 90:
        return bottom, left, top, right
    if degrees == 180:
        return width - right, bottom, width - left, top
    if degrees == 270:
        return height - top, width - right, height - bottom, width - left
    return left, height - top, right, height - bottom


def frame(page: pdfium.PdfPage) -> tuple[float, float, float, float]:
    """Return left, bottom, width and height of the page, in "user"."""
    left, bottom, right, top = page.get_bbox()
    return left, bottom, right - left, top - bottom


class _Reader:
    """Asks pdfium about the characters of one page; every answer costs a call, so few are asked."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.left, self.bottom, self.width, self.height = frame(page)
        self.text = page.get_textpage()
        self.count: int = self.text.count_chars()
        self._rect, self._x, self._y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        self._matrix, self._flags = raw.FS_MATRIX(), ctypes.c_int()
        self._name = ctypes.create_string_buffer(128)
        self.degrees = self._direction()  # of most of the text
        self.upright = self.degrees if self.degrees % 90 == 0 else 0

    def _direction(self) -> int:
        step = max(1, self.count // SAMPLE)
        asked = [i for i in range(0, self.count, step) if raw.FPDFText_GetUnicode(self.text, i) not in SPACES]
        return Counter(self.angle(i) for i in asked).most_common(1)[0][0] if asked else 0

    def angle(self, index: int) -> int:
        """Return by how many degrees the page must be turned clockwise for a character to stand upright."""
        return round(-math.degrees(raw.FPDFText_GetCharAngle(self.text, index))) % 360

    def box(self, index: int) -> Box:
        """Return a character's box in "user", counted from the page's corner."""
        raw.FPDFText_GetLooseCharBox(self.text, index, self._rect)
        r = self._rect
        return r.left - self.left, r.bottom - self.bottom, r.right - self.left, r.top - self.bottom

    def placed(self, box: Box) -> Box:
        """Return a "user" box in "read"."""
        return turn(box, self.width, self.height, self.upright)

    def base(self, index: int) -> float:
        """Return where a character stands, in "read"."""
        raw.FPDFText_GetCharOrigin(self.text, index, self._x, self._y)
        x, y = self._x.value - self.left, self._y.value - self.bottom
        return float(self.placed((x, y, x, y))[1])

    def size(self, index: int) -> float:
        """Return the size of a character's font as it is set on the page, in half points."""
        raw.FPDFText_GetMatrix(self.text, index, self._matrix)
        scale = math.hypot(self._matrix.c, self._matrix.d)
        return float(round(2 * raw.FPDFText_GetFontSize(self.text, index) * (scale or 1)) / 2)

    def bold(self, index: int) -> bool:
        """Tell whether a character is set in bold, by its font's name, flags and weight."""
        raw.FPDFText_GetFontInfo(self.text, index, self._name, len(self._name), self._flags)
        name = self._name.value.decode("utf-8", "replace").lower()
        heavy = raw.FPDFText_GetFontWeight(self.text, index) >= HEAVY
        return heavy or bool(self._flags.value & FORCED_BOLD) or any(b in name for b in BOLD)


def read_glyphs(page: pdfium.PdfPage, most: int) -> Glyphs:
    """Return the words of a pdfium page, of at most `most` characters.

    Raises:
        ReportError: the page holds more characters.
    """
    reader = _Reader(page)
    if reader.count > most:
        raise ReportError(
            f"has {reader.count:,} characters on one page, at most {most:,} are read",
            "dense",
            count=reader.count,
            most=most,
        )
    words: list[Word] = []
    sideways: list[str] = []
    word: Word | None = None
    for index in range(reader.count):
        code = raw.FPDFText_GetUnicode(reader.text, index)
        if code in SPACES:
            word = None
            continue
        letter = "-" if code in HYPHENS else chr(code)
        user = reader.box(index)
        left, top, right, bottom = reader.placed(user)
        if word is None or not _goes_on(word, left, top, bottom):
            if reader.angle(index) != reader.degrees:
                sideways.append(letter)
                word = None
                continue
            base, size = reader.base(index), reader.size(index)
            word = Word("", left, top, right, bottom, base, size, reader.bold(index))
            words.append(word)
        word.text += letter
        word.right = max(word.right, right)
        word.boxes.append(user)
    turned = reader.upright in (90, 270)
    width, height = (reader.height, reader.width) if turned else (reader.width, reader.height)
    return Glyphs(words, "".join(sideways), reader.upright, width, height)


def _goes_on(word: Word, left: float, top: float, bottom: float) -> bool:
    """Tell whether a character belongs to the word: on its line, of its height, just after its last one."""
    level = abs(top - word.top) < 0.6 and abs(bottom - word.bottom) < 0.6  # points; rounding makes some tenths
    return level and -0.5 * word.size < left - word.right < SPACE * word.size
