"""How well a report has been read: pages without text, passages in another language, notes missing or at fault."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.check import check_notes, coverage
from corpus.language import detect, known_words
from corpus.notes import Notes
from corpus.records import Page, Passage, Report

FEWEST_LETTERS = 20  # of a page with text: fewer are a page number or a stray mark
FEWEST_WORDS = 12  # of a passage whose language is told: a caption or a row has too few to tell
# Shares of a passage's words that are among the commonest of bokmål, nynorsk and English (`known_words`).
# Measured: passages of the five reports .15 (a list of names) to .6, half of them over .40; German .10, French .10.
RECOGNISED = 0.12  # from here on it is one of the three
SURE = 0.22  # from here on it is prose, whose language can be told


@dataclass(frozen=True, slots=True)
class Health:
    """What is wrong with a report as read; nothing, where all is empty and nought."""

    passages: int
    without_text: tuple[int, ...]  # numbers of text pages; those that are scanned, `Report.scanned` tells
    other_language: tuple[Passage, ...]  # recognised, but not as the report's
    no_language: tuple[Passage, ...]
    without_note: int  # passages of which notes cover less than half
    faults: int  # of the notes, as `python -m corpus check` counts them


def health_of(report: Report, notes: Notes, passages: Sequence[Passage]) -> Health:
    """Return the health of one report; `passages` are its own."""
    shares = [(p, known_words(p.text)) for p in passages if len(p.text.split()) >= FEWEST_WORDS]
    own = report.about.language
    return Health(
        len(passages),
        tuple(p.number for p in report.pages if _has_no_text(p) and p.number not in report.scanned),
        tuple(p for p, share in shares if share >= SURE and not _alike(detect(p.text), own)),
        tuple(p for p, share in shares if share < RECOGNISED),
        len(coverage(report, notes.notes, list(passages)).missing),
        len(check_notes(report, notes)),
    )


def _has_no_text(page: Page) -> bool:
    return sum(c.isalpha() for c in page.text) < FEWEST_LETTERS


def _alike(one: str, other: str) -> bool:
    """Tell whether two languages are the same as far as a reader minds: bokmål and nynorsk stand side by side."""
    return (one == "en") == (other == "en")
