"""The text of a Word paragraph in pieces: words, page breaks, notes; and the texts of the notes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element as Element

from corpus.formats.clean import clean

MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deleted text, and what repeats text for readers of another time
LEFT_OUT = {qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText"), qn("w:pPr"), MC_FALLBACK}
SIGNS = {qn("w:tab"): "\t", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-", qn("w:ptab"): "\t"}
REFERENCES: dict[str, Literal["footnote", "endnote"]] = {
    qn("w:footnoteReference"): "footnote",
    qn("w:endnoteReference"): "endnote",
}
NOTES: tuple[tuple[Literal["footnote", "endnote"], str], ...] = (
    ("footnote", RELATIONSHIP_TYPE.FOOTNOTES),
    ("endnote", RELATIONSHIP_TYPE.ENDNOTES),
)
SET = "set by hand"  # of a page break; others are noted by Word where it last showed one
SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")  # drawn, not written


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a paragraph."""

    kind: Literal["text", "break", "footnote", "endnote"]
    text: str  # of a note: its id; of a break: how it came there


def pieces_of(element: Element) -> Iterator[Piece]:
    """Yield the pieces of a paragraph in order; a page break that Word notes twice is one."""
    explicit = False  # a break was set by hand, and no text has followed
    for node in _walk(element):
        if node.tag == qn("w:t"):
            explicit = explicit and not (node.text or "").strip()
            yield Piece("text", node.text or "")
        elif node.tag == qn("w:br") and node.get(qn("w:type")) == "page":
            explicit = True
            yield Piece("break", SET)
        elif node.tag == qn("w:lastRenderedPageBreak"):
            if not explicit:
                yield Piece("break", "")
            explicit = False
        elif node.tag in SIGNS:
            yield Piece("text", SIGNS[node.tag])
        elif node.tag in REFERENCES:
            yield Piece(REFERENCES[node.tag], node.get(qn("w:id"), ""))


def _walk(element: Element) -> Iterator[Element]:
    """Yield what lies in an element in order, without what is left out; text boxes stand where they are anchored."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag not in LEFT_OUT:
            yield child
            stack.append(iter(child))


def text_of(element: Element) -> str:
    """Return the text of an element in one line; paragraphs are parted by spaces."""
    paragraphs = [element] if element.tag == qn("w:p") else element.iter(qn("w:p"))
    texts = ("".join(p.text for p in pieces_of(paragraph) if p.kind == "text") for paragraph in paragraphs)
    return " ".join(" ".join(clean(text).split()) for text in texts).strip()


def notes_of(document: WordDocument) -> dict[tuple[str, str], str]:
    """Return the texts of all footnotes and endnotes: (kind, id) → text."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    found: dict[tuple[str, str], str] = {}
    for kind, relation in NOTES:
        parts = [r.target_part for r in document.part.rels.values() if r.reltype == relation and not r.is_external]
        for part in parts:
            for note in etree.fromstring(part.blob, parser).iter(qn(f"w:{kind}")):
                if note.get(qn("w:type")) not in SEPARATORS:
                    found[kind, note.get(qn("w:id"), "")] = text_of(note)
    return found
