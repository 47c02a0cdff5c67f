"""What a person may type for a word of the reports, in the same language.

`lexicon/thesaurus-nb.tsv` (bokmål, nynorsk and how people talk) and `thesaurus-en.tsv` hold a line a word that
reports or notes use: the word, a tab, and parted by commas what may be typed for it, the likeliest first. They were
written word by word for the sense the word has in evaluation reports, without sight of any question.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from index.lexical import Concept
from index.tokens import STOP_EN, STOP_NB, stem, stem_en, words

FOLDER = Path(__file__).with_name("lexicon")
MEANT = 0.7  # weight of a report's word for one that was typed
BACK = 0.7  # how much of that a typed word of the reports has for what else it may be called
LATER, LIKELIEST = 0.8, 4  # weight of what comes after the likeliest few of a line
MANY = 3  # a typed word that may mean more words than this says less of each
PHRASE = 0.6  # weight of what a phrase may mean, beside its words themselves
LONGEST = 4  # words of a phrase
Key = TypeVar("Key")
Forms = Mapping[str, float]  # stem of a report's word → weight


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """The thesaurus of one language, looked up by stems."""

    single: Mapping[str, Forms]
    phrases: Mapping[tuple[str, ...], Forms]
    typed: frozenset[str]  # every word of it, as it is written
    stem: Callable[[str], str]

    def widened(self, concept: Concept) -> Concept:
        """Return a concept that a report may also meet by the words that its first form may mean.

        Names, parts of compounds and words of an earlier question stay as they are.
        """
        if concept.weight != 1:
            return concept
        forms = dict(concept.forms)
        for form, weight in self.single.get(concept.forms[0][0], {}).items():
            forms.setdefault(form, weight)
        return Concept(tuple(forms.items()), concept.weight)

    def phrases_in(self, text: str) -> list[Concept]:
        """Return what the phrases in a text may mean, the longest phrase at each place."""
        stems = [self.stem(word) for word in words(text)]
        concepts, at = [], 0
        while at < len(stems):
            lengths = range(min(LONGEST, len(stems) - at), 1, -1)
            length = next((n for n in lengths if tuple(stems[at : at + n]) in self.phrases), 0)
            if length:
                concepts.append(Concept(tuple(self.phrases[tuple(stems[at : at + length])].items()), PHRASE))
            at += max(1, length)
        return concepts


def read_lines(language: str, folder: Path = FOLDER) -> list[tuple[str, list[str]]]:
    """Return the words of a file, each with what may be typed for it, the likeliest first."""
    text = (folder / f"thesaurus-{'en' if language == 'en' else 'nb'}.tsv").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines())
    return [(word, others.split(", ")) for word, others in lines]


@cache
def load_thesaurus(language: str, folder: Path = FOLDER) -> Thesaurus:
    """Read the thesaurus of "nb" (for nynorsk as well) or "en"; a test checks the files' form."""
    english = language == "en"
    stemmed, stop = (stem_en, STOP_EN) if english else (stem, STOP_NB)
    single: dict[str, dict[str, float]] = {}
    phrases: dict[tuple[str, ...], dict[str, float]] = {}
    lines = read_lines(language, folder)
    for word, others in lines:
        meant = stemmed(word)
        for rank, other in enumerate(others):
            typed = [stemmed(w) for w in words(other)]
            weight = 1.0 if rank < LIKELIEST else LATER
            if len(typed) > 1:
                _set(phrases.setdefault(tuple(typed), {}), meant, weight)
            elif typed[0] != meant and other not in stop:
                _set(single.setdefault(typed[0], {}), meant, weight * MEANT)
                _set(single.setdefault(meant, {}), typed[0], weight * MEANT * BACK)
    known = frozenset(w for word, others in lines for text in (word, *others) for w in words(text))
    return Thesaurus(_spread(single), _spread(phrases), known, stemmed)


def _set(forms: dict[str, float], form: str, weight: float) -> None:
    forms[form] = max(weight, forms.get(form, 0.0))


def _spread(table: Mapping[Key, dict[str, float]]) -> dict[Key, Forms]:
    """Return the table with less weight for each of many meanings."""
    return {
        key: {form: weight * min(1.0, MANY / len(forms)) ** 0.5 for form, weight in forms.items()}
        for key, forms in table.items()
    }
