"""Search: the fields' scores, fused; filters applied inside; the passages with the notes that matched."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from corpus.language import detect
from corpus.library import Library
from corpus.records import Filters, Hit, Language, Note, Report
from index.crossencoder import LOOKED_AT, Reranker, full_text, reorder
from index.embed import Embedder, Vectors
from index.fields import make_units, notes_of
from index.filters import Scope, proper_names
from index.fuse import Field, Mask, best_first, fuse, weights_of
from index.lexical import Scores
from index.lexicon import Query, glossary_words, load_lexicon, make_query, widened
from index.overlap import Overlap
from index.posed import Posed
from index.rerank import FIELDS, Candidate, Closer, Row, load_weights
from index.store import SavedIndex, refuse_other_model
from index.thesaurus import load_thesaurus
from index.tokens import STOP_EN, STOP_NB, stem, stem_en
from index.untold import told_and_untold, untold_share

CANDIDATES = 50  # passages looked at closely: the right one is among them for nearly all questions
PARTS = ("notes", "dense", "lexical", "translation", "rerank")  # what an ablation can leave out


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, and what it was asked."""

    hits: tuple[Hit, ...]
    query: Query
    allowed: int  # passages the filters left
    nearest: float = 0.0  # the best cosine of any note's vector
    untold: float = 0.0  # share of the nearest that notes name as not told


@dataclass(frozen=True, slots=True)
class Scored:
    """What every passage scores in every field that counts."""

    fields: dict[str, Field]
    units: Scores | None  # (units,); None where lexical search is left out
    nearest: float = 0.0  # the best cosine of any note's vector
    untold: float = 0.0  # share of the nearest that notes name as not told


