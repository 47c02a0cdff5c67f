"""Read HTML: blocks by their elements, tables with cells; scripts, styles and what is hidden left out.

Nothing is fetched, and nothing runs: the parser makes a tree of the text, and only words are taken from it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as parser
from lxml.etree import _Element as Element

from corpus.errors import ReportError
from corpus.formats.clean import clean
from corpus.formats.content import Clues, Drafted
from corpus.formats.decode import decode
from corpus.formats.limits import Limits
from corpus.formats.plain import check_size
from corpus.formats.web_notes import is_mark, is_note
from corpus.formats.web_tables import grid_of, is_layout
from corpus.reading.blocks import Draft
from corpus.reading.headings import mark_headings
from corpus.reading.lines import CAPTION, RawPage
from corpus.records import BlockKind, TakenOut

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form header hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
) | set(HEADINGS)
LEFT_OUT = frozenset(
    "applet audio base button canvas datalist embed frame frameset head iframe input link map math meta nav noframes "
    "noscript object option param script select source style svg template textarea title track video".split()
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])", re.IGNORECASE)
BACK = "↩↑⤴"  # signs of the links from a note back to its mark
XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
MOST_NESTED = 2_000  # elements within one another; a page for people has some 30


@dataclass(slots=True)
class _Block:
    """An element under which text gathers."""

    kind: BlockKind  # of a table: its caption
    level: int = 0
    keeps_lines: bool = False
    text: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    drafts: list[Draft] = field(default_factory=list)
    taken: list[TakenOut] = field(default_factory=list)
    stack: list[_Block] = field(default_factory=lambda: [_Block("paragraph")])
    cells: int = 0

    def flush(self) -> None:
        """Make a draft of the text that has gathered."""
        block = self.stack[-1]
        text = clean("".join(block.text))
        block.text = []
        lines = text.split("\n") if block.keeps_lines else [" ".join(text.split())]
        told = [(0, line.rstrip()) for line in lines if line.strip()]
        if not told:
            return
        if block.kind == "paragraph" and CAPTION.match(told[0][1]):
            self.drafts.append(Draft("table", told, caption=True))
            return
        caption = block.kind == "table"
        self.drafts.append(Draft(block.kind, told, rows=block.keeps_lines, level=block.level, caption=caption))
        if block.kind == "bullet":  # what follows in the same item is a paragraph of it
            block.kind = "paragraph"


def read_web(data: bytes, limits: Limits) -> Drafted:
    """Return the drafts of an HTML file.

    Raises:
        ReportError: it is no text, holds none, or is larger than the limits.
    """
    return read_markup(decode(data, html=True), limits)


def read_markup(markup: str, limits: Limits) -> Drafted:
    """Return the drafts of HTML given as text.

    Raises:
        ReportError: it holds no text, or is larger than the limits.
    """
    root = _parse(markup)
    if root is None:
        raise ReportError("holds no text", "hollow")
    reading = _Reading()
    _read(root, reading, limits)
    reading.flush()
    if not reading.drafts:
        raise ReportError("holds no text; scripts, pictures and hidden text are not read", "hollow-web")
    drafts = reading.drafts if any(d.kind == "heading" for d in reading.drafts) else mark_headings(reading.drafts)
    check_size("\n".join(text for d in drafts for _, text in d.lines), limits)
    return Drafted([RawPage()], drafts, reading.taken, _clues(root, drafts))


def _parse(markup: str) -> Element:
    """Return the tree of `markup`; None where there is nothing in it."""
    markup = clean(XML_HEAD.sub("", markup, count=1))
    own = parser.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return parser.document_fromstring(markup, parser=own) if markup.strip() else None
    except etree.ParserError:  # nothing but comments
        return None


def _read(root: Element, reading: _Reading, limits: Limits) -> None:
    """Walk the tree without calling itself, so that no depth of it matters."""
    walk: list[tuple[Element, Iterator[Element]]] = []
    if _enter(root, reading, limits):
        walk.append((root, iter(root)))
    while walk:
        element, children = walk[-1]
        child = next(children, None)
        if child is None:
            walk.pop()
            _leave(element, reading)
            if walk:
                reading.stack[-1].text.append(_between(element.tail, reading))
        elif _enter(child, reading, limits):
            if len(walk) > MOST_NESTED:
                raise ReportError(
                    f"has elements nested more than {MOST_NESTED:,} deep; it is no report", "nested", most=MOST_NESTED
                )
            walk.append((child, iter(child)))
        else:
            reading.stack[-1].text.append(_between(child.tail, reading))


def _enter(element: Element, reading: _Reading, limits: Limits) -> bool:
    """Take in what opens with an element; tell whether its children are to be walked."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if not tag or tag in LEFT_OUT or _hidden(element):
        _take_out(element, tag, reading)
        return False
    if is_mark(element):
        reading.taken.append(TakenOut(1, clean("".join(element.itertext())), "footnote mark"))
        return False
    if tag == "br":
        reading.stack[-1].text.append("\n")
        return False
    if tag == "table" and not is_layout(element):
        reading.flush()
        _add_table(element, reading, limits)
        return False
    if tag in BLOCKS:
        reading.flush()
        reading.stack.append(_opened(element, tag, reading.stack[-1]))
    reading.stack[-1].text.append(_between(element.text, reading))
    return True


