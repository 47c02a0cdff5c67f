"""Group the lines of a report into drafts of blocks: paragraphs, list items, captions and rows.

In some texts every second line is blank, so a blank line parts paragraphs only where the page is not
set so; there, a line that ends a sentence although the next word would have fitted ends the paragraph.
"""

import itertools
import re
from dataclasses import dataclass, field

from corpus.reading.grids import GridCell
from corpus.reading.lines import BULLET, CAPTION, SOURCE, Line, RawPage, ends_sentence, is_row
from corpus.records import BlockKind

FITS = 0.85  # of the page's full line: proportional letters differ that much in width
SHORT = 0.6  # of the full line: shorter, and the line was ended on purpose
FIRST_SHORT = 60  # characters: a shorter open line at a page's end was a title or a cell
LOOSE = 12  # characters: a shorter line is a cell or a label, and no sentence goes on from it
LEADERS = re.compile(r"\.{5,}|…{3,}")
NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=[A-ZÆØÅ])")
LIST_NUMBER = re.compile(r"^(\d{1,2})[.)]\s+\S")


@dataclass(slots=True)
class Draft:
    """A block before its lines are joined."""

    kind: BlockKind
    lines: list[tuple[int, str]]  # (index of the page, text)
    rows: bool = False  # lines stay lines
    level: int = 0  # of a heading, from 1
    skip: str | None = None
    caption: bool = False
    section: tuple[str, ...] = field(default=())
    grid: list[GridCell] = field(default_factory=list)  # of a table whose cells are known; its lines are the caption

    @property
    def text(self) -> str:
        """The lines joined by spaces, for looking at only."""
        return " ".join(text.strip() for _, text in self.lines)

    @property
    def page(self) -> int:
        """Index of the page it begins on."""
        return self.lines[0][0] if self.lines else self.grid[0].page


def draft_blocks(pages: list[RawPage]) -> list[Draft]:
    """Return the drafts of all pages in reading order; footnotes stand before a block that runs over."""
    drafts: list[Draft] = []
    for index, page in enumerate(pages):
        setting = _Setting(_full_width(page.lines), _is_double(page.lines))
        for position, line in enumerate(page.lines):
            ahead = [x.text.strip() for x in page.lines[position + 1 : position + 3]]
            if not drafts or _starts(line, position == 0, drafts[-1], ahead, setting):
                drafts.append(_new(index, line))
            else:
                drafts[-1].lines.append((index, line.text))
    return _with_footnotes(drafts, pages)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a page is set."""

    width: int  # characters of a full line
    double: bool  # every second line is blank

    def fills(self, before: str, text: str) -> bool:
        """Tell whether `before` is a full line: the first word of `text` had no room on it."""
        return len(before) + 1 + len(text.split()[0]) >= FITS * self.width

    def short(self, text: str) -> bool:
        """Tell whether a line was ended on purpose."""
        return len(text) < SHORT * self.width


def _is_double(lines: list[Line]) -> bool:
    """Tell whether every second line is blank, by the lines that go on in the middle of a sentence."""
    pairs = itertools.pairwise(lines)
    inside = [b.gap for a, b in pairs if not ends_sentence(a.text) and b.text[:1].islower()]
    return sum(gap >= 1 for gap in inside) > len(inside) / 2


def _full_width(lines: list[Line]) -> int:
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0


def _new(index: int, line: Line) -> Draft:
    if CAPTION.match(line.text.strip()):
        return Draft("table", [(index, line.text)], caption=True)
    if BULLET.match(line.text) and not is_row(line.text):
        return Draft("bullet", [(index, line.text)])
    return Draft("paragraph", [(index, line.text)])


def _starts(line: Line, first: bool, last: Draft, ahead: list[str], page: _Setting) -> bool:
    """Tell whether `line` begins a block."""
    text, before = line.text.strip(), last.lines[-1][1].rstrip()
    gap = max(0, line.gap - 1) if page.double else line.gap
    if _opens(text, before, gap or first or last.kind == "bullet") or LEADERS.search(before):
        return True
    if first:
        return ends_sentence(before) or (text[:1].isupper() and len(before) < FIRST_SHORT)
    if gap:
        return not _continues(last, before, text, page)
    return page.double and _starts_in_double(text, before, last, ahead, page)


def _starts_in_double(text: str, before: str, last: Draft, ahead: list[str], page: _Setting) -> bool:
    """Tell the same on a page where blank lines say nothing."""
    ended = ends_sentence(before) or (page.short(before) and text[:1] in "«”-")
    title_before = len(last.lines) <= 2 and last.kind == "paragraph" and text[:1].isupper() and page.short(before)
    title_before = title_before and last.text[:1].isupper() and not before.endswith((",", "-"))
    ended = ended or (last.kind == "bullet" and text[:1].isupper())
    return (ended and not page.fills(before, text)) or title_before or _is_title(text, before, ahead, page)


def _opens(text: str, before: str, apart: int | bool) -> bool:
    """Tell whether a line can only begin a block."""
    number = NUMBERED.match(text)
    if CAPTION.match(text) or SOURCE.match(text) or (number and ("." in number[1] or NUMBERED.match(before))):
        return True
    loose = bool(apart) or ends_sentence(before)
    dash = text[0] in "-–"  # in the middle of a paragraph a dash at a line's start is only a dash
    return (bool(BULLET.match(text)) and (loose or not dash)) or (loose and bool(number or LIST_NUMBER.match(text)))


def _continues(last: Draft, before: str, text: str, page: _Setting) -> bool:
    """Tell whether a sentence goes on after a blank line."""
    rows = is_row(before) or is_row(text)
    open_ended = last.kind in ("paragraph", "bullet") and not ends_sentence(before) and not rows
    return (
        open_ended and len(before) > LOOSE and (text[:1].islower() or (page.fills(before, text) and page.short(text)))
    )


def _is_title(text: str, before: str, ahead: list[str], page: _Setting) -> bool:
    """Tell whether a line is a title in the middle of a page: short, open, between two sentences."""
    if not ends_sentence(before) or before.endswith(("»", "”")) or not text[:1].isupper() or len(text) < 3 or not ahead:
        return False
    if ends_sentence(text) and not text.endswith(":"):
        return False
    if ahead[0][:1].isupper():
        return page.short(text)
    wrapped = len(ahead) > 1 and ahead[1][:1].isupper() and len(ahead[0]) < SHORT * page.width / 2
    return wrapped and not ends_sentence(ahead[0].rstrip("?")) and not page.fills(text, ahead[0])


def _with_footnotes(drafts: list[Draft], pages: list[RawPage]) -> list[Draft]:
    """Insert each page's footnotes at its end; before a block that runs over, so that the page stays whole."""
    out: list[Draft] = []
    for position, draft in enumerate(drafts):
        following = drafts[position + 1].page if position + 1 < len(drafts) else len(pages)
        first, last = draft.page, draft.lines[-1][0]
        before = [n for index in range(first, last) for n in _notes(pages, index)]
        after = [n for index in range(last, following) for n in _notes(pages, index)]
        out += [*before, draft, *after]
    return out


def _notes(pages: list[RawPage], index: int) -> list[Draft]:
    return [Draft("footnote", [(index, line.text) for line in note]) for note in pages[index].footnotes]
