"""Read Markdown: turned into HTML by markdown-it, and read as that; footnotes and front matter beside it."""

import re
from dataclasses import replace

from markdown_it import MarkdownIt

from corpus.formats.clean import clean
from corpus.formats.content import Drafted
from corpus.formats.decode import decode
from corpus.formats.limits import Limits
from corpus.formats.plain import check_size
from corpus.formats.web import read_markup
from corpus.reading.blocks import Draft
from corpus.records import TakenOut

FRONT = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
FIELD = re.compile(r"^(title|author|date|lang)[ \t]*:[ \t]*[\"']?([^\"'\n]*)", re.MULTILINE | re.IGNORECASE)
NOTE = re.compile(r"^\[\^([^\]\s]{1,40})\]:[ \t]*(.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)
MARK = re.compile(r"\[\^([^\]\s]{1,40})\]")
FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)


def read_markdown(data: bytes, limits: Limits) -> Drafted:
    """Return the drafts of a Markdown file.

    Raises:
        ReportError: it is no text, holds none, or is larger than the limits.
    """
    text = clean(decode(data))
    check_size(text, limits)
    front = FRONT.match(text)
    named = {key.lower(): value.strip() for key, value in FIELD.findall(front[1])} if front else {}
    text, notes, marks = _without_notes(text[front.end() :] if front else text)
    drafted = read_markup(MarkdownIt("commonmark", {"html": True}).enable("table").render(text), limits)
    drafted.drafts += [Draft("footnote", [(0, note)]) for note in notes]
    drafted.taken_out += [TakenOut(1, mark, "footnote mark") for mark in marks]
    clues = drafted.clues
    author = named.get("author", "")
    drafted.clues = replace(
        clues,
        title=named.get("title", "") or clues.title,
        authors=(author,) if author else clues.authors,
        created=named.get("date", "") or clues.created,
        language=named.get("lang", "") or clues.language,
    )
    return drafted


def _without_notes(text: str) -> tuple[str, list[str], list[str]]:
    """Return the text without footnotes and their marks, the notes, and the marks; code is left alone."""
    if FENCE.search(text):
        return text, [], []
    notes = {key: " ".join(note.split()) for key, note in NOTE.findall(text)}
    marks: list[str] = []

    def drop(match: re.Match[str]) -> str:
        if match[1] not in notes:
            return match[0]
        marks.append(match[1])
        return ""

    return MARK.sub(drop, NOTE.sub("", text)), [note for note in notes.values() if note], marks