def _leave(element: Element, reading: _Reading) -> None:
    if element.tag in BLOCKS:
        reading.flush()
        reading.stack.pop()


def _opened(element: Element, tag: str, within: _Block) -> _Block:
    if tag in HEADINGS:
        return _Block("heading", HEADINGS[tag])
    if within.kind == "footnote" or is_note(element):
        return _Block("footnote")
    if tag in ("li", "dd"):
        return _Block("bullet")
    if tag in ("caption", "figcaption"):
        return _Block("table")
    if tag == "p" and within.kind == "bullet" and not "".join(within.text).strip():
        within.kind = "paragraph"
        return _Block("bullet")
    return _Block("paragraph", keeps_lines=tag == "pre" or within.keeps_lines)


def _between(text: str | None, reading: _Reading) -> str:
    """Return text as it stands in its block: white space folded, but where lines are kept."""
    if not text or reading.stack[-1].keeps_lines:
        return text or ""
    if reading.stack[-1].kind == "footnote":
        text = text.translate(dict.fromkeys(map(ord, BACK)))
    return re.sub(r"\s+", " ", text)


def _hidden(element: Element) -> bool:
    attributes = element.attrib
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden", "").lower() == "true"
        or bool(HIDDEN.search(attributes.get("style", "")))
    )


def _take_out(element: Element, tag: str, reading: _Reading) -> None:
    """Keep account of text that people would see, or that somebody hid."""
    why = "navigation" if tag == "nav" else "hidden text"
    if tag == "nav" or (tag and tag not in LEFT_OUT):
        text = " ".join(clean(" ".join(element.itertext())).split())
        if text:
            reading.taken.append(TakenOut(1, text, why))


def _add_table(table: Element, reading: _Reading, limits: Limits) -> None:
    grid = grid_of(table)
    reading.cells += len(grid)
    if reading.cells > limits.cells:
        raise ReportError(
            f"has tables of more than {limits.cells:,} cells; it is no report", "cells", most=limits.cells
        )
    if not any(c.text for c in grid):
        return
    named = table.find("caption")
    caption = " ".join(clean("".join(named.itertext())).split()) if named is not None else ""
    last = reading.drafts[-1] if reading.drafts else None
    if not caption and last is not None and last.caption and not last.grid and last.text.startswith("Tab"):
        last.grid, last.rows = grid, True
    else:
        reading.drafts.append(
            Draft("table", [(0, caption)] if caption else [], rows=True, caption=bool(caption), grid=grid)
        )


def _clues(root: Element, drafts: list[Draft]) -> Clues:
    title = " ".join(clean(root.findtext(".//title") or "").split())
    named = {m.get("name", "").lower(): clean(m.get("content", "")).strip() for m in root.iter("meta")}
    heading = min((d for d in drafts if d.kind == "heading"), key=lambda d: d.level, default=None)
    author = named.get("author", "")
    created = next((named[k][:10] for k in ("dcterms.date", "dcterms.created", "dc.date", "date") if named.get(k)), "")
    return Clues(title, heading.text if heading else "", (author,) if author else (), created, root.get("lang", ""))
