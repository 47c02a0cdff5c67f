"""Two writers over the same questions: what each answers, and how many of its sentences the reports do not support.

Both are held to the checks of `app.writing.checks`, sentence by sentence, each against the passages it cites. The
reports' own words, which stand verbatim under a check of their own, are not counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.writing.checks import Checker
from app.writing.guard import readable
from app.writing.sentences import Sentence
from app.writing.sources import Source
from corpus.records import Answer, Citation, Report
from corpus.sentences import sentence_spans
from eval.measures import Record
from eval.questions import Question
from eval.scores import Row, abstention, means, percentile

COLUMNS = ("evidence cited", "citation precision", "key facts", "right")


@dataclass(frozen=True, slots=True)
class Held:
    """How many sentences of an answer were checked, and how many did not hold."""

    sentences: int
    unsupported: int


def hold(answer: Answer, reports: dict[str, Report], checker: Checker) -> Held:
    """Return how many of an answer's own sentences hold against the passages their line cites."""
    sources = {c.n: _source(c, answer, reports) for c in answer.citations}
    count = failed = 0
    for line in answer.lines:
        if line.verbatim or (not line.cites and not line.unsupported):
            continue
        cited = [sources[n] for n in line.cites]
        for low, high in sentence_spans(line.text):
            sentence = Sentence(line.text[low:high], line.cites)
            count += 1
            failed += bool(checker.check(sentence, cited, answer.understood, answer.language).faults)
    return Held(count, failed)


def _source(citation: Citation, answer: Answer, reports: dict[str, Report]) -> Source:
    """Return a citation's passage as a source, with what the notes on it say where it was found with them."""
    passage = citation.passage
    spans = tuple((passage.start + low, passage.start + high) for low, high in readable(passage.text))
    notes = next((h.notes for h in answer.hits if h.passage.id == passage.id), ())
    told = tuple(n.en if answer.language == "en" else n.nb for n in notes)
    return Source(citation.n, passage, reports[citation.report_id], spans, told)


def writers_table(
    questions: Sequence[Question], runs: Mapping[str, tuple[Mapping[str, Record], Mapping[str, Row]]]
) -> str:
    """Return the writers side by side, in Markdown.

    Args:
        questions: what was asked.
        runs: by the writer asked for, its records and its scores, both by question.
    """
    heads = [*COLUMNS, "unanswerable refused", "unsupported sentences", "built-in stood in", "p50 s"]
    lines = [f"| writer | n | {' | '.join(heads)} |", f"|---|---|{'---|' * len(heads)}"]
    for name, (records, rows) in runs.items():
        found = means([rows[q.id] for q in questions if q.answerable])
        cells = [f"{found[c].value:.2f}" if c in found else "" for c in COLUMNS]
        cells.append(f"{abstention(questions, rows)['recall']:.2f}")
        cells += _of_records([records[q.id] for q in questions if q.id in records], name)
        lines.append(f"| {name} | {len(questions)} | {' | '.join(cells)} | {percentile(rows.values(), 0.5):.2f} |")
    return "\n".join(lines)


def _of_records(records: Sequence[Record], name: str) -> list[str]:
    """Return the share of unsupported sentences, with their number, and of answers that another writer wrote."""
    count, failed = (sum(_number(r, key) for r in records) for key in ("sentences", "unsupported"))
    rate = f"{failed / count:.3f} ({failed} of {count})" if count else ""
    instead = sum(r.get("writer") == "built-in" for r in records)
    return [rate, "" if name == "built-in" else f"{instead} of {len(records)}"]


def _number(record: Mapping[str, Any], key: str) -> int:
    return int(record.get(key) or 0)
