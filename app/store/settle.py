"""Show a kept answer over the reports as they are now: every quote still opens, also where its report has changed.

A citation counts characters in a report's text. Where the report has been read anew the words may stand
elsewhere, and are found again; where they are gone, what was kept of the report stands in for it.
"""

from dataclasses import dataclass, replace

from app.turn import Source, Turn
from corpus.records import About, Block, Citation, Page, Report

UNKNOWN = About("?", "?", (), "", "0000", "other", "", "", "nb", (), (), (), (), (), None, "")


@dataclass(frozen=True, slots=True)
class Settled:
    """A turn whose citations all stand in `reports`."""

    turn: Turn
    reports: dict[str, Report]  # those of now, and stand-ins for what has changed or is gone
    changed: frozenset[int]  # numbers of the citations whose words the report no longer holds


def settle(turn: Turn, reports: dict[str, Report]) -> Settled:
    """Return a turn with its citations placed in the reports as they are now."""
    if turn.answer is None:
        return Settled(turn, reports, frozenset())
    placed = {c.n: _placed(c, reports.get(c.report_id)) for c in turn.answer.citations}
    lost = [c for c in turn.answer.citations if placed[c.n] is None]
    if not lost and all(placed[c.n] is c for c in turn.answer.citations):
        return Settled(turn, reports, frozenset())
    stand_ins = {}
    for name in {c.report_id for c in lost}:
        source = next((s for s in turn.sources if s.report_id == name), Source(name, UNKNOWN, ()))
        report, moved = _stand_in(source, [c for c in lost if c.report_id == name])
        stand_ins[report.id] = report
        placed |= moved
    citations = tuple(citation for citation in placed.values() if citation is not None)
    settled = replace(turn, answer=replace(turn.answer, citations=citations))
    return Settled(settled, reports | stand_ins, frozenset(c.n for c in lost))


def _placed(citation: Citation, report: Report | None) -> Citation | None:
    """Return a citation where its words stand now; None where they do not."""
    if report is None:
        return None
    if report.text[citation.start : citation.end] == citation.quote:
        spans = report.spans(citation.start, citation.end)
        return citation if spans == citation.spans else replace(citation, spans=spans)
    start = report.text.find(citation.quote)
    if start < 0:
        return None
    end = start + len(citation.quote)
    return replace(citation, start=start, end=end, spans=report.spans(start, end))


def _stand_in(source: Source, lost: list[Citation]) -> tuple[Report, dict[int, Citation]]:
    """Return a report of the kept quotes only, each on its page, and the citations as they stand in it."""
    printed = dict(source.printed)
    name, text = f"{source.report_id} (kept)", ""
    pages, blocks, moved = [], [], {}
    for number in range(1, max([*printed, *(c.spans[0].page for c in lost)]) + 1):
        start = len(text)
        for citation in (c for c in lost if c.spans[0].page == number):
            at = len(text)
            text += citation.quote + "\n"
            blocks.append(Block("paragraph", at, at + len(citation.quote), citation.passage.section))
            moved[citation.n] = replace(citation, report_id=name, start=at, end=at + len(citation.quote))
        pages.append(Page(number, printed.get(number), start, text[start:]))
    report = Report(name, source.about, text, tuple(pages), tuple(blocks))
    return report, {n: replace(c, spans=report.spans(c.start, c.end)) for n, c in moved.items()}
