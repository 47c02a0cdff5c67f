"""The nouns of Regionsvar, which everything else passes along and changes none of; a note's stand in `corpus.margin`.

A report's cleaned text is one string, its pages slices of it. An "offset" counts characters into `Report.text`, a
`Span` into one page's text; a quote is `report.text[start:end]`, so verbatim by construction.
"""

from dataclasses import dataclass
from typing import Literal

from corpus.margin import Finding as Finding
from corpus.margin import Note as Note
from corpus.margin import ShortAnswer as ShortAnswer
from corpus.margin import Synthesis as Synthesis
from corpus.margin import SynthesisSide as SynthesisSide
from corpus.margin import Verdict as Verdict

Language = Literal["nb", "nn", "en"]
BlockKind = Literal["heading", "paragraph", "bullet", "table", "footnote"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one page: `page.text[start:end]`."""

    page: int  # number of the text page, from 1
    start: int  # characters into that page's text
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a report, cleaned."""

    number: int  # number of the text page, from 1
    printed: str | None  # the page number printed in the report, where it can be told
    start: int  # offset of the page's first character
    text: str

    @property
    def end(self) -> int:
        """Offset just after the page's last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; a merged one covers several rows or columns."""

    row: int  # from 0, without the caption
    column: int
    start: int  # offset
    end: int
    rows: int = 1  # that it covers
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table (with its caption) or footnote."""

    kind: BlockKind
    start: int  # offset
    end: int  # offset
    section: tuple[str, ...]  # heading path, outermost first; a heading's own path ends with itself
    skip: str | None = None  # why the block is kept out of the index ("contents", "references", …)
    cells: tuple[Cell, ...] = ()  # of a table, where the file tells them; rows in order


@dataclass(frozen=True, slots=True)
class TakenOut:
    """Something reading took out of the text, kept so that nothing is lost silently."""

    page: int  # number of the text page
    text: str
    why: str  # "running header", "page number", "footnote mark"


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a report beside its text (`about.toml`)."""

    title: str
    short: str  # a name short enough for a citation
    authors: tuple[str, ...]
    publisher: str
    date: str  # ISO date, or as much of it as is known: "2007-03"
    kind: str  # kind of evidence, one of `corpus.about.KINDS`
    evidence_nb: str  # what it rests on, in words: "spørreundersøkelse (n = 64) og 12 intervjuer"
    evidence_en: str
    language: Language
    regions: tuple[str, ...]
    municipalities: tuple[str, ...]
    counties: tuple[str, ...]
    programmes: tuple[str, ...]
    aliases: tuple[tuple[str, tuple[str, ...]], ...]  # programme or body → its other names
    period: tuple[int, int] | None  # first and last year the report is about
    source: str
    confirmed: bool = True  # a person has read it; what is proposed for a new report is not

    @property
    def year(self) -> int:
        """Year of publication."""
        return int(self.date[:4])

    @property
    def places(self) -> tuple[str, ...]:
        """The regions, municipalities and counties it is about."""
        return (*self.regions, *self.municipalities, *self.counties)

    @property
    def names(self) -> frozenset[str]:
        """The places, programmes and bodies it is about."""
        return frozenset((*self.places, *self.programmes))


@dataclass(frozen=True, slots=True)
class Report:
    """A report as read: cleaned text, its pages and its blocks in reading order."""

    id: str  # the name of its folder
    about: About
    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    taken_out: tuple[TakenOut, ...] = ()
    scanned: tuple[int, ...] = ()  # numbers of the pages that are pictures of text, which nothing reads

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the page spans that the offsets `start` to `end` cover, in order."""
        stretches = ((page, max(start, page.start), min(end, page.end)) for page in self.pages)
        return tuple(Span(p.number, low - p.start, high - p.start) for p, low, high in stretches if low < high)

    def page(self, number: int) -> Page:
        """Return the page with that number; raises IndexError where the report has no such page."""
        if not 1 <= number <= len(self.pages):
            raise IndexError(f"{self.id} has pages 1 to {len(self.pages)}, not {number}")
        return self.pages[number - 1]

    def page_at(self, offset: int) -> Page:
        """Return the page that holds the character at `offset` (the last one that starts before it)."""
        return next(p for p in reversed(self.pages) if p.start <= offset)


@dataclass(frozen=True, slots=True)
class Passage:
    """A searchable stretch of one section; `text` is `report.text[start:end]`."""

    id: str  # "<report-id>:<start>-<end>"
    report_id: str
    start: int  # offset
    end: int
    text: str
    section: tuple[str, ...]
    page: int  # number of the text page it begins on


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question."""

    passage: Passage
    score: float  # higher is better; comparable within one search only
    rank: int  # from 1
    notes: tuple[Note, ...] = ()  # the notes that overlap the passage, best match first
    also: tuple[Passage, ...] = ()  # passages that say the same elsewhere, the likest first


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a sentence of an answer stands: `quote` is `report.text[start:end]`."""

    n: int  # the number shown, from 1
    report_id: str
    start: int  # offset
    end: int
    quote: str
    passage: Passage
    spans: tuple[Span, ...]  # the same stretch page by page; two where it runs over a page break


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer and the numbers of the citations that carry it."""

    text: str  # plain text; the report's own words where `verbatim`
    cites: tuple[int, ...]
    verbatim: bool = False
    quotes: bool = False  # the quotes cited are shown under it
    bullet: bool = False
    group: str = ""  # the heading it stands under; empty for plain prose
    aside: str = ""  # what is said of it in brackets: the strength of its evidence, or what does not hold in it
    run_on: bool = False  # it goes on in the paragraph of the line before
    unsupported: tuple[str, ...] = ()  # kinds of faults that the checks of a language model's sentence found


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed to; an empty field narrows nothing, several fields narrow together."""

    reports: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()  # regions, municipalities or counties
    programmes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    years: tuple[int, int] | None = None  # first and last year of publication, both included

    def __bool__(self) -> bool:
        """Tell whether anything is narrowed."""
        return bool(self.reports or self.regions or self.programmes or self.kinds or self.years)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the asker is shown, with what it was made from."""

    question: str
    understood: str  # the question as searched: a follow-up made to stand alone
    language: Language
    lines: tuple[Line, ...]
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    abstained: bool  # what was asked is not answered, also when related facts are offered
    seconds: float = 0.0
    writer: str = "built-in"
    notice: str = ""  # one sentence or two on how it was written, where there is something to tell
