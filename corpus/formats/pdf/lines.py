"""Words into stretches without a wide gap, stretches into lines."""

import re
import statistics
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.formats.clean import clean
from corpus.formats.pdf.glyphs import Word

GAP = 1.1  # of the size: a wider gap parts columns or cells
LEVEL = 0.25  # of the size: words that far apart in height stand on one line
RAISED = 0.8  # of the size beside it: a smaller word set higher is a mark
BELOW = 3  # rows below a mark that may be its own: in columns others stand between
LEADERS = re.compile(r"(?:[.…] ?){5,}")  # dots that lead the eye to a page number
APART = "  "  # stands for a wide gap in a line's text


@dataclass(slots=True)
class Segment:
    """Words of one line without a wide gap between them, from left to right."""

    words: list[Word]

    @property
    def left(self) -> float:
        """Left edge, in points."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Right edge."""
        return max(w.right for w in self.words)

    @property
    def base(self) -> float:
        """Where its letters stand: by the largest word, which is never a mark."""
        return max(self.words, key=lambda w: w.size).base

    @property
    def text(self) -> str:
        """The words, cleaned; those that touch are not parted. Marks are left out."""
        return LEADERS.sub("......", clean(_joined([w for w in self.words if not w.raised])))


@dataclass(slots=True)
class TextLine:
    """A line of one column: the segments that stand on it."""

    segments: list[Segment]

    @property
    def words(self) -> list[Word]:
        """All its words, from left to right."""
        return [w for s in self.segments for w in s.words]

    @property
    def text(self) -> str:
        """Its text; two spaces stand for a wide gap."""
        return APART.join(t for s in self.segments if (t := s.text))

    @property
    def left(self) -> float:
        """Left edge, in points."""
        return self.segments[0].left

    @property
    def right(self) -> float:
        """Right edge."""
        return max(s.right for s in self.segments)

    @property
    def top(self) -> float:
        """Upper edge."""
        return min(w.top for w in self.words)

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return max(w.bottom for w in self.words)

    @property
    def base(self) -> float:
        """Where its letters stand."""
        return self.segments[0].base

    @property
    def size(self) -> float:
        """Size of most of its characters."""
        words = [w for w in self.words if not w.raised] or self.words
        return statistics.mode([w.size for w in words for _ in w.text])

    @property
    def bold(self) -> bool:
        """Tell whether all of it but signs is bold."""
        lettered = [w for w in self.words if not w.raised and any(c.isalnum() for c in w.text)]
        return bool(lettered) and all(w.bold for w in lettered)

    @property
    def marks(self) -> list[str]:
        """The marks set above it."""
        return [w.text for w in self.words if w.raised]


def _joined(words: list[Word]) -> str:
    text = ""
    for position, word in enumerate(words):
        before = words[position - 1] if position else None
        # a change of font within a word begins a new Word that touches the one before
        if before is not None and word.left - before.right > 0.12 * max(word.size, before.size):
            text += " "
        text += word.text
    return text


def segments_of(words: Iterable[Word]) -> list[Segment]:
    """Return the segments of a page; raised words stand in the line they belong to."""
    plain = sorted(words, key=lambda w: (w.base, w.left))
    rows: list[list[Word]] = []
    for word in plain:
        if rows and abs(word.base - rows[-1][0].base) <= LEVEL * max(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    _lower_marks(rows)
    return [segment for row in rows for segment in _split(sorted(row, key=lambda w: w.left))]


def _lower_marks(rows: list[list[Word]]) -> None:
    """Move words set above a line into it, in place."""
    largest = max((w.size for row in rows for w in row), default=0)
    for index, row in enumerate(rows):
        for word in [w for w in row if w.size <= RAISED * largest]:
            home = next((r for r in rows[index + 1 : index + 1 + BELOW] if _is_mark(word, r)), None)
            if home is not None:
                word.raised = True
                row.remove(word)
                home.append(word)
    rows[:] = [row for row in rows if row]


def _is_mark(word: Word, row: list[Word]) -> bool:
    """Tell whether a word is a mark on a row below it: smaller, within its height, beside a word."""
    for other in row:
        beside = min(abs(word.left - other.right), abs(other.left - word.right)) < 0.5 * other.size
        inside = word.bottom > other.top and other.base - 0.8 * other.size < word.base < other.base
        if beside and inside and not other.raised and word.size <= RAISED * other.size:
            return True
    return False


def _split(row: list[Word]) -> list[Segment]:
    segments: list[Segment] = []
    for word in row:
        last = segments[-1] if segments else None
        size = max(word.size, last.words[-1].size) if last else word.size
        if last is not None and word.left - last.right < GAP * size:
            last.words.append(word)
        else:
            segments.append(Segment([word]))
    return segments


def lines_of(segments: Iterable[Segment]) -> list[TextLine]:
    """Return the lines that segments of one column make, from the top."""
    lines: list[TextLine] = []
    for segment in sorted(segments, key=lambda s: (s.base, s.left)):
        size = max(w.size for w in segment.words)
        if lines and abs(segment.base - lines[-1].base) <= LEVEL * size:
            lines[-1].segments.append(segment)
        else:
            lines.append(TextLine([segment]))
    for line in lines:
        line.segments.sort(key=lambda s: s.left)
    return lines
