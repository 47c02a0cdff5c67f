"""The matrix: theme by region, or theme by programme, with what stands in each cell counted by verdict."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.evidence.items import Evidence, Item
from app.evidence.strength import Level, level_of_many
from app.evidence.view import View, column_of, columns, left
from corpus.records import Verdict
from corpus.themes import VERDICTS, themes


@dataclass(frozen=True, slots=True)
class Mark:
    """The findings of one verdict in one cell."""

    verdict: Verdict
    count: int  # findings; at least one
    level: Level  # the strongest that at least half of them reach


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a theme and a column meet."""

    row: str  # a theme
    column: str  # a region or a programme
    marks: tuple[Mark, ...]  # one for each verdict there is, in the order of the verdicts; none where it is a gap
    reports: int  # how many reports its findings come from

    @property
    def count(self) -> int:
        """How many findings stand here."""
        return sum(mark.count for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Matrix:
    """All cells, the empty ones too."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], Cell]  # by (row, column); every pair is there
    whole: dict[str, tuple[Mark, ...]]  # the marks of each row taken together

    def in_row(self, row: str) -> tuple[Cell, ...]:
        """Return a row's cells from left to right."""
        return tuple(self.cells[row, column] for column in self.columns)

    def in_column(self, column: str) -> tuple[Cell, ...]:
        """Return a column's cells from top to bottom."""
        return tuple(self.cells[row, column] for row in self.rows)

    @property
    def gaps(self) -> int:
        """How many cells hold nothing."""
        return sum(not cell.marks for cell in self.cells.values())


def make_matrix(evidence: Evidence, view: View) -> Matrix:
    """Return the matrix of a view."""
    items = left(evidence, view.narrowed)
    rows = tuple(t for t in themes() if not view.narrowed.theme or t in view.narrowed.theme)
    across = columns(evidence, view)
    inside: dict[tuple[str, str], list[Item]] = {(row, column): [] for row in rows for column in across}
    for item in items:
        inside[item.finding.theme, column_of(item, view.axis)].append(item)
    whole = {row: marks_of(i for i in items if i.finding.theme == row) for row in rows}
    return Matrix(rows, across, {place: _cell(*place, found) for place, found in inside.items()}, whole)


def _cell(row: str, column: str, items: list[Item]) -> Cell:
    return Cell(row, column, marks_of(items), len({i.report.id for i in items}))


def marks_of(items: Iterable[Item]) -> tuple[Mark, ...]:
    """Return the marks that items stand behind."""
    levels: dict[Verdict, list[Level]] = {}
    for item in items:
        levels.setdefault(item.finding.verdict, []).append(item.level)
    return tuple(Mark(v, len(levels[v]), level_of_many(levels[v])) for v in sorted(levels, key=VERDICTS.index))
