"""A document as Markdown, in which no text can become markup: CommonMark, and what GitHub and Pandoc add to it."""

import re
from itertools import groupby

from app.export.document import Block, BlockKind, Document, Run

ANYWHERE = re.compile(
    r"[\\`*_\[\]<>{}#|~$@^]"  # emphasis, code, links, HTML, headings, tables, formulas, mentions, highlights
    r"|&(?=[#A-Za-z])"  # entities
    r"|(?<!\d):(?=\S)|:(?=[^\s\d])"  # emoji and addresses, but not 2007:9
    r"|(?<=[^\W\d_])\.(?=[^\W\d_])"  # www.…
    r"|(?<=-)-|(?<==)=|(?<=%)%"  # rules, highlights, comments
)
AT_THE_START = re.compile(r"^(?:(?P<sign>[-+])|(?P<number>\d+)(?P<stop>[.)]))(?=\s|$)|^[-=]")
BEFORE: dict[BlockKind, str] = {
    "title": "# ",
    "heading": "## ",
    "subheading": "### ",
    "bullet": "- ",
    "quote": "> ",
}


def as_markdown(document: Document) -> str:
    """Return the file's text."""
    lists = groupby(document.blocks, key=lambda b: b.kind == "bullet")
    return "\n\n".join(("\n" if tight else "\n\n").join(map(_block, blocks)) for tight, blocks in lists) + "\n"


def _block(block: Block) -> str:
    return BEFORE.get(block.kind, "") + "".join(_run(run, first=i == 0) for i, run in enumerate(block.runs))


def _run(run: Run, *, first: bool) -> str:
    if run.kind == "mark":
        return run.text if run.target else f"**{run.text}**"  # a link only where "[1]: address" stands, and none does
    text = escaped(run.text, first=first)
    signs = {"strong": "**", "italic": "*"}.get(run.kind, "")
    return f"{signs}{text}{signs}"


def escaped(text: str, *, first: bool = True) -> str:
    """Return clean text with a backslash before every sign that might mean something.

    Args:
        text: on one line.
        first: whether it begins its paragraph, where more signs mean something.
    """
    safe = ANYWHERE.sub(lambda sign: f"\\{sign.group()}", text)
    return AT_THE_START.sub(_first, safe) if first else safe


def _first(found: re.Match[str]) -> str:
    if found["number"]:
        return f"{found['number']}\\{found['stop']}"
    return f"\\{found.group()}"
