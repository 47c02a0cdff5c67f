"""Mend what line breaks and fonts did to words: hyphens at line ends, broken ligatures, bullets.

Whether a hyphen at a line's end belongs to the word is asked of the report itself: the form it uses
elsewhere, joined or hyphenated, is the right one.
"""

import re
from collections import Counter

from corpus.reading.lines import BULLET

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
TAIL = re.compile(r"([^\W_]+(?:-[^\W_]+)*)-$")
HEAD = re.compile(r"^[^\W_]+")
# "bo- og blilyst": a hyphen that stands for a left-out part keeps its place before these words
CONJUNCTIONS = ("og", "eller", "samt", "and", "or")
BROKEN = re.compile(r"\b([^\W\d_]{4,}f) ([ilt][^\W\d_]{2,})\b")
ORPHAN = re.compile(r"\b([^\W\d_]{6,}n) (g)\b")


FONT_BULLETS = {"\uf0b7": "•", "\uf0d8": "•", "\uf0a7": "•"}  # private to the fonts that draw them


class Vocabulary:
    """How often a report uses each word, as it stands within its lines."""

    def __init__(self, texts: list[str]) -> None:
        self.counts: Counter[str] = Counter()
        for text in texts:
            self.counts.update(w.lower() for w in WORD.findall(text))

    def __getitem__(self, word: str) -> int:
        """Return the number of times `word` stands in the report, whatever its case."""
        return self.counts[word.lower()]


def join(left: str, right: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """Return `left` as it ends and what stands between it and `right`, a line and its next.

    >>> join("fra bo-", "og blilyst", Vocabulary([]))
    ('fra bo-', ' ')
    >>> join("tilbake-", "meldinger", Vocabulary([]))
    ('tilbake', '')
    """
    tail, head = TAIL.search(left), HEAD.search(right)
    if not left.endswith("-") or left.endswith(" -"):
        return left, " "
    if not tail or not head or head[0].lower() in CONJUNCTIONS:
        return left, " " if head and head[0].lower() in CONJUNCTIONS else ""
    return (left, "") if _keeps_hyphen(tail[1], head[0], vocabulary) else (left[:-1], "")


def _keeps_hyphen(before: str, after: str, vocabulary: Vocabulary) -> bool:
    joined, hyphened = vocabulary[before + after], vocabulary[f"{before}-{after}"]
    if before[-1].isdigit() or after[0].isdigit() or after[0].isupper():
        return True
    if joined or hyphened:
        return hyphened > joined
    last = before.split("-")[-1]
    return len(last) < 8 and any(c.isupper() for c in last[1:])  # FoU-, TotAl-, SMB-


def mend_ligatures(text: str, vocabulary: Vocabulary) -> str:
    """Join words that a broken ligature split, as in "produktif isering"."""

    def mend(match: re.Match[str]) -> str:
        left, right = match[1], match[2]
        known = vocabulary[left + right] > 0
        strange = vocabulary[left] <= 2 and vocabulary[right] <= 2
        return left + right if known or strange else match[0]

    text = BROKEN.sub(mend, text)
    return ORPHAN.sub(lambda m: m[1] + m[2] if vocabulary[m[1] + m[2]] else m[0], text)


def tidy(text: str) -> str:
    """Fold runs of white space to one space, and take off control characters."""
    text = "".join(c for c in text if c in "\t\n" or ord(c) >= 32)  # 32: below are control characters
    return re.sub(r"\s+", " ", text).strip()


def tidy_row(text: str) -> str:
    """Fold white space in a table's row, where two spaces and more part the cells."""
    return re.sub(r"\s{2,}", "  ", tidy_keeping(text)).strip()


def tidy_keeping(text: str) -> str:
    """Take off control characters, turn tabs into two spaces and a font's own bullets into bullets."""
    return "".join(FONT_BULLETS.get(c, c) for c in text.replace("\t", "  ") if ord(c) >= 32)


def bullet(text: str) -> str:
    """Return a list item's line with one kind of bullet, whatever the font's was."""
    return "• " + BULLET.sub("", text, count=1)
