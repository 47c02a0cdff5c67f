"""Cut a file's text into pages and take out what the printer put on each: running headers, page numbers.

A page begins at a form feed, at a running header, or at a line that starts with exactly one space and
follows straight on a line of text: what is left of a form feed in text taken from a PDF. Where a blank
line stands before such a line, it is a table's cell or an indented paragraph and no page begins.
"""

import itertools
import re
from collections import Counter

from corpus.reading.lines import SOURCE, Line, RawPage
from corpus.records import TakenOut

MARK = re.compile(r"^(?:\f ?| (?=\S))")
NUMBER = re.compile(r"^\d{1,3}$")
HEADER_REACH = 4  # raw lines between a running header and its page number
HEADER_BLANKS = 2  # blank lines that stand before a page number, at least


def split_pages(raw: str) -> tuple[list[RawPage], list[TakenOut]]:
    """Return the pages of `raw` and the running headers and page numbers taken out of them."""
    lines = raw.replace("\r\n", "\n").split("\n")
    headers = _header_lines(lines)
    pages: list[list[str]] = [[]]
    printed: list[tuple[int, str]] = []  # (index into pages, printed number)
    removed: list[TakenOut] = []
    for number, line in enumerate(lines):
        kind = headers.get(number)
        if kind == "number" or (kind == "header" and not _just_begun(pages, printed)):
            _begin(pages, printed)
        if kind:
            if kind == "number":
                printed.append((len(pages) - 1, line.strip()))
            removed.append(TakenOut(len(pages), line.strip(), f"running {kind}"))
            continue
        if _opens_page(line, lines[number - 1] if number else ""):
            _begin(pages, printed)
        pages[-1].append(MARK.sub("", line))
    raw_pages = [RawPage(_to_lines(page)) for page in pages]
    _number(raw_pages, dict(printed))
    return raw_pages, removed


def _opens_page(line: str, before: str) -> bool:
    """Tell whether a line begins a page; a figure's source stands on the page of its figure."""
    if line.startswith("\f"):
        return True
    return bool(MARK.match(line) and before.strip() and not SOURCE.match(line.strip()))


def _header_lines(lines: list[str]) -> dict[int, str]:
    """Map the index of each running header line to "number" or "header"."""
    numbers = [
        i
        for i, line in enumerate(lines)
        if NUMBER.match(line.strip())
        and i >= HEADER_BLANKS
        and not any(x.strip() for x in lines[i - HEADER_BLANKS : i])
        and (i + 1 >= len(lines) or not lines[i + 1].strip())
    ]
    near = Counter(
        text
        for i in numbers
        for text in {x.strip() for x in lines[max(0, i - HEADER_REACH) : i + HEADER_REACH + 1]}
        if text and not NUMBER.match(text)
    )
    titles = {text for text, count in near.items() if count >= 3}
    found: dict[int, str] = {}
    for i in numbers:
        around = range(max(0, i - HEADER_REACH), min(len(lines), i + HEADER_REACH + 1))
        beside = [j for j in around if lines[j].strip() in titles]
        alone = not any(x.strip() for x in lines[max(0, i - 3) : i])
        if beside or alone:
            found[i] = "number"
            found.update(dict.fromkeys(beside, "header"))
    return found


def _just_begun(pages: list[list[str]], printed: list[tuple[int, str]]) -> bool:
    empty = not any(x.strip() for x in pages[-1])
    return empty or (bool(printed) and printed[-1][0] == len(pages) - 1)


def _begin(pages: list[list[str]], printed: list[tuple[int, str]]) -> None:
    taken = bool(printed) and printed[-1][0] == len(pages) - 1
    if any(x.strip() for x in pages[-1]) or taken:
        pages.append([])


def _to_lines(page: list[str]) -> list[Line]:
    lines, gap = [], 0
    for raw in page:
        if raw.strip():
            lines.append(Line(raw.rstrip(), gap))
            gap = 0
        else:
            gap += 1
    return lines


def _number(pages: list[RawPage], known: dict[int, str]) -> None:
    """Set printed numbers: the known ones, and those between two known ones that agree."""
    anchors = sorted((index, int(text)) for index, text in known.items())
    agreeing = [(a, b) for a, b in itertools.pairwise(anchors) if b[0] - a[0] == b[1] - a[1]]
    for (first, number), (last, _) in agreeing:
        for index in range(first, last):
            pages[index].printed = str(number + index - first)
    for index, number in anchors:
        pages[index].printed = str(number)
