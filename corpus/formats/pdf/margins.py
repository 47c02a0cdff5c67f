"""Running headers and footers, and the page numbers printed in them.

A row near the upper or lower edge is one where the same words stand on several pages; a figure in it
that counts with the pages is the page's number.
"""

import itertools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from corpus.formats.pdf.lines import Segment, TextLine, lines_of

ZONE = 0.14  # of the page's height, at either edge
ROWS = 3  # from either edge
SEVERAL = 3  # pages that make a row a running one, in a report of more than a few
SHARE = 0.4  # of the pages, in a report of few
BESIDE = 90  # characters of a title that stands beside a page number
FIGURE = re.compile(r"\d{1,4}")
ROMAN = re.compile(r"^m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$", re.IGNORECASE)
VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
ALONE = re.compile(r"^(?:(?:side|page|s\.|p\.)\s*)?[-–—|\s]*(\d{1,4}|[ivxlc]+)[-–—|\s]*(?:(?:av|of|/)\s*\d+)?$", re.I)


@dataclass(slots=True)
class Margins:
    """What is taken out of a page."""

    printed: str | None = None
    taken: list[tuple[str, str]] = field(default_factory=list)  # (text, why)


@dataclass(slots=True)
class _Row:
    page: int  # index
    edge: str  # "upper" or "lower"
    line: TextLine
    text: str
    pattern: str = ""  # the text with its figures left out


def take_margins(pages: list[list[Segment]], heights: list[float]) -> list[Margins]:
    """Take running rows out of `pages`, in place; return what was taken, page by page."""
    rows = [r for i, segments in enumerate(pages) for r in _edge_rows(i, segments, heights[i])]
    count = sum(bool(p) for p in pages)
    numbers = _alone(rows, count)
    running = _running(rows, count)
    within = _within(running)
    within.update(_beside(rows, {**numbers, **within}))
    out = [Margins() for _ in pages]
    for row in rows:
        number = numbers.get(id(row)) or within.get(id(row))
        if number is None and not any(row is r for r in running):
            continue
        page = out[row.page]
        page.printed = page.printed or number
        why = "running number" if id(row) in numbers else "running header"
        page.taken.append((row.text, why))
        gone = {id(s) for s in row.line.segments}
        pages[row.page] = [s for s in pages[row.page] if id(s) not in gone]
    _fill(out)
    return out


def _edge_rows(index: int, segments: list[Segment], height: float) -> list[_Row]:
    lines = lines_of(segments)
    upper = [line for line in lines[:ROWS] if line.bottom < ZONE * height]
    lower = [line for line in lines[-ROWS:] if line.top > (1 - ZONE) * height and line not in upper]
    found = [
        _Row(index, edge, line, line.text) for edge, group in (("upper", upper), ("lower", lower)) for line in group
    ]
    for row in found:
        row.pattern = FIGURE.sub("#", row.text).lower()
    return found


def _alone(rows: list[_Row], pages: int) -> dict[int, str]:
    """Return the rows that hold a page number and nothing else, with that number."""
    found = [(row, match[1]) for row in rows if (match := ALONE.match(row.text.strip()))]
    groups: dict[tuple[str, bool, int], list[tuple[_Row, str]]] = defaultdict(list)
    for row, text in found:
        value = _value(text)
        if value is not None:
            groups[row.edge, text.isdigit(), value - row.page].append((row, text))
    needed = 1 if pages <= 2 else 2
    return {id(row): text for group in groups.values() if len(group) >= needed for row, text in group}


def _value(text: str) -> int | None:
    """Return the number a page number stands for, in figures or Roman numerals."""
    if text.isdigit():
        return int(text)
    if not text or not ROMAN.match(text):
        return None
    values = [VALUES[c] for c in text.lower()]
    return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))


def _running(rows: list[_Row], pages: int) -> list[_Row]:
    """Return the rows whose words stand on several pages."""
    on: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in rows:
        on[row.edge, row.pattern].add(row.page)
    least = max(2, min(SEVERAL, round(SHARE * pages)))
    return [r for r in rows if len(on[r.edge, r.pattern]) >= least and any(c.isalpha() for c in r.pattern)]


def _within(running: list[_Row]) -> dict[int, str]:
    """Return the page numbers that stand beside words: figures that count with the pages."""
    groups: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    for row in running:
        groups[row.edge, row.pattern].append(row)
    found: dict[int, str] = {}
    for group in groups.values():
        figures = [FIGURE.findall(r.text) for r in group]
        for place in range(len(figures[0])):
            shifts = Counter(int(f[place]) - r.page for f, r in zip(figures, group, strict=True))
            shift, times = shifts.most_common(1)[0]
            if times >= 2:
                right = [(r, f[place]) for f, r in zip(figures, group, strict=True) if int(f[place]) - r.page == shift]
                found.update({id(r): number for r, number in right})
                break
    return found


def _beside(rows: list[_Row], numbers: dict[int, str]) -> dict[int, str]:
    """Return the outermost rows that hold the number their page must have, by what the others are numbered."""
    shifts = Counter(int(numbers[id(r)]) - r.page for r in rows if numbers.get(id(r), "").isdigit())
    if not shifts or shifts.most_common(1)[0][1] < SEVERAL:
        return {}
    shift = shifts.most_common(1)[0][0]
    outermost = {(r.page, r.edge): r for r in rows if r.edge == "lower"}
    outermost |= {(r.page, r.edge): r for r in reversed(rows) if r.edge == "upper"}
    found = {}
    for row in outermost.values():
        number = str(row.page + shift)
        ends = re.split(r"\s{2,}|\s(?=\d+$)|(?<=^\d)\s|(?<=^\d\d)\s|(?<=^\d\d\d)\s", row.text.strip())
        if len(ends) > 1 and number in (ends[0], ends[-1]) and len(row.text) < BESIDE:
            found[id(row)] = number
    return found


def _fill(pages: list[Margins]) -> None:
    """Number the pages between two that agree."""
    known = [(i, int(p.printed)) for i, p in enumerate(pages) if p.printed and p.printed.isdigit()]
    for (first, number), (last, other) in itertools.pairwise(known):
        if other - number == last - first:
            for index in range(first + 1, last):
                pages[index].printed = str(number + index - first)
