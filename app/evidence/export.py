"""The view and its findings as CSV: for a spreadsheet, and safe in one.

A file begins with a byte order mark, so that a spreadsheet reads it as UTF-8; a bokmål file parts its
fields with semicolons, as Norwegian spreadsheets expect, an English one with commas.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.evidence.items import Item
from app.evidence.matrix import Matrix
from app.evidence.names import column_name, region_name, report_name, theme_name
from app.evidence.shown import statement
from app.evidence.view import Axis
from app.links import reader_link
from app.wording import column, page_label, say
from corpus.records import Language
from corpus.themes import VERDICTS

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet would run, or be misled by
FINDING_COLUMNS = (
    *("theme", "region", "where", "programme", "verdict", "what", "strength", "own", "quote"),
    *("report", "title", "publisher", "published", "page", "address", "made", "index", "narrowed"),
)


@dataclass(frozen=True, slots=True)
class Origin:
    """What an export says of itself."""

    language: Language
    made: date
    index: str  # version of the index
    narrowed: str  # the filters in force, in words; empty for none
    chosen: str = ""  # what is chosen, in words


def findings_csv(items: Iterable[Item], origin: Origin) -> bytes:
    """Return the findings, one a line, each with its quote and where that stands."""
    head = [say(f"evidence.csv.{name}", origin.language) for name in FINDING_COLUMNS]
    return _csv([head, *(_row(item, origin) for item in items)], origin.language)


def _row(item: Item, origin: Origin) -> list[str]:
    shown, finding, about = origin.language, item.finding, item.report.about
    return [
        theme_name(finding.theme, shown),
        region_name(item.region, shown),
        finding.where,
        finding.programme,
        say(f"verdict.{finding.verdict}", shown),
        statement(item, shown),
        say(f"strength.{finding.strength}", shown),
        say("evidence.csv.yes", shown) if item.own else "",
        item.quote,
        report_name(item.report),
        about.title,
        about.publisher,
        about.date,
        page_label(item.report, item.page, shown),
        reader_link(item.report.id, item.page, (finding.start, finding.end)),
        origin.made.isoformat(),
        origin.index,
        origin.narrowed,
    ]


def matrix_csv(matrix: Matrix, axis: Axis, origin: Origin) -> bytes:
    """Return the matrix, one cell a line, the gaps too, with the number of findings of each verdict."""
    shown = origin.language
    names = [say("evidence.csv.theme", shown), say(f"evidence.csv.{axis}", shown)]
    head = [*names, *(say(f"verdict.{v}", shown) for v in VERDICTS), say("evidence.csv.reports", shown)]
    rows = [head]
    for cell in matrix.cells.values():
        counts: dict[str, int] = {m.verdict: m.count for m in cell.marks}
        place = [theme_name(cell.row, shown), column_name(cell.column, axis, shown)]
        rows.append([*place, *(str(counts.get(v, 0)) for v in VERDICTS), str(cell.reports)])
    return _csv(rows, shown)


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe before what would begin one."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def _csv(rows: Iterable[Sequence[str]], language: Language) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="," if column(language) else ";", lineterminator="\r\n")
    writer.writerows([safe(field) for field in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
