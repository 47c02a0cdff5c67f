"""The report of an evaluation as one HTML page: plots, tables, and the questions that went worst.

The page asks for nothing from outside, and every text in it is escaped. Knows no assistant: it is given
what was measured (`Outcomes`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

from eval.charts import bars, curve_plot, histogram
from eval.compare import Line, compare_table
from eval.doubt import Point
from eval.measures import Record
from eval.outside import Outcome, outside_table
from eval.questions import Question
from eval.scorecard import facts, table
from eval.scores import Mean, Row, abstention, groups, mean

TEMPLATE = Path(__file__).with_name("page.html")
WORST = 20  # questions shown
FOUND = 3  # passages shown of each
SHOWN = 400  # characters of a passage


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Everything a report shows; what was not measured is empty."""

    questions: Sequence[Question]
    records: Mapping[str, Record]  # by question id
    rows: Mapping[str, Row]  # by question id
    doubt: Sequence[Point]
    compared: Sequence[Line]
    outside: Sequence[Outcome]


def report_page(outcomes: Outcomes) -> str:
    """Return the page as HTML."""
    questions, rows = outcomes.questions, outcomes.rows
    seconds = [row["seconds"] for row in rows.values()]
    parts = [
        _section("Scores", _table(table(questions, rows)) + _list(facts(questions, rows))),
        _section("Recall@5 by language, report and kind of question", _recall(questions, rows)),
        _section("Parts left out, and other ways to search", _compared(outcomes.compared)),
        _section("Abstaining", _abstaining(outcomes)),
        _section("Seconds to an answer", histogram("Seconds to an answer", seconds, "seconds")),
        _section("An outside benchmark", _outside(outcomes.outside)),
        _section("Where it went worst", "".join(_went(q, outcomes) for q in worst(questions, rows))),
    ]
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(body="\n".join(parts))


def worst(questions: Sequence[Question], rows: Mapping[str, Row], most: int = WORST) -> list[Question]:
    """Return the answerable questions that went worst, the worst first; none that is right."""
    wrong = [q for q in questions if q.answerable and not rows[q.id]["right"]]
    keys = ("evidence cited", "MRR", "key facts")
    return sorted(wrong, key=lambda q: [rows[q.id][k] for k in keys])[:most]


def _section(title: str, body: str) -> str:
    return f"<section>\n<h2>{escape(title)}</h2>\n{body}\n</section>"


def _missing(command: str) -> str:
    return f"<p>Not measured yet; make it with <code>{escape(command)}</code>, then make this report anew.</p>"


def _recall(questions: Sequence[Question], rows: Mapping[str, Row]) -> str:
    found = [(name, mean(rows[q.id]["recall@5"] for q in members)) for name, members in groups(questions).items()]
    return bars("Recall@5 with 95 % intervals", [(f"{name} (n = {m.n})", m) for name, m in found])


def _compared(lines: Sequence[Line]) -> str:
    if not lines:
        return _missing("python -m eval compare")
    means = [(x.variant, x.means["nDCG@10"], x.n) for x in lines if x.language == "all"]
    drawn = bars("nDCG@10 of each variant", [(name, Mean(value, value, value, n)) for name, value, n in means])
    note = "<p>p: paired randomisation test against the first line, not corrected for the number of lines.</p>"
    return f"<p>nDCG@10:</p>{drawn}{note}{_table(compare_table(lines))}"


def _abstaining(outcomes: Outcomes) -> str:
    if not outcomes.doubt:
        return "<p>Not measured: there are no unanswerable questions beside the answerable ones.</p>"
    now = abstention(outcomes.questions, outcomes.rows)
    plot = curve_plot(
        "Abstention curve",
        [(p.answerable, p.unanswerable) for p in outcomes.doubt],
        (now["answerable refused"], now["recall"]),
        ("share of answerable questions refused", "share of unanswerable ones refused"),
    )
    return f"<p>The curve is what other thresholds of the judge would give; the point is what the run did.</p>{plot}"


def _outside(outcomes: Sequence[Outcome]) -> str:
    if not outcomes:
        return _missing("python -m eval benchmark --data FOLDER")
    first, note, second = re.split(r"\n\n", outside_table(outcomes))
    return f"{_table(first)}<p>{escape(note)}</p>{_table(second)}"


def _went(question: Question, outcomes: Outcomes) -> str:
    row, record = outcomes.rows[question.id], outcomes.records.get(question.id, {})
    rank = f"found at rank {1 / row['MRR']:.0f}" if row["MRR"] else "not found"
    said = "refused" if row["abstained"] else f"key facts {row['key facts']:.2f}"
    held = "; held out" if question.held_out else ""
    asked = " → ".join([*question.history, question.question])
    wanted = "".join(f"<blockquote>{_e(e.quote)} — {_e(e.report)}</blockquote>" for e in question.evidence)
    passages = record.get("passages", ())[:FOUND]
    return (
        f"<details><summary>{_e(asked)} <span class='what'>{_e(f'{rank}; {said}{held}')}</span></summary>"
        f"<p>{_e(question.id)} · {_e(question.language)} · reference: {_e(question.answer)}</p>"
        f"<p>Evidence:</p>{wanted}<p>Answered:</p><div class='said'>{_e(str(record.get('answer', '')))}</div>"
        f"<p>Found:</p><ol>{''.join(map(_passage, passages))}</ol></details>"
    )


def _passage(passage: Record) -> str:
    where = f"{passage['report']}, page {passage.get('page', '?')}, {passage.get('section', '')}"
    text = " ".join(str(passage["text"]).split())
    return f"<li>{_e(where)}<blockquote>{_e(text[:SHOWN])}{' …' if len(text) > SHOWN else ''}</blockquote></li>"


def _e(text: str) -> str:
    return escape(text, quote=True)


def _list(markdown: str) -> str:
    return f"<ul>{''.join(f'<li>{_e(line[2:])}</li>' for line in markdown.splitlines())}</ul>"


def _table(markdown: str) -> str:
    """Return one of our own Markdown tables as HTML."""
    head, _, *body = [_cells(line) for line in markdown.strip().splitlines()]
    heads = "".join(f"<th scope='col'>{_e(cell)}</th>" for cell in head)
    lines = ["".join(f"<td>{_e(cell)}</td>" for cell in row) for row in body]
    inside = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<div class='wide' tabindex='0'><table><thead><tr>{heads}</tr></thead><tbody>{inside}</tbody></table></div>"


def _cells(line: str) -> list[str]:
    cells = re.split(r"(?<!\\)\|", line.strip())[1:-1]
    return [cell.strip().replace("\\|", "|") for cell in cells]
