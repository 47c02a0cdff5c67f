"""Addresses of the pages, so that a view can be linked to and shared. All are relative to the server."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from corpus.records import Filters

READER, EVIDENCE, LIBRARY = "reader", "evidence", "library"  # `url_path` of the pages; the chat is the first page
CONVERSATION = "c"  # the parameter that names the conversation that is open
ASKED = ("q", "region", "report", "programme", "kind", "years")  # the parameters of a question with its filters
YEARS = re.compile(r"(\d{4})-(\d{4})")


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
    lists = (filters.regions, filters.reports, filters.programmes, filters.kinds)
    pairs = [("q", question), *((name, v) for name, values in zip(ASKED[1:5], lists, strict=True) for v in values)]
    if filters.years:
        pairs.append(("years", f"{filters.years[0]}-{filters.years[1]}"))
    return f"./?{urlencode(pairs)}"


def asked_by(parameters: Mapping[str, Sequence[str]]) -> tuple[str, Filters] | None:
    """Return the question and the filters of an address that `question_link` made; None where it has neither.

    The question is empty where the address only narrows the search.

    Args:
        parameters: every value of each parameter of the address. What is no filter is left out.
    """
    question = next((q for q in parameters.get("q", ()) if q.strip()), "")
    regions, reports, programmes, kinds = (tuple(parameters.get(name, ())) for name in ASKED[1:5])
    years = next((m for y in parameters.get("years", ()) if (m := YEARS.fullmatch(y))), None)
    first, last = sorted((int(years[1]), int(years[2]))) if years else (0, 0)
    filters = Filters(reports, regions, programmes, kinds, (first, last) if years else None)
    return (question, filters) if question or filters else None
