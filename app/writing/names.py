"""The names in a sentence that stand in nothing it cites: places, programmes, bodies, people.

A name is a run of capitalised words; the first word of a sentence is one only where nobody writes it small, or where
it is a known place or programme. A name stands where each of its words does, in any case and with any ending, or its
translation does ("Innovation Norway").
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.gazetteer import gazetteer
from corpus.library import Library
from corpus.numbers import WORDS
from corpus.records import Language
from index.filters import proper_names
from index.lexicon import Lexicon, load_lexicon
from index.tokens import Compounds, stem, stem_en

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
OPENING = re.compile(r"(?:^|[.!?:]\s+|[«“\"(]\s*)$")  # before a word that is capitalised for where it stands
SHORTEST = 4  # letters a name must share with a word of the source to be one of its forms
# Capitalised by English spelling alone, with what the reports call it where it is not the same word
ENGLISH = {
    "i": "", "norway": "norge", "norwegian": "norsk", "european": "europ", "europe": "europa", "nordic": "nordisk",
    "swedish": "svensk", "sweden": "sverige", "danish": "dansk", "denmark": "danmark", "finland": "finland",
    "january": "januar", "february": "februar", "march": "mars", "april": "april", "may": "mai", "june": "juni",
    "july": "juli", "august": "august", "september": "september", "october": "oktober", "november": "november",
    "december": "desember", "eu": "eu", "uk": "storbritannia", "english": "engelsk", "german": "tysk",
    "germany": "tyskland", "nok": "kr", "research": "forskning", "council": "råd", "county": "fylke",
    "municipality": "kommune", "university": "universitet", "ministry": "departement", "parliament": "storting",
    "programme": "program", "program": "program", "region": "region", "valley": "dal", "chapter": "", "section": "",
    "table": "tabell", "figure": "figur", "page": "", "report": "", "passage": "",
}  # fmt: skip
OPENERS = frozenset(
    "however moreover furthermore additionally overall nevertheless nonetheless conversely similarly notably "
    "specifically meanwhile instead finally lastly yes no imidlertid dessuten derimot samlet oppsummert ifølge "
    "følgelig likeledes tilsvarende konkret ja nei altså".split()
)


@dataclass(frozen=True, slots=True)
class Names:
    """What tells a name from a word, made once for a library."""

    small: frozenset[str]  # the words somebody writes small, and their stems
    known: frozenset[str]  # words of places and programmes, lower case
    alike: dict[str, tuple[str, ...]]  # a programme or its other name → all the rest, lower case
    lexicon: Lexicon = field(repr=False)
    compounds: Compounds = field(repr=False)

    @classmethod
    def of(cls, library: Library, compounds: Compounds) -> "Names":
        """Return what the reports and notes of a library say of names."""
        texts = [r.text for r in library.reports]
        texts += [t for n in library.all_notes() for t in (n.nb, n.en, *n.questions)]
        small = frozenset(m[0] for text in texts for m in WORD.finditer(text) if m[0].islower())
        alike = proper_names(library.reports)
        known = {w.lower() for name in (*gazetteer(), *alike) for w in WORD.findall(name)} - small
        stems = {stem(w) for w in small} | {stem_en(w) for w in small}
        return cls(small | OPENERS | stems, frozenset(known), alike, load_lexicon(), compounds)

    def missing(self, sentence: str, source: str, language: Language) -> list[str]:
        """Return the names of `sentence` that `source` does not hold, as they are written."""
        text = source.lower()
        text += " ".join(" ".join(also) for name, also in self.alike.items() if name in text)
        held = {m[0] for m in WORD.finditer(text)}
        return [
            run for run in self._runs(sentence) if not all(self._stands(w, held, language) for w in WORD.findall(run))
        ]

    def _runs(self, sentence: str) -> list[str]:
        """Return the runs of capitalised words; of each word that opens something, only where it is a name."""
        runs: list[list[re.Match[str]]] = []
        for match in WORD.finditer(sentence):
            if not match[0][0].isupper() or (match[0].isupper() and len(match[0]) == 1):
                continue
            if OPENING.search(sentence[: match.start()]) and not self._is_name(match[0].lower()):
                continue
            between = sentence[runs[-1][-1].end() : match.start()] if runs else "."
            if re.fullmatch(r"[ \u00a0&-]{1,3}", between):
                runs[-1].append(match)
            else:
                runs.append([match])
        return list(dict.fromkeys(sentence[run[0].start() : run[-1].end()] for run in runs))

    def _is_name(self, word: str) -> bool:
        if word in self.known:
            return True
        written_small = word in ENGLISH or word in WORDS or bool({word, stem(word), stem_en(word)} & self.small)
        return not written_small and not self.compounds.parts(word)

    def _stands(self, word: str, held: Iterable[str], language: Language) -> bool:
        low = re.sub(r"['’]s?$", "", word.lower())
        genitive = len(low) > SHORTEST or word[:-1].isupper()
        forms = {low, low.removesuffix("s")} if genitive else {low}
        if forms & set(held) or any(_same(form, other) for form in forms for other in held):
            return True
        if language != "en":
            return False
        translated = (ENGLISH[low],) if low in ENGLISH else self.lexicon.english.get((stem_en(low),), ())
        return "" in translated or any(other.startswith(t[:5].lower()) for t in translated for other in held if t)


def _same(name: str, word: str) -> bool:
    """Tell whether a name is a word of the source with another ending, or its head: "Hallingdalregionen"."""
    short, long = sorted((name, word), key=len)
    return len(short) >= SHORTEST + 1 and long.startswith(short) and (name == short or len(long) - len(short) <= 3)
