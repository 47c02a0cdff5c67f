"""Turn text into the tokens that lexical search counts: stems, compound parts, character n-grams.

Knows no index and no question. Norwegian writes compounds in one word, so a word is indexed whole and
by its parts ("næringslivsutvikling" → næringsliv, utvikling), found by the corpus's own vocabulary.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
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
_norwegian = Stemmer.Stemmer("norwegian")
_english = Stemmer.Stemmer("english")


def words(text: str) -> list[str]:
    """Return the words of `text` in lower case; a joined word ("FoU-miljø", "3.0") whole and by its parts.

    >>> words("FoU-miljøene i 2019")
    ['fou-miljøene', 'fou', 'miljøene', 'i', '2019']
    """
    out = []
    for match in WORD.finditer(unicodedata.normalize("NFC", text).lower()):
        out.append(match[0])
        if not match[0].isalnum():
            out += [p for p in JOINT.split(match[0]) if p]
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
    return [stem_en(w) for w in words(text) if w not in STOP_EN]


def ngrams(text: str, sizes: tuple[int, ...] = (4, 5)) -> list[str]:
    """Return the character n-grams of a text's words, each word set between spaces.

    >>> ngrams("vekst", (4,))
    [' vek', 'veks', 'ekst', 'kst ']
    """
    out = []
    for word in words(text):
        if word in STOP_NB or word in STOP_EN:
            continue
        padded = f" {word} "
        out += [padded[i : i + n] for n in sizes for i in range(len(padded) - n + 1)]
    return out


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
        counts = Counter(w for text in texts for w in words(text))
        return cls([*(w for w, n in counts.items() if n >= MIN_COUNT), *extra])

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
        out = []
        for word in words(text):
            if word not in STOP_NB:
                out += [stem(word), *self.parts(word)]
        return out
