"""A document as one HTML page to print: no script, nothing fetched, every text escaped."""

from html import escape
from itertools import groupby
from pathlib import Path
from string import Template

from app.export.document import Block, BlockKind, Document, Run

FRAME = Path(__file__).with_name("printed.html")
ELEMENTS: dict[BlockKind, str] = {
    "title": "h1",
    "heading": "h2",
    "subheading": "h3",
    "bullet": "li",
    "quote": "blockquote",
}
CLASSES: tuple[BlockKind, ...] = ("fact", "source", "reference", "evidence")


def as_html(document: Document) -> str:
    """Return the page."""
    body = []
    for bulleted, blocks in groupby(document.blocks, key=lambda b: b.kind == "bullet"):
        drawn = [_block(block, document) for block in blocks]
        body += ["<ul>", *drawn, "</ul>"] if bulleted else drawn
    return Template(FRAME.read_text(encoding="utf-8")).substitute(
        lang=document.language,
        title=escape(document.title),
        version=escape(document.version),
        made=document.made.isoformat(timespec="seconds"),
        body="\n".join(body),
    )


def _block(block: Block, document: Document) -> str:
    element = ELEMENTS.get(block.kind, "p")
    marked = f' class="{block.kind}"' if block.kind in CLASSES else ""
    marked += f' id="{escape(block.anchor)}"' if block.anchor else ""
    marked += f' lang="{block.language}"' if block.language != document.language else ""
    return f'<{element}{marked} dir="auto">{"".join(_run(run) for run in block.runs)}</{element}>'


def _run(run: Run) -> str:
    text = escape(run.text)
    if run.target:
        return f'<a href="#{escape(run.target)}">{text}</a>'
    element = {"strong": "strong", "mark": "strong", "italic": "em"}.get(run.kind)
    return f"<{element}>{text}</{element}>" if element else text
