"""What an export says, before it is any kind of file: blocks of text in reading order.

Every text in a block is clean (one line, no control characters) and plain: a file's own signs are for its writer
(`markdown`, `docx`, `printed`) to escape. The writers know the kinds of block and nothing of answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.export.clean import clean, cut
from app.export.reference import in_order, letters, quote_text, reference
from app.page_view import filters_text
from app.record import place
from app.turn import Turn
from app.wording import listed, say
from corpus.records import Answer, Citation, Language, Line, Report

BlockKind = Literal[
    "title",  # of the document; one
    "heading",  # a question, or a part of the document
    "subheading",  # a part of an answer
    "fact",  # small print: when, by what, how it was understood
    "text",
    "bullet",
    "source",  # where a quote stands, under its number
    "quote",
    "reference",
    "evidence",  # what a report rests on, under its reference
]
RunKind = Literal["plain", "strong", "italic", "mark"]  # a mark is the number of a source, "[1]"
LONGEST = 2000  # characters of a question; the assistant refuses longer ones
LONGEST_TITLE = 120
OWN_WRITER = "built-in"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block set in one way."""

    text: str
    kind: RunKind = "plain"
    target: str = ""  # of a mark in an answer: the `anchor` of the source it leads to


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph."""

    kind: BlockKind
    runs: tuple[Run, ...]
    language: Language
    anchor: str = ""  # of a source: what marks lead to

    @property
    def text(self) -> str:
        """The paragraph as plain text."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Document:
    """An export, ready to be written to a file."""

    title: str  # the first question, cut
    language: Language  # of everything but answers and quotes
    made: datetime  # with its time zone
    version: str  # of the search index
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Writer:
    """Makes the blocks of one document."""

    reports: dict[str, Report]
    language: Language
    letters: dict[str, str]  # that tell reports by the same authors of one year apart

    def block(self, kind: BlockKind, text: str, language: Language | None = None) -> Block:
        """Return a block of one plain run."""
        return Block(kind, (Run(clean(text)),), language or self.language)

    def turn(self, number: int, turn: Turn, asked: datetime | None) -> list[Block]:
        """Return a question and what came of it."""
        blocks = [self.block("heading", cut(clean(turn.question), LONGEST))]
        if asked is not None:
            blocks.append(
                self.block("fact", say("export.asked", self.language, when=say("when", self.language, when=asked)))
            )
        if turn.error:
            blocks.append(self.block("text", turn.error))
        if turn.answer is None:
            return blocks
        answer = turn.answer
        blocks += self._facts(turn, answer)
        blocks += self._lines(number, answer)
        if answer.citations:
            blocks.append(self.block("subheading", say("sources", self.language)))
        for citation in answer.citations:
            blocks += self._source(number, citation)
        return blocks

    def _facts(self, turn: Turn, answer: Answer) -> list[Block]:
        searched = say("searched.all", self.language, count=len(self.reports))
        if turn.filters:
            searched = say("searched.some", self.language, what=filters_text(turn.filters, self.reports, self.language))
        facts = [self.block("fact", searched)]
        if answer.understood != " ".join(answer.question.split()):
            facts.insert(0, self.block("fact", say("understood", self.language, question=answer.understood)))
        if answer.abstained:
            facts.append(Block("fact", (Run(say("export.abstained", self.language), "strong"),), self.language))
        return facts

    def _lines(self, number: int, answer: Answer) -> list[Block]:
        blocks: list[Block] = []
        group = ""
        for line in answer.lines:
            if line.group and line.group != group:
                blocks.append(self.block("subheading", line.group, _ours(answer.language)))
            group = line.group
            runs = (Run(_said(line)), *(run for n in line.cites for run in (Run(" "), _mark(number, n))))
            blocks.append(Block("bullet" if line.bullet else "text", runs, self._spoken(line, answer)))
        return blocks

    def _spoken(self, line: Line, answer: Answer) -> Language:
        """Return the language of a line: the report's own, where the words are."""
        if line.verbatim and line.cites:
            return self.reports[answer.citations[line.cites[0] - 1].report_id].about.language
        return _ours(answer.language)

    def _source(self, number: int, citation: Citation) -> list[Block]:
        report = self.reports[citation.report_id]
        where = (Run(f"[{citation.n}]", "mark"), Run(f" {clean(place(citation, self.reports, self.language))}"))
        quote = quote_text(citation, report, self.language, self.letters.get(report.id, ""))
        return [
            Block("source", where, self.language, _anchor(number, citation.n)),
            self.block("quote", quote, report.about.language),
        ]

    def references(self, answers: Sequence[Answer]) -> list[Block]:
        """Return the list of the reports cited, each with what it rests on."""
        cited = {c.report_id for answer in answers for c in answer.citations}
        listing = sorted((self.reports[i] for i in cited), key=lambda r: in_order(r.about))
        blocks = [self.block("heading", say("export.references", self.language))] if listing else []
        for report in listing:
            of = reference(report.about, self.language, self.letters.get(report.id, ""))
            runs = (
                Run(clean(of.before) + " " * bool(of.before)),
                Run(clean(of.title), "italic"),
                Run(_after(of.after)),
            )
            blocks.append(Block("reference", tuple(run for run in runs if run.text), self.language))
            evidence = report.about.evidence_en if self.language == "en" else report.about.evidence_nb
            if evidence:
                blocks.append(self.block("evidence", say("export.evidence", self.language, evidence=evidence)))
        return blocks

    def reading(self) -> list[Block]:
        """Return how the document is to be read."""
        return [
            self.block("heading", say("export.reading", self.language)),
            self.block("text", say("export.note", self.language)),
        ]


