"""Footnotes: small print at the foot of a column that opens with a mark; and the marks in the text."""

import re

from corpus.formats.pdf.lines import TextLine

SMALL = 0.93  # of the body's size
OPENS = re.compile(r"^(?:\d{1,3}|[*†‡])[.)]?\s+(?=\S)")
MARK = re.compile(r"^(?:\d{1,3}|[*†‡]{1,3})$")
UNITS = ("m", "km", "cm", "mm", "dm", "co", "r")  # a raised figure after these belongs to the word


def take_footnotes(stretches: list[list[TextLine]], body: float) -> list[list[TextLine]]:
    """Take the footnotes out of the stretches of a page, in place; return them, each as its lines."""
    notes: list[list[TextLine]] = []
    for stretch in stretches:
        start = _first_note(stretch, body)
        for line in stretch[start:]:
            if _opens(line) or not notes:
                notes.append([])
            notes[-1].append(line)
        del stretch[start:]
    return notes


def _first_note(stretch: list[TextLine], body: float) -> int:
    """Return the index of the line that opens the first footnote of a stretch; its length where there is none."""
    start = len(stretch)
    while start and stretch[start - 1].size <= SMALL * body:
        start -= 1
    return next((i for i in range(start, len(stretch)) if _opens(stretch[i])), len(stretch))


def _opens(line: TextLine) -> bool:
    return line.words[0].raised or bool(OPENS.match(line.text))


def note_text(line: TextLine) -> str:
    """Return a line of a footnote without the mark that opens it."""
    return OPENS.sub("", line.text, count=1)


def settle_marks(lines: list[TextLine]) -> list[tuple[str, str]]:
    """Tell marks from other raised text, which goes back into its line; return (mark, the words before it)."""
    found = []
    for line in lines:
        words = line.words
        for before, word in zip([None, *words], words, strict=False):
            if not word.raised:
                continue
            unit = before is None or before.text.lower() in UNITS
            if unit or not MARK.match(word.text):
                word.raised = False
            else:
                found.append((word.text, before.text if before else ""))
    return found
