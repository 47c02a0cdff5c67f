"""Turn text into the tokens that lexical search counts: stems, compound parts, character n-grams.

Knows no index and no question. Norwegian writes compounds in one word, so a word is indexed whole and
by its parts ("næringslivsutvikling" → næringsliv, utvikling), found by the corpus's own vocabulary.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

import Stemmer

JOINT = re.compile(r"[.\-/&]")
WORD = re.compile(r"[^\W_]+(?:[.\-/&][^\W_]+)*")
STOP_NB = frozenset(
    "og i er det som på til av med at har var de en et ble fra om men den for å ei eit dei ein vart vert hva kva hvem "
    "kven hvor kor hvordan korleis hvorfor kvifor hvilke hvilken hvilket når noen noe nokon noko kan skal vil ved "
    "eller dette disse desse sine sin sitt seg ut inn blir blitt etter jeg eg vi me dere du man der da så også både "
    "ha hadde være vere vært vore enn hos sier si seier være skulle kunne ville bli verte dens dets deres deira ikke "
    "ikkje nå no opp ned her hvis dersom bare berre jo nok vel fikk fekk gjør gjer gjorde går gjekk mot over "
    "under".split()
)
STOP_EN = frozenset(
    "the of and to in is was were that with on by it as are from has have had not what who which how why when where "
    "did does do done any there their they this these those you about could would should into out can or an a if "
    "than its been be we our for at so such he she his her i my me your them also both being will may might must "
    "according say says said tell many much".split()
)
MIN_PART = 4  # letters of a compound's part: shorter ones ("for", "del") stand in too many words
MIN_COUNT = 2  # times a part must stand in the corpus as a word of its own
MOST_CHANGED = 5_000  # words and stems come or gone from which it is no quicker to look for them than to split anew
_norwegian = Stemmer.Stemmer("norwegian")
_english = Stemmer.Stemmer("english")


def words(text: str) -> list[str]:
    """Return the words of `text` in lower case; a joined word ("FoU-miljø", "3.0") whole and by its parts.

    >>> words("FoU-miljøene i 2019")
    ['fou-miljøene', 'fou', 'miljøene', 'i', '2019']
    """
    out = []
    for word in WORD.findall(unicodedata.normalize("NFC", text).lower()):
        out.append(word)
        if not word.isalnum():
            out += [p for p in JOINT.split(word) if p]
    return out


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the Norwegian stem of a word (Snowball; nynorsk shares most endings).

    >>> stem("kommunene") == stem("kommunen")
    True
    """
    return str(_norwegian.stemWord(word))


@lru_cache(maxsize=100_000)
def stem_en(word: str) -> str:
    """Return the English stem of a word (Snowball)."""
    return str(_english.stemWord(word))


def english_tokens(text: str) -> list[str]:
    """Return the English stems of a text, without the commonest words."""
    return [token for word in words(text) for token in english_of(word)]


def english_of(word: str) -> tuple[str, ...]:
    """Return the same of one word in lower case."""
    return () if word in STOP_EN else (stem_en(word),)


def ngrams(text: str, sizes: tuple[int, ...] = (4, 5)) -> list[str]:
    """Return the character n-grams of a text's words, each word set between spaces.

    >>> ngrams("vekst", (4,))
    [' vek', 'veks', 'ekst', 'kst ']
    """
    return [gram for word in words(text) for gram in ngrams_of(word, sizes)]


def ngrams_of(word: str, sizes: tuple[int, ...] = (4, 5)) -> list[str]:
    """Return the same of one word in lower case."""
    if word in STOP_NB or word in STOP_EN:
        return []
    padded = f" {word} "
    return [padded[i : i + n] for n in sizes for i in range(len(padded) - n + 1)]


class Compounds:
    """Splits compounds into words of a vocabulary; at most two cuts, linking s or e left out."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """Take the words that can be parts (each once; stems are made here)."""
        self.vocabulary = sorted({w for w in vocabulary if len(w) >= MIN_PART and w.isalpha()})
        self._stems = {stem(w) for w in self.vocabulary}
        self._known = set(self.vocabulary) | self._stems
        self._cache: dict[str, tuple[str, ...]] = {}

    @classmethod
    def from_texts(cls, texts: Iterable[str], extra: Iterable[str] = ()) -> "Compounds":
        """Return a splitter whose parts are the words of `texts` that recur, and those of `extra`."""
        return cls.from_counts(Counter(w for text in texts for w in words(text)), extra)

    @classmethod
    def from_counts(cls, counts: Mapping[str, float], extra: Iterable[str] = ()) -> "Compounds":
        """Return the same where the words of the texts are counted already."""
        return cls([*(w for w, n in counts.items() if n >= MIN_COUNT), *extra])

    def split_otherwise(self, splits: Iterable[str], vocabulary: Iterable[str]) -> Collection[str]:
        """Return those of some words that may be split otherwise here than by another vocabulary.

        A word is split at words and stems that stand in it (a stem is the beginning of its word): one that holds
        none of those that have come or gone is split as it was.
        """
        every = list(splits)
        changed = Compounds(vocabulary)._known ^ self._known
        if len(changed) > MOST_CHANGED:
            return every
        said = "\n".join(["", *every, ""])
        return {word for key in changed for word in _words_with(key, said)}

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the stems of a compound's parts, () where the word is none."""
        if word not in self._cache:
            self._cache[word] = self._split(word, depth=2) if word.isalpha() else ()
        return self._cache[word]

    def _split(self, word: str, depth: int) -> tuple[str, ...]:
        for cut in range(len(word) - MIN_PART, MIN_PART - 1, -1):  # the longest head first
            tail = stem(word[cut:])
            if tail not in self._stems and word[cut:] not in self._known:
                continue
            head = self._head(word[:cut])
            if head:
                return (head, tail)
            if depth > 1 and len(word[:cut]) >= 2 * MIN_PART:
                deeper = self._split(word[:cut].removesuffix("s"), depth - 1)
                if deeper:
                    return (*deeper, tail)
        return ()

    def _head(self, head: str) -> str:
        for form in (head, head.removesuffix("s"), head.removesuffix("e")):
            if len(form) >= MIN_PART and (form in self._known or stem(form) in self._stems):
                return stem(form)
        return ""

    def tokens(self, text: str) -> list[str]:
        """Return the Norwegian stems of a text and of its compounds' parts, without the commonest words."""
        return [token for word in words(text) for token in self.tokens_of(word)]

    def tokens_of(self, word: str) -> tuple[str, ...]:
        """Return the same of one word in lower case."""
        return () if word in STOP_NB else (stem(word), *self.parts(word))


def _words_with(key: str, lines: str) -> Iterator[str]:
    """Yield the words, a line each, that `key` stands in."""
    at = lines.find(key)
    while at >= 0:
        end = lines.index("\n", at)
        yield lines[lines.rindex("\n", 0, at) + 1 : end]
        at = lines.find(key, end)
