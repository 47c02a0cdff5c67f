"""Look closely at the passages a first search found, and order them by a linear model.

Each candidate is described by its fields' z-scores and by how its words, its notes and the questions
written on it meet the question; the weights are fitted pairwise (a passage that answers against ones
that do not; RankNet's loss, Burges et al. 2005) on the training split of the project's question sets by
`python -m eval fit`, and kept in `rerank.json`: one set of weights for Norwegian, one for English.
"""

import json
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.records import Language, Note, Report
from index.overlap import Overlap
from index.posed import Posed
from index.tokens import Compounds, english_tokens

FILE = Path(__file__).with_name("rerank.json")
FIELDS = (
    "all", "unit", "text", "grams", "english", "english-unit", "dense-text", "dense-notes",
)  # fmt: skip
CLOSE = ("covered", "asked", "stated", "named")
Row = dict[str, float]


@cache
def load_weights(path: Path = FILE) -> dict[str, Row]:
    """Read the fitted weights: {"no": …, "en": …}, by feature."""
    data: dict[str, Row] = json.loads(path.read_text(encoding="utf-8"))["weights"]
    return data


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage to look at closely."""

    report_id: str
    body: Set[str]  # the question's forms that its heading and text hold
    notes: Sequence[Note]


@dataclass(frozen=True, slots=True)
class Met:
    """How one note meets a question."""

    asked: float  # the likest of its questions (0 to 1)
    stated: float  # share of the question its statement carries
    forms: Set[str]  # the question's forms that it holds anywhere


class Closer:
    """Describes candidates; keeps the tokens of notes it has met, since notes recur from question to question."""

    def __init__(self, compounds: Compounds, reports: dict[str, Report]) -> None:
        """Take what splits words, and the reports whose names a question may hold."""
        self._compounds = compounds
        self._names = {r.id: _names(r) for r in reports.values()}
        self._tokens: dict[tuple[str, bool], frozenset[str]] = {}
        self._posed: dict[tuple[str, int, int, bool], Posed] = {}

    def features(
        self, question: str, language: Language, overlap: Overlap, candidates: Sequence[Candidate]
    ) -> list[Row]:
        """Return how closely each candidate with its notes meets the question, each feature from 0 to 1."""
        english = language == "en"
        share = overlap.english_tokens if english else overlap.norwegian_tokens
        named = self._named(question)
        notes = {n.id: n for c in candidates for n in c.notes}
        met = {name: self._met(note, overlap, english=english) for name, note in notes.items()}
        rows = []
        for candidate in candidates:
            own = [met[n.id] for n in candidate.notes]
            held = frozenset().union(*(m.forms for m in own))
            rows.append(
                {
                    "covered": max(overlap.norwegian_tokens(candidate.body), share(held)),
                    "asked": max((m.asked for m in own), default=0.0),
                    "stated": max((m.stated for m in own), default=0.0),
                    "named": float(candidate.report_id in named),
                }
            )
        return rows

    def _met(self, note: Note, overlap: Overlap, *, english: bool) -> Met:
        posed = self.posed(note, english=english)
        stated = self.tokens_of(note.en if english else note.nb, english=english)
        return Met(
            max(overlap.alike(posed, english=english).values(), default=0.0),
            (overlap.english_tokens if english else overlap.norwegian_tokens)(stated),
            overlap.forms(stated | posed.holding.keys(), english=english),
        )

    def posed(self, note: Note, *, english: bool) -> Posed:
        """Return a note's questions by their tokens, kept once they are made: the English ones, or all by Norwegian."""
        key = (note.id, note.start, note.end, english)
        if key not in self._posed:
            tokens = english_tokens if english else self._compounds.tokens
            self._posed[key] = Posed.of(note.questions_en if english else note.questions, tokens)
        return self._posed[key]

    def tokens_of(self, text: str, *, english: bool) -> frozenset[str]:
        """Return the tokens of a text, kept once they are made."""
        key = (text, english)
        if key not in self._tokens:
            self._tokens[key] = frozenset(english_tokens(text) if english else self._compounds.tokens(text))
        return self._tokens[key]

    def _named(self, question: str) -> set[str]:
        """Return the reports that the question names something of."""
        text = question.lower()
        return {report for report, names in self._names.items() if any(name in text for name in names)}


def _names(report: Report) -> frozenset[str]:
    about = report.about
    also = [a for _, names in about.aliases for a in names]
    plain = [p.removesuffix("-regionen") for p in about.regions]
    names = (*about.regions, *plain, *about.municipalities, *about.programmes, *also)
    return frozenset(n.lower() for n in names if len(n) > 2)
