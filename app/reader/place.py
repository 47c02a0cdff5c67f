"""Where in a report a reader is, as an address says it; one that says something else leads to the nearest place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.wording import say
from corpus.records import Language, Report

LONGEST_NAMED = 60  # characters of an address's value that are repeated to the reader
NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
STRETCH = re.compile(r"([0-9]{1,9})-([0-9]{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """A page of a report, and the words to light."""

    report_id: str
    page: int  # number of the text page
    lit: tuple[int, int] | None = None  # offsets into `Report.text`


def read_place(values: Mapping[str, str], reports: Mapping[str, Report], shown: Language) -> tuple[Place, str]:
    """Return the place that an address's values name, or the nearest, and what was wrong with them.

    Args:
        values: "report", "page" and "lit" as they stand in the address; each may be missing.
        reports: all reports by id; at least one.
        shown: the language of the page.

    Returns:
        The place, and one sentence on the first thing that does not hold; empty where all of it does.
    """
    faults = []
    name = values.get("report", "")
    report = reports.get(name) or next(iter(reports.values()))
    if name and name not in reports:
        faults.append(say("place.report", shown, name=_named(name), shown=report.about.short))
        return Place(report.id, 1), faults[0]  # page and words belong to another report
    lit, fault = _lit(values.get("lit", ""), report, shown)
    faults.append(fault)
    page, fault = _page(values.get("page", ""), report, lit, shown)
    faults.append(fault)
    return Place(report.id, page, lit), next((f for f in faults if f), "")


def _page(value: str, report: Report, lit: tuple[int, int] | None, shown: Language) -> tuple[int, str]:
    start = report.page_at(lit[0]).number if lit else 1
    if not value:
        return start, ""
    if not NUMBER.fullmatch(value):
        return start, say("place.page.none", shown, page=_named(value))
    number, last = int(value), len(report.pages)
    if 1 <= number <= last:
        return number, ""
    return min(max(1, number), last), say("place.page.beyond", shown, page=number, last=last, name=report.about.short)


def _lit(value: str, report: Report, shown: Language) -> tuple[tuple[int, int] | None, str]:
    if not value:
        return None, ""
    match = STRETCH.fullmatch(value)
    start, end = (int(match[1]), int(match[2])) if match else (0, 0)
    if start < end <= len(report.text):
        return (start, end), ""
    return None, say("place.lit", shown, lit=_named(value))


def _named(value: str) -> str:
    return value if len(value) <= LONGEST_NAMED else f"{value[:LONGEST_NAMED]} …"
