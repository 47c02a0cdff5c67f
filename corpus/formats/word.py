"""Read a Word document (.docx): paragraphs by their styles, tables with cells, page breaks, footnotes."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element as Element

from corpus.errors import ReportError
from corpus.formats.clean import clean
from corpus.formats.content import Clues, Drafted, Progress
from corpus.formats.limits import Limits
from corpus.formats.word_package import DAMAGED, check_package
from corpus.formats.word_styles import Styles
from corpus.formats.word_tables import grid_of, is_layout
from corpus.formats.word_text import SET, Piece, notes_of, pieces_of
from corpus.reading.blocks import LEADERS, Draft
from corpus.reading.headings import mark_headings
from corpus.reading.lines import BULLET, CAPTION, RawPage
from corpus.records import TakenOut

CONTAINERS = tuple(qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:ins", "w:smartTag", "w:customXml", "w:moveTo"))
LONGEST_HEADING = 200  # characters
LONGEST_BOLD = 100  # characters of a bold line that stands for a heading


@dataclass(slots=True)
class _Reading:
    """A document as it is read."""

    styles: Styles
    notes: dict[tuple[str, str], str]  # (kind of note, id) → text
    limits: Limits
    page: int = 0  # index
    drafts: list[Draft] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)  # of each draft: all of it is
    waiting: list[tuple[int, str]] = field(default_factory=list)  # footnotes: (index of the page, text)
    endnotes: list[str] = field(default_factory=list)
    taken: list[TakenOut] = field(default_factory=list)
    cells: int = 0
    begun: bool = False  # a page break was set by hand, and no text has followed

    def add(self, draft: Draft, *, bold: bool = False) -> None:
        """Add a draft; footnotes of pages before it come first."""
        self.flush(draft.page)
        self.drafts.append(draft)
        self.bold.append(bold)

    def flush(self, before: int) -> None:
        """Add the footnotes that wait, of the pages before the one with that index."""
        for page, text in [note for note in self.waiting if note[0] < before]:
            self.drafts.append(Draft("footnote", [(page, text)]))
            self.bold.append(False)
        self.waiting = [note for note in self.waiting if note[0] >= before]


def read_word(data: bytes, limits: Limits, progress: Progress) -> Drafted:
    """Return the drafts of a Word document.

    Raises:
        ReportError: it is damaged, locked, or larger than the limits.
    """
    check_package(data, limits)
    try:
        document = Document(io.BytesIO(data))
        body, notes = document.element.body, notes_of(document)
        reading = _Reading(Styles(document), notes, limits)
    except (OpcError, etree.LxmlError, LookupError, ValueError, AttributeError, TypeError) as error:
        raise ReportError(DAMAGED, "damaged-word") from error
    blocks = list(_blocks(body))
    for position, block in enumerate(blocks):
        if position % 50 == 0:
            progress("paragraphs", position / len(blocks))
        if block.tag == qn("w:p"):
            _add_paragraph(reading, block)
        else:
            _add_table(reading, block)
    reading.flush(reading.page + 1)
    reading.drafts += [Draft("footnote", [(reading.page, text)]) for text in reading.endnotes]
    if not reading.drafts:
        raise ReportError("holds no text; pictures of text are not read", "hollow-word")
    return Drafted(_pages(reading), _with_headings(reading), reading.taken + _headers(document), _clues(document))


def _blocks(body: Element) -> Iterator[Element]:
    """Yield the paragraphs and tables of a document in order, also those within content controls."""
    stack = [iter(body)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in CONTAINERS:
            stack.append(iter(child))


def _add_paragraph(reading: _Reading, paragraph: Element) -> None:
    lines: list[tuple[int, str]] = []
    pieces = list(pieces_of(paragraph))
    if reading.styles.breaks_before(paragraph) and (reading.drafts or reading.waiting):
        reading.page += 1
        pieces = _without_first_break(pieces)
    elif reading.begun:
        pieces = _without_first_break(pieces, noted=True)
    told = [p for p in pieces if p.kind == "break" or p.text.strip()]
    reading.begun = told[-1] == Piece("break", SET) if told else reading.begun
    notes: list[tuple[int, str]] = []
    for piece in pieces:
        if piece.kind == "break":
            reading.page += 1
        elif piece.kind == "text":
            if lines and lines[-1][0] == reading.page:
                lines[-1] = (reading.page, lines[-1][1] + piece.text)
            else:
                lines.append((reading.page, piece.text))
        else:
            _take_note(reading, piece, notes, lines)
    _check_pages(reading)
    lines = [(page, cleaned) for page, text in lines if (cleaned := clean(text)).strip()]
    if lines:
        text = " ".join(text for _, text in lines).strip()
        reading.add(_draft(reading, paragraph, lines, text), bold=reading.styles.is_bold(paragraph))
    reading.waiting += notes


def _check_pages(reading: _Reading) -> None:
    if reading.page >= reading.limits.pages:
        raise ReportError(
            f"has more than {reading.limits.pages:,} pages; split it", "more-pages", most=reading.limits.pages
        )


def _without_first_break(pieces: list[Piece], *, noted: bool = False) -> list[Piece]:
    """Drop the break at the start of a paragraph which begins a page anyway; `noted`: only one that Word noted."""
    first = next((i for i, p in enumerate(pieces) if p.kind == "break" or p.text.strip()), None)
    if first is not None and pieces[first].kind == "break" and not (noted and pieces[first].text == SET):
        return pieces[:first] + pieces[first + 1 :]
    return pieces


def _take_note(reading: _Reading, piece: Piece, notes: list[tuple[int, str]], lines: list[tuple[int, str]]) -> None:
    text = reading.notes.get((piece.kind, piece.text), "")
    before = lines[-1][1][-20:] if lines else ""
    reading.taken.append(TakenOut(reading.page + 1, piece.text, f"footnote mark in «{clean(before)}{piece.text}»"))
    if text and piece.kind == "footnote":
        notes.append((reading.page, text))
    elif text:
        reading.endnotes.append(text)


def _draft(reading: _Reading, paragraph: Element, lines: list[tuple[int, str]], text: str) -> Draft:
    level = reading.styles.level(paragraph)
    if level and len(text) <= LONGEST_HEADING:
        return Draft("heading", lines, level=level)
    if CAPTION.match(text):
        return Draft("table", lines, caption=True)
    if reading.styles.is_contents(paragraph) or LEADERS.search(text):
        return Draft("paragraph", lines, skip="contents")
    listed = reading.styles.is_listed(paragraph) or BULLET.match(text)
    return Draft("bullet" if listed else "paragraph", lines)


def _add_table(reading: _Reading, table: Element) -> None:
    if is_layout(table):
        for paragraph in table.iter(qn("w:p")):
            _add_paragraph(reading, paragraph)
        return
    grid, reading.page, marks = grid_of(table, reading.page)
    for piece in marks:
        _take_note(reading, piece, reading.waiting, [])
    reading.cells += len(grid)
    if reading.cells > reading.limits.cells:
        raise ReportError(
            f"has tables of more than {reading.limits.cells:,} cells; it is no report",
            "cells",
            most=reading.limits.cells,
        )
    _check_pages(reading)
    last = reading.drafts[-1] if reading.drafts else None
    if last is not None and last.caption and not last.grid and last.text.startswith("Tab"):
        last.grid, last.rows = grid, True
    elif any(c.text for c in grid):
        reading.add(Draft("table", [], rows=True, grid=grid))


def _pages(reading: _Reading) -> list[RawPage]:
    last = max(d.lines[-1][0] if d.lines else d.grid[-1].page for d in reading.drafts)
    return [RawPage() for _ in range(max(last, reading.page) + 1)]


def _with_headings(reading: _Reading) -> list[Draft]:
    """Return the drafts with headings: by style, else lines all in bold, else told as in plain text."""
    drafts = reading.drafts
    if any(d.kind == "heading" for d in drafts):
        return drafts
    for draft, bold in zip(drafts, reading.bold, strict=True):
        short = draft.kind == "paragraph" and len(draft.text) <= LONGEST_BOLD and not draft.text.endswith((".", ","))
        if bold and short and draft.skip is None:
            number = re.match(r"\d+(?:\.\d+)*", draft.text)
            draft.kind, draft.level = "heading", number[0].count(".") + 1 if number else 1
    return drafts if any(d.kind == "heading" for d in drafts) else mark_headings(drafts)


def _headers(document: WordDocument) -> list[TakenOut]:
    """Return the texts of headers and footers, which stand apart in the file and in no paragraph."""
    texts: dict[str, None] = {}
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not part.is_linked_to_previous:
                texts.update({clean(p.text).strip(): None for p in part.paragraphs})
    return [TakenOut(1, text, "running header") for text in texts if text]


def _clues(document: WordDocument) -> Clues:
    about = document.core_properties
    created = about.created.date().isoformat() if about.created else ""
    author = clean(about.author or "").strip()
    return Clues(clean(about.title or "").strip(), "", (author,) if author else (), created, about.language or "")
