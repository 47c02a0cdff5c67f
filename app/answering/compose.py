"""Write the answer: the lines, in the asker's language, each with its citations."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from app.answering.close import Closer
from app.answering.coded import Codes
from app.answering.covered import covered_places, covered_years
from app.answering.judge import Judgement, is_order, named_in
from app.answering.lines import Lines
from app.answering.located import Located
from app.answering.order import of_what_is_named, put_first, put_last
from app.answering.overview import MOST_LINES, Wanted, choose, own_subject
from app.answering.points import MOST_POINTS, Point
from app.answering.reported import narrowed
from app.answering.shape import form_of
from app.answering.shelf import Shelf
from app.answering.sides import Alone, Part, Side, Sides, in_turn
from app.answering.synthesis import LEAST, PERHAPS, SURELY, Asked, Synthesist, asked_of
from app.answering.together import further, shares_words, tell, unquoted
from app.answering.understand import Understood
from app.wording import listed, say
from corpus.records import Answer, Filters, Hit, Line, Passage, Report, Synthesis, SynthesisSide
from index.filters import matches
from index.search import Found, Searcher

FEWER = 4  # points of an answer that is not sure: what may be beside the question is not to be long as well
MOST_WORDS = 165  # of the points of an answer, but for the first
KEPT = 3  # points of an answer that stay where what a synthesis says may follow
NARROW = ("number", "when", "who")  # kinds of question that one place answers
FEWEST = 2  # findings that make an overview
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
    ) -> None:
        """Take what was understood and found; `filters` and `without` as the search had them."""
        self.understood = understood
        self._desk, self._searcher = desk, desk.searcher
        self._found, self._filters, self._without = found, filters or Filters(), without
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
        after = self._after(points[:KEPT])
        more = [point for point in points[KEPT:] if not any(shares_words(point, side) for side in after)]
        points = [*points[:KEPT], *more[: max(0, most - KEPT - len(after))]]
        lines = [] if sure else [Line(say("answer.unsure", language), ())]
        said = 0
        for position, point in enumerate(points):
            quotes = position == 0 and not point.verbatim
            text = self._reports[point.hit.passage.report_id].text[point.start : point.end] if quotes else ""
            length = len(f"{point.text} {text}".split())
            if position and said + length > MOST_WORDS:
                break
            said += length
            group = say("answer.also", language) if position else ""
            lines.append(self._lines.of_point(point, quotes=quotes, bullet=bool(position), group=group))
        lines += [line for side in after for line in self._lines.of_side(side, say("answer.also", language))]
        return self._finish(question, [*lines, *self._not_covered()])

    def _after(self, points: Sequence[Point]) -> list[SynthesisSide]:
        """Return what a synthesis that a question without names may mean says beside `points`."""
        understood = self.understood
        if "notes" in self._without or self.asked.named or understood.years or understood.kind in NARROW:
            return []
        one = self._likely(PERHAPS)
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

    def together(self, *, found: bool) -> Synthesis | None:
        """Return the synthesis that answers; where the judge has not `found` an answer, only if that is likelier.

        "What worked in X, and what in Y?" has no subject that one could be on: its names alone would choose it.
        """
        on_names = self.form.shape == "findings" and not self._subject
        if "notes" in self._without or on_names or (self.asked.on_one_report and not self.form.side_by_side):
            return None
        return self._likely(LEAST if found else SURELY)

    def _likely(self, least: float) -> Synthesis | None:
        """Return the likeliest synthesis; None where its log-odds are below `least`."""
        return self._likeliest[1] if self._likeliest and self._likeliest[0] >= least else None

    @cached_property
    def _likeliest(self) -> tuple[float, Synthesis] | None:
        return self._desk.synthesist.likeliest(self.asked)

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
        language = self.understood.language
        reports = tuple(self._reports.values())
        covered, words = listed(covered_places(reports), language), listed(list(judgement.words), language)
        first, last = covered_years(reports)
        values = {"places": words, "years": words, "words": words, "covered": covered, "first": first, "last": last}
        near = bool(self._found.hits) and self._found.hits[0].score > NEAR_ENOUGH and not is_order(self.understood.text)
        why = "abstain.unsure" if near and judgement.why == "abstain.none" else judgement.why
        lines = [Line(say(why, language, **values), ())]
        if why != "abstain.place":
            if near:
                [point] = self._sides().maker(self._found, discount=0.0).points(self._found.hits[:1], 1)
                lines += [Line(say("abstain.near", language), ()), self._lines.of_point(point, bullet=True)]
            lines.append(Line(say("abstain.covered", language, covered=covered, first=first, last=last), ()))
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
