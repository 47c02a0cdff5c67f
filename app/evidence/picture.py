"""The matrix drawn with Altair: shape and colour tell the verdict, size the number, filling the strength.

Rows and columns are told to the drawing by their names in the reader's language. Every mark and every
cell carries `row` and `column`, so that a click on either chooses the cell.
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import altair as alt

from app.evidence.matrix import Cell, Mark, Matrix
from app.evidence.names import column_name, theme_name
from app.evidence.summary import counted
from app.evidence.view import Axis
from corpus.records import Language, Verdict
from corpus.themes import VERDICTS

CELL = "cell"  # the selection's name
SHAPES: dict[Verdict, str] = {
    "worked": "triangle-up",
    "mixed": "diamond",
    "did-not-work": "triangle-down",
    "lesson": "circle",
}
# At least 3:1 against the light and the dark background, and told apart with each of the three colour blindnesses
# (tests/test_evidence_picture.py measures both); shape tells them apart without any colour.
COLOURS: dict[Verdict, str] = {
    "worked": "#18817e",
    "mixed": "#c0800a",
    "did-not-work": "#d24f45",
    "lesson": "#8a6cc9",
}
FILLING = {"measured": 1.0, "judged": 0.32, "own": 0.0}  # opacity inside the outline
Scheme = Literal["light", "dark"]
TEXT: dict[Scheme, str] = {"light": "#1d2b2a", "dark": "#e8f0ef"}  # as .streamlit/config.toml has it
LINE: dict[Scheme, str] = {"light": "#c0cbc9", "dark": "#48635f"}
AREA = {"region": (52, 400), "programme": (46, 260)}  # square pixels of the smallest and the largest mark
SLOTS = {"region": (4, 1), "programme": (2, 2)}  # where the verdicts stand in a cell: columns, rows
BREAK = "\n"
LINE_HEIGHT = 15  # pixels
WIDEST = 12  # characters of a region's name on one line
EDGE = {"region": 0.35, "programme": 0.55}  # room between the marks and a cell's edge, in marks
STEP = {"region": 40, "programme": 40}  # pixels from row to row
HEAD = {"region": 66, "programme": 190}  # pixels of the names over the matrix, which count in its height


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is drawn, beside what is in it."""

    axis: Axis
    language: Language
    scheme: Scheme = "light"
    start: tuple[tuple[str, str], ...] = ()  # each (row, column) that is chosen when it is first drawn


def spec_of(matrix: Matrix, look: Look) -> dict[str, Any]:
    """Return the chart as Vega-Lite, a dictionary of its own; drawn and checked once for each picture."""
    text = _spec(matrix.rows, matrix.columns, tuple(matrix.cells.values()), look)
    spec: dict[str, Any] = json.loads(text)
    return spec


@lru_cache(maxsize=64)  # a fifth of a second each, most of it holding the chart against Vega-Lite's schema
def _spec(rows: tuple[str, ...], columns: tuple[str, ...], cells: tuple[Cell, ...], look: Look) -> str:
    matrix = Matrix(rows, columns, {(cell.row, cell.column): cell for cell in cells}, {})
    return str(draw_matrix(matrix, look).to_json(indent=None))


def draw_matrix(matrix: Matrix, look: Look) -> alt.LayerChart:
    """Return the matrix as a chart whose selection `CELL` holds the `row` and `column` clicked."""
    frame = _frame(matrix, look)
    chosen = alt.selection_point(
        name=CELL,
        fields=["row", "column"],
        toggle=False,
        value=[{"row": row, "column": column} for row, column in look.start] or alt.Undefined,
    )
    layers = [_ground(frame, chosen), _gaps(frame), _marks(frame)]
    x = alt.X(
        "x:N",
        sort=list(frame.across.values()),
        title=None,
        scale=_scale(0.06),
        axis=_top(list(frame.across.values()), look),
    )
    y = alt.Y("y:N", sort=list(frame.down.values()), title=None, scale=_scale(0.1), axis=_side(look))
    height = HEAD[look.axis] + STEP[look.axis] * max(1, len(frame.down))
    chart = alt.LayerChart(layer=[layer.encode(x=x, y=y) for layer in layers], height=height)
    chart = chart.resolve_scale(xOffset="independent", yOffset="independent")  # or the squares fill one slot only
    drawn: alt.LayerChart = chart.configure(background="transparent").configure_view(stroke=None)
    return drawn


@dataclass(frozen=True, slots=True)
class _Frame:
    """A matrix laid out: what goes down and across, with the names shown."""

    look: Look
    cells: tuple[Cell, ...]
    down: dict[str, str]  # key → name
    across: dict[str, str]

    def rows(self, *, filled: bool) -> list[dict[str, Any]]:
        """Return the filled cells, or the gaps, as rows of data."""
        return [self.row(cell) for cell in self.cells if bool(cell.marks) == filled]

    def row(self, cell: Cell) -> dict[str, Any]:
        """Return a cell as a row of data."""
        x, y = (cell.column, cell.row) if self.look.axis == "region" else (cell.row, cell.column)
        place = {"row": cell.row, "column": cell.column, "x": self.across[x], "y": self.down[y]}
        return {**place, "label": _label(cell, self.look)}


def _frame(matrix: Matrix, look: Look) -> _Frame:
    """Lay a matrix out. Programmes are many: they go down, and the themes across."""
    rows = {row: _counted(theme_name(row, look.language), matrix.in_row(row)) for row in matrix.rows}
    across = {
        column: _counted(_broken(column_name(column, look.axis, look.language), look), matrix.in_column(column))
        for column in matrix.columns
    }
    cells = tuple(matrix.cells.values())
    return _Frame(look, cells, rows, across) if look.axis == "region" else _Frame(look, cells, across, rows)


