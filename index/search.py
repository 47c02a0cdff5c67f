"""Search: the fields' scores, fused; filters applied inside; the passages with the notes that matched.

Scores of several fields are put on one scale (z-scores over all passages) and summed with weights:
measured better than fusing ranks wherever one list is weak (see eval/LOG.md, "fusion").
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.language import detect
from corpus.library import Library
from corpus.records import Filters, Hit, Language, Note, Report
from index.embed import Embedder
from index.fields import make_units, notes_of
from index.filters import matches, mentions, proper_names
from index.lexical import Scores
from index.lexicon import Query, make_query
from index.overlap import Overlap
from index.rerank import FIELDS, Closer, load_weights
from index.store import SavedIndex
from index.tokens import stem, stem_en

CANDIDATES = 50  # passages looked at closely: the right one is among them for nearly all questions
PARTS = ("notes", "dense", "lexical", "translation", "rerank")  # what an ablation can leave out
# Weight of each field's z-score, by the language of the question; with notes, and without any.
WITH_NOTES = {
    "no": {"all": 1.0, "unit": 0.8, "grams": 0.4, "dense-text": 0.2, "dense-notes": 0.6},
    "en": {
        "english": 1.0,
        "english-unit": 0.8,
        "all": 0.3,
        "grams": 0.1,
        "dense-text": 0.2,
        "dense-notes": 0.6,
    },
}
WITHOUT_NOTES = {
    "no": {"text": 1.0, "grams-text": 0.8, "dense-text": 0.8},
    "en": {"text": 1.0, "english-text": 0.3, "grams-text": 0.5, "dense-text": 1.0},
}


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, and what it was asked."""

    hits: tuple[Hit, ...]
    query: Query
    allowed: int  # passages the filters left
    nearest: float = 0.0  # the best cosine of any note's vector


