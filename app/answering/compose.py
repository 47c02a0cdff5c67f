"""Write the answer: the lines, in the asker's language, each with its citations."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from app.answering.chosen import Chosen
from app.answering.close import Closer
from app.answering.coded import Codes
from app.answering.judge import Judgement, is_order, named_in
from app.answering.lines import Lines
from app.answering.located import Located
from app.answering.order import of_what_is_named, put_first, put_last
from app.answering.overview import MOST_LINES, Wanted, choose, own_subject
from app.answering.points import MOST_POINTS, Point
from app.answering.refusal import refusal
from app.answering.reported import narrowed
from app.answering.shape import form_of
from app.answering.shelf import Shelf
from app.answering.sides import Alone, Part, Side, Sides, in_turn
from app.answering.synthesis import Asked, Synthesist, asked_of
from app.answering.together import further, shares_words, tell, unquoted
from app.answering.understand import Understood
from app.wording import listed, say
from corpus.records import Answer, Filters, Hit, Line, Passage, Report, Synthesis, SynthesisSide
from index.filters import matches
from index.search import Found, Searcher

FEWER = 4  # points of an answer that is not sure: what may be beside the question is not to be long as well
KEPT = 3  # points of an answer that stay where what a synthesis says may follow
FEWEST = 2  # findings that make an overview
MOST_WORDS_OF_PROFILE = 55  # of its sides, but for the first
BESIDE_PROFILE, BEFORE_PROFILE = 2, 2  # points that follow a profile, or come before it
MOST_WORDS_SIDE_BY_SIDE = 180  # of a comparison, but for the first point on each
NEAR_ENOUGH = 10.0  # score of a hit that is shown beside a refusal: of four in five near misses, and hardly of pasta


@dataclass(frozen=True, slots=True)
class Desk:
    """What answers are written with: the same for every question."""

    searcher: Searcher
    closer: Closer
    shelf: Shelf
    located: Located
    codes: Codes
    synthesist: Synthesist
    profiles: Synthesist
    passages: Mapping[str, Sequence[Passage]]  # of each report


class Composer:
    """Writes one answer from what was understood and found."""

    def __init__(
        self,
        desk: Desk,
        understood: Understood,
        found: Found,
        filters: Filters | None,
        without: Collection[str],
        judgement: Judgement | None = None,
    ) -> None:
        """Take what was understood, found and judged; `filters` and `without` as the search had them."""
        self.understood = understood
        self._desk, self._searcher = desk, desk.searcher
        self._found, self._filters, self._without = found, filters or Filters(), without
        self._judgement = judgement
        self._reports: dict[str, Report] = desk.searcher.library.by_id
        self._lines = Lines(self._reports, desk.passages, understood.language)
        self._subject = own_subject(understood, found.query)
        notes = "notes" not in without
        self.form = form_of(understood, self._subject, self._reports.values(), findings=notes)

    @property
    def least(self) -> float:
        """The probability from which an answer side by side is given, whatever the judge says of single passages."""
        return self.form.least(self._desk.codes.asked(self.understood))

    def answer(self, question: str, *, sure: bool = True, parts: Sequence[Part] = ()) -> Answer:
        """Return the best points: the first leads, with the words it rests on, the others stand apart in a line each.

        Where it is not `sure` that they answer the question, the answer says so first, and has fewer of them. Of a
        question that asks several things at once, the best point on each of its `parts` comes first, unless the best on
        the whole says it all.
        """
        language = self.understood.language
        most = MOST_POINTS if sure else FEWER
        maker = self._sides().maker(self._found, discount=0.0)
        leads = [point for part in parts for point in self._sides().of_part(part)]
        points = maker.points(of_what_is_named(self._found.hits, self.asked.named), most)
        if not all(point.within(points[0]) for point in leads):
            points = maker.joined([*leads, *points])[:most]
        unsure = [] if sure else [Line(say("answer.unsure", language), ())]
        whole = self.chosen.profile_beside() if self.chosen and not parts else None
        if whole:
            lines = [*self._lines.of_points(points[:BEFORE_PROFILE]), *self._in_sum(whole)]
            return self._finish(question, [*unsure, *lines, *self._not_covered()])
        after = self._after(points[:KEPT])
        more = [point for point in points[KEPT:] if not any(shares_words(point, side) for side in after)]
        lines = self._lines.of_points([*points[:KEPT], *more[: max(0, most - KEPT - len(after))]])
        lines += [line for side in after for line in self._lines.of_side(side, say("answer.also", language))]
        return self._finish(question, [*unsure, *lines, *self._not_covered()])

    def _in_sum(self, whole: Synthesis) -> list[Line]:
        """Return what a profile says as a whole, to follow what passages say."""
        language, desk = self.understood.language, self._desk
        told = tell(whole, frozenset(whole.reports), language, desk.passages, self._lines.citer, MOST_WORDS_OF_PROFILE)
        return [replace(told.lead, bullet=True, group=say("answer.sum", language))] if told.lead else []

    def _after(self, points: Sequence[Point]) -> list[SynthesisSide]:
        """Return what a synthesis that the question may mean says beside `points`."""
        one = self.chosen.perhaps() if self.chosen else None
        return unquoted(one, points) if one else []

    @cached_property
    def alone(self) -> list[Alone]:
        """What is found for the question put for each of the names that it sets side by side."""
        return self._sides().alone(self.form.names) if self.form.shape == "by name" else []

    @cached_property
    def asked(self) -> Asked:
        """The question as syntheses are held against it."""
        left = [report for report, one in self._reports.items() if matches(one, self._filters)]
        return asked_of(self.understood, self._reports.values(), left, side_by_side=self.form.side_by_side)

    @cached_property
    def chosen(self) -> Chosen | None:
        """What chooses among what readers wrote; None where notes are left out."""
        desk = self._desk
        made = (self.asked, self.form, self._subject, self._found, self._judgement, desk.synthesist, desk.profiles)
        return None if "notes" in self._without else Chosen(*made)

    def by_profile(self, question: str, one: Synthesis, *, found: bool, sure: bool) -> Answer:
        """Return what a report says as a whole, where it says it, and what else is `found`, if anything.

        Where it is not `sure` that this answers the question, the answer says so first.
        """
        language, desk = self.understood.language, self._desk
        told = tell(one, frozenset(one.reports), language, desk.passages, self._lines.citer, MOST_WORDS_OF_PROFILE)
        sides = [line for own in told.sides.values() for line in own]
        lines = [] if sure else [Line(say("answer.unsure", language), ())]
        lines += [told.lead] if told.lead else []
        lines += [replace(line, group=say("answer.where", language)) for line in sides]
        hits = of_what_is_named(self._found.hits, self.asked.named) if found else ()
        points = self._sides().maker(self._found, discount=0.0).points(hits, BESIDE_PROFILE)
        also = [p for p in points if not any(shares_words(p, side) for side in one.sides)]
        lines += [self._lines.of_point(p, bullet=True, group=say("answer.also", language)) for p in also]
        return self._finish(question, lines, first=told.passages)

    def by_synthesis(self, question: str, one: Synthesis) -> Answer:
        """Return what several reports say together, then what each says of it, and what else is found on each."""
        concerned, passages = self.asked.concerned(one), self._desk.passages
        told = tell(one, concerned, self.understood.language, passages, self._lines.citer)
        all_heard = self.form.shape == "by name" or bool(self.form.meant)
        more = further(self._said(), one, told, MOST_WORDS_SIDE_BY_SIDE, all_heard=all_heard)
        lines = [told.lead] if told.lead else []
        for report, points in more.items():
            name = self._reports[report].about.short
            lines += [replace(line, group=name) for line in told.sides.get(report, ())]
            lines += [self._lines.of_point(point, bullet=True, group=name) for point in points]
        return self._finish(question, [*lines, *self._not_covered()], first=told.passages)

    def _said(self) -> list[Side]:
        """Return what is found on each of the names or reports that the question sets side by side, if it does."""
        if self.form.shape == "by name":
            return self._sides().of_names(self.alone)
        if self.form.shape != "by report":
            maker = self._sides().maker(self._found, discount=0.0)
            return [("", maker.points(self._found.hits))]
        asked, meant = self._desk.codes.asked(self.understood), self.form.meant
        said = self._sides().on_topic(asked, self._found, meant) if asked else []
        return said if len(said) > 1 else self._sides().of_reports(meant)

    def side_by_side(self, question: str) -> Answer:
        """Return the best points on each of the places or programmes named, or of each report near enough."""
        said = self._said()
        return self._side_by_side(question, said) if any(points for _, points in said) else self.answer(question)

    def _sides(self) -> Sides:
        desk, filters = self._desk, narrowed(self._filters, self.understood.meant, self._reports)
        return Sides(desk.searcher, desk.closer, desk.located, desk.codes, self.understood, filters, self._without)

    def _side_by_side(self, question: str, said: Sequence[Side]) -> Answer:
        """Return an answer of what is said of each."""
        nothing = say("side.nothing", self.understood.language)
        lines: list[Line] = []
        for name, points in in_turn(said, MOST_WORDS_SIDE_BY_SIDE).items():
            lines += [self._lines.of_point(p, bullet=True, group=name) for p in points]
            lines += [] if points else [Line(nothing, (), bullet=True, group=name)]
        return self._finish(question, [*lines, *self._not_covered()])

    def _not_covered(self) -> list[Line]:
        """Return that no report is about the places named that are not covered, where there are any.

        Beside no place that is covered, one that is named in what was found is not what the question is about.
        """
        named, language = self.understood.places, self.understood.language
        hits = () if named.covered else self._found.hits
        places = [place for place in named.elsewhere if not named_in(place, hits)]
        return [Line(say("overview.missing", language, places=listed(places, language)), ())] if places else []

    def overview(self, question: str) -> Answer | None:
        """Return an overview from the findings, by place and verdict; None where there are too few."""
        understood = self.understood
        places = [*self.form.places, *understood.programmes] or [""]
        overlap, lines = self._searcher.overlap(self._found.query), list[Line]()
        left = narrowed(self._filters, understood.meant, self._reports)
        for name in places:
            kind = "place" if name in understood.places.covered else "programme"
            wanted = Wanted(understood.kind, self._subject, **{kind: name}, most=max(3, MOST_LINES // len(places)))
            chosen = choose(self._desk.shelf, wanted, overlap, left)
            lines += [self._lines.of_finding(s, name if len(places) > 1 else "") for s in chosen]
        if len(lines) < FEWEST:
            self._lines = Lines(self._reports, self._desk.passages, understood.language)
            return None
        return self._finish(question, [*lines, *self._not_covered()])

    def abstain(self, question: str, judgement: Judgement) -> Answer:
        """Return that the reports do not answer, why, and the nearest thing they say where it is near."""
        near = bool(self._found.hits) and self._found.hits[0].score > NEAR_ENOUGH and not is_order(self.understood.text)
        point: Line | None = None
        if near and judgement.why != "abstain.place":
            [nearest] = self._sides().maker(self._found, discount=0.0).points(self._found.hits[:1], 1)
            point = self._lines.of_point(nearest, bullet=True)
        lines = refusal(judgement, self._reports.values(), self.understood.language, point, near=near)
        return self._finish(question, lines, abstained=True)

    def nothing(self, question: str, text: str) -> Answer:
        """Return an abstention that says only `text`."""
        return self._finish(question, [Line(text, ())], abstained=True)

    def _finish(
        self, question: str, lines: list[Line], *, abstained: bool = False, first: Sequence[Passage] = ()
    ) -> Answer:
        hits: tuple[Hit, ...] = put_first(self._found.hits, first) if first else self._found.hits
        hits = put_last(hits, [citation.passage for citation in self._lines.citer.citations])
        return Answer(
            question,
            self.understood.text,
            self.understood.language,
            tuple(lines),
            tuple(self._lines.citer.citations),
            hits,
            abstained,
        )
