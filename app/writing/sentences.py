"""A model's text as sentences, each with the sources it cites; those that are whole, and the one that is not yet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.writing.marks import Marks
from corpus.sentences import sentence_spans

BULLET = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])\s+")
HEADING = re.compile(r"^#{1,6}\s|^\*\*[^*]+\*\*:?$")
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
ECHO = re.compile(r"</?(?:passage|question|reading-note)\b[^<>\n]*>")  # the prompt's own marks, said after it
EMPHASIS = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
CLOSED = re.compile(r"[.!?…:][»”\"')\]]*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as a model wrote it."""

    text: str  # plain, without marks
    cites: tuple[int, ...]  # ids of sources, in the order of their marks
    bullet: bool = False
    opens: bool = True  # it begins a paragraph or a list item
    whole: bool = True  # more may come where this is false


def sentences(marks: Marks, *, ended: bool) -> list[Sentence]:
    """Return the sentences read so far; the last is not whole while more may come."""
    text, start, out = marks.text, 0, []
    for line in text.split("\n"):
        heading = HEADING.match(line.strip())  # it claims nothing
        spans = [] if heading else [(start + low, start + high) for low, high in sentence_spans(line)]
        spans = _without_bullet(text, spans)
        for position, (low, high) in enumerate(spans):
            last = position + 1 == len(spans)
            until = start + len(line) if last else spans[position + 1][0] - 1
            cites = _cited(marks.marks, low if position else start, until)
            at_end = last and start + len(line) == len(text)
            bullet = bool(BULLET.match(line.lstrip()))
            out.append(Sentence(plain(text[low:high]), cites, bullet, position == 0, ended or not at_end))
        start += len(line) + 1
    return [s for s in out if s.text]


def _without_bullet(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans without a list item's sign, which "1." would make a sentence of its own."""
    if not spans:
        return spans
    low, high = spans[0]
    if re.fullmatch(r"\d{1,2}\.", text[low:high]) and len(spans) > 1:
        return spans[1:]
    sign = BULLET.match(text[low:high])
    return [(low + sign.end(), high), *spans[1:]] if sign else spans


def _cited(marks: Sequence[tuple[int, int]], low: int, high: int) -> tuple[int, ...]:
    """Return the sources marked from one place to another, both included, each once."""
    return tuple(dict.fromkeys(source for place, source in marks if low <= place <= high))


def plain(text: str) -> str:
    """Return a sentence without Markdown and the prompt's marks: a link is its words, and no picture is fetched.

    >>> plain("**Two** firms, see [here](http://x.test/?q=1).")
    'Two firms, see here.'
    """
    text = LINK.sub(r"\1", ECHO.sub("", text).strip())
    return re.sub(r"\s+", " ", EMPHASIS.sub("", text)).strip()


def is_closed(text: str) -> bool:
    """Tell whether a text ends where a sentence does."""
    return bool(CLOSED.search(text.rstrip()))
