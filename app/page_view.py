"""What the page shows of an answer and of a report's page, as plain data: no streamlit here."""

from typing import Any

from app.record import place
from app.wording import page_label, say
from corpus.records import Answer, Citation, Language, Report


def answer_data(answer: Answer, reports: dict[str, Report], shown: Language, opened: int | None) -> dict[str, Any]:
    """Return what the answer component draws; `opened` is the number of the citation that is open."""
    lines: list[dict[str, Any]] = []
    group = ""
    for line in answer.lines:
        cited = [answer.citations[n - 1] for n in line.cites]
        lines.append(
            {
                "heading": line.group if line.group != group else "",
                "text": line.text,
                "aside": line.aside,
                "bullet": line.bullet,
                "marks": [_mark(c, reports, shown) for c in cited],
                "quotes": [_quote(c, reports, answer.language) for c in cited] if line.quotes else [],
            }
        )
        group = line.group
    return {"lines": lines, "open": opened, "lang": "en" if answer.language == "en" else "nb"}


def _mark(citation: Citation, reports: dict[str, Report], shown: Language) -> dict[str, Any]:
    where = place(citation, reports, shown)
    return {"n": citation.n, "title": where, "label": f"{say('source.open', shown)}: {citation.n}, {where}"}


def _quote(citation: Citation, reports: dict[str, Report], language: Language) -> dict[str, str]:
    text = say("answer.quote", language, quote=" ".join(citation.quote.split()))
    return {"text": text, "place": place(citation, reports, language)}


def page_data(report: Report, number: int, lit: tuple[int, int] | None, shown: Language) -> dict[str, Any]:
    """Return what the page component draws: a page's blocks, with the offsets `lit` covers lit."""
    page = report.page(number)
    blocks = []
    for block in report.blocks:
        start, end = max(block.start, page.start), min(block.end, page.end)
        if start < end:
            parts = _parts(report.text, start, end, lit)
            blocks.append({"heading": block.kind == "heading", "rows": block.kind == "table", "parts": parts})
    label = f"{report.about.title}, {page_label(report, number, shown)}"
    return {"blocks": blocks, "label": label, "lang": report.about.language}


def _parts(text: str, start: int, end: int, lit: tuple[int, int] | None) -> list[dict[str, Any]]:
    """Return a stretch cut where the lit words begin and end."""
    low, high = lit or (start, start)
    low, high = min(max(low, start), end), min(max(high, start), end)
    cuts = [(start, low, False), (low, high, True), (high, end, False)]
    return [{"text": text[a:b], "lit": on} for a, b, on in cuts if a < b]
