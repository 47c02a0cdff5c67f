"""How much of what was asked stands in a stretch of text: concepts weighed by how telling they are."""

from collections.abc import Iterable, Set

from index.lexical import Concept, LexicalIndex
from index.lexicon import Query
from index.tokens import Compounds, english_tokens

UNKNOWN = 6.0  # the weight of a word that stands nowhere: as telling as one in 400


class Overlap:
    """Measures texts against one query."""

    def __init__(self, query: Query, compounds: Compounds, norwegian: LexicalIndex, english: LexicalIndex) -> None:
        """Take the query and the indexes that know how common its words are."""
        self._compounds = compounds
        self._norwegian = [(c, _telling(c, norwegian)) for c in query.norwegian]
        self._english = [(c, _telling(c, english)) for c in query.english] if query.language == "en" else []

    def norwegian(self, text: str) -> float:
        """Return the share of the query's weight that the words of a Norwegian text carry (0 to 1)."""
        return self.norwegian_tokens(set(self._compounds.tokens(text)))

    def english(self, text: str) -> float:
        """Return the share of the query's weight that the words of an English text carry (0 to 1)."""
        return self.english_tokens(set(english_tokens(text)))

    def norwegian_tokens(self, tokens: Set[str]) -> float:
        """Return the same for a text's Norwegian tokens."""
        return _share(self._norwegian, tokens)

    def english_tokens(self, tokens: Set[str]) -> float:
        """Return the same for a text's English tokens."""
        return _share(self._english, tokens)

    def asked(self, tokens: Set[str], *, english: bool) -> float:
        """Return how alike a question's tokens are to the query: harmonic mean of both shares (0 to 1)."""
        concepts = self._english if english else self._norwegian
        share = _share(concepts, tokens)
        forms = {form for concept, _ in concepts for form, _ in concept.forms}
        back = len(tokens & forms) / len(tokens) if tokens else 0.0
        return 2 * share * back / (share + back) if share + back else 0.0

    def unknown(self) -> list[str]:
        """Return the forms of the concepts that no text of the library holds, whatever they are called."""
        return [c.forms[0][0] for c, weight in self._norwegian if weight == UNKNOWN and c.weight == 1]


def _telling(concept: Concept, index: LexicalIndex) -> float:
    """Return a concept's weight: that of its commonest form, `UNKNOWN` where none stands anywhere."""
    known = [index.idf(token) for token, _ in concept.forms if len(index.token_scores(token)[0])]
    return concept.weight * (min(known) if known else UNKNOWN)


def _share(concepts: Iterable[tuple[Concept, float]], tokens: Set[str]) -> float:
    total = held = 0.0
    for concept, weight in concepts:
        total += weight
        held += weight * max((share for token, share in concept.forms if token in tokens), default=0.0)
    return held / total if total else 0.0
