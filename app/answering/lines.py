"""The lines of one answer: of points, of findings and of the sides that follow them, each with its citations."""

from collections.abc import Mapping, Sequence

from app.answering.citing import Citer
from app.answering.points import Point
from app.answering.shelf import Shelved, holder
from app.wording import say
from corpus.language import LANGUAGES, what_happened
from corpus.records import Language, Line, Passage, Report, SynthesisSide

MOST_WORDS = 165  # of the points of an answer, but for the first


class Lines:
    """Makes the lines of one answer in the asker's language, and numbers what they cite."""

    def __init__(
        self, reports: dict[str, Report], passages: Mapping[str, Sequence[Passage]], language: Language
    ) -> None:
        """Take the reports, the passages of each, in order, and the asker's language."""
        self.citer, self._reports = Citer(reports), reports
        self._passages, self._language = passages, language

    def of_points(self, points: Sequence[Point]) -> list[Line]:
        """Return points in their order: the first with the words it rests on, the others apart while there is room."""
        lines: list[Line] = []
        said = 0
        for position, point in enumerate(points):
            quotes = position == 0 and not point.verbatim
            text = self._reports[point.hit.passage.report_id].text[point.start : point.end] if quotes else ""
            length = len(f"{point.text} {text}".split())
            if position and said + length > MOST_WORDS:
                break
            said += length
            group = say("answer.also", self._language) if position else ""
            lines.append(self.of_point(point, quotes=quotes, bullet=bool(position), group=group))
        return lines

    def of_point(self, point: Point, *, quotes: bool = False, bullet: bool = False, group: str = "") -> Line:
        """Return a point; `quotes` is whether the words it rests on stand under it."""
        places = [point] if point.also is None else [point, point.also]
        numbers = [self.citer.cite(self._holding(p), p.start, p.end) for p in places]
        return Line(clean(point.text), tuple(dict.fromkeys(numbers)), point.verbatim, quotes, bullet, group)

    def of_finding(self, shelved: Shelved, name: str) -> Line:
        """Return a finding under its verdict, and under `name` where several are named."""
        language, finding = self._language, shelved.finding
        number = self.citer.cite(shelved.passage, finding.start, finding.end)
        verdict = say(f"overview.{finding.verdict}", language)
        aside = f"{shelved.report.about.short}, {say(f'strength.{finding.strength}', language)}"
        what, group = what_happened(finding, language).rstrip("."), f"{name}: {verdict}" if name else verdict
        return Line(what, (number,), bullet=True, group=group, aside=aside)

    def of_side(self, side: SynthesisSide, group: str) -> list[Line]:
        """Return what one report says on the matter of a synthesis; nothing where no passage holds its quote."""
        place = holder(side.start, side.end, self._passages[side.report_id])
        if place is None:
            return []
        number = self.citer.cite(place, side.start, side.end)
        return [Line(side.says[LANGUAGES.index(self._language)], (number,), bullet=True, group=group)]

    def _holding(self, point: Point) -> Passage:
        """Return the passage that holds a point's quote: a note that reaches into the next one may have it there."""
        passage = point.hit.passage
        if passage.start <= point.start and point.end <= passage.end:
            return passage
        return holder(point.start, point.end, self._passages[passage.report_id]) or passage


def clean(text: str) -> str:
    """Return a quote as it is shown in running text: one line, no bullet."""
    return " ".join(text.replace("•", " ").split())
