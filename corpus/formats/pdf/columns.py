"""The order in which a page is read: columns from left to right, between what runs across them."""

from collections import Counter

from corpus.formats.pdf.lines import Segment, TextLine, lines_of

Band = tuple[bool, list[Segment]]  # whether the gutter parts it, and what stands in it

LEAST = 3  # lines on either side of a gutter
PROSE = 17  # characters of a column's middle line, at least: cells of tables are shorter
MIDDLE = (0.15, 0.85)  # of the text's width: where a gutter may stand
CANDIDATES = 8  # gutters tried
DEPTH = 4  # columns within columns
SLACK = 1.0  # points by which a letter may reach over


def in_reading_order(segments: list[Segment], depth: int = DEPTH) -> list[list[TextLine]]:
    """Return the lines of a page, a list for each stretch of one column, in the order they are read."""
    if not segments:
        return []
    best = max(((g, _bands(segments, g)) for g in _gutters(segments) if depth), key=_parted, default=None)
    if best is None or not _parted(best)[0]:
        return [lines_of(segments)]
    gutter, bands = best
    out: list[list[TextLine]] = []
    for parted, band in bands:
        sides = [[s for s in band if s.left < gutter], [s for s in band if s.left >= gutter]] if parted else [band]
        out += [stretch for side in sides for stretch in in_reading_order(side, depth - 1)]
    return out


def _parted(cut: tuple[float, list[Band]]) -> tuple[int, float]:
    """Return how much a gutter parts, and how far to the left it is: bullets belong to the text on their right."""
    gutter, bands = cut
    return sum(len(band) for parted, band in bands if parted), -gutter


def _gutters(segments: list[Segment]) -> list[float]:
    """Return where columns may be parted, the likeliest first: left of where many segments begin."""
    left, right = min(s.left for s in segments), max(s.right for s in segments)
    low, high = (left + share * (right - left) for share in MIDDLE)
    begins = Counter(round(s.left / 2) * 2 for s in segments if low < s.left < high)
    return [x - 2 * SLACK for x, count in begins.most_common(CANDIDATES) if count >= LEAST]


def _bands(segments: list[Segment], gutter: float) -> list[Band]:
    """Return the page from top to bottom in bands that the gutter parts, or does not."""
    bands: list[Band] = []
    for line in lines_of(segments):
        crossed = any(s.left < gutter - SLACK and s.right > gutter + SLACK for s in line.segments)
        if not bands or bands[-1][0] == crossed:  # first told as "not crossed", then as "parted"
            bands.append((not crossed, []))
        bands[-1][1].extend(line.segments)
    told = [(free and _is_columns(band, gutter), band) for free, band in bands]
    merged: list[Band] = []
    for parted, band in told:
        if merged and not parted and not merged[-1][0]:
            merged[-1][1].extend(band)
        else:
            merged.append((parted, list(band)))
    return merged


def _is_columns(band: list[Segment], gutter: float) -> bool:
    sides = [s for s in band if s.right <= gutter + SLACK], [s for s in band if s.left >= gutter - SLACK]
    return all(len(lines_of(side)) >= LEAST and _middle_length(side) >= PROSE for side in sides)


def _middle_length(side: list[Segment]) -> int:
    lengths = sorted(len(line.text) for line in lines_of(side))
    return lengths[len(lengths) // 2]
