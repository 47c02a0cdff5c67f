"""Which report a file is a changed self of, and what a report's folder is called."""

import re
import unicodedata
from pathlib import Path

from corpus.about import file_of
from corpus.errors import ReportError
from corpus.formats.content import Content
from corpus.formats.process import Parser
from corpus.library import ABOUT
from corpus.propose import Proposal
from corpus.sources import STEM, kept

LONGEST_ID = 70  # characters
SHINGLE = 4  # words in a row by which two texts are compared
ALIKE = 0.3  # share of them in common from which a text is another's changed self
LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ð": "d", "þ": "th", "ß": "ss"})


def old_self(
    content: Content, proposal: Proposal, others: list[tuple[Path, Path]], parser: Parser, into: str
) -> Path | None:
    """Return the folder of the report that this is a changed self of; None where it is new.

    Raises:
        ReportError: `into` names no report.
    """
    named = {p.name: p for p, _ in others}
    if into:
        if into not in named:
            raise ReportError(
                f"There is no report {into!r} to replace; there are {', '.join(sorted(named)) or 'none'}."
            )
        return named[into]
    for other, source in others:
        same_name = file_of(other / ABOUT) == proposal.file or other.name == slug_of(proposal)
        if same_name and _alike(content, source, parser):
            return other
    return None


def _alike(content: Content, source: Path, parser: Parser) -> bool:
    """Tell whether a good part of one text stands in the other."""
    try:
        old = kept(source) or parser.read(source)
    except ReportError:  # what cannot be read is nobody's old self
        return False
    first, second = _shingles(content.report.text), _shingles(old.report.text)
    return len(first & second) >= ALIKE * max(1, min(len(first), len(second)))


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}


def slug_of(proposal: Proposal) -> str:
    """Return a report's id: its title and year in small letters, figures and hyphens."""
    letters = unicodedata.normalize("NFKD", proposal.title.lower().translate(LETTERS))
    plain = re.sub(r"[^a-z0-9]+", "-", letters.encode("ascii", "ignore").decode()).strip("-")
    year = proposal.date[:4]
    stem = plain.removesuffix(f"-{year}")[:LONGEST_ID].rstrip("-") or STEM
    return f"{stem}-{year}"
