"""Addresses of the pages, so that a view can be linked to and shared. All are relative to the server."""

from urllib.parse import urlencode

from corpus.records import Filters

READER, EVIDENCE, LIBRARY = "reader", "evidence", "library"  # `url_path` of the pages; the chat is the first page


def reader_link(report_id: str, page: int, lit: tuple[int, int] | None = None) -> str:
    """Return the address of a page in the reader.

    Args:
        report_id: the report.
        page: number of the text page.
        lit: offsets into `Report.text` of the words to light, if any.
    """
    values = {"report": report_id, "page": str(page)}
    if lit is not None:
        values["lit"] = f"{lit[0]}-{lit[1]}"
    return f"{READER}?{urlencode(values)}"


def question_link(question: str, filters: Filters) -> str:
    """Return the address that asks `question` in the chat, with its filters."""
    pairs = [("q", question), *(("region", r) for r in filters.regions), *(("report", r) for r in filters.reports)]
    return f"./?{urlencode(pairs)}"
