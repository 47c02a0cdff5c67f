"""Tell what a synthesis says: of several reports together, then of each, with what else is found on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from app.answering.citing import Citer
from app.answering.points import Point
from app.answering.shelf import holder
from app.answering.sides import Side
from corpus.language import LANGUAGES
from corpus.numbers import figures
from corpus.records import Language, Line, Passage, Synthesis, SynthesisSide

MOST_BESIDE = 1  # reports that what is said together may speak of, besides those asked about
MOST_AFTER = 4  # sides after an answer in points
MOST_OF_SIDES = 120  # words of all sides, but for the first of each report


@dataclass(frozen=True, slots=True)
class Told:
    """A synthesis as an answer cites it."""

    lead: Line | None  # what the reports say together; None where most of them are not asked about
    sides: dict[str, list[Line]]  # report id → what it says, in the synthesis's order
    passages: tuple[Passage, ...]  # cited: of each report the first, then the others


def tell(
    synthesis: Synthesis,
    wanted: frozenset[str],
    language: Language,
    passages: Mapping[str, Sequence[Passage]],
    citer: Citer,
    most: int = MOST_OF_SIDES,
) -> Told:
    """Return a synthesis in the asker's language, each side with its citation.

    Args:
        synthesis: what is told.
        wanted: ids of the reports whose sides are told.
        language: the asker's.
        passages: those of each report, in order.
        citer: what numbers the citations.
        most: words of all sides, but for the first of each report.
    """
    at = LANGUAGES.index(language)
    told = _shortened([side for side in synthesis.sides if side.report_id in wanted], at, most)
    places = [(side, _place(side, passages)) for side in told]
    lead, several = None, len(synthesis.reports) > 1
    if len(synthesis.reports) - len(wanted) <= MOST_BESIDE:
        bearing = _bearing(synthesis, at) if several else synthesis.sides  # a report's own summary rests on all of them
        borne = [(side, _place(side, passages)) for side in bearing]
        numbers = [citer.cite(place, side.start, side.end) for side, place in borne if place]
        lead = Line(synthesis.says[at], tuple(dict.fromkeys(numbers)))
    cited = [(side, place, citer.cite(place, side.start, side.end)) for side, place in places if place]
    sides: dict[str, list[Line]] = {}
    for side, _, number in cited:
        sides.setdefault(side.report_id, []).append(Line(side.says[at], (number,), bullet=True))
    first = {side.report_id: place for side, place, _ in reversed(cited)}
    leading = tuple(first[report] for report in sides)
    return Told(lead, sides, (*leading, *(place for _, place, _ in cited)))


def further(
    said: Sequence[Side], synthesis: Synthesis, told: Told, most: int, *, all_heard: bool
) -> dict[str, list[Point]]:
    """Return what is found besides on each report that is told of: points that the synthesis does not quote, in turn.

    All sides and points together have at most `most` words, but for the sides. Where all that is `said` is to be heard,
    what stands first on a report that the synthesis leaves out is told as well.
    """
    more: dict[str, list[Point]] = {report: [] for report in told.sides}
    if all_heard:
        best = [points[0] for _, points in said if points]
        more |= {p.hit.passage.report_id: [p] for p in reversed(best) if p.hit.passage.report_id not in more}
    words = sum(len(line.text.split()) for lines in told.sides.values() for line in lines)
    in_turn = (point for row in zip_longest(*(points for _, points in said)) for point in row if point is not None)
    for point in in_turn:
        report, length = point.hit.passage.report_id, len(point.text.split())
        if report in more and point not in more[report] and not _is_told(point, synthesis) and words + length <= most:
            more[report].append(point)
            words += length
    return more


def unquoted(synthesis: Synthesis, points: Sequence[Point]) -> list[SynthesisSide]:
    """Return of each report the first side that no point quotes, in the synthesis's order."""
    first: dict[str, SynthesisSide] = {}
    for side in synthesis.sides:
        if not any(shares_words(point, side) for point in points):
            first.setdefault(side.report_id, side)
    return list(first.values())[:MOST_AFTER]


def shares_words(point: Point, side: SynthesisSide) -> bool:
    """Tell whether a point quotes words that a side does, in its first place or where the same is said again."""
    places = [point] if point.also is None else [point, point.also]
    return any(
        side.report_id == one.hit.passage.report_id and side.start < one.end and one.start < side.end for one in places
    )


def _shortened(sides: Sequence[SynthesisSide], at: int, most: int) -> list[SynthesisSide]:
    """Return the first side of each report, and the others as long as there is room, in their order."""
    first = {side.report_id: side for side in reversed(sides)}
    kept = [*first.values()]
    words = sum(len(side.says[at].split()) for side in kept)
    for side in sides:
        length = len(side.says[at].split())
        if side not in kept and words + length <= most:
            kept.append(side)
            words += length
    return [side for side in sides if side in kept]


def _bearing(synthesis: Synthesis, at: int) -> list[SynthesisSide]:
    """Return the sides that bear what the reports say together: the first of each, and those with its other figures."""
    first = {side.report_id: side for side in reversed(synthesis.sides)}
    bearing, left = list(first.values()), figures(synthesis.says[at])
    for side in (*first.values(), *synthesis.sides):
        if side not in bearing and left & figures(side.says[at]):
            bearing.append(side)
        if side in bearing:
            left -= figures(side.says[at])
    return [side for side in synthesis.sides if side in bearing]


def _is_told(point: Point, synthesis: Synthesis) -> bool:
    """Tell whether a synthesis quotes the words of a point."""
    return any(shares_words(point, side) for side in synthesis.sides)


def _place(side: SynthesisSide, passages: Mapping[str, Sequence[Passage]]) -> Passage | None:
    return holder(side.start, side.end, passages[side.report_id])