def _counted(name: str, cells: tuple[Cell, ...]) -> str:
    """Return a name with how many findings stand beside it, or under it where it is broken."""
    return f"{name}{'' if name.endswith(BREAK) else ' '}({sum(cell.count for cell in cells)})"


def _broken(name: str, look: Look) -> str:
    """Return a region's name broken at spaces and after hyphens into lines of at most `WIDEST`, where it can be."""
    if look.axis == "programme":
        return name
    lines = [""]
    for part in re.findall(r"[^\s-]+-?|-", name):
        glue = "" if lines[-1].endswith("-") or not lines[-1] else " "
        if lines[-1] and len(lines[-1] + glue + part) > WIDEST:
            lines.append(part)
        else:
            lines[-1] += glue + part
    return BREAK.join([*lines, ""])


def _scale(padding: float) -> alt.Scale:
    return alt.Scale(paddingInner=padding, paddingOuter=0)


def _top(names: list[str], look: Look) -> alt.Axis:
    """Return the axis over the matrix: regions broken over lines, themes, which are many, aslant."""
    aslant = look.axis == "programme"
    lines = 1 if aslant else max((name.count("\n") + 1 for name in names), default=1)
    return alt.Axis(
        orient="top",
        domain=False,
        ticks=False,
        labelAngle=-52 if aslant else 0,
        labelAlign="left" if aslant else "center",
        labelExpr="datum.label" if aslant else "split(datum.label, '\\n')",
        labelLimit=260,
        labelFontSize=12,
        labelLineHeight=LINE_HEIGHT,
        labelPadding=8 + LINE_HEIGHT * (lines - 1),  # the lines of a label go down from where it is put
        labelOverlap=False,
        labelFlush=False,
        labelColor=TEXT[look.scheme],
    )


def _side(look: Look) -> alt.Axis:
    return alt.Axis(
        domain=False,
        ticks=False,
        labelLimit=300,
        labelFontSize=13,
        labelPadding=10,
        labelOverlap=False,
        labelFlush=False,
        labelColor=TEXT[look.scheme],
    )


def _ground(frame: _Frame, chosen: alt.Parameter) -> alt.Chart:
    """Return the squares under the marks, which are pressed and show what is chosen."""
    ink = TEXT[frame.look.scheme]
    ground: alt.Chart = (
        alt.Chart(alt.InlineData(values=frame.rows(filled=True)))
        .mark_rect(cornerRadius=5, cursor="pointer", fill=ink, stroke=ink)
        .encode(
            fillOpacity=alt.condition(chosen, alt.value(0.14), alt.value(0.04), empty=False),
            strokeWidth=alt.condition(chosen, alt.value(1.6), alt.value(0), empty=False),
            tooltip=alt.Tooltip("label:N", title=None),
        )
        .add_params(chosen)
    )
    return ground


def _gaps(frame: _Frame) -> alt.Chart:
    """Return a light dash for each cell with nothing in it."""
    dash = LINE[frame.look.scheme]
    data = alt.InlineData(values=frame.rows(filled=False))
    gaps: alt.Chart = alt.Chart(data).mark_point(shape="stroke", size=60, strokeWidth=2, stroke=dash, opacity=1)
    return gaps


def _marks(frame: _Frame) -> alt.Chart:
    """Return the marks, each verdict in its own place in the cell."""
    wide, high = SLOTS[frame.look.axis]
    data = [_mark_row(frame.row(cell), mark, wide) for cell in frame.cells for mark in cell.marks]
    most = max((int(row["count"]) for row in data), default=1)
    verdicts = list(SHAPES)
    colour = alt.Scale(domain=verdicts, range=[COLOURS[v] for v in verdicts])
    edge = EDGE[frame.look.axis]
    places = [alt.Scale(domain=list(range(n)), paddingOuter=edge) for n in (wide, high)]
    marks: alt.Chart = (
        alt.Chart(alt.InlineData(values=data))
        .mark_point(cursor="pointer", strokeWidth=1.7, opacity=1)
        .encode(
            shape=alt.Shape("verdict:N", scale=alt.Scale(domain=verdicts, range=list(SHAPES.values())), legend=None),
            stroke=alt.Stroke("verdict:N", scale=colour, legend=None),
            fill=alt.Fill("verdict:N", scale=colour, legend=None),
            fillOpacity=alt.FillOpacity("filling:Q", scale=None),
            size=alt.Size(
                "count:Q", scale=alt.Scale(domain=[1, max(most, 2)], range=list(AREA[frame.look.axis])), legend=None
            ),
            xOffset=alt.XOffset("aside:O", scale=places[0]),
            yOffset=alt.YOffset("below:O", scale=places[1]),
            tooltip=alt.Tooltip("label:N", title=None),
        )
    )
    return marks


def _mark_row(place: dict[str, Any], mark: Mark, wide: int) -> dict[str, Any]:
    """Return a mark as a row of data; `wide` is how many marks stand side by side."""
    number = VERDICTS.index(mark.verdict)
    own = {"verdict": mark.verdict, "count": mark.count, "filling": FILLING[mark.level]}
    return {**place, **own, "aside": number % wide, "below": number // wide}


def _label(cell: Cell, look: Look) -> str:
    """Return what is told of a cell that is pointed at."""
    name = f"{theme_name(cell.row, look.language)} · {column_name(cell.column, look.axis, look.language)}: "
    return name + ", ".join(counted(m.verdict, m.count, look.language) for m in cell.marks)
