"""Turn hits into points: one thing to say each, in the asker's language, with the words that carry it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.answering.noted import NoteViews
from app.answering.order import NO_REPLY, NOTES
from app.answering.short import Replier
from app.answering.understand import Understood
from app.answering.windows import Window, choose_window, with_claim, with_figures
from corpus.language import short, statement
from corpus.numbers import figures
from corpus.records import Hit, Note, Report, ShortAnswer
from index.overlap import Overlap
from index.tokens import Compounds

PLAIN = 32  # words of the report's own that may lead in a note's place: longer ones are harder to read than the note
QUOTE_WORDS = 60  # words of a quote
CLAIM_WORDS = 80  # words of a quote that is drawn out to hold the figures of the statement over it
NEAR_HIT = 8.0  # how far behind the best hit another may lie to be looked at
NEAR = 12.0  # how far behind the first point another may lie to be said too
SHOWN_WORDS = 45  # words of a quote under the statement it carries, where more than its best sentences is quoted
SERVES = 0.5  # share of a note's words that the report's own sentences must hold to stand in its place
MOST_POINTS = 6
# Weights of a sentence's soft match with the question, of its likeness to the note, and of the note's figures it holds
SOFT, ALIKE, AMOUNTS = 1.0, 1.0, 0.5


@dataclass(frozen=True, slots=True)
class Point:
    """One thing an answer says."""

    text: str  # what is shown
    hit: Hit
    start: int  # offsets of the quote
    end: int
    verbatim: bool  # `text` is the quote itself
    note: Note | None = None
    told: str = ""  # the same in bokmål, where it is a short answer
    also: "Point | None" = None  # another place that says the same: a summary's, or its chapter's

    def within(self, other: "Point") -> bool:
        """Tell whether its quote stands within another's."""
        same = self.hit.passage.report_id == other.hit.passage.report_id
        return same and other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class Maker:
    """What points are made with."""

    understood: Understood
    overlap: Overlap
    compounds: Compounds
    replier: Replier
    reports: dict[str, Report]
    discount: float = 0.0  # of how well a note's best reply does: where 1, notes are told apart by their hits alone

    @property
    def views(self) -> NoteViews:
        """What knows the words of notes."""
        return self.replier.views

    def points(self, hits: Sequence[Hit], most: int = MOST_POINTS) -> list[Point]:
        """Return the points of the best hits, the best first; what says the same as another is named beside it."""
        kept: list[Point] = []
        for hit, answer in self._in_order(hits):
            if len(kept) == most:
                break
            self._add(self._reply(hit, answer) if answer else self._point(hit, shown=not kept), kept)
        return kept

    def joined(self, points: Sequence[Point]) -> list[Point]:
        """Return points of several questions in their order, without those that say the same as an earlier one."""
        kept: list[Point] = []
        for point in points:
            self._add(point, kept)
        return kept

    def _add(self, point: Point, kept: list[Point]) -> None:
        """Add a point to those that are kept, or, where one says the same, its place beside that one's."""
        said = next((i for i, other in enumerate(kept) if self._same(point, other)), None)
        if said is None:
            kept.append(point)
        elif kept[said].also is None and _elsewhere(point, kept[said]):
            kept[said] = replace(kept[said], also=replace(point, also=None))

    def _in_order(self, hits: Sequence[Hit]) -> list[tuple[Hit, ShortAnswer | None]]:
        """Return what hits have to say that is near enough, the likeliest answer first."""
        asked = self.replier.asked(self.understood)
        said: list[tuple[float, Hit, ShortAnswer | None]] = []
        best = max((hit.score for hit in hits), default=0.0)
        for hit in hits:
            if best - hit.score > NEAR_HIT:
                continue
            told: list[tuple[float, Hit, ShortAnswer | None]] = []
            for note in hit.notes[:NOTES]:
                own = replace(hit, notes=(note, *(n for n in hit.notes if n is not note)))
                found = self.replier.replies(note, asked)
                taken = self.discount * found[0].score if found else 0.0
                told += [(hit.score + reply.score - taken, own, reply.answer) for reply in found]
                if not found and note is hit.notes[0]:
                    told.append((hit.score + NO_REPLY, own, None))
            said += told or [(hit.score + NO_REPLY, hit, None)]
        said.sort(key=lambda one: -one[0])
        return [(hit, answer) for score, hit, answer in said if said[0][0] - score <= NEAR]

    def _reply(self, hit: Hit, answer: ShortAnswer) -> Point:
        text = short(answer, self.understood.language)
        return Point(text, hit, answer.start, answer.end, verbatim=False, note=hit.notes[0], told=answer.says[0])

    def _point(self, hit: Hit, *, shown: bool) -> Point:
        """Return what a hit without short answers says: the report's own words where they stand alone, else the note's.

        The quote holds as much of the note's statement as it has room for: less where it is `shown` in the answer.
        """
        report = self.reports[hit.passage.report_id]
        note = hit.notes[0] if hit.notes else None
        window = self._window(report, hit, note)
        quote = report.text[window.start : window.end]
        own = report.about.language == self.understood.language  # a reader of nynorsk is not handed bokmål
        if note is None or (own and self._serves(window, quote, note)):
            return Point(quote, hit, window.start, window.end, verbatim=True, note=note)
        told = set(self.compounds.tokens(note.nb))
        most = SHOWN_WORDS if shown else CLAIM_WORDS
        window = with_claim(
            window, report, note.start, note.end, lambda text: told & set(self.compounds.tokens(text)), most
        )
        said = statement(note, self.understood.language)
        return Point(said, hit, window.start, window.end, verbatim=False, note=note)

    def _serves(self, window: Window, quote: str, note: Note) -> bool:
        """Tell whether the report's own sentences say what the note says, and stand alone."""
        if len(quote.split()) > PLAIN or quote.rstrip().endswith(":"):
            return False
        if not window.stands_alone or "\n" in quote or not figures(note.nb) <= figures(quote):
            return False
        said = set(self.compounds.tokens(note.nb))
        return len(said & set(self.compounds.tokens(quote))) >= SERVES * len(said)

    def _window(self, report: Report, hit: Hit, note: Note | None) -> Window:
        start, end = (note.start, note.end) if note else (hit.passage.start, hit.passage.end)
        said = set(self.compounds.tokens(note.nb)) if note else set()
        amounts = figures(note.nb) if note else set()
        asked = self.views.content(self.understood.text)

        def score(sentence: str) -> float:
            tokens = set(self.compounds.tokens(sentence))
            alike = len(tokens & said) / (len(tokens) ** 0.5 * len(said) ** 0.5) if tokens and said else 0.0
            held = len(amounts & figures(sentence)) / len(amounts) if amounts else 0.0
            near = self.overlap.norwegian(sentence) + SOFT * self.views.soft_share(asked, sentence)
            return near + ALIKE * alike + AMOUNTS * held

        chosen = choose_window(report, start, end, score, kind=self.understood.kind, most_words=QUOTE_WORDS)
        return with_figures(chosen, report, start, end, amounts, CLAIM_WORDS)

    def _same(self, one: Point, other: Point) -> bool:
        """Tell whether two points say the same: the same figures, and most of the shorter one's words in the other."""
        said = [p.told or (p.note.nb if p.note else p.text) for p in (one, other)]
        (a, b), (numbers, others) = (set(self.compounds.tokens(text)) for text in said), map(figures, said)
        if numbers - others and others - numbers:  # "300 fewer children", "1000 fewer of working age"
            return False
        return bool(a and b) and len(a & b) / min(len(a), len(b)) > 0.7


def _elsewhere(one: Point, other: Point) -> bool:
    """Tell whether two points quote different words; a note on two passages may have its words from either."""
    if one.hit.passage.report_id != other.hit.passage.report_id:
        return True
    return one.end <= other.start or other.end <= one.start
