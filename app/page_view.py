"""What the page shows of an answer and of a report's page, as plain data: no streamlit here."""

from typing import Any

from app.reader.printed import Draw, form_data, printed_data
from app.record import place
from app.turn import Turn
from app.wording import page_label, say
from corpus.records import Answer, Citation, Filters, Language, Report
from corpus.themes import KINDS

LONGEST_SHOWN = 600  # characters of a question shown above its answer; a longer one is cut with "…"


def turn_data(turn: Turn, reports: dict[str, Report], shown: Language, opened: int | None = None) -> dict[str, Any]:
    """Return what the answer component draws of a turn; `opened` is the number of the citation that is open."""
    data: dict[str, Any] = {"ui": shown, "question": _cut(turn.question.strip()), "error": turn.error, "open": opened}
    if turn.answer is None:
        return {**data, "lines": [], "sources": [], "lang": shown}
    return {**data, **answer_data(turn.answer, reports, shown), "foot": _foot(turn, turn.answer, reports, shown)}


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN].rstrip()} …"


def answer_data(answer: Answer, reports: dict[str, Report], shown: Language) -> dict[str, Any]:
    """Return an answer's lines, with their marks and quotes, and its sources."""
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
                "runOn": line.run_on,
                "marks": [_mark(c, reports, shown) for c in cited],
                "quotes": [_quote(c, reports, answer.language) for c in cited] if line.quotes else [],
            }
        )
        group = line.group
    return {
        "lines": lines,
        "lang": "en" if answer.language == "en" else "nb",
        "understood": _understood(answer, shown),
        "heading": f"{say('sources', shown)} ({len(answer.citations)})",
        "sources": [_mark(c, reports, shown) for c in answer.citations],
    }


def _understood(answer: Answer, shown: Language) -> dict[str, str] | None:
    """Return how a follow-up was read, where it was not read as it stands."""
    if answer.understood == " ".join(answer.question.split()):
        return None
    text = say("understood", shown, question=answer.understood)
    return {"text": text, "undo": say("understood.undo", shown)}


def _mark(citation: Citation, reports: dict[str, Report], shown: Language) -> dict[str, Any]:
    where = place(citation, reports, shown)
    return {"n": citation.n, "place": where, "label": f"{citation.n}: {say('source.open', shown)}, {where}"}


def _quote(citation: Citation, reports: dict[str, Report], language: Language) -> dict[str, str]:
    text = say("answer.quote", language, quote=" ".join(citation.quote.split()))
    lang = reports[citation.report_id].about.language
    return {"text": text, "place": place(citation, reports, language), "lang": lang}


def _foot(turn: Turn, answer: Answer, reports: dict[str, Report], shown: Language) -> str:
    """Return what was searched, how long it took and who wrote."""
    searched = say("searched.all", shown, count=len(reports))
    if turn.filters:
        searched = say("searched.some", shown, what=filters_text(turn.filters, reports, shown))
    seconds = f"{answer.seconds:.2f}".replace(".", say("decimal", shown))
    own = answer.writer == "built-in"
    writer = say("writer.none", shown) if own else say("writer.model", shown, model=answer.writer)
    told = [answer.notice] if answer.notice else []
    return " · ".join([searched, say("seconds", shown, seconds=seconds), writer, *told])


def filters_text(filters: Filters, reports: dict[str, Report], language: Language) -> str:
    """Return what a search is narrowed to, in words: "Hallingdal, Gol · Piloten i Oppland · 2016–2020"."""
    names = [reports[i].about.short if i in reports else i for i in filters.reports]
    kinds = [say(f"kind.{kind}", language) if kind in KINDS else kind for kind in filters.kinds]
    years = [say("years", language, first=filters.years[0], last=filters.years[1])] if filters.years else []
    parts = (filters.regions, names, filters.programmes, kinds, years)
    return " · ".join(", ".join(part) for part in parts if part)


def page_data(
    citation: Citation,
    reports: dict[str, Report],
    shown: Language,
    count: int,
    draw: Draw | None = None,
    *,
    printed: bool = False,
) -> dict[str, Any]:
    """Return what the page component draws: the pages a quote stands on, its words lit.

    Args:
        citation: what is shown; one of `count`.
        reports: all reports by id.
        shown: the language of the page.
        count: how many citations the answer has.
        draw: draws the report's pages as printed, where they can be.
        printed: they are shown so.
    """
    report, lit = reports[citation.report_id], (citation.start, citation.end)
    about = report.about
    evidence = about.evidence_en if shown == "en" else about.evidence_nb
    where = place(citation, reports, shown)
    return {
        "ui": shown,
        "lang": about.language,
        "label": say("source.label", shown, n=citation.n, all=count, place=where),
        "title": about.title,
        "evidence": say("source.evidence", shown, year=about.year, evidence=evidence),
        "section": " › ".join(citation.passage.section),
        "form": form_data(shown, printed=printed) if draw else None,
        "pages": [_page(report, s.page, lit, shown, draw if printed else None) for s in citation.spans],
    }


def _page(report: Report, number: int, lit: tuple[int, int], shown: Language, draw: Draw | None) -> dict[str, Any]:
    page, label = report.page(number), page_label(report, number, shown)
    drawn = printed_data(draw, report, number, [(*lit, "lit")], shown) if draw else {}
    if "picture" in drawn:
        return {"label": label, "blocks": [], **drawn}
    blocks = []
    for block in report.blocks:
        start, end = max(block.start, page.start), min(block.end, page.end)
        if start < end:
            blocks.append({"kind": block.kind, "parts": _parts(report.text, start, end, lit)})
    return {"label": label, "blocks": blocks, **drawn}


def _parts(text: str, start: int, end: int, lit: tuple[int, int]) -> list[dict[str, Any]]:
    """Return a stretch cut where the lit words begin and end."""
    low, high = min(max(lit[0], start), end), min(max(lit[1], start), end)
    cuts = [(start, low, False), (low, high, True), (high, end, False)]
    return [{"text": text[a:b], "lit": on} for a, b, on in cuts if a < b]
