"""Lines, tables and footnotes of all pages into drafts of blocks."""

import itertools
import statistics
from dataclasses import dataclass, field

from corpus.formats.pdf.lines import TextLine
from corpus.formats.pdf.notes import note_text
from corpus.formats.pdf.styles import Styles
from corpus.formats.pdf.tables import Grid
from corpus.reading.blocks import LIST_NUMBER, NUMBERED, Draft
from corpus.reading.lines import BULLET, CAPTION, SOURCE, ends_sentence

WIDER = 1.3  # of the usual distance between lines: a wider one parts paragraphs
HEADING_LINES = 2.0  # of its size: lines of one heading stand nearer
SPACE = 0.3  # of the size: between words
INDENT = 0.8  # of the size
HEADING_MOST = 3  # lines
SAME_SIZE = 0.5  # points: lines of one paragraph differ no more
OPENERS = (CAPTION, SOURCE, BULLET, LIST_NUMBER)  # what opens a block wherever it stands


@dataclass(slots=True)
class PageParts:
    """What a page holds, in reading order."""

    stretches: list[list[TextLine]]  # of one column each
    grids: list[Grid] = field(default_factory=list)
    notes: list[list[TextLine]] = field(default_factory=list)


@dataclass(slots=True)
class _Building:
    """The drafts so far, and what is remembered of the line before."""

    styles: Styles
    spacing: float  # usual distance between lines, in sizes
    drafts: list[Draft] = field(default_factory=list)
    before: TextLine | None = None  # none where a table stands between
    width: float = 0.0  # of the column of the line before
    left: float = 0.0  # of the column


def draft_pages(pages: list[PageParts], styles: Styles) -> list[Draft]:
    """Return the drafts of all pages in reading order, headings told by their letters."""
    building = _Building(styles, _spacing(pages))
    for index, page in enumerate(pages):
        grids = list(page.grids)
        for stretch in page.stretches:
            building.left = statistics.mode([round(line.left) for line in stretch])
            rights: dict[float, float] = {}  # size → right edge: a title may be wider than the text below it
            for line in stretch:
                rights[line.size] = max(line.right, rights.get(line.size, 0))
            prose = _prose(stretch)
            for position, line in enumerate(stretch):
                for grid in [g for g in grids if g.bottom <= line.top + 1 and _over(g, line)]:
                    grids.remove(grid)
                    _add_grid(building, grid, index)
                building.width = rights[line.size] - building.left
                level = 0 if id(line) in prose else styles.level(line)
                _add_line(building, line, index, level, first=not position)
        for grid in grids:
            _add_grid(building, grid, index)
        _add_notes(building.drafts, page.notes, index)
    return building.drafts


def _spacing(pages: list[PageParts]) -> float:
    steps = [
        round((b.base - a.base) / b.size, 1)
        for page in pages
        for stretch in page.stretches
        for a, b in itertools.pairwise(stretch)
        if a.size == b.size and b.base - a.base < 3 * b.size
    ]
    return statistics.mode(steps) if steps else 1.2


def _over(grid: Grid, line: TextLine) -> bool:
    """Tell whether a table stands in the column of a line."""
    return grid.left < line.right and min(w.left for w in line.words) < max(w.right for w in grid.words)


def _prose(stretch: list[TextLine]) -> set[int]:
    """Return the ids of lines that are no heading: more than a few alike, or ended like a sentence."""
    found: set[int] = set()
    run: list[TextLine] = []
    for line in [*stretch, None]:
        last = run[-1] if run else None
        if line is not None and last is not None and _same_setting(last, line):
            run.append(line)
            continue
        if len(run) > HEADING_MOST or (len(run) > 1 and run[-1].text.rstrip().endswith((".", ",", ";"))):
            found |= {id(x) for x in run}
        run = [line] if line is not None else []
    return found


def _same_setting(before: TextLine, line: TextLine) -> bool:
    """Tell whether a line can go on with a heading: of the same letters, close below."""
    same = (before.size, before.bold) == (line.size, line.bold)
    return same and line.base - before.base < HEADING_LINES * line.size


def _add_line(building: _Building, line: TextLine, page: int, level: int, *, first: bool) -> None:
    text = line.text.strip()
    if not text:
        return
    last = building.drafts[-1] if building.drafts else None
    if last is not None and not _begins(building, last, line, level, first=first):
        last.lines.append((page, text))
    else:
        building.drafts.append(_new(text, page, level))
    building.before = line


def _new(text: str, page: int, level: int) -> Draft:
    if CAPTION.match(text):
        return Draft("table", [(page, text)], caption=True)
    if level:
        number = NUMBERED.match(text)
        return Draft("heading", [(page, text)], level=number[1].count(".") + 1 if number else level)
    return Draft("bullet" if BULLET.match(text) else "paragraph", [(page, text)])


def _begins(building: _Building, last: Draft, line: TextLine, level: int, *, first: bool) -> bool:
    """Tell whether a line begins a block."""
    before, text = building.before, line.text.strip()
    if last.kind == "heading" or level:
        return not _same_heading(building, last, line, level, first=first)
    away = before is None or first
    apart = before is None or line.base - before.base > WIDER * building.spacing * line.size
    loose = apart or last.kind == "bullet" or ends_sentence(last.lines[-1][1]) if last.lines else True
    dash = text[0] in "-–o"  # in the middle of a paragraph a dash at a line's start is only a dash
    if last.grid or (any(pattern.match(text) for pattern in OPENERS) and (loose or not dash)):
        return True
    if last.caption or last.kind == "footnote":
        return away or apart
    ended = ends_sentence(last.lines[-1][1])
    if before is None or first:
        return ended or not (text[:1].islower() or last.lines[-1][1].endswith("-"))
    return apart or abs(line.size - before.size) > SAME_SIZE or _ended_by_setting(building, before, line, last)


def _ended_by_setting(building: _Building, before: TextLine, line: TextLine, last: Draft) -> bool:
    """Tell whether a block ends before `line` by how it is set: an item's indent, a short line, an indented one."""
    indent = INDENT * line.size
    if last.kind == "bullet":
        return line.left < before.left - indent
    indented = line.left > building.left + indent and before.left < building.left + indent
    first = line.words[0]
    short = before.right + SPACE * line.size + first.right - first.left < building.left + building.width
    return ends_sentence(last.lines[-1][1]) and (short or indented)


def _same_heading(building: _Building, last: Draft, line: TextLine, level: int, *, first: bool) -> bool:
    """Tell whether a line goes on with the heading before it."""
    before = building.before
    if last.kind != "heading" or not level or before is None or first or len(last.lines) >= HEADING_MOST:
        return False
    return _same_setting(before, line) and not NUMBERED.match(line.text.strip())


def _add_grid(building: _Building, grid: Grid, page: int) -> None:
    """Add a table, under the caption before it where that has none yet."""
    last = building.drafts[-1] if building.drafts else None
    if last is not None and last.caption and not last.grid and last.page == page and last.text.startswith("Tab"):
        last.grid, last.rows = grid.cells, True
    else:
        building.drafts.append(Draft("table", [], rows=True, grid=grid.cells))
    building.before = None


def _add_notes(drafts: list[Draft], notes: list[list[TextLine]], page: int) -> None:
    for note in notes:
        lines = [(page, note_text(line) if not i else line.text) for i, line in enumerate(note)]
        drafts.append(Draft("footnote", [(page, text) for page, text in lines if text.strip()]))
