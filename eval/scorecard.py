"""Tables of scores, in Markdown, for the terminal, the README and the log."""

from collections.abc import Mapping, Sequence

from eval.compare import TESTED, Line, cell, chance
from eval.outside import Outcome, outside_table
from eval.questions import Question
from eval.scores import Mean, Row, abstention, groups, language_gap, means, percentile, rightness

COLUMNS = (
    "recall@1", "recall@3", "recall@5", "recall@10", "MRR", "nDCG@10", "evidence cited", "citation precision",
    "key facts", "all facts", "right", "F1", "words",
)  # fmt: skip
CARD = (
    "recall@1", "recall@5", "recall@10", "nDCG@10", "evidence cited", "citation precision", "key facts", "right",
)  # fmt: skip


def scorecard(
    questions: Sequence[Question], rows: Mapping[str, Row], compared: Sequence[Line], outside: Sequence[Outcome]
) -> str:
    """Return the scorecard that the README takes in; what was not measured is left out."""
    kinds = {q.kind for q in questions}
    shown = {name: members for name, members in groups(questions).items() if name not in kinds}
    refused = sum(not q.answerable for q in questions)
    parts = [
        f"{len(questions)} questions, {refused} of them unanswerable; 95 % bootstrap intervals in the first line.",
        table(questions, rows, columns=CARD, shown=shown),
        facts(questions, rows),
    ]
    if compared:
        about = f"{compared[0].n} questions; p: paired randomisation test against the first line"
        parts += [f"**Search, and what each part brings** ({about})", compared_briefly(compared)]
    if outside:
        parts += ["**Outside benchmark**", outside_table(outside)]
    return "\n\n".join(parts) + "\n"


def compared_briefly(lines: Sequence[Line]) -> str:
    """Return a comparison with a line a variant: nDCG@10 of all, recall@5 by language, and how sure both are."""
    found = {(x.variant, x.language): x for x in lines}
    languages = [name for name in ("nb", "nn", "en") if any(x.language == name for x in lines)]
    heads = ["nDCG@10", "recall@5", *(f"recall@5 {name}" for name in languages), *(f"p, {name}" for name in TESTED)]
    out = [f"| | {' | '.join(heads)} |", f"|---|{'---|' * len(heads)}"]
    for name in dict.fromkeys(x.variant for x in lines):
        line = found[name, "all"]
        values = [line.means["nDCG@10"], *(found[name, x].means["recall@5"] for x in ("all", *languages))]
        cells = [*(f"{v:.2f}" for v in values), *(chance(line.p[x]) if x in line.p else "" for x in TESTED)]
        out.append(f"| {cell(name)} | {' | '.join(cells)} |")
    return "\n".join(out)


def table(
    questions: Sequence[Question],
    rows: Mapping[str, Row],
    *,
    columns: Sequence[str] = COLUMNS,
    shown: Mapping[str, Sequence[Question]] | None = None,
) -> str:
    """Return the table of means, a line a group; the first line with its 95 % intervals. All groups, if None."""
    lines = [f"| | n | {' | '.join(columns)} |", f"|---|---|{'---|' * len(columns)}"]
    for name, members in (groups(questions) if shown is None else shown).items():
        found = means([rows[q.id] for q in members])
        cells = [_cell(found[c], c, with_interval=name == "all") if c in found else "" for c in columns]
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
    lines += [_refused_by_kind(questions, rows)] if any(not q.answerable for q in questions) else []
    verbatim = sum(r["verbatim"] for r in all_rows) / max(1, len(all_rows))
    lines.append(f"- quotes verbatim: {verbatim:.3f}")
    lines.append(f"- recall@5, best language less worst: {language_gap(questions, rows):.2f}")
    lines.append(f"- seconds: p50 {percentile(all_rows, 0.5):.3f}, p95 {percentile(all_rows, 0.95):.3f}")
    across = [r["reports cited"] for r in all_rows if "reports cited" in r]
    if across:
        lines.append(f"- reports cited, questions across reports: {sum(across) / len(across):.2f}")
    return "\n".join(lines)


def _refused_by_kind(questions: Sequence[Question], rows: Mapping[str, Row]) -> str:
    """Return how many of each kind of unanswerable question were refused."""
    counts: dict[str, list[float]] = {}
    for question in questions:
        if not question.answerable:
            counts.setdefault(question.kind or "other", []).append(rows[question.id]["abstained"])
    return "- unanswerable refused: " + ", ".join(f"{k} {sum(v):.0f} of {len(v)}" for k, v in counts.items())
