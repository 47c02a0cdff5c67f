"""The line, as the first steps of reading see it, and the few questions that several steps ask of one."""

import re
from dataclasses import dataclass, field

TERMINATORS = (".", "?", "!", "»", "”", '"', ":", ";", ".)", "…")
BULLET = re.compile(r"^\s*(?:[•\uf0b7\uf0d8\uf0a7▪]|[-–o](?=\s))\s*")
CAPTION = re.compile(r"^(?:Tabell|Figur|Table|Figure)\s*(?:\d+(?:\.\d+)?\b|[–-])\s*[–:.-]?\s*\S")
SPEAKER = re.compile(r"[»”]\s+[A-ZÆØÅ][\w .()-]{1,40}$")
SOURCE = re.compile(r"^(?:Kilde|Source)\b:?")


@dataclass(slots=True)
class Line:
    """One line of the file that holds text."""

    text: str  # without trailing space
    gap: int  # blank lines between it and the line before, on the same page


@dataclass(slots=True)
class RawPage:
    """A page before its lines are joined."""

    lines: list[Line] = field(default_factory=list)
    printed: str | None = None
    footnotes: list[list[Line]] = field(default_factory=list)


def ends_sentence(text: str) -> bool:
    """Tell whether a line's last characters can end a sentence, or a quote with its speaker's name."""
    return text.rstrip().endswith(TERMINATORS) or bool(SPEAKER.search(text))


def columns(text: str) -> int:
    """Count the cells of a line: stretches parted by two or more spaces."""
    return len(re.split(r"\s{2,}", text.strip()))


def numeric_share(text: str) -> float:
    """Return the share of a line's words that are figures (0 to 1)."""
    words = text.split()
    return sum(bool(re.fullmatch(r"[-–]?[\d.,]+%?|%|-", w)) for w in words) / max(1, len(words))


def is_row(text: str) -> bool:
    """Tell whether a line reads as a row of a table: mostly figures, or three cells and more."""
    return (numeric_share(text) >= 0.4 and len(text.split()) >= 2) or columns(text) >= 3
