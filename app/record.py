"""An answer as text and as a record: what the command line prints and the evaluation reads."""

from typing import Any

from app.wording import page_label, say
from corpus.records import Answer, Citation, Language, Line, Report


def as_markdown(answer: Answer, reports: dict[str, Report]) -> str:
    """Return the text shown: lines with citation marks, quotes under them, groups under their headings."""
    parts: list[str] = []
    group = ""
    for line in answer.lines:
        if line.group != group:
            group = line.group
            if group:
                parts.append(f"**{group}**")
        if line.run_on and parts and not line.bullet:
            parts[-1] += f" {marked(line)}"
        else:
            parts.append(("- " if line.bullet else "") + marked(line))
        if line.quotes:
            parts += [quoted(answer.citations[n - 1], reports, answer.language) for n in line.cites]
    return "\n\n".join(parts)


def marked(line: Line) -> str:
    """Return a line's text with its aside and its citation marks."""
    aside = f" ({line.aside})" if line.aside else ""
    return f"{line.text}{aside}{''.join(f' [{n}]' for n in line.cites)}"


def quoted(citation: Citation, reports: dict[str, Report], language: Language) -> str:
    """Return a quote as a block, with where it stands."""
    quote = say("answer.quote", language, quote=" ".join(citation.quote.split()))
    return f"> {quote} — {place(citation, reports, language)}"


def place(citation: Citation, reports: dict[str, Report], language: Language) -> str:
    """Return "Arena Lettmetall, 4.4.3 Nordic Aluminium Academy, s. 41"."""
    report = reports[citation.report_id]
    section = citation.passage.section[-1:]
    return ", ".join([report.about.short, *section, page_label(report, citation.spans[0].page, language)])


def as_record(answer: Answer, reports: dict[str, Report], question_id: str = "") -> dict[str, Any]:
    """Return the answer record that design and evaluation share; JSON-ready.

    `page` is the number of the text page, which `start` and `end` count in; `printed` is the page number
    printed there, or null. A quote that runs over a page break names the rest in `continues`.
    """
    return {
        "id": question_id,
        "question": answer.question,
        "understood": answer.understood,
        "language": answer.language,
        "answer": as_markdown(answer, reports),
        "abstained": answer.abstained,
        "citations": [_citation(c, reports) for c in answer.citations],
        "passages": [
            {
                "report": h.passage.report_id,
                "page": h.passage.page,
                "section": " › ".join(h.passage.section),
                "text": h.passage.text,
                "score": round(h.score, 4),
            }
            for h in answer.hits
        ],
        "seconds": round(answer.seconds, 4),
        "writer": answer.writer,
        "notice": answer.notice,
    }


def _citation(citation: Citation, reports: dict[str, Report]) -> dict[str, Any]:
    first, *rest = citation.spans
    return {
        "n": citation.n,
        "report": citation.report_id,
        "page": first.page,
        "printed": reports[citation.report_id].page(first.page).printed,
        "section": " › ".join(citation.passage.section),
        "start": first.start,
        "end": first.end,
        "quote": citation.quote,
        "continues": [{"page": s.page, "start": s.start, "end": s.end} for s in rest],
        "text": citation.passage.text,
    }
