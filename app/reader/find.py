"""Search inside one report: its words by their stems, and by the parts of its compounds.

Words asked for together are first looked for next to each other, as they were typed; where they never
stand so, the paragraphs, rows and headings that hold all of them are the hits.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from corpus.records import Report
from index.tokens import Compounds, stem, stem_en

WORD = re.compile(r"[^\W_]+")
MOST_CHARACTERS = 100  # of what is searched for: more is a text, and no search
SHORTEST_BEGINNING = 4  # letters from which the beginning of a word finds it: "inn" begins too many

Stretch = tuple[int, int]  # offsets into `Report.text`


@dataclass(frozen=True, slots=True)
class Found:
    """Where the words stand."""

    hits: tuple[tuple[Stretch, ...], ...] = ()  # each hit's stretches, in reading order
    together: bool = True  # the words stand next to each other, as they were typed

    def nearest(self, offset: int) -> int:
        """Return the place in `hits` of the first at or after `offset`; the first of all where there is none."""
        return next((i for i, hit in enumerate(self.hits) if hit[0][0] >= offset), 0)


NOTHING = Found()


@dataclass(frozen=True, slots=True)
class _Text:
    """A text's words, in order."""

    places: tuple[Stretch, ...]
    where: dict[str, list[int]]  # word in lower case → its ordinals


@lru_cache(maxsize=16)
def _words_of(text: str) -> _Text:
    places, where = [], dict[str, list[int]]()
    for ordinal, match in enumerate(WORD.finditer(text)):
        places.append(match.span())
        where.setdefault(match[0].lower(), []).append(ordinal)
    return _Text(tuple(places), where)


def find(report: Report, asked: str, compounds: Compounds) -> Found:
    """Return where `asked` stands in `report`.

    Args:
        report: what is searched.
        asked: one word or several; anything but letters and figures only parts them.
        compounds: splits the report's compounds, so that "nettverk" is found in "bedriftsnettverk".
    """
    text = _words_of(report.text)
    wanted = [w.lower() for w in WORD.findall(asked[:MOST_CHARACTERS])]
    ordinals = [_ordinals(text, word, compounds, english=report.about.language == "en") for word in wanted]
    if not wanted or not all(ordinals):
        return NOTHING
    first, *others = ordinals
    beginnings = [o for o in sorted(first) if all(o + n in later for n, later in enumerate(others, start=1))]
    if beginnings:
        return Found(tuple(((text.places[o][0], text.places[o + len(others)][1]),) for o in beginnings))
    return Found(_in_blocks(report, text, ordinals), together=False)


def _ordinals(text: _Text, asked: str, compounds: Compounds, *, english: bool) -> set[int]:
    stemmed = stem_en if english else stem
    root = stemmed(asked)

    def same(word: str) -> bool:
        if word == asked or stemmed(word) == root:
            return True
        if len(asked) < SHORTEST_BEGINNING or asked[0].isdigit():
            return False
        return word.startswith(asked) or (root in word and root in compounds.parts(word))

    return {ordinal for word, ordinals in text.where.items() if same(word) for ordinal in ordinals}


def _in_blocks(report: Report, text: _Text, ordinals: list[set[int]]) -> tuple[tuple[Stretch, ...], ...]:
    """Return, for each block that holds all the words, where they stand in it."""
    out = []
    for block in report.blocks:
        low = bisect_left(text.places, (block.start, 0))
        inside = range(low, bisect_left(text.places, (block.end, 0)))
        found = [[o for o in inside if o in one] for one in ordinals]
        if all(found):
            out.append(tuple(text.places[o] for o in sorted({o for one in found for o in one})))
    return tuple(out)
