"""The tables of a Word document, with merged cells."""

from collections.abc import Iterator
from dataclasses import replace

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from corpus.formats.word_text import Piece, pieces_of, text_of
from corpus.reading.grids import GridCell

WIDEST = 1_000  # columns that a merged cell may cover: no table has more


def is_layout(table: Element) -> bool:
    """Tell whether a table only sets text in place: one row or one column."""
    rows = list(_rows(table))
    columns = max((len(list(_cells(row))) for row in rows), default=0)
    return len(rows) < 2 or columns < 2


def grid_of(table: Element, page: int) -> tuple[list[GridCell], int, list[Piece]]:
    """Return a table's cells, the index of the page it ends on, and the marks of notes in it."""
    grid: list[GridCell] = []
    open_cells: dict[int, int] = {}  # column → index in `grid` of the cell that goes on below
    marks: list[Piece] = []
    for number, row in enumerate(_rows(table)):
        page += sum(p.kind == "break" for p in _pieces(row))
        marks += [p for p in _pieces(row) if p.kind in ("footnote", "endnote")]
        column = _number(row, "w:trPr", "w:gridBefore", 0)
        for cell in _cells(row):
            span = max(1, min(WIDEST, _number(cell, "w:tcPr", "w:gridSpan", 1)))
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merge is not None and merge.get(qn("w:val")) != "restart" and column in open_cells:
                above = open_cells[column]
                grid[above] = replace(grid[above], rows=number - grid[above].row + 1)
            else:
                grid.append(GridCell(text_of(cell), page, number, column, 1, span))
                open_cells.pop(column, None)
                if merge is not None:
                    open_cells[column] = len(grid) - 1
            column += span
    return grid, page, marks


def _pieces(row: Element) -> list[Piece]:
    return [piece for paragraph in row.iter(qn("w:p")) for piece in pieces_of(paragraph)]


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, not those of tables within."""
    for child in table:
        if child.tag == qn("w:tr"):
            yield child
        elif child.tag == qn("w:sdt"):
            yield from child.findall(f"{qn('w:sdtContent')}/{qn('w:tr')}")


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == qn("w:tc"):
            yield child
        elif child.tag == qn("w:sdt"):
            yield from child.findall(f"{qn('w:sdtContent')}/{qn('w:tc')}")


def _number(element: Element, properties: str, name: str, default: int) -> int:
    found = element.find(f"{qn(properties)}/{qn(name)}")
    value = found.get(qn("w:val"), "") if found is not None else ""
    return int(value) if value.isdecimal() and len(value) < 6 else default
