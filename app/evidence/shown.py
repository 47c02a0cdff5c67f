"""What the page shows of the evidence, as plain data for its components: cards, the table, the legend."""

from collections.abc import Sequence
from typing import Any

from app.evidence.asking import Asked, about_chosen, about_item
from app.evidence.items import Evidence, Item
from app.evidence.matrix import Mark, Matrix
from app.evidence.names import column_name, place_name, region_name, report_name, theme_name
from app.evidence.picture import COLOURS, FILLING, SHAPES
from app.evidence.strength import LEVELS, OWN, Level
from app.evidence.summary import counted, summary
from app.evidence.view import View
from app.links import reader_link
from app.wording import page_label, say
from corpus.language import what_happened
from corpus.records import Language, Verdict
from corpus.themes import VERDICTS

FIRST = 10  # findings shown before "show more"


def about(items: Sequence[Item], shown: Language) -> str:
    """Return what the page shows, with how many findings the filters leave."""
    if not items:
        return ""
    return say("evidence.about", shown, findings=len(items), reports=len({i.report.id for i in items}))


def findings_data(
    items: tuple[Item, ...], view: View, evidence: Evidence, shown: Language, *, has_reader: bool
) -> dict[str, Any]:
    """Return what the component of the findings draws: what is chosen, its summary, and a card for each finding.

    Args:
        items: the findings chosen, in order.
        view: what is chosen of the matrix.
        evidence: all findings.
        shown: the language of the page.
        has_reader: whether a quote's link is followed inside the app.
    """
    return {
        "ui": shown,
        "title": place_name(view, shown),
        "summary": summary(items, shown),
        "hint": "" if view.chosen else say("evidence.choose.hint", shown),
        "ask": _asked(about_chosen(view, evidence, shown), shown) if view.chosen and items else None,
        "cards": [card(item, shown) for item in items] if view.chosen else [],
        "first": FIRST,
        "reader": has_reader,
        "more": say("evidence.more", shown, n=len(items) - FIRST),
    }


def card(item: Item, shown: Language) -> dict[str, Any]:
    """Return a finding as it is shown: its statement, how sure it is, its quote, and where that stands."""
    finding, report = item.finding, item.report
    where = finding.where or region_name(item.region, shown)
    rests = "" if finding.strength == OWN else say(f"strength.{finding.strength}", shown)  # else it is told by `own`
    facts = [say(f"verdict.{finding.verdict}", shown), rests, where, finding.programme]
    return {
        "id": item.id,
        "mark": mark(finding.verdict, item.level),
        "what": statement(item, shown),
        "facts": " · ".join(fact for fact in facts if fact),
        "own": say("evidence.own", shown) if item.own else "",
        "quote": say("answer.quote", report.about.language, quote=" ".join(item.quote.split())),
        "lang": report.about.language,
        "place": place(item, shown),
        "href": reader_link(report.id, item.page, (finding.start, finding.end)),
        "open": f"{say('evidence.open', shown)}: {place(item, shown)}",
        "ask": _asked(about_item(item, shown), shown),
    }


def statement(item: Item, shown: Language) -> str:
    """Return what was found, in the reader's language."""
    return what_happened(item.finding, shown)


def place(item: Item, shown: Language) -> str:
    """Return "Arena Lettmetall (2007), 4.4.3 Nordic Aluminium Academy, s. 41"."""
    return ", ".join([report_name(item.report), *item.section[-1:], page_label(item.report, item.page, shown)])


def _asked(asked: Asked, shown: Language) -> dict[str, str]:
    label = say("evidence.ask.label", shown, what=asked.question)
    return {"text": say("evidence.ask", shown), "label": label, "title": asked.question}


def mark(verdict: Verdict, level: Level) -> dict[str, Any]:
    """Return how a mark is drawn."""
    return {"shape": SHAPES[verdict], "colour": COLOURS[verdict], "filling": FILLING[level]}


def table_data(matrix: Matrix, view: View, shown: Language) -> dict[str, Any]:
    """Return the matrix as a table: the themes one under the other, in each a line for each column that is no gap."""
    axis = say(f"evidence.axis.{view.axis}", shown)
    return {
        "ui": shown,
        "label": say("evidence.table", shown, axis=axis),
        "head": [{"name": say(f"verdict.{v}", shown), **mark(v, "measured")} for v in _verdicts()],
        "column": axis[:1].upper() + axis[1:],
        "chosen": [view.row, view.column],
        "themes": [_theme(matrix, row, view, shown) for row in matrix.rows],
        "only": view.form == "table",
    }


def _verdicts() -> tuple[Verdict, ...]:
    return tuple(sorted(SHAPES, key=VERDICTS.index))


def _theme(matrix: Matrix, row: str, view: View, shown: Language) -> dict[str, Any]:
    """Return a theme: a line for the whole of it, a line for each column with findings, and the gaps in words."""
    cells, whole = matrix.in_row(row), matrix.whole[row]
    gaps = [column_name(c.column, view.axis, shown) for c in cells if not c.marks]
    lines = [_line(c.column, column_name(c.column, view.axis, shown), c.marks, shown) for c in cells if c.marks]
    return {
        "row": row,
        "name": theme_name(row, shown),
        "count": counted("findings", sum(m.count for m in whole), shown),
        "lines": [_line("", say("evidence.whole", shown), whole, shown), *lines] if lines else [],
        "gaps": say("evidence.gaps", shown, what=", ".join(gaps)) if gaps else "",
    }


def _line(column_key: str, name: str, marks: tuple[Mark, ...], shown: Language) -> dict[str, Any]:
    """Return a line of the table: a figure and a mark for each verdict, nothing where there is none."""
    there = {m.verdict: m for m in marks}
    return {
        "column": column_key,
        "name": name,
        "counts": [
            {"n": there[v].count, "level": say(f"evidence.level.{there[v].level}", shown), **mark(v, there[v].level)}
            if v in there
            else None
            for v in _verdicts()
        ],
    }


def legend_data(shown: Language) -> dict[str, Any]:
    """Return what the marks mean."""
    return {
        "ui": shown,
        "label": say("evidence.legend", shown),
        "verdicts": [{"name": say(f"verdict.{v}", shown), **mark(v, "measured")} for v in _verdicts()],
        "levels": [{"name": say(f"evidence.level.{level}", shown), **mark("lesson", level)} for level in LEVELS],
        "size": say("evidence.legend.size", shown),
        "gap": say("evidence.gap", shown),
    }


def reports_data(evidence: Evidence, shown: Language) -> list[tuple[str, str]]:
    """Return each report's name and how many findings it has, those with none too."""
    counts = {r.id: sum(i.report.id == r.id for i in evidence.items) for r in evidence.reports}
    return [
        (
            report_name(r),
            counted("findings", counts[r.id], shown) if counts[r.id] else say("evidence.reports.none", shown),
        )
        for r in evidence.reports
    ]
