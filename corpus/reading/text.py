"""Read plain text taken from a PDF, whatever damage it took on the way, into a `Report`."""

from corpus.reading.assemble import assemble
from corpus.reading.blocks import Draft, draft_blocks
from corpus.reading.footnotes import lift_footnotes
from corpus.reading.headings import mark_headings
from corpus.reading.lines import RawPage
from corpus.reading.pages import split_pages
from corpus.reading.tables import mark_tables
from corpus.records import About, Report, TakenOut


def draft_text(raw: str) -> tuple[list[RawPage], list[Draft], list[TakenOut]]:
    """Return the pages that `raw` holds, the drafts of their blocks, and what was taken out."""
    pages, taken_out = split_pages(raw)
    marks = lift_footnotes(pages)
    taken_out += [TakenOut(m.page + 1, str(m.number), f"footnote mark in «{m.text}»") for m in marks]
    return pages, mark_headings(mark_tables(draft_blocks(pages))), taken_out


def read_text(report_id: str, raw: str, about: About) -> Report:
    """Return the report that `raw` holds: page by page, cleaned, with its blocks and sections."""
    pages, drafts, taken_out = draft_text(raw)
    return assemble(report_id, about, pages, drafts, taken_out)
