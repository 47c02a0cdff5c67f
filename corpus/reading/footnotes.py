"""Move footnotes out of the sentence they interrupt, and take their marks off words and numbers.

Footnotes count through a report, 1, 2, 3 …: a line at the foot of a page that opens with the next
number is one, and that count is what makes it safe to read `20188` as 2018 with mark 8.
"""

import re
from dataclasses import dataclass

from corpus.reading.lines import Line, RawPage, numeric_share

OPENS = re.compile(r"^(\d{1,2})\s+(?=[A-ZÆØÅ«”]|\S+\.\S|https?:)")
LONGEST = 24  # lines at the foot of a page that may be footnotes: the longest in the five reports has 20


@dataclass(slots=True)
class Mark:
    """A footnote mark taken off: which, and the text it stood in."""

    page: int  # index of the page
    number: int
    text: str


def lift_footnotes(pages: list[RawPage]) -> list[Mark]:
    """Move footnote lines from `lines` to `footnotes` of each page, in place; return the marks removed."""
    expected, marks = 1, []
    for index, page in enumerate(pages):
        start = _first_footnote(page.lines, expected)
        if start is None:
            continue
        tail = page.lines[start:]
        page.lines = page.lines[:start]
        for line in tail:
            match = OPENS.match(line.text)
            if match and int(match[1]) == expected:
                page.footnotes.append([Line(line.text[match.end() :], 0)])
                expected += 1
                marks += _take_mark(page, index, expected - 1)
            else:
                page.footnotes[-1].append(Line(line.text, 0))
    return marks


def _first_footnote(lines: list[Line], expected: int) -> int | None:
    """Return the index of the line that opens footnote `expected`, where the rest of the page follows it."""
    for index in range(max(1, len(lines) - LONGEST), len(lines)):
        line = lines[index]
        match = OPENS.match(line.text)
        if not match or int(match[1]) != expected or not line.gap:
            continue
        if numeric_share(line.text[match.end() :]) < 0.5:  # else it is a row of a table
            return index
    return None


def _take_mark(page: RawPage, index: int, number: int) -> list[Mark]:
    """Take the mark of footnote `number` off the page's lines; none where it cannot be told."""
    for pattern in _patterns(number):
        for line in page.lines:
            match = pattern.search(line.text)
            if match:
                around = line.text[max(0, match.start() - 20) : match.end()]
                line.text = line.text[: match.start()] + line.text[match.end() :]
                return [Mark(index, number, around)]
    return []


def _patterns(number: int) -> list[re.Pattern[str]]:
    """Return where a mark may stand, the surest first."""
    return [
        re.compile(rf"(?<=\b(?:19|20)\d\d){number}(?=[\s.,;:)]|$)"),
        re.compile(rf"(?<=[^\W\d][^\W\d]){number}(?=[\s.,;:)–-]|$)"),
        re.compile(rf"(?<=[»”\")]){number}(?=[\s.,;:)-]|$)"),
        re.compile(rf"(?<=[^\W\d][.,]){number}(?=\s|$)"),
        re.compile(rf"(?<=,-\.){number}(?=\s|$)"),
        re.compile(rf"(?<=[^\W\d]) {number}(?= [a-zæøå])"),
    ]
