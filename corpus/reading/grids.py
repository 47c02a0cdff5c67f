"""Tables whose cells are known: their rows as text, and where in it each cell stands."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus.records import Cell

BETWEEN_CELLS = "  "


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as the file holds it; a merged one covers several rows or columns."""

    text: str
    page: int  # index of the page its row stands on
    row: int
    column: int
    rows: int = 1
    columns: int = 1

    def on_page(self, page: int) -> "GridCell":
        """Return the same cell on another page."""
        return replace(self, page=page)


@dataclass(frozen=True, slots=True)
class Row:
    """A row as text, with its cells' places in that text."""

    page: int  # index of the page
    text: str
    cells: tuple[Cell, ...]  # positions count in `text`

    def cells_at(self, offset: int) -> list[Cell]:
        """Return the cells with positions that count from `offset` characters before the row."""
        return [Cell(c.row, c.column, c.start + offset, c.end + offset, c.rows, c.columns) for c in self.cells]


def rows_of(grid: list[GridCell], clean: Callable[[str], str]) -> list[Row]:
    """Return the rows of a grid that hold text, each cell cleaned by `clean`; two spaces part the cells."""
    ordered = sorted(grid, key=lambda c: (c.row, c.column))
    rows = (_row(list(cells), clean) for _, cells in itertools.groupby(ordered, key=lambda c: c.row))
    return [row for row in rows if row.text]


def _row(cells: list[GridCell], clean: Callable[[str], str]) -> Row:
    text, placed = "", []
    for cell in cells:
        words = clean(cell.text)
        if words and text:
            text += BETWEEN_CELLS
        placed.append(Cell(cell.row, cell.column, len(text), len(text) + len(words), cell.rows, cell.columns))
        text += words
    return Row(cells[0].page, text, tuple(placed))
