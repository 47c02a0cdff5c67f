"""Tables of scores, in Markdown, for the terminal, the README and the log."""

from collections.abc import Mapping, Sequence

from eval.questions import Question
from eval.scores import Mean, Row, abstention, groups, language_gap, means, percentile, rightness

COLUMNS = (
    "recall@1", "recall@3", "recall@5", "recall@10", "MRR", "nDCG@10", "evidence cited", "citation precision",
    "key facts", "all facts", "right", "F1", "words",
)  # fmt: skip


def table(questions: Sequence[Question], rows: Mapping[str, Row]) -> str:
    """Return the table of means, a line a group; the first line with its 95 % intervals."""
    lines = [f"| | n | {' | '.join(COLUMNS)} |", f"|---|---|{'---|' * len(COLUMNS)}"]
    for name, members in groups(questions).items():
        found = means([rows[q.id] for q in members])
        cells = [_cell(found[c], c, with_interval=name == "all") if c in found else "" for c in COLUMNS]
        lines.append(f"| {name} | {len(members)} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(value: Mean, column: str, *, with_interval: bool) -> str:
    if column == "words":
        return f"{value.value:.0f}"
    interval = f" ({value.low:.2f}–{value.high:.2f})" if with_interval else ""
    return f"{value.value:.2f}{interval}"


def facts(questions: Sequence[Question], rows: Mapping[str, Row]) -> str:
    """Return what no table of means shows: abstention, verbatim share, language gap, seconds."""
    all_rows = list(rows.values())
    lines = []
    for name, held in (("all", None), ("held out", True)):
        chosen = [q for q in questions if held is None or q.held_out]
        silent = abstention(chosen, rows)
        lines.append(
            f"- abstention ({name}): precision {silent['precision']:.2f}, recall {silent['recall']:.2f}, "
            f"answerable questions refused {silent['answerable refused']:.3f}"
        )
        counted = rightness(chosen, rows)
        lines.append(
            f"- right ({name}): {counted['accuracy']:.2f} of the answerable, {counted['precision']:.2f} of the answered"
        )
    verbatim = sum(r["verbatim"] for r in all_rows) / max(1, len(all_rows))
    lines.append(f"- quotes verbatim: {verbatim:.3f}")
    lines.append(f"- recall@5, best language less worst: {language_gap(questions, rows):.2f}")
    lines.append(f"- seconds: p50 {percentile(all_rows, 0.5):.3f}, p95 {percentile(all_rows, 0.95):.3f}")
    across = [r["reports cited"] for r in all_rows if "reports cited" in r]
    if across:
        lines.append(f"- reports cited, questions across reports: {sum(across) / len(across):.2f}")
    return "\n".join(lines)