class Searcher:
    """Searches one index; holds no state of any conversation."""

    def __init__(
        self, index: SavedIndex, library: Library, embedder: Embedder, reranker: Reranker | None = None
    ) -> None:
        """Take a built or loaded index, the library it was made from, and the model of its vectors.

        Raises:
            IndexStale: the index holds the vectors of another model.
        """
        refuse_other_model(index, embedder)
        self.index = index
        self.library = library
        self.embedder = embedder
        self._reranker = reranker
        reports: dict[str, Report] = library.by_id
        self._notes = notes_of(list(index.passages), library.all_notes())
        self._units = make_units(list(index.passages), self._notes, reports)
        self._told, self._untold = told_and_untold(index.dense, self._notes)
        # read here, where no question waits for it
        self._typed = load_thesaurus("nb").typed | load_thesaurus("en").typed
        read = {note.report_id for notes in self._notes for note in notes}
        self._unread = np.array([p.report_id not in read for p in index.passages], bool)
        self._owners = np.array([u.passage for u in self._units], np.int32)  # rising: passage by passage
        self._scope = Scope(index.passages, library.reports)
        self._names = proper_names(library.reports)
        self._closer = Closer(index.compounds, reports)

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
        allowed = self._scope.allowed(filters)
        count = int(allowed.sum())
        if not count or not k:
            return Found((), query, count)
        wide = "translation" not in without and ("notes" in without or self._lacks_notes(allowed))
        scored = self._score(widened(query) if wide else query, allowed, without)
        fused = fuse(scored.fields, weights_of(language, notes="notes" not in without), allowed)
        if not {"rerank", "notes"} & set(without):
            self._rerank(fused, scored, query, allowed)
        if self._reranker and "rerank" not in without:
            self._look_again(self._reranker, fused, query, count, notes="notes" not in without)
        best = best_first(fused, min(k, count))
        hits = tuple(self._hit(i, float(fused[i]), n, scored.units, allowed) for n, i in enumerate(best.tolist(), 1))
        return Found(hits, query, count, scored.nearest, scored.untold)

    def _lacks_notes(self, allowed: Mask) -> bool:
        """Tell whether any report that is searched has no notes, which say things in readers' words already."""
        return bool((allowed & self._unread).any())

    def overlap(self, query: Query) -> Overlap:
        """Return what measures texts against `query`."""
        return Overlap(query, self.index.compounds, self.index.lexical["all"], self.index.lexical["english"])

    def tokens_of(self, text: str, *, english: bool) -> frozenset[str]:
        """Return the tokens of a text that recurs (a note's), kept once they are made."""
        return self._closer.tokens_of(text, english=english)

    def posed(self, note: Note, *, english: bool) -> Posed:
        """Return a note's questions by their tokens, kept once they are made: the English ones, or all by Norwegian."""
        return self._closer.posed(note, english=english)

    def knows(self, word: str) -> bool:
        """Tell whether a word stands anywhere in the library, in some form or as a compound of known parts."""
        lexical, compounds = self.index.lexical, self.index.compounds
        forms = (("all", stem(word)), ("english", stem_en(word)))
        return any(len(lexical[name].token_scores(form)[0]) for name, form in forms) or bool(compounds.parts(word))

    def is_word(self, word: str) -> bool:
        """Tell whether a word (lower case) stands in the library, the glossary or the thesaurus, in some form."""
        known = word in STOP_NB or word in STOP_EN or word in glossary_words() or word in self._typed
        known = known or self.knows(word)
        return known or (stem_en(word),) in load_lexicon().english

    def _score(self, query: Query, allowed: Mask, without: Collection[str]) -> Scored:
        """Return the score of every passage in the fields that count, and of every unit."""
        wanted = set(weights_of(query.language, notes="notes" not in without))
        if not {"rerank", "notes"} & set(without):
            wanted |= set(FIELDS)
        fields: dict[str, Field] = {}
        units, nearest, untold = None, 0.0, 0.0
        if "lexical" not in without:
            scores, units = self._lexical(query, wanted)
            fields = {name: Field.of(values, allowed) for name, values in scores.items()}
        if "dense" not in without:
            vector = self.embedder.embed_question(query.text)
            fields |= self._dense(vector, allowed)
            name = "dense-text" if "notes" in without else "dense-notes"
            nearest = float(fields[name].scores[allowed].max())
            if "notes" not in without:
                only = None if allowed.all() else allowed
                untold = untold_share(vector, query.text, self._told, self._untold, only)
        return Scored(fields, units, nearest, untold)

    def _dense(self, vector: Vectors, allowed: Mask) -> dict[str, Field]:
        """Return the fields of vectors."""
        only = None if allowed.all() else allowed
        out = {}
        for name in ("text", "notes"):
            dense = self.index.dense[name]
            scores, spread = dense.score(vector, len(allowed), allowed=only), dense.spread(vector)
            out[f"dense-{name}"] = (
                Field(scores, np.float32(spread[0]), spread[1]) if spread else Field.of(scores, allowed)
            )
        return out

    def _lexical(self, query: Query, wanted: set[str]) -> tuple[dict[str, Scores], Scores]:
        """Return the lexical fields that are `wanted`, and the score of every unit."""
        asked = {"text": query.norwegian, "all": query.norwegian, "grams-text": query.grams, "grams": query.grams}
        asked |= {"english-text": query.english, "english": query.english}
        lexical = self.index.lexical
        out = {name: lexical[name].score(list(concepts)) for name, concepts in asked.items() if name in wanted}
        units = lexical["unit"].score(list(query.norwegian))
        english_units = lexical["english-unit"].score(list(query.english))
        out["unit"], out["english-unit"] = self._best(units), self._best(english_units)
        return out, english_units + 0.3 * units if query.language == "en" else units

    def _best(self, unit_scores: Scores) -> Scores:
        """Return the best unit's score of each passage."""
        out = np.zeros(len(self.index.passages), np.float32)
        np.maximum.at(out, self._owners, unit_scores)
        return out

    def _rerank(self, fused: Scores, scored: Scored, query: Query, allowed: Mask) -> None:
        """Put the best candidates in the order of the fitted model, in place; the rest stay behind them."""
        rows = self.describe(fused, scored, query, allowed)
        weights = load_weights()["en" if query.language == "en" else "no"]
        scores = {i: sum(weights.get(name, 0.0) * value for name, value in row.items()) for i, row in rows.items()}
        rest = allowed.copy()
        rest[list(scores)] = False
        if rest.any():
            fused[rest] = min(scores.values()) - 1 - (float(fused[rest].max()) - fused[rest])
        for position, score in scores.items():
            fused[position] = score

    def candidates(self, question: str) -> dict[int, Row]:
        """Return the features of the passages looked at closely for `question`, as the reranker sees them."""
        language = detect(question)
        query = make_query(question, language, self.index.compounds, names=self._names)
        allowed = self._scope.allowed(None)
        scored = self._score(query, allowed, ())
        return self.describe(fuse(scored.fields, weights_of(language, notes=True), allowed), scored, query, allowed)

    def describe(self, fused: Scores, scored: Scored, query: Query, allowed: Mask) -> dict[int, Row]:
        """Return the features of the best candidates, by the positions of their passages."""
        best = best_first(fused, min(CANDIDATES, int(allowed.sum())))
        overlap = self.overlap(query)
        bodies = overlap.held_in(self.index.lexical["text"], best.tolist())
        candidates = [
            Candidate(self.index.passages[i].report_id, body, self._notes[i])
            for i, body in zip(best, bodies, strict=True)
        ]
        close = self._closer.features(query.text, query.language, overlap, candidates)
        scaled = {name: scored.fields[name].standard(best).tolist() for name in FIELDS if name in scored.fields}
        return {
            int(i): {name: values[at] for name, values in scaled.items()} | row
            for at, (i, row) in enumerate(zip(best, close, strict=True))
        }

    def _look_again(self, reranker: Reranker, fused: Scores, query: Query, count: int, *, notes: bool) -> None:
        """Put the best few in the order of a cross-encoder, in place."""
        best = best_first(fused, min(LOOKED_AT, count))
        texts = [
            full_text(self.index.passages[i], self._notes[i] if notes else (), query.language) for i in best.tolist()
        ]
        reorder(fused, best, reranker.score(query.text, texts))

    def _hit(self, position: int, score: float, rank: int, unit_scores: Scores | None, allowed: Mask) -> Hit:
        also = self.index.alike[position] if self.index.alike else ()
        others = tuple(self.index.passages[i] for i in also if allowed[i])
        return Hit(self.index.passages[position], score, rank, self._best_notes(position, unit_scores), others)

    def _best_notes(self, passage: int, unit_scores: Scores | None) -> tuple[Note, ...]:
        """Return a passage's notes, the best match first."""
        start, end = np.searchsorted(self._owners, [passage, passage + 1])
        positions = np.arange(start, end)
        if unit_scores is not None:
            positions = positions[np.argsort(-unit_scores[positions], kind="stable")]
        return tuple(note for i in positions if (note := self._units[i].note) is not None)