class Searcher:
    """Searches one index; holds no state of any conversation."""

    def __init__(self, index: SavedIndex, library: Library, embedder: Embedder) -> None:
        """Take a built or loaded index, the library it was made from, and the model of its vectors."""
        self.index = index
        self.library = library
        self.embedder = embedder
        self._reports: dict[str, Report] = {r.id: r for r in library.reports}
        self._notes = notes_of(list(index.passages), library.all_notes())
        self._units = make_units(list(index.passages), self._notes, self._reports)
        self._owners = np.array([u.passage for u in self._units], np.int32)
        self._names = proper_names(library.reports)
        self._closer = Closer(index.compounds, self._reports)

    def search(
        self,
        question: str,
        k: int = 10,
        *,
        filters: Filters | None = None,
        language: Language | None = None,
        context: str = "",
        without: Collection[str] = (),
    ) -> Found:
        """Return the `k` best passages for `question`, best first; fewer only where fewer are allowed.

        `context` is an earlier question that this one goes on from; `without` names parts to leave out.
        """
        language = language or detect(question)
        query = make_query(
            question,
            language,
            self.index.compounds,
            names=self._names,
            context=context,
            translate="translation" not in without,
        )
        allowed = self._allowed(filters)
        if not allowed.any() or not k:
            return Found((), query, int(allowed.sum()))
        fields = self._fields(query, allowed, without)
        fused = self._fuse(fields, language, allowed, without)
        if not {"rerank", "notes"} & set(without):
            self._rerank(fused, fields, query, allowed)
        order = np.argsort(-fused, kind="stable")[: min(k, int(allowed.sum()))]
        unit_scores = fields.get("unit-scores")
        hits = tuple(
            Hit(self.index.passages[i], float(fused[i]), rank, self._best_notes(int(i), unit_scores))
            for rank, i in enumerate(order, start=1)
        )
        nearest = float(fields["dense-notes"][allowed].max()) if "dense-notes" in fields else 0.0
        return Found(hits, query, int(allowed.sum()), nearest)

    def overlap(self, query: Query) -> Overlap:
        """Return what measures texts against `query`."""
        return Overlap(query, self.index.compounds, self.index.lexical["all"], self.index.lexical["english"])

    def tokens_of(self, text: str, *, english: bool) -> frozenset[str]:
        """Return the tokens of a text that recurs (a note's), kept once they are made."""
        return self._closer.tokens_of(text, english=english)

    def knows(self, word: str) -> bool:
        """Tell whether a word stands anywhere in the library, in some form or as a compound of known parts."""
        lexical, compounds = self.index.lexical, self.index.compounds
        known = len(lexical["all"].token_scores(stem(word))[0]) or len(
            lexical["english"].token_scores(stem_en(word))[0]
        )
        return bool(known or compounds.parts(word))

    def _allowed(self, filters: Filters | None) -> NDArray[np.bool_]:
        """Return which passages the filters leave, shape (passages,)."""
        if not filters:
            return np.ones(len(self.index.passages), bool)
        reports = {r.id for r in self.library.reports if matches(r, filters)}
        programmes = filters.programmes
        return np.array(
            [
                p.report_id in reports and mentions(p, self._reports[p.report_id], programmes)
                for p in self.index.passages
            ],
            bool,
        )

    def _fields(self, query: Query, allowed: NDArray[np.bool_], without: Collection[str]) -> dict[str, Scores]:
        """Return the score of every passage in every field, and of every unit."""
        count, out = len(self.index.passages), {}
        lexical = self.index.lexical
        if "lexical" not in without:
            for name in ("text", "all"):
                out[name] = lexical[name].score(list(query.norwegian))
            for name in ("grams-text", "grams"):
                out[name] = lexical[name].score(list(query.grams))
            for name in ("english-text", "english"):
                out[name] = lexical[name].score(list(query.english))
            units = lexical["unit"].score(list(query.norwegian))
            english_units = lexical["english-unit"].score(list(query.english))
            out["unit"], out["english-unit"] = self._best(units, count), self._best(english_units, count)
            out["unit-scores"] = english_units + 0.3 * units if query.language == "en" else units
        if "dense" not in without:
            vector = self.embedder.embed_question(query.text)
            only = None if allowed.all() else np.flatnonzero(allowed).astype(np.int32)
            for name, dense in self.index.dense.items():
                out[f"dense-{name}"] = dense.score(vector, count, allowed=only)
        return out

    def _best(self, unit_scores: Scores, count: int) -> Scores:
        """Return the best unit's score of each passage."""
        out = np.zeros(count, np.float32)
        np.maximum.at(out, self._owners, unit_scores)
        return out

    def _fuse(
        self,
        fields: dict[str, Scores],
        language: Language,
        allowed: NDArray[np.bool_],
        without: Collection[str],
    ) -> Scores:
        weights = (WITHOUT_NOTES if "notes" in without else WITH_NOTES)["en" if language == "en" else "no"]
        total = np.zeros(len(allowed), np.float32)
        for name, weight in weights.items():
            if name in fields:
                total += np.float32(weight) * standard(fields[name], allowed)
        total[~allowed] = -np.inf
        return total

    def _rerank(self, fused: Scores, fields: dict[str, Scores], query: Query, allowed: NDArray[np.bool_]) -> None:
        """Put the best candidates in the order of the fitted model, in place; the rest stay behind them."""
        rows = self.describe(fused, fields, query, allowed)
        weights = load_weights()["en" if query.language == "en" else "no"]
        scores = {i: sum(weights.get(name, 0.0) * value for name, value in row.items()) for i, row in rows.items()}
        floor = min(scores.values()) - 1
        rest = [i for i in np.flatnonzero(allowed) if i not in scores]
        top = float(fused[rest].max()) if rest else 0.0
        for i in rest:
            fused[i] = floor - (top - fused[i])
        for position, score in scores.items():
            fused[position] = score

    def candidates(self, question: str) -> dict[int, dict[str, float]]:
        """Return the features of the passages looked at closely for `question`, as the reranker sees them."""
        language = detect(question)
        query = make_query(question, language, self.index.compounds, names=self._names)
        allowed = self._allowed(None)
        fields = self._fields(query, allowed, ())
        return self.describe(self._fuse(fields, language, allowed, ()), fields, query, allowed)

    def describe(
        self, fused: Scores, fields: dict[str, Scores], query: Query, allowed: NDArray[np.bool_]
    ) -> dict[int, dict[str, float]]:
        """Return the features of the best candidates, by the positions of their passages."""
        overlap = self.overlap(query)
        scaled = {name: standard(fields[name], allowed) for name in FIELDS if name in fields}
        best = np.argsort(-fused, kind="stable")[: min(CANDIDATES, int(allowed.sum()))]
        return {
            int(i): {name: float(scores[i]) for name, scores in scaled.items()}
            | self._closer.features(query.text, query.language, overlap, self.index.passages[i], self._notes[i])
            for i in best
        }

    def _best_notes(self, passage: int, unit_scores: Scores | None) -> tuple[Note, ...]:
        """Return a passage's notes, the best match first."""
        positions = np.flatnonzero(self._owners == passage)
        if unit_scores is not None:
            positions = positions[np.argsort(-unit_scores[positions], kind="stable")]
        return tuple(note for i in positions if (note := self._units[i].note) is not None)


def standard(scores: Scores, allowed: NDArray[np.bool_]) -> Scores:
    """Return z-scores: how many standard deviations each score stands above the mean of the allowed ones."""
    kept = scores[allowed]
    spread = float(kept.std())
    return ((scores - kept.mean()) / spread).astype(np.float32) if spread > 0 else np.zeros_like(scores)
