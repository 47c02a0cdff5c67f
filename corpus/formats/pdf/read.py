"""Read a PDF: pages, margins, tables, columns, footnotes, blocks; each step in its own module."""

import io
import re
from contextlib import ExitStack

import pdfplumber
import pypdfium2 as pdfium
from pdfplumber.pdf import PDF as PlumberPdf  # noqa: N811 - no constant, a class
from pypdfium2 import raw

from corpus.errors import ReportError
from corpus.formats.clean import clean
from corpus.formats.content import Clues, Drafted, Progress
from corpus.formats.faults import DAMAGE
from corpus.formats.limits import Limits
from corpus.formats.pdf.blocks import PageParts, draft_pages
from corpus.formats.pdf.columns import in_reading_order
from corpus.formats.pdf.glyphs import Glyphs, read_glyphs
from corpus.formats.pdf.lines import Segment, TextLine, lines_of, segments_of
from corpus.formats.pdf.margins import take_margins
from corpus.formats.pdf.notes import settle_marks, take_footnotes
from corpus.formats.pdf.styles import Styles, find_styles
from corpus.formats.pdf.tables import Grid, has_rules, ruled_tables, unruled_tables
from corpus.reading.headings import mark_headings
from corpus.reading.lines import RawPage
from corpus.records import TakenOut

SCANNED_LETTERS = 20  # fewer on a page that a picture fills, and it is scanned
PICTURE = 0.5  # of the page, that a scan covers at least
CREATED = re.compile(r"^D:(\d{4})(\d\d)?(\d\d)?")


def open_pdf(data: bytes) -> pdfium.PdfDocument:
    """Return a pdfium document.

    Raises:
        ReportError: it is encrypted, or no PDF that can be read.
    """
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReportError("is locked with a password; save a copy without one and add that", "locked") from None
        raise ReportError(
            "is a damaged PDF; open it in a PDF reader and save a copy, or fetch it anew", "damaged-pdf"
        ) from None


def read_pdf(data: bytes, limits: Limits, progress: Progress) -> Drafted:
    """Return the drafts of a PDF.

    Raises:
        ReportError: it is encrypted, damaged, scanned throughout, or larger than the limits.
    """
    with ExitStack() as stack:
        document = open_pdf(data)
        stack.callback(document.close)
        count = len(document)
        if count > limits.pages:
            raise ReportError(
                f"has {count:,} pages, at most {limits.pages:,} are read; split it",
                "pages",
                count=count,
                most=limits.pages,
            )
        plumber = None
        glyphs, grids, scanned, letters = [], [], [], 0
        for index in range(count):
            progress("pages", index / count)
            page = document[index]
            found = read_glyphs(page, limits.page_characters)
            letters += sum(len(w.text) for w in found.words)
            if letters > limits.characters:
                raise ReportError(
                    f"has more than {limits.characters:,} characters; split it",
                    "more-characters",
                    most=limits.characters,
                )
            if found.words and has_rules(page):
                plumber = plumber or stack.enter_context(pdfplumber.open(io.BytesIO(data)))
                grids.append(_tables(plumber, page, found, index))
            else:
                grids.append([])
            if _is_scanned(page, found):
                scanned.append(index + 1)
            glyphs.append(found)
            page.close()
        if count and len(scanned) == count:
            raise ReportError(
                f"is scanned: it holds only pictures of text (pages: {count}); have text recognised first "
                "(ocrmypdf does it) and add the result",
                "scanned",
                count=count,
            )
        progress("structure", 0.0)
        drafted = _drafted(glyphs, grids)
        drafted.scanned = tuple(scanned)
        drafted.clues = _clues(document, drafted)
        return drafted


def _tables(plumber: PlumberPdf, page: pdfium.PdfPage, glyphs: Glyphs, index: int) -> list[Grid]:
    """Return the ruled tables of a page; a page that pdfplumber cannot take apart is read without."""
    try:
        seen = plumber.pages[index]
        grids = ruled_tables(seen, page, glyphs.words, index, glyphs.degrees)
        seen.close()
    except DAMAGE:
        return []
    inside = {id(w) for g in grids for w in g.words}
    glyphs.words = [w for w in glyphs.words if id(w) not in inside]
    return grids


def _is_scanned(page: pdfium.PdfPage, glyphs: Glyphs) -> bool:
    if sum(len(w.text) for w in glyphs.words) >= SCANNED_LETTERS:
        return False
    area = glyphs.width * glyphs.height
    for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) >= PICTURE * area:
            return True
    return False


def _drafted(glyphs: list[Glyphs], grids: list[list[Grid]]) -> Drafted:
    segments = [segments_of(g.words) for g in glyphs]
    margins = take_margins(segments, [g.height for g in glyphs])
    taken = [TakenOut(i + 1, text, why) for i, m in enumerate(margins) for text, why in m.taken]
    taken += [TakenOut(i + 1, clean(g.sideways), "sideways text") for i, g in enumerate(glyphs) if g.sideways.strip()]
    styles = find_styles([lines_of(page) for page in segments])
    parts = []
    for index, page in enumerate(segments):
        part, marks = _parts(page, grids[index], styles, index)
        parts.append(part)
        taken += [TakenOut(index + 1, mark, f"footnote mark in «{before}{mark}»") for mark, before in marks]
    drafts = draft_pages(parts, styles)
    if not any(d.kind == "heading" for d in drafts):  # all letters alike: told by numbers and words alone
        drafts = mark_headings(drafts)
    return Drafted([RawPage(printed=m.printed) for m in margins], drafts, taken)


def _parts(
    segments: list[Segment], grids: list[Grid], styles: Styles, index: int
) -> tuple[PageParts, list[tuple[str, str]]]:
    """Return what a page holds, in reading order, and the footnote marks in it."""
    stretches = in_reading_order(segments)
    notes = take_footnotes(stretches, styles.body)
    marks = settle_marks([line for stretch in stretches for line in stretch])
    rest: list[list[TextLine]] = []
    for stretch in stretches:
        found = unruled_tables(stretch, index)
        inside = {id(w) for g in found for w in g.words}
        rest.append([line for line in stretch if id(line.words[0]) not in inside])
        grids = [*grids, *found]
    return PageParts([s for s in rest if s], sorted(grids, key=lambda g: g.top), notes), marks


def _clues(document: pdfium.PdfDocument, drafted: Drafted) -> Clues:
    about = {key.lower(): clean(str(value)).strip() for key, value in document.get_metadata_dict().items()}
    made = CREATED.match(about.get("creationdate", ""))
    created = "-".join(part for part in made.groups() if part) if made else ""
    headings = [d for d in drafted.drafts if d.kind == "heading" and d.lines and d.page <= 1]
    author = about.get("author", "")
    return Clues(
        title=about.get("title", ""),
        heading=headings[0].text if headings else "",
        authors=(author,) if author else (),
        created=created,
    )
