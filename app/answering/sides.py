"""What stands side by side: the best points on each of several places or programmes, or of each report.

The search runs once for each, so that one long report cannot crowd out the others. Where a topic is asked for, the
notes that a report's reader coded with it are looked at instead.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from app.answering.apart import about_one
from app.answering.close import Closer, Look
from app.answering.coded import Codes
from app.answering.judge import judge
from app.answering.located import Located
from app.answering.noted import telling
from app.answering.order import ordered
from app.answering.overview import without_cues
from app.answering.points import Maker, Point
from app.answering.understand import Understood, understand
from corpus.records import Filters, Hit, Report
from index.filters import matches, mentions
from index.overlap import Overlap
from index.search import Found, Searcher

HITS = 10  # passages looked at for each place: some are about another place
MOST = 8  # points of a comparison, shared by what is compared
A_REPORT = 3  # points of each report, where a question is put to all
LOOKED_AT = 16  # notes of a report looked at closely for a topic
CLOSE = 0.25  # weight of a close look's log-odds beside that of the topics: 1, or 2 for a note among the best on them
FOUND = 20  # passages of a report that search says are near
SEARCHED = 0.5  # weight of being found by search, beside that of the topics
FAR = 4.0  # log-odds behind a report's best passage from which another is not near at all
BY_HIT = 0.8  # of how well a note's best reply does is not counted: what is on the topic has been found already
SECOND = 0.7  # what a passage's further notes count for, beside its best one
NEAR_BEST = 1.0  # how far behind a report's best note another may lie
ENOUGH = 0.4  # share of the best report's score that another's best note needs
ON_SUBJECT = 0.4  # share of the question's weight that a report's best point must carry

Side = tuple[str, list[Point]]  # a name, and what is said of it, the best first


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things that a question asks at once, and what is found for it."""

    understood: Understood
    found: Found
    sure: bool  # sure enough that it is answered to say nothing of it


@dataclass(frozen=True, slots=True)
class Alone:
    """What is found for a question that is put for one of its names alone."""

    name: str
    sides: "Sides"  # of that question
    found: Found
    looks: Sequence[Look]

    @property
    def answered(self) -> bool:
        """Whether that question is answered."""
        return judge(self.sides.understood, self.found, self.looks, self.sides.closer).answers


