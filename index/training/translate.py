"""Word-for-word English (and nynorsk) of Norwegian text, by the glossary.

The model adds up word vectors and knows no word order, so a sentence whose words are replaced one by one
teaches it nearly what a real translation would, in any amount and in this field's own vocabulary.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.lexicon import FILE
from index.tokens import STOP_EN, STOP_NB, Compounds, stem, words

ENOUGH = 0.5  # share of the content words that must be in the glossary: less is no translation
FILLERS = 0.3  # share of English function words strewn in, so that the model learns to overhear them
FIRST = 0.6  # how often the first, commonest English form is taken

# Commonest differences of spelling and ending, bokmål → nynorsk. Some words come out wrong: what counts is
# that most come out as they are written.
NYNORSK = tuple(
    (re.compile(pattern), other)
    for pattern, other in (
        (r"^hvordan$", "korleis"),
        (r"^(?:hva|hvilke[nt]?)$", "kva"),
        (r"^hvorfor$", "kvifor"),
        (r"^ikke$", "ikkje"),
        (r"^noen$", "nokon"),
        (r"^noe$", "noko"),
        (r"^jeg$", "eg"),
        (r"^fra$", "frå"),
        (r"^ble$", "vart"),
        (r"^(?:være|vært)$", "vore"),
        (r"^de$", "dei"),
        (r"mulig", "mogleg"),
        (r"^hv", "kv"),
        (r"(?<=..)lig", "leg"),
        (r"(?<=..)het(?=$|en$|er$|ene$|s)", "heit"),
        (r"^virk|(?<=[a-z])virk", "verk"),
        (r"løs", "løys"),
        (r"høy(?!r)", "høg"),
        (r"(?<=..)ingen$", "inga"),
        (r"(?<=..)ene$", "ane"),
        (r"(?<=...)er$", "ar"),
        (r"(?<=..)ede$", "a"),
    )
)


@dataclass(frozen=True, slots=True)
class Term:
    """A line of the glossary."""

    english: tuple[str, ...]
    bokmaal: tuple[str, ...]
    nynorsk: tuple[str, ...]


def read_terms(path: Path = FILE) -> list[Term]:
    """Return the glossary's lines."""
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [Term(_split(en, "|"), _split(nb, ","), _split(nn, ",")) for en, nb, nn in lines]


def _split(field: str, mark: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in field.split(mark) if part.strip())


class Translator:
    """Replaces Norwegian words; draws among the translations, so the same text comes out in many ways."""

    def __init__(self, terms: Iterable[Term], seed: int) -> None:
        """Look the terms up by Norwegian stems."""
        terms = list(terms)
        self._random = np.random.default_rng(seed)
        self._english: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._nynorsk: dict[str, list[str]] = defaultdict(list)
        for term in terms:
            for place, word in enumerate(term.bokmaal + term.nynorsk):
                if " " not in word and term.english:
                    rank = place % max(1, len(term.bokmaal))  # a line's first word is its best one
                    self._english[stem(word)] += [term.english] * (2 if rank == 0 else 1)
            for word, other in zip(term.bokmaal, term.nynorsk, strict=False):
                if word != other and " " not in word + other:
                    self._nynorsk[stem(word)].append(other)
        self._compounds = Compounds(w for t in terms for f in t.bokmaal + t.nynorsk for w in words(f))
        self._fillers = sorted(STOP_EN)

    def english(self, text: str) -> str | None:
        """Return the text in English words, or None where the glossary knows too few of them."""
        out: list[str] = []
        known = content = 0
        for word in words(text):
            if word in STOP_NB:
                continue
            content += 1
            found = self._words_for(word)
            known += bool(found)
            out += found or [word]
            if self._random.random() < FILLERS:
                out.append(self._fillers[self._random.integers(len(self._fillers))])
        return " ".join(out) if content and known / content >= ENOUGH else None

    def nynorsk(self, text: str) -> str | None:
        """Return bokmål text with its words made nynorsk by the glossary and by rule, or None where none changes."""
        before = words(text)
        after = [self._nynorsk_word(word) for word in before]
        return " ".join(after) if after != before else None

    def _nynorsk_word(self, word: str) -> str:
        for pattern, other in NYNORSK:
            word = pattern.sub(other, word)
        others = self._nynorsk.get(stem(word))
        return others[0] if others else word

    def _words_for(self, word: str) -> list[str]:
        key = stem(word)
        if key in self._english:
            return [self._draw(key)]
        parts = self._compounds.parts(word)
        return [self._draw(p) for p in parts] if parts and all(p in self._english for p in parts) else []

    def _draw(self, key: str) -> str:
        entries = self._english[key]
        forms = entries[self._random.integers(len(entries))]
        first = len(forms) == 1 or self._random.random() < FIRST
        return forms[0] if first else forms[self._random.integers(len(forms))]
