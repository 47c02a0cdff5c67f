"""The passages an answer may be written from, numbered; each with what stands in it and what is known of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.writing.guard import readable
from corpus.language import statement
from corpus.records import Hit, Language, Note, Passage, Report

INSIDE = 40  # characters by which a note's stretch may reach out of the passage it is shown with


@dataclass(frozen=True, slots=True)
class Source:
    """One passage, as a model is shown it and as the checks read it."""

    id: int  # from 1, the best match first
    passage: Passage
    report: Report
    spans: tuple[tuple[int, int], ...]  # offsets of what may be read of it
    statements: tuple[str, ...]  # what the reading notes say of it, in the asker's language

    @property
    def text(self) -> str:
        """What may be read of the passage, in the report's own words."""
        return "\n\n".join(self.report.text[low:high] for low, high in self.spans)

    @property
    def head(self) -> str:
        """What is known of the passage beside its text: report, section, page, date, years and places."""
        about = self.report.about
        years = f"{about.period[0]}–{about.period[1]}" if about.period else ""
        where = ", ".join((*about.regions, *about.programmes))
        section = " › ".join(self.passage.section)
        return " | ".join(x for x in (about.title, about.publisher, section, about.date, years, where) if x)


def make_sources(hits: Sequence[Hit], reports: dict[str, Report], language: Language, most: int) -> tuple[Source, ...]:
    """Return the passages of the first `most` hits as sources; one that nothing may be read of is left out."""
    out: list[Source] = []
    for hit in hits[:most]:
        passage, report = hit.passage, reports[hit.passage.report_id]
        spans = tuple((passage.start + low, passage.start + high) for low, high in readable(passage.text))
        if spans:
            told = tuple(statement(n, language) for n in hit.notes if _within(n, spans))
            out.append(Source(len(out) + 1, passage, report, spans, told))
    return tuple(out)


def _within(note: Note, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a note's stretch stands in what may be read."""
    return any(low - INSIDE <= note.start and note.end <= high + INSIDE for low, high in spans)
