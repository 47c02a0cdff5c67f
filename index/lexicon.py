"""The glossary, English – bokmål – nynorsk, and what a question's words may be called in a report.

`lexicon/glossary.tsv` holds a line a term: English forms parted by "|", bokmål words and nynorsk words
parted by ",". It translates words, not sentences: each English phrase becomes a concept with all its
translations as forms, and BM25 counts the best of them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from corpus.records import Language
from index.lexical import Concept
from index.thesaurus import load_thesaurus
from index.tokens import STOP_EN, STOP_NB, Compounds, english_tokens, ngrams, stem, stem_en, words

FILE = Path(__file__).with_name("lexicon") / "glossary.tsv"
LONGEST_PHRASE = 5  # words of an English term
ITSELF = 1.0  # weight of an English word kept as it is: names and words both languages share
LATER = 0.85  # weight of a translation that is not the first
PART = 0.4  # weight of a compound's parts beside the compound asked for
NAME = 1.3  # weight of the words of a proper name
CONTEXT = 0.5  # weight of the words of the question before, in a follow-up
TWIN = 0.9  # weight of the bokmål word for a nynorsk one, and the other way


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The glossary, looked up by stems."""

    english: dict[tuple[str, ...], tuple[str, ...]]  # stems of an English phrase → Norwegian words
    twins: dict[str, tuple[str, ...]]  # Norwegian stem → stems of the same word in the other standard

    def norwegian_words(self) -> set[str]:
        """Return every Norwegian word of the glossary."""
        return {w for entry in self.english.values() for term in entry for w in words(term)}


