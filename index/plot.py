"""One plot as SVG text: milliseconds of a search by the number of passages, both axes logarithmic."""

from collections.abc import Iterable, Sequence
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT = 720, 360  # units of the drawing
LEFT, RIGHT, TOP, FOOT = 60, 170, 20, 50  # units round the plot; the lines' names stand on the right
STYLE = (
    "text{font:12px sans-serif;fill:#333}.rule{stroke:#ddd}.goal{stroke:#b00;stroke-dasharray:4}"
    "polyline{fill:none;stroke-width:2}"
    "@media(prefers-color-scheme:dark){text{fill:#ddd}.rule{stroke:#444}}"
)
COLOURS = ("#2a6f97", "#61a5c2", "#bc6c25", "#dda15e")
Line = tuple[str, Sequence[tuple[float, float]]]  # its name, and its points as (passages, milliseconds)


def growth(title: str, lines: Sequence[Line], goals: Iterable[tuple[str, float]]) -> str:
    """Return the plot; `goals` are horizontal lines, each with its name. Lines without points are left out."""
    lines = [(name, [p for p in points if p[0] > 0 and p[1] > 0]) for name, points in lines]
    drawn = [(name, points) for name, points in lines if points]
    xs, ys = [[p[i] for _, points in drawn for p in points] for i in (0, 1)]
    goals = list(goals)
    low_x, high_x = _decades(xs)
    low_y, high_y = _decades([*ys, *(g for _, g in goals)])

    def across(x: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (log10(x) - low_x) / (high_x - low_x)

    def down(y: float) -> float:
        return HEIGHT - FOOT - (HEIGHT - FOOT - TOP) * (log10(y) - low_y) / (high_y - low_y)

    parts = []
    for e in range(low_x, high_x + 1):
        x = across(10**e)
        parts += [_rule(x, TOP, x, HEIGHT - FOOT), _text(x, HEIGHT - FOOT + 18, f"{10**e:,}", "middle")]
    for e in range(low_y, high_y + 1):
        y = down(10**e)
        parts += [_rule(LEFT, y, WIDTH - RIGHT, y), _text(LEFT - 8, y + 4, f"{10.0**e:g}", "end")]
    for name, goal in goals:
        y = down(goal)
        parts += [_rule(LEFT, y, WIDTH - RIGHT, y, "goal"), _text(WIDTH - RIGHT + 8, y + 4, name, "start")]
    for number, (name, points) in enumerate(drawn):
        colour = COLOURS[number % len(COLOURS)]
        places = [(across(x), down(y)) for x, y in points]
        parts.append(f'<polyline stroke="{colour}" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in places)}"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in places]
        parts.append(_text(WIDTH - RIGHT + 8, TOP + 16 + 18 * number, name, "start", colour))
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "passages", "middle"))
    parts.append(_text(LEFT, TOP - 6, "milliseconds", "middle"))
    label = escape(title, quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{label}">'
        f"<title>{label}</title><style>{STYLE}</style>{''.join(parts)}</svg>\n"
    )


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """Return the powers of ten that hold all values between them."""
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)


def _rule(x1: float, y1: float, x2: float, y2: float, kind: str = "rule") -> str:
    return f'<path class="{kind}" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"/>'


def _text(x: float, y: float, text: str, anchor: str, colour: str = "") -> str:
    style = f' style="fill:{colour}"' if colour else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{style}>{escape(text)}</text>'