@dataclass(frozen=True, slots=True)
class Sides:
    """Gathers the sides of one question."""

    searcher: Searcher
    closer: Closer
    located: Located
    codes: Codes
    understood: Understood
    filters: Filters
    without: Collection[str]
    _nearness: dict[str, dict[str, float]] = field(init=False, default_factory=dict)  # of reports looked at already

    def of_part(self, part: Part) -> list[Point]:
        """Return the best point on a part of the question."""
        return replace(self, understood=part.understood).maker(part.found, discount=0.0).points(part.found.hits, 1)

    def alone(self, names: Sequence[str]) -> list[Alone]:
        """Return what is found for the question put for each of the places or programmes named, one at a time."""
        reports = self.searcher.library.reports
        out = []
        for name in names:
            text = about_one(self.understood.text, name, names, reports)
            one = replace(self, understood=understand(text, reports, self.understood.language))
            found = one._search(text, HITS, self._narrowed(name))
            out.append(Alone(name, one, *ordered(self.closer, one.understood, found)))
        return out

    def of_names(self, every: Sequence[Alone]) -> list[Side]:
        """Return the best points on each of the places or programmes named; none is said twice."""
        said: list[Side] = []
        most, asked = max(1, MOST // len(every)), self.codes.asked(self.understood)
        for one in every:
            best = self._of_name(one, asked, 2 * most)
            points = [p for p in best if not _is_among(p, said)]
            if points or not best:  # what is said of one name already is not nothing on the next
                said.append((one.name, points[:most]))
        return said

    def _of_name(self, one: Alone, asked: Sequence[str], most: int) -> list[Point]:
        """Return the best answer to the question put for one name, then what its reports' readers coded."""
        reports = [r for r in self.searcher.library.reports if matches(r, self._narrowed(one.name))]
        coded = [hit for report in reports for hit in self._coded(asked, report, one.found, one.name)]
        left = [hit for hit in one.found.hits if self._is_left(hit)]
        hits = [hit for hit in left if self._is_about(hit, one.name)] or left
        best = one.sides.maker(one.found).points(hits, most)
        if not coded:
            return best
        more = self.maker(one.found).points(sorted(coded, key=lambda hit: -hit.score), most)
        return [*best[:1], *(point for point in more if not _is_among(point, [("", best[:1])]))]

    def of_reports(self, meant: Sequence[str]) -> list[Side]:
        """Return the best points of each report that says something near enough, the nearest report first.

        Of the reports that are `meant` by name each says something, in the order they are named.
        """
        said: list[Side] = []
        text = without_cues(self.understood.text)
        text = text if telling(text) else self.understood.text
        for report in self.left(meant):
            found = self._search(text, HITS // 2, replace(self.filters, reports=(report.id,)))
            found, _ = ordered(self.closer, self.understood, found)
            overlap = self.searcher.overlap(found.query)
            best = self.maker(found).points(found.hits, A_REPORT)
            points = [p for p in best if _on_subject(p, overlap)] or (best[:1] if meant else [])
            if points:
                said.append((report.about.short, points))
        return said if meant else sorted(said, key=lambda one: -max(point.hit.score for point in one[1]))

    def on_topic(self, asked: Sequence[str], found: Found, meant: Sequence[str]) -> list[Side]:
        """Return the best points of each report on the topics asked for, by how its reader coded it.

        `found` is what was found for the question: its words are what the notes are held against. Of the reports that
        are `meant` by name each that has such notes says something.
        """
        said: list[tuple[float, Side]] = []
        for report in self.left(meant):
            hits = self._coded(asked, report, found)
            if hits:
                said.append((hits[0].score, (report.about.short, self.maker(found).points(hits, A_REPORT))))
        if meant:
            return [side for _, side in said]
        most = max((score for score, _ in said), default=0.0)
        return [side for score, side in sorted(said, key=lambda one: -one[0]) if score >= ENOUGH * most]

    def _coded(self, asked: Sequence[str], report: Report, found: Found, name: str = "") -> list[Hit]:
        """Return a report's notes on the topics (and on `name`), each as a hit of its own, the best first."""
        coded = self.codes.on(asked, report)
        if report.id not in self._nearness and coded:
            self._nearness[report.id] = self._near(report)
        near = self._nearness.get(report.id, {})
        hits = [Hit(one.passage, one.weight + SEARCHED * near.get(one.note.id, 0.0), 1, (one.note,)) for one in coded]
        hits = [hit for hit in hits if self._is_left(hit) and (not name or self._is_about(hit, name))]
        hits = sorted(hits, key=lambda hit: -hit.score)[:LOOKED_AT]
        looks = self.closer.look_at(self.understood, found, hits)
        scored = [replace(hit, score=hit.score + CLOSE * look.odds) for hit, look in zip(hits, looks, strict=True)]
        best = max((hit.score for hit in scored), default=0.0)
        return sorted((hit for hit in scored if hit.score >= best - NEAR_BEST), key=lambda hit: -hit.score)

    def _near(self, report: Report) -> dict[str, float]:
        """Return how near search finds a report's notes (0 to 1): 1 for the best one of its best passage."""
        text = without_cues(self.understood.text) or self.understood.text
        hits = self._search(text, FOUND, replace(self.filters, reports=(report.id,))).hits
        near: dict[str, float] = {}
        for hit in hits:
            share = max(0.0, 1 - (hits[0].score - hit.score) / FAR)
            for position, note in enumerate(hit.notes):
                near.setdefault(note.id, share if position == 0 else SECOND * share)
        return near

    def left(self, meant: Sequence[str] = ()) -> list[Report]:
        """Return the reports that the filters leave; where some are `meant` by name, these, in that order."""
        left = [report for report in self.searcher.library.reports if matches(report, self.filters)]
        chosen = [report for report in left if not meant or report.id in meant]
        return sorted(chosen, key=lambda report: meant.index(report.id)) if meant else chosen

    def _is_left(self, hit: Hit) -> bool:
        """Tell whether the filters leave a hit: its report, and its passage where they name a programme."""
        report = self.searcher.library.by_id[hit.passage.report_id]
        return matches(report, self.filters) and mentions(hit.passage, report, self.filters.programmes)

    def maker(self, found: Found, *, discount: float = BY_HIT) -> Maker:
        """Return what makes points of what was found; `discount` is as the maker has it."""
        overlap, library = self.searcher.overlap(found.query), self.searcher.library
        return Maker(
            self.understood, overlap, self.searcher.index.compounds, self.closer.replier, library.by_id, discount
        )

    def _search(self, text: str, k: int, filters: Filters) -> Found:
        language = self.understood.language
        return self.searcher.search(text, k, filters=filters, language=language, without=self.without)

    def _narrowed(self, name: str) -> Filters:
        """Return the filters with `name` besides: of the reports they leave, those on it."""
        left = replace(self.filters, reports=tuple(report.id for report in self.left()))
        if name in self.understood.places.covered:
            return replace(left, regions=(name,))
        return replace(left, programmes=(name,))

    def _is_about(self, hit: Hit, name: str) -> bool:
        report = self.searcher.library.by_id[hit.passage.report_id]
        if name in self.understood.places.covered:
            return self.located.is_about(hit, name, report)
        return mentions(hit.passage, report, (name,))


def _on_subject(point: Point, overlap: Overlap) -> bool:
    """Tell whether a point carries enough of the question to be shown beside those of other reports."""
    note = point.note
    norwegian = f"{point.hit.passage.text} {note.nb if note else ''} {' '.join(note.questions_nb) if note else ''}"
    english = f"{note.en} {' '.join(note.questions_en)}" if note else ""
    return max(overlap.norwegian(norwegian), overlap.english(english)) >= ON_SUBJECT


def in_turn(said: Sequence[Side], most: int) -> dict[str, list[Point]]:
    """Return the first point of each side, and further ones in turn as long as all have at most `most` words."""
    kept: dict[str, list[Point]] = {name: points[:1] for name, points in said}
    words = sum(len(p.text.split()) for points in kept.values() for p in points)
    for row in zip_longest(*(points[1:] for _, points in said)):
        for (name, _), point in zip(said, row, strict=True):
            if point is not None and words + len(point.text.split()) <= most:
                kept[name].append(point)
                words += len(point.text.split())
    return kept


def _is_among(point: Point, said: list[Side]) -> bool:
    """Tell whether the words of a point are quoted already, for another of the names."""
    report = point.hit.passage.report_id
    others = [p for _, points in said for p in points if p.hit.passage.report_id == report]
    return any(p.start < point.end and point.start < p.end for p in others)
