"""How much of what was asked stands in a stretch of text: concepts weighed by how telling they are."""

from collections.abc import Container, Iterable, Sequence, Set

import numpy as np

from index.lexical import Concept, LexicalIndex
from index.lexicon import Query
from index.posed import Posed
from index.tokens import Compounds, english_tokens

UNKNOWN = 6.0  # the weight of a word that stands nowhere: as telling as one in 400


class Asked:
    """The concepts of a query in one language, each with its weight."""

    def __init__(self, concepts: Iterable[Concept], index: LexicalIndex) -> None:
        """Take the concepts and the index that knows how common their words are."""
        self.weighed = [(c, _telling(c, index)) for c in concepts]
        self._total = sum((weight for _, weight in self.weighed), 0.0)
        self._places: dict[str, list[tuple[int, float]]] = {}  # form → numbers of its concepts, its share of each
        for number, (concept, _) in enumerate(self.weighed):
            for form, share in concept.forms:
                self._places.setdefault(form, []).append((number, share))
        self.forms = frozenset(self._places)
        self._shares: dict[frozenset[str], float] = {}

    def share(self, tokens: Set[str]) -> float:
        """Return the share of the concepts' weight that `tokens` carry (0 to 1), each by its best form."""
        return self._carried(self.forms & tokens)

    def alike(self, posed: Posed) -> dict[int, float]:
        """Return how alike questions are to the query: harmonic mean of both shares (above 0 to 1), by their numbers.

        Those that share no word with it are left out.
        """
        out = {}
        for number, common in posed.shared(self.forms).items():
            share, back = self._carried(common), len(common) / posed.lengths[number]
            if share:
                out[number] = 2 * share * back / (share + back)
        return out

    def _carried(self, forms: frozenset[str]) -> float:
        """Return the share of the weight that some of the forms carry; the same few recur from note to note."""
        if forms not in self._shares:
            best: dict[int, float] = {}
            for form in forms:
                for number, share in self._places[form]:
                    best[number] = max(share, best.get(number, 0.0))
            held = sum(self.weighed[number][1] * best[number] for number in sorted(best))  # floats add up in one order
            self._shares[forms] = held / self._total if self._total else 0.0
        return self._shares[forms]

    def held_in(self, index: LexicalIndex, documents: Sequence[int]) -> list[set[str]]:
        """Return which of the concepts' forms each of some documents of `index` holds."""
        wanted = np.asarray(documents, np.int32)
        held: list[set[str]] = [set() for _ in documents]
        for form in self.forms:
            rows = index.token_scores(form)[0]
            places = np.searchsorted(rows, wanted)
            for at in np.flatnonzero(places < len(rows)):
                if rows[places[at]] == wanted[at]:
                    held[at].add(form)
        return held


class Overlap:
    """Measures texts against one query."""

    def __init__(self, query: Query, compounds: Compounds, norwegian: LexicalIndex, english: LexicalIndex) -> None:
        """Take the query and the indexes that know how common its words are."""
        self._compounds = compounds
        self._norwegian = Asked(query.norwegian, norwegian)
        self._english = Asked(query.english if query.language == "en" else (), english)

    def norwegian(self, text: str) -> float:
        """Return the share of the query's weight that the words of a Norwegian text carry (0 to 1)."""
        return self.norwegian_tokens(set(self._compounds.tokens(text)))

    def english(self, text: str) -> float:
        """Return the share of the query's weight that the words of an English text carry (0 to 1)."""
        return self.english_tokens(set(english_tokens(text)))

    def norwegian_tokens(self, tokens: Set[str]) -> float:
        """Return the same for a text's Norwegian tokens."""
        return self._norwegian.share(tokens)

    def english_tokens(self, tokens: Set[str]) -> float:
        """Return the same for a text's English tokens."""
        return self._english.share(tokens)

    def alike(self, posed: Posed, *, english: bool) -> dict[int, float]:
        """Return how alike questions are to the query (above 0 to 1), by their numbers; none that shares no word."""
        return (self._english if english else self._norwegian).alike(posed)

    def held_in(self, index: LexicalIndex, documents: Sequence[int]) -> list[set[str]]:
        """Return the query's Norwegian forms that each of some documents of `index` holds."""
        return self._norwegian.held_in(index, documents)

    def forms(self, tokens: Set[str], *, english: bool) -> Set[str]:
        """Return those of `tokens` that the query asks for."""
        return (self._english if english else self._norwegian).forms & tokens

    def held(self, posed: Posed, among: Container[int], *, english: bool) -> set[str]:
        """Return those of the query's forms that any question `among` some numbers holds."""
        return posed.held((self._english if english else self._norwegian).forms, among)

    def unknown(self) -> list[str]:
        """Return the forms of the concepts that no text of the library holds, whatever they are called."""
        return [c.forms[0][0] for c, weight in self._norwegian.weighed if weight == UNKNOWN and c.weight == 1]

    def known(self) -> list[str]:
        """Return the forms of the other concepts, each by its first."""
        return [c.forms[0][0] for c, weight in self._norwegian.weighed if weight != UNKNOWN and c.weight == 1]


def _telling(concept: Concept, index: LexicalIndex) -> float:
    """Return a concept's weight: that of its commonest form, `UNKNOWN` where none stands anywhere."""
    known = [index.idf(token) for token, _ in concept.forms if len(index.token_scores(token)[0])]
    return concept.weight * (min(known) if known else UNKNOWN)
