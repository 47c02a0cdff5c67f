"""The tables of a page: those drawn with rules, by pdfplumber, and those set in columns without any."""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import pypdfium2 as pdfium
from pdfplumber.page import Page as PlumberPage
from pypdfium2 import raw

from corpus.formats.pdf.glyphs import Box, Word, frame, turn
from corpus.formats.pdf.lines import Segment, TextLine, lines_of, segments_of
from corpus.reading.grids import GridCell
from corpus.reading.lines import BULLET

RULES = 4  # drawn lines or boxes, fewer of which make no table
MOST_RULES = 5_000  # more are a drawing, whose lines nothing reads
NEAR = 1.0  # points
FEWEST_ROWS = 3  # of a table without rules
ALIGNED = 2.5  # points by which the edges of cells in one column differ at most
LABEL = re.compile(r"^(?:\d{1,2}|[a-z])[.)]$|^[•–-]$")  # of a list's item, set apart from its text
CELL = 60  # characters: a longer stretch is prose set wide
LEADERS = (".....", "…", "_____")


@dataclass(slots=True)
class Grid:
    """A table as found: its place, and its cells by row and column."""

    top: float
    bottom: float
    cells: list[GridCell]
    words: list[Word] = field(default_factory=list)  # the words within

    @property
    def left(self) -> float:
        """Left edge of its words."""
        return min(w.left for w in self.words)


def has_rules(page: pdfium.PdfPage) -> bool:
    """Tell whether enough is drawn on a pdfium page for a table with rules."""
    paths = 0
    for thing in itertools.islice(page.get_objects(max_depth=3), MOST_RULES):
        paths += thing.type == raw.FPDF_PAGEOBJ_PATH
        if paths >= RULES:
            return True
    return False


def ruled_tables(
    plumber_page: PlumberPage, page: pdfium.PdfPage, words: list[Word], index: int, degrees: int
) -> list[Grid]:
    """Return the tables drawn with rules, filled with those of `words` that stand in their cells.

    Args:
        plumber_page: the page as pdfplumber sees it, for its rules.
        page: the same as pdfium sees it.
        words: of the page, in "read".
        index: of the page.
        degrees: how far the page is turned from "user" to "read".
    """
    _, _, width, height = frame(page)
    shown = page.get_rotation()
    drawn = len(plumber_page.lines) + len(plumber_page.rects) + len(plumber_page.curves)
    if not RULES <= drawn <= MOST_RULES:
        return []
    grids = []
    for table in plumber_page.find_tables():
        cells = [[_cropped(cell, plumber_page) for cell in row.cells if cell] for row in table.rows]
        boxes = [[_to_read(cell, shown, degrees, width, height) for cell in row] for row in cells]
        grid = _filled(boxes, words, index)
        if grid is not None and _is_table(grid):
            grids.append(grid)
    return _apart(grids)


def _cropped(box: Box, page: PlumberPage) -> Box:
    """Return a box that pdfplumber counts from the whole sheet, counted from the part of it that is shown."""
    left, top = (float(edge) for edge in page.cropbox[:2])
    return box[0] - left, box[1] - top, box[2] - left, box[3] - top


def _to_read(box: Box, shown: int, degrees: int, width: float, height: float) -> Box:
    """Return a box given in "shown" in "read"."""
    if shown == degrees:
        return box
    wide, high = (height, width) if shown in (90, 270) else (width, height)
    left, top, right, bottom = turn((box[0], high - box[3], box[2], high - box[1]), wide, high, (degrees - shown) % 360)
    return left, top, right, bottom


def _filled(rows: list[list[Box]], words: list[Word], index: int) -> Grid | None:
    boxes = [b for row in rows for b in row]
    if not boxes:
        return None
    lefts, tops = _edges(b[0] for b in boxes), _edges(b[1] for b in boxes)
    cells, inside = [], []
    for box in sorted(set(boxes), key=lambda b: (b[1], b[0])):
        mine = [w for w in words if _holds(box, w)]
        inside += mine
        row, column = _place(tops, box[1]), _place(lefts, box[0])
        rows_covered = max(1, sum(box[1] - NEAR <= t < box[3] - NEAR for t in tops))
        columns_covered = max(1, sum(box[0] - NEAR <= x < box[2] - NEAR for x in lefts))
        cells.append(GridCell(_text(mine), index, row, column, rows_covered, columns_covered))
    return Grid(min(b[1] for b in boxes), max(b[3] for b in boxes), cells, inside) if inside else None


