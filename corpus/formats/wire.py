"""A read file as JSON and back: how it comes out of the parsing process, and how it is kept beside its file.

Nothing in it is believed: a field of another type, a place outside the text or a page that is no slice
of it makes it damaged.
"""

from dataclasses import asdict
from typing import Any, cast, get_args

from corpus.errors import ReportError
from corpus.formats.content import NOTHING_KNOWN, Clues, Content
from corpus.formats.kinds import SUFFIXES
from corpus.records import Block, BlockKind, Cell, Page, Report, TakenOut


def to_json(content: Content) -> dict[str, Any]:
    """Return the content as plain data."""
    report = content.report
    return {
        "kind": content.kind,
        "clues": asdict(content.clues),
        "text": report.text,
        "pages": [[p.printed, p.start, p.end] for p in report.pages],
        "blocks": [
            [b.kind, b.start, b.end, list(b.section), b.skip]
            + ([[[c.row, c.column, c.start, c.end, c.rows, c.columns] for c in b.cells]] if b.cells else [])
            for b in report.blocks
        ],
        "taken_out": [[t.page, t.text, t.why] for t in report.taken_out],
        "scanned": list(report.scanned),
    }


def from_json(data: dict[str, Any]) -> Content:
    """Return the content that `data` describes.

    Raises:
        ReportError: it is not what `to_json` makes.
    """
    try:
        return _content(data)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise ReportError(f"was read into something damaged ({error})", "misread", why=str(error)) from error


def _content(data: dict[str, Any]) -> Content:
    text = _str(data["text"])
    pages = tuple(_page(number, page, text) for number, page in enumerate(data["pages"], start=1))
    blocks = tuple(_block(block, len(text)) for block in data["blocks"])
    taken = tuple(TakenOut(_int(page), _str(what), _str(why)) for page, what, why in data["taken_out"])
    scanned = tuple(_int(number) for number in data["scanned"])
    clues = data["clues"]
    told = Clues(
        title=_str(clues["title"]),
        heading=_str(clues["heading"]),
        authors=tuple(map(_str, clues["authors"])),
        created=_str(clues["created"]),
        language=_str(clues["language"]),
    )
    if data["kind"] not in SUFFIXES or not pages or any(not 1 <= n <= len(pages) for n in scanned):
        raise ValueError("kind or pages")
    report = Report("", NOTHING_KNOWN, text, pages, blocks, taken, scanned)
    return Content(report, told, data["kind"])


def _page(number: int, page: list[object], text: str) -> Page:
    printed, start, end = page
    low, high = _span(start, end, len(text))
    return Page(number, None if printed is None else _str(printed), low, text[low:high])


def _block(block: list[Any], length: int) -> Block:
    kind, start, end, section, skip, *rest = block
    if kind not in get_args(BlockKind):
        raise ValueError(f"block {kind!r}")
    low, high = _span(start, end, length)
    path = tuple(_str(name) for name in section)
    cells = tuple(_cell(cell, length) for cell in (rest[0] if rest else ()))
    return Block(cast(BlockKind, kind), low, high, path, None if skip is None else _str(skip), cells)


def _cell(cell: list[object], length: int) -> Cell:
    row, column, start, end, rows, columns = (_int(value) for value in cell)
    return Cell(row, column, *_span(start, end, length), rows, columns)


def _span(start: object, end: object, length: int) -> tuple[int, int]:
    low, high = _int(start), _int(end)
    if not 0 <= low <= high <= length:
        raise ValueError(f"place {low} to {high} of {length}")
    return low, high


def _int(value: object) -> int:
    if type(value) is not int or value < 0:  # a bool is no number here
        raise ValueError(f"{value!r} for a number")
    return value


def _str(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} for a text")
    return value
