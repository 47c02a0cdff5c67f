"""Read plain text taken from a PDF, whatever damage it took on the way, into a `Report`."""

from corpus.reading.assemble import assemble
from corpus.reading.blocks import draft_blocks
from corpus.reading.footnotes import lift_footnotes
from corpus.reading.headings import mark_headings
from corpus.reading.pages import split_pages
from corpus.reading.tables import mark_tables
from corpus.records import About, Report, TakenOut


def read_text(report_id: str, raw: str, about: About) -> Report:
    """Return the report that `raw` holds: page by page, cleaned, with its blocks and sections."""
    pages, taken_out = split_pages(raw)
    marks = lift_footnotes(pages)
    taken_out += [TakenOut(m.page + 1, str(m.number), f"footnote mark in «{m.text}»") for m in marks]
    drafts = mark_headings(mark_tables(draft_blocks(pages)))
    return assemble(report_id, about, pages, drafts, taken_out)