def _edges(values: Iterable[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > 2 * NEAR:
            out.append(value)
    return out


def _place(edges: list[float], value: float) -> int:
    return max(i for i, edge in enumerate(edges) if edge <= value + NEAR)


def _holds(box: Box, word: Word) -> bool:
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return box[0] - NEAR <= x <= box[2] + NEAR and box[1] - NEAR <= y <= box[3] + NEAR


def _text(words: list[Word]) -> str:
    """Return the text of a cell; a hyphen at a line's end is left to stand only before another part."""
    text = ""
    for line in lines_of(segments_of(words)):
        joined = " ".join(line.text.split())
        broken = text.endswith("-") and joined[:1].islower() and not joined.startswith(("og ", "eller "))
        text = text[:-1] + joined if broken else f"{text} {joined}".strip()
    return text


def _is_table(grid: Grid) -> bool:
    """Tell a table from a box drawn around text: two rows and two columns that hold something."""
    filled = [c for c in grid.cells if c.text]
    return len({c.row for c in filled}) >= 2 and len({c.column for c in filled}) >= 2


def _apart(grids: list[Grid]) -> list[Grid]:
    """Leave out tables that lie in another."""
    out: list[Grid] = []
    for grid in sorted(grids, key=lambda g: -len(g.words)):
        taken = {id(w) for other in out for w in other.words}
        if not any(id(w) in taken for w in grid.words):
            out.append(grid)
    return sorted(out, key=lambda g: g.top)


def unruled_tables(lines: list[TextLine], index: int) -> list[Grid]:
    """Return the tables among the lines of one column: rows one after another, set in the same columns."""
    grids: list[Grid] = []
    run: list[TextLine] = []
    for line in [*lines, None]:
        if line is not None and _is_row(line) and (not run or _fits(run, line)):
            run.append(line)
            continue
        if len(run) >= FEWEST_ROWS:
            grids.append(_from_lines(run, index))
        run = [line] if line is not None and _is_row(line) else []
    return grids


def _is_row(line: TextLine) -> bool:
    text = line.text
    cells = [s.text for s in line.segments]
    listed = BULLET.match(text) or LABEL.match(cells[0])
    return len(cells) >= 2 and not listed and max(map(len, cells)) <= CELL and not any(m in text for m in LEADERS)


def _fits(run: list[TextLine], line: TextLine) -> bool:
    """Tell whether a line stands close under a run, each cell set under one above; gaps of set prose fall anywhere."""
    close = line.top - run[-1].bottom < 1.5 * line.size
    above = [s for other in run for s in other.segments]
    return close and all(any(_aligned(s, other) for other in above) for s in line.segments[1:])


def _aligned(segment: Segment, other: Segment) -> bool:
    """Tell whether two cells share their left edge, their middle or, where they hold figures, their right edge."""
    middles = (segment.left + segment.right - other.left - other.right) / 2
    if min(abs(segment.left - other.left), abs(middles)) < ALIGNED:
        return True
    figures = all(any(c.isdigit() for c in s.text) for s in (segment, other))
    return figures and abs(segment.right - other.right) < ALIGNED  # words end at one edge in set prose, too


def _columns(run: list[TextLine]) -> list[tuple[float, float]]:
    """Return (left, right) of each column: what stands over one another is one."""
    spans = sorted((s.left, s.right) for line in run for s in line.segments)
    out: list[tuple[float, float]] = []
    for left, right in spans:
        if out and left < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], right))
        else:
            out.append((left, right))
    return out


def _from_lines(run: list[TextLine], index: int) -> Grid:
    columns = _columns(run)
    cells = []
    for row, line in enumerate(run):
        for segment in line.segments:
            covered = [i for i, (left, right) in enumerate(columns) if segment.left < right and left < segment.right]
            cells.append(GridCell(segment.text, index, row, covered[0], 1, len(covered)))
    return Grid(run[0].top, run[-1].bottom, cells, [w for line in run for w in line.words])
