"""When the figure has to be drawn afresh, and with what chosen.

The figure keeps its own selection in the browser. A click there changes the view; the figure, which shows it
already, stays as it is. A change from elsewhere (a filter, the table, the address) draws it anew.
"""

from dataclasses import dataclass, replace

from app.evidence.matrix import Matrix
from app.evidence.view import View

Pair = tuple[str, str]  # (row, column); either may be empty for all


@dataclass(frozen=True, slots=True)
class Drawn:
    """The figure that stands on the page."""

    number: int  # of drawings so far
    of: tuple[object, ...]  # all it was drawn of, save what was chosen
    start: Pair  # what was chosen when it was drawn
    shows: Pair  # what it shows as chosen now


def next_drawn(before: Drawn | None, of: tuple[object, ...], chosen: Pair) -> Drawn:
    """Return the figure to show: the one that stands there where it shows the same, else a new one."""
    if before is not None and before.of == of and before.shows == chosen:
        return before
    return Drawn(before.number + 1 if before else 1, of, chosen, chosen)


def clicked(drawn: Drawn, pair: Pair) -> Drawn:
    """Return the figure after a click in it."""
    return replace(drawn, shows=pair)


def pairs(matrix: Matrix, chosen: Pair) -> tuple[Pair, ...]:
    """Return every filled cell of the chosen cell, row or column; none where nothing is chosen."""
    if chosen == ("", ""):
        return ()
    return tuple(
        place
        for place, cell in matrix.cells.items()
        if cell.marks and chosen[0] in ("", place[0]) and chosen[1] in ("", place[1])
    )


def pair_of(view: View) -> Pair:
    """Return what a view has chosen."""
    return view.row, view.column
