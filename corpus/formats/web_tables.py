"""The tables of an HTML page, with merged cells."""

from lxml.etree import _Element as Element

from corpus.formats.clean import clean
from corpus.reading.grids import GridCell

WIDEST = 1_000  # rows or columns that a merged cell may cover, as in HTML's own definition for columns
ROW_GROUPS = ("thead", "tbody", "tfoot")
LEFT_OUT = ("script", "style", "template", "noscript", "svg", "button", "select", "textarea")


def is_layout(table: Element) -> bool:
    """Tell whether a table only sets text in place: one row, one column, or another table or heading within."""
    rows = _rows(table)
    columns = max((sum(_span(c, "colspan") for c in _cells(row)) for row in rows), default=0)
    nested = any(next(table.iter(tag), table) is not table for tag in ("h1", "h2", "h3"))
    return len(rows) < 2 or columns < 2 or nested or sum(1 for _ in table.iter("table")) > 1


def grid_of(table: Element) -> list[GridCell]:
    """Return the cells of a table, placed as HTML places them: beside those that reach down from above."""
    grid: list[GridCell] = []
    reaching: dict[int, int] = {}  # column → first row in which it is free again
    for number, row in enumerate(_rows(table)):
        column = 0
        for cell in _cells(row):
            while reaching.get(column, 0) > number:
                column += 1
            columns, rows = _span(cell, "colspan"), _span(cell, "rowspan")
            grid.append(GridCell(_text(cell), 0, number, column, rows, columns))
            if rows > 1:
                reaching.update(dict.fromkeys(range(column, column + columns), number + rows))
            column += columns
    return grid


def _rows(table: Element) -> list[Element]:
    rows = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ROW_GROUPS:
            rows += [row for row in child if row.tag == "tr"]
    return rows


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _span(cell: Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(1, min(WIDEST, int(value))) if value.isdecimal() and len(value) < 6 else 1


def _text(cell: Element) -> str:
    parts = [cell.text or ""]
    skipped: set[Element] = set()
    for element in cell.iterdescendants():
        if element.getparent() in skipped or element.tag in LEFT_OUT or not isinstance(element.tag, str):
            skipped.add(element)
        elif element.tag in ("br", "p", "div", "li"):
            parts.append(f" {element.text or ''}")
        else:
            parts.append(element.text or "")
        if element.getparent() not in skipped:
            parts.append(element.tail or "")
    return " ".join(clean("".join(parts)).split())
