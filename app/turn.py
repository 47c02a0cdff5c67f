"""One question of a conversation and what came of it, with all that is needed to show it again."""

from dataclasses import dataclass, field
from uuid import uuid4

from corpus.records import About, Answer, Filters, Report


@dataclass(frozen=True, slots=True)
class Source:
    """What must be known of a cited report to name its citations when the report is changed or gone."""

    report_id: str
    about: About
    printed: tuple[tuple[int, str | None], ...]  # number of each cited text page, and what is printed on it


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what came of it."""

    question: str
    answer: Answer | None = None
    error: str = ""  # one clear sentence, where there is no answer
    filters: Filters = field(default_factory=Filters)  # what was in force when it was asked
    id: str = field(default_factory=lambda: uuid4().hex)
    as_written: bool = False  # it was not read as a follow-up
    asked: str = ""  # when: UTC, ISO 8601
    version: str = ""  # of the index that answered
    sources: tuple[Source, ...] = ()  # of the reports cited


def sources_of(answer: Answer, reports: dict[str, Report]) -> tuple[Source, ...]:
    """Return what is kept of the reports that an answer cites."""
    pages: dict[str, set[int]] = {}
    for citation in answer.citations:
        pages.setdefault(citation.report_id, set()).update(span.page for span in citation.spans)
    return tuple(
        Source(name, reports[name].about, tuple((n, reports[name].page(n).printed) for n in sorted(numbers)))
        for name, numbers in pages.items()
    )
