"""The view and its findings as one page for paper: no script, nothing fetched, every text escaped."""

from html import escape

from app.evidence.export import Origin
from app.evidence.items import Item
from app.evidence.matrix import Cell, Matrix
from app.evidence.names import column_name, theme_name
from app.evidence.shown import place, statement
from app.evidence.summary import summary
from app.evidence.view import Axis
from app.wording import column, say
from corpus.records import Language, Verdict

SIGNS: dict[Verdict, str] = {"worked": "▲", "mixed": "◆", "did-not-work": "▼", "lesson": "●"}
STYLE = """
body { font: 10.5pt/1.45 system-ui, sans-serif; color: #1d2b2a; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin: 0 0 .3rem; } h2 { font-size: 1.15rem; margin: 1.8rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0 0 .15rem; } p { margin: .2rem 0; } .small { font-size: .88em; color: #44514f; }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .86em; }
th, td { border: 1px solid #c9d3d1; padding: .25rem .45rem; text-align: left; vertical-align: top; }
td { white-space: nowrap; } article { margin: 0 0 1rem; break-inside: avoid; }
blockquote { margin: .25rem 0; padding-left: .8rem; border-left: 3px solid #c9d3d1; }
@media print { body { margin: 0; max-width: none; padding: 0; } thead { display: table-header-group; } }
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def printed_page(items: tuple[Item, ...], matrix: Matrix, axis: Axis, origin: Origin) -> bytes:
    """Return the page as HTML in UTF-8: what it is, the matrix in figures, the summary and every finding."""
    shown = origin.language
    title = say("evidence", shown)
    facts = [
        say("evidence.printed.made", shown, date=origin.made.isoformat(), index=origin.index or "–"),
        say("filters.inforce", shown, what=origin.narrowed) if origin.narrowed else say("evidence.printed.all", shown),
    ]
    signs = ", ".join(f"{SIGNS[v]} {say(f'verdict.{v}', shown)}" for v in SIGNS)
    body = [
        f"<h1>{escape(title)}</h1>",
        *(f'<p class="small">{escape(fact)}</p>' for fact in (*facts, signs)),
        f'<div class="wide">{_table(matrix, axis, shown)}</div>',
        f"<h2>{escape(origin.chosen)}</h2>",
        f"<p>{escape(summary(items, shown))}</p>",
        *(_article(item, shown) for item in items),
    ]
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title><style>{STYLE}</style>'
    )
    lang = "en" if column(shown) else "nb"
    return f'<!doctype html><html lang="{lang}"><head>{head}</head><body>{"".join(body)}</body></html>'.encode()


def _table(matrix: Matrix, axis: Axis, shown: Language) -> str:
    names = "".join(f'<th scope="col">{escape(column_name(c, axis, shown))}</th>' for c in matrix.columns)
    rows = "".join(
        f'<tr><th scope="row">{escape(theme_name(row, shown))}</th>{"".join(map(_cell, matrix.in_row(row)))}</tr>'
        for row in matrix.rows
    )
    theme = escape(say("evidence.csv.theme", shown))
    return f'<table><thead><tr><th scope="col">{theme}</th>{names}</tr></thead><tbody>{rows}</tbody></table>'


def _cell(cell: Cell) -> str:
    return f"<td>{' '.join(f'{SIGNS[m.verdict]}{m.count}' for m in cell.marks) or '–'}</td>"


def _article(item: Item, shown: Language) -> str:
    finding, language = item.finding, item.report.about.language
    facts = [
        say(f"verdict.{finding.verdict}", shown),
        say(f"strength.{finding.strength}", shown),
        theme_name(finding.theme, shown),
        finding.where,
        finding.programme,
        say("evidence.own", shown) if item.own else "",
    ]
    quote = say("answer.quote", language, quote=" ".join(item.quote.split()))
    return (
        f"<article><h3>{SIGNS[finding.verdict]} {escape(statement(item, shown))}</h3>"
        f'<p class="small">{escape(" · ".join(fact for fact in facts if fact))}</p>'
        f'<blockquote lang="{escape(language)}">{escape(quote)}</blockquote>'
        f'<p class="small">{escape(place(item, shown))}</p></article>'
    )
