"""Small plots as SVG text, drawn for the report page: bars with intervals, a curve, a histogram.

Every label is escaped. Colours are the page's own (`--ink`, `--mark`, `--faint`), so that they follow its theme.
"""

from collections.abc import Sequence
from html import escape

import numpy as np

from eval.scores import Mean

WIDTH = 720  # units of the drawing; the page scales it
LABELS = 300  # units kept for the names of bars
ROW = 24  # units from bar to bar
SIDE, FOOT = 50, 44  # units beside and under a plot, for its axes
HEIGHT = 260
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def bars(title: str, rows: Sequence[tuple[str, Mean]]) -> str:
    """Return horizontal bars from 0 to 1, each with its interval where it has one."""
    room = WIDTH - LABELS - SIDE
    parts = [_rule(LABELS + room * t, 0, LABELS + room * t, ROW * len(rows)) for t in TICKS]
    for i, (name, mean) in enumerate(rows):
        y = ROW * i + ROW / 2
        parts.append(_text(LABELS - 8, y + 4, name, "end"))
        parts.append(f'<rect class="bar" x="{LABELS}" y="{y - 7}" width="{room * mean.value:.1f}" height="14"/>')
        if mean.high > mean.low:
            low, high = LABELS + room * mean.low, LABELS + room * mean.high
            parts.append(f'<path class="span" d="M{low:.1f} {y}H{high:.1f}M{low:.1f} {y - 4}v8M{high:.1f} {y - 4}v8"/>')
        parts.append(_text(WIDTH, y + 4, f"{mean.value:.2f}", "end"))
    foot = ROW * len(rows) + 16
    parts += [_text(LABELS + room * t, foot, f"{t:g}", "middle") for t in TICKS]
    return _svg(title, parts, foot + 6)


def curve_plot(
    title: str, points: Sequence[tuple[float, float]], mark: tuple[float, float], axes: tuple[str, str]
) -> str:
    """Return a curve in the unit square, with one point marked; `axes` are the names of x and y."""
    across, up = WIDTH - 2 * SIDE, HEIGHT

    def place(x: float, y: float) -> str:
        return f"{SIDE + across * x:.1f},{up - (up - 10) * y:.1f}"

    parts = _frame(across, up, axes)
    parts += [_text(SIDE + across * t, up + 16, f"{t:g}", "middle") for t in TICKS]
    parts += [_text(SIDE - 6, up - (up - 10) * t + 4, f"{t:g}", "end") for t in TICKS]
    parts.append(f'<polyline class="line" points="{" ".join(place(x, y) for x, y in points)}"/>')
    x, y = place(*mark).split(",")
    parts.append(f'<circle class="dot" cx="{x}" cy="{y}" r="5"/>')
    return _svg(title, parts, up + FOOT)


def histogram(title: str, values: Sequence[float], unit: str, bins: int = 24) -> str:
    """Return how often values fall in each of `bins` equal stretches from 0 to the largest."""
    across, up = WIDTH - 2 * SIDE, HEIGHT
    top = max(values, default=0.0) or 1.0
    counts, _ = np.histogram(np.array(values, float), bins, (0.0, top))
    most = max(1, int(counts.max()))
    step = across / bins
    parts = _frame(across, up, (unit, "questions"))
    for i, count in enumerate(counts):
        height = (up - 10) * count / most
        x = SIDE + step * i
        parts.append(
            f'<rect class="bar" x="{x:.1f}" y="{up - height:.1f}" width="{step - 1:.1f}" height="{height:.1f}"/>'
        )
    parts += [_text(SIDE + across * t, up + 16, f"{t * top:.2g}", "middle") for t in TICKS]
    parts += [_text(SIDE - 6, up - (up - 10) * t + 4, f"{t * most:.0f}", "end") for t in (0.0, 1.0)]
    return _svg(title, parts, up + FOOT)


def _frame(across: float, up: float, axes: tuple[str, str]) -> list[str]:
    return [
        _rule(SIDE, 10, SIDE, up),
        _rule(SIDE, up, SIDE + across, up),
        _text(SIDE + across / 2, up + 36, axes[0], "middle"),
        f'<text transform="translate(12 {up / 2}) rotate(-90)" text-anchor="middle">{escape(axes[1])}</text>',
    ]


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<path class="rule" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"/>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _svg(title: str, parts: Sequence[str], height: float) -> str:
    label = escape(title, quote=True)
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label="{label}"><title>{label}</title>'
        f"{''.join(parts)}</svg>"
    )
