"""The reading notes in the margin: which belong beside a page, and what they say in the reader's language."""

from collections.abc import Iterable
from typing import Any

from app.wording import say
from corpus.language import statement, what_happened
from corpus.records import Finding, Language, Note, Page


def beside(notes: Iterable[Note], page: Page) -> list[Note]:
    """Return the notes whose stretch begins on `page`, in the order of their stretches."""
    return sorted((n for n in notes if page.start <= n.start < page.end), key=lambda n: (n.start, n.end))


def touching(notes: Iterable[Note], page: Page) -> list[Note]:
    """Return the notes whose stretch has words on `page`."""
    return [n for n in notes if n.start < page.end and page.start < n.end]


def note_data(note: Note, shown: Language) -> dict[str, Any]:
    """Return what is drawn of a note."""
    return {
        "id": number_of(note),
        "text": statement(note, shown),
        "findings": [_finding(f, shown) for f in note.findings],
    }


def number_of(note: Note) -> int:
    """Return a note's number within its report, from 1."""
    return int(note.id.rpartition("#")[2])


def _finding(finding: Finding, shown: Language) -> dict[str, str]:
    return {
        "verdict": finding.verdict,
        "name": say(f"verdict.{finding.verdict}", shown),
        "what": what_happened(finding, shown),
        "strength": say(f"strength.{finding.strength}", shown),
    }
