"""Number the citations of an answer, and hold every quote against its report."""

from dataclasses import dataclass, field

from corpus.records import Citation, Passage, Report


@dataclass(slots=True)
class Citer:
    """Gives each quoted stretch a number, the same stretch the same one."""

    reports: dict[str, Report]
    citations: list[Citation] = field(default_factory=list)

    def cite(self, passage: Passage, start: int, end: int) -> int:
        """Return the number of the citation of `start` to `end`; a new one where it is not cited yet."""
        for known in self.citations:
            if (known.report_id, known.start, known.end) == (passage.report_id, start, end):
                return known.n
        report = self.reports[passage.report_id]
        quote, spans = report.text[start:end], report.spans(start, end)
        for span in spans:
            if report.page(span.page).text[span.start : span.end] not in quote:
                raise AssertionError(f"a quote of {report.id} does not stand on page {span.page}")
        self.citations.append(Citation(len(self.citations) + 1, report.id, start, end, quote, passage, spans))
        return len(self.citations)
