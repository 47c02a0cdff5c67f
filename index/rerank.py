"""Look closely at the passages a first search found, and order them by a linear model.

Each candidate is described by its fields' z-scores and by how its words, its notes and the questions
written on it meet the question; the weights are fitted pairwise (a passage that answers against ones
that do not; RankNet's loss, Burges et al. 2005) on the training split of the project's question sets by
`python -m eval fit`, and kept in `rerank.json`: one set of weights for Norwegian, one for English.
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from corpus.records import Language, Note, Passage, Report
from index.overlap import Overlap
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


class Closer:
    """Describes candidates; keeps the tokens of notes it has met, since notes recur from question to question."""

    def __init__(self, compounds: Compounds, reports: dict[str, Report]) -> None:
        """Take what splits words, and the reports whose names a question may hold."""
        self._compounds = compounds
        self._names = {r.id: _names(r) for r in reports.values()}
        self._tokens: dict[tuple[str, bool], frozenset[str]] = {}

    def features(
        self, question: str, language: Language, overlap: Overlap, passage: Passage, notes: Sequence[Note]
    ) -> Row:
        """Return how closely a passage with its notes meets the question, each feature from 0 to 1."""
        english = language == "en"
        body = self.tokens_of(f"{' '.join(passage.section)} {passage.text}", english=False)
        asked = [
            self.tokens_of(q, english=english) for n in notes for q in (n.questions_en if english else n.questions)
        ]
        stated = [self.tokens_of(n.en if english else n.nb, english=english) for n in notes]
        share = overlap.english_tokens if english else overlap.norwegian_tokens
        return {
            "covered": max(overlap.norwegian_tokens(body), share(frozenset().union(*asked, *stated))),
            "asked": max((overlap.asked(tokens, english=english) for tokens in asked), default=0.0),
            "stated": max((share(tokens) for tokens in stated), default=0.0),
            "named": self._named(question, passage),
        }

    def tokens_of(self, text: str, *, english: bool) -> frozenset[str]:
        """Return the tokens of a text, kept once they are made."""
        key = (text, english)
        if key not in self._tokens:
            self._tokens[key] = frozenset(english_tokens(text) if english else self._compounds.tokens(text))
        return self._tokens[key]

    def _named(self, question: str, passage: Passage) -> float:
        """Return 1 where the question names something the passage's report is about, and no other's alone."""
        text = question.lower()
        named = {report for report, names in self._names.items() if any(name in text for name in names)}
        return float(passage.report_id in named)


def _names(report: Report) -> frozenset[str]:
    about = report.about
    also = [a for _, names in about.aliases for a in names]
    plain = [p.removesuffix("-regionen") for p in about.regions]
    names = (*about.regions, *plain, *about.municipalities, *about.programmes, *also)
    return frozenset(n.lower() for n in names if len(n) > 2)