@cache
def load_lexicon(path: Path = FILE) -> Lexicon:
    """Read the glossary; the file belongs to the project and its form is checked by a test."""
    english: dict[tuple[str, ...], tuple[str, ...]] = {}
    twins: dict[str, dict[str, None]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        forms, bokmaal, nynorsk = (field.strip() for field in line.split("\t"))
        nb, nn = _terms(bokmaal, ","), _terms(nynorsk, ",")
        both = tuple(dict.fromkeys(nb + nn))
        for form in _terms(forms, "|"):
            key = tuple(stem_en(w) for w in words(form))
            english[key] = tuple(dict.fromkeys(english.get(key, ()) + both))
        for only, other in ((nn, nb), (nb, nn)):
            for word in only:
                if word not in other and " " not in word:
                    _add(twins, stem(word), [stem(w) for w in other if " " not in w and w not in only])
    return Lexicon(english, {k: tuple(v) for k, v in twins.items() if v})


@cache
def glossary_words(path: Path = FILE) -> frozenset[str]:
    """Return every Norwegian word of the glossary, as `Lexicon.norwegian_words` does, without looking up any."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(words("\n".join(field for line in lines for field in line.split("\t")[1:])))


def _terms(field: str, mark: str) -> tuple[str, ...]:
    return tuple(term.strip() for term in field.split(mark) if term.strip())


def _add(twins: dict[str, dict[str, None]], key: str, others: Iterable[str]) -> None:
    twins.setdefault(key, {}).update(dict.fromkeys(o for o in others if o != key))


@dataclass(frozen=True, slots=True)
class Query:
    """A question as lexical search sees it."""

    text: str
    language: Language
    norwegian: tuple[Concept, ...]  # for the Norwegian field
    english: tuple[Concept, ...]  # for the English field
    grams: tuple[Concept, ...]  # for the field of character n-grams


def make_query(
    text: str,
    language: Language,
    compounds: Compounds,
    *,
    names: Mapping[str, tuple[str, ...]] | None = None,
    context: str = "",
    translate: bool = True,
) -> Query:
    """Return the concepts a question asks for; without `translate`, every word stands for itself.

    `names` are the library's proper names with what else they are called (lower case): they are kept as
    they are, and weigh more. `context` is what was asked before and is still meant: its words count
    `CONTEXT` as much.
    """
    if context:
        return _with_context(
            make_query(text, language, compounds, names=names, translate=translate),
            make_query(context, language, compounds, names=names, translate=translate),
        )
    lexicon = load_lexicon()
    rest, named = _take_names(text, names or {})
    if language == "en":
        norwegian = named + (_from_english(rest, lexicon) if translate else _bare(rest, STOP_EN))
        source = " ".join([f for c in norwegian for f, w in c.forms[:2]])
    else:
        norwegian = named + _from_norwegian(rest, lexicon, compounds, twins=translate)
        source = text
    return Query(
        text,
        language,
        tuple(norwegian),
        tuple(Concept(((token, 1.0),)) for token in dict.fromkeys(english_tokens(text))),
        tuple(Concept(((gram, 1.0),)) for gram in dict.fromkeys(ngrams(source))),
    )


def widened(query: Query) -> Query:
    """Return a query that finds as well what its words may mean, by the thesaurus.

    For reports that have no notes: notes say in readers' words what the report says in its own, and a thesaurus adds
    nothing to them (measured: eval/LOG.md, "what a word may mean").
    """
    nb, en = load_thesaurus("nb"), load_thesaurus("en")
    if query.language == "en":
        english = (*map(en.widened, query.english), *en.phrases_in(query.text))
        return replace(query, norwegian=tuple(map(nb.widened, query.norwegian)), english=english)
    return replace(query, norwegian=(*map(nb.widened, query.norwegian), *nb.phrases_in(query.text)))


def _take_names(text: str, names: Mapping[str, tuple[str, ...]]) -> tuple[str, list[Concept]]:
    """Return the text without the names in it, and a concept for each word of each name."""
    concepts: list[Concept] = []
    said = text.lower()
    for name in sorted((n for n in names if n in said), key=len, reverse=True):
        pattern = re.compile(rf"(?<![\w-]){re.escape(name)}(?:s|et|en)?(?!\w)", re.IGNORECASE)
        if not pattern.search(text):
            continue
        text = pattern.sub(" ", text)
        also = [(stem(words(a)[0]), 1.0) for a in names[name] if len(words(a)) == 1]
        concepts += [Concept(((stem(w), 1.0), *also), NAME) for w in words(name) if w not in STOP_NB]
    return text, concepts


def _with_context(query: Query, before: Query) -> Query:
    def joined(now: tuple[Concept, ...], earlier: tuple[Concept, ...]) -> tuple[Concept, ...]:
        said = {form for concept in now for form, _ in concept.forms}
        kept = [c for c in earlier if c.forms[0][0] not in said]
        return now + tuple(Concept(c.forms, c.weight * CONTEXT) for c in kept)

    return Query(
        f"{query.text} {before.text}",
        query.language,
        joined(query.norwegian, before.norwegian),
        joined(query.english, before.english),
        joined(query.grams, before.grams),
    )


def _bare(text: str, stop: frozenset[str]) -> list[Concept]:
    return [Concept(((stem(w), 1.0),)) for w in dict.fromkeys(words(text)) if w not in stop]


def _from_english(text: str, lexicon: Lexicon) -> list[Concept]:
    """Translate by the longest phrases the glossary holds; every other word is kept as it is."""
    tokens = words(text)
    stems = [stem_en(w) for w in tokens]
    concepts, at = [], 0
    while at < len(tokens):
        length = next(
            (
                n
                for n in range(min(LONGEST_PHRASE, len(tokens) - at), 0, -1)
                if tuple(stems[at : at + n]) in lexicon.english
            ),
            0,
        )
        if length == 1 and tokens[at] in STOP_EN:
            length = 0
        if length:
            concepts.append(_translated(tuple(stems[at : at + length]), tokens[at : at + length], lexicon))
        elif tokens[at] not in STOP_EN:
            concepts.append(Concept(((stem(tokens[at]), ITSELF),)))
        at += max(1, length)
    return concepts


def _translated(key: tuple[str, ...], tokens: list[str], lexicon: Lexicon) -> Concept:
    forms: dict[str, float] = {}
    for rank, term in enumerate(lexicon.english[key]):
        parts = [w for w in words(term) if w not in STOP_NB] or words(term)
        weight = (1.0 if rank == 0 else LATER) / len(parts)
        for part in parts:
            forms[stem(part)] = max(forms.get(stem(part), 0.0), weight)
    for token in tokens:
        if token not in STOP_EN:
            forms.setdefault(stem(token), ITSELF / len(tokens))
    return Concept(tuple(forms.items()))


def _from_norwegian(text: str, lexicon: Lexicon, compounds: Compounds, *, twins: bool) -> list[Concept]:
    concepts = []
    for word in dict.fromkeys(words(text)):
        if word in STOP_NB:
            continue
        forms = {stem(word): 1.0}
        for twin in lexicon.twins.get(stem(word), ()) if twins else ():
            forms.setdefault(twin, TWIN)
        concepts.append(Concept(tuple(forms.items())))
        concepts += [Concept(((part, 1.0),), PART) for part in compounds.parts(word)]
    return concepts
