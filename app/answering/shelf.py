"""All findings of the library in one place, each with the passage it stands in and the words it is found by."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.records import Finding, Note, Passage, Report
from corpus.themes import STRENGTHS, themes
from index.overlap import Overlap
from index.tokens import Compounds, english_tokens

WHOLE = 0.5  # weight of what the note says beside what the finding says


@dataclass(frozen=True, slots=True)
class Shelved:
    """A finding with its surroundings."""

    finding: Finding
    note: Note
    passage: Passage
    report: Report
    said: frozenset[str]  # Norwegian tokens of the finding
    said_en: frozenset[str]
    around: frozenset[str]  # Norwegian tokens of its note
    around_en: frozenset[str]

    def relevance(self, overlap: Overlap) -> float:
        """Return how much of a question the finding and its note carry (0 to 1.5)."""
        own = max(overlap.norwegian_tokens(self.said), overlap.english_tokens(self.said_en))
        whole = max(overlap.norwegian_tokens(self.around), overlap.english_tokens(self.around_en))
        return own + WHOLE * whole

    @property
    def strength(self) -> int:
        """Return the rank of its evidence, 0 for the strongest."""
        return STRENGTHS.index(self.finding.strength)


class Shelf:
    """The findings of a library."""

    def __init__(
        self, notes: Iterable[Note], passages: Iterable[Passage], reports: dict[str, Report], compounds: Compounds
    ) -> None:
        """Take the notes, and the passages that a finding's quote is cited in."""
        of = by_report(passages)
        self._compounds = compounds
        self.findings = [
            self._shelve(finding, note, place, reports[note.report_id])
            for note in notes
            for finding in note.findings
            if (place := holder(finding.start, finding.end, of.get(note.report_id, []))) is not None
        ]
        self._themes = {
            key: (frozenset(compounds.tokens(name["nb"])), frozenset(english_tokens(name["en"])))
            for key, name in themes().items()
        }

    def _shelve(self, finding: Finding, note: Note, passage: Passage, report: Report) -> Shelved:
        tokens = self._compounds.tokens
        return Shelved(
            finding,
            note,
            passage,
            report,
            frozenset(tokens(finding.what_nb)),
            frozenset(english_tokens(finding.what_en)),
            frozenset(tokens(" ".join((note.nb, *note.questions_nb)))),
            frozenset(english_tokens(" ".join((note.en, *note.questions_en)))),
        )

    def themes_of(self, stems: Iterable[str]) -> set[str]:
        """Return the themes whose names hold one of these Norwegian stems."""
        wanted = set(stems)
        return {key for key, (norwegian, _) in self._themes.items() if wanted & norwegian}


def by_report(passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    """Return passages by the report they are of, in their order."""
    out: dict[str, list[Passage]] = {}
    for passage in passages:
        out.setdefault(passage.report_id, []).append(passage)
    return out


def holder(start: int, end: int, passages: Sequence[Passage]) -> Passage | None:
    """Return the passage, of a report's in order, that holds most of a stretch; None where none holds any of it."""
    first = bisect_right(passages, start, key=lambda passage: passage.end)
    last = bisect_left(passages, end, key=lambda passage: passage.start)
    shared = ((min(end, p.end) - max(start, p.start), p) for p in passages[first:last])
    best = max(shared, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] > 0 else None