def document(
    turns: Sequence[Turn],
    reports: dict[str, Report],
    version: str,
    language: Language,
    made: datetime,
    asked: Sequence[datetime | None] = (),
) -> Document:
    """Return an answer or a conversation as a document.

    Args:
        turns: the questions and what came of them, oldest first.
        reports: all reports by id.
        version: of the search index.
        language: of everything but answers and quotes.
        made: now, with its time zone.
        asked: when each turn was asked, where that is known.
    """
    language = _ours(language)
    answers = [turn.answer for turn in turns if turn.answer is not None]
    cited = {c.report_id for answer in answers for c in answer.citations}
    writer = Writer(reports, language, letters((i, reports[i].about) for i in sorted(cited)))
    kind = "export.title.answer" if len(turns) == 1 else "export.title.talk"
    blocks = [writer.block("title", say(kind, language))]
    when = say("when", language, when=made)
    blocks.append(writer.block("fact", say("export.made", language, when=when, writer=_writers(answers, language))))
    blocks.append(writer.block("fact", say("export.version", language, version=version)))
    times = [*asked, *[None] * len(turns)]
    for number, turn in enumerate(turns, 1):
        if clean(turn.question):  # nothing is said of an empty one
            blocks += writer.turn(number, turn, times[number - 1])
    blocks += [*writer.references(answers), *(writer.reading() if cited else [])]
    title = next((q for turn in turns if (q := clean(turn.question))), blocks[0].text)
    return Document(cut(title, LONGEST_TITLE), language, made, clean(version), tuple(blocks))


def _writers(answers: Sequence[Answer], language: Language) -> str:
    """Return who wrote the answers, in words."""
    names = dict.fromkeys(answer.writer for answer in answers) or {OWN_WRITER: None}
    told = [
        say("writer.none", language) if n == OWN_WRITER else say("writer.model", language, model=clean(n))
        for n in names
    ]
    return listed(told, language)


def _ours(language: Language) -> Language:
    """Return the language of our own texts: bokmål for nynorsk."""
    return "en" if language == "en" else "nb"


def _said(line: Line) -> str:
    return clean(line.text) + (f" ({clean(line.aside)})" if line.aside else "")


def _mark(turn: int, n: int) -> Run:
    return Run(f"[{n}]", "mark", _anchor(turn, n))


def _anchor(turn: int, n: int) -> str:
    return f"k{turn}_{n}"  # as Word wants a bookmark named


def _after(text: str) -> str:
    """Return what follows a title, with the space it begins with."""
    return f"{' ' * text.startswith(' ')}{clean(text)}"
