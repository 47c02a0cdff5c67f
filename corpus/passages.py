"""Cut a report into passages: stretches of one section, ended at sentence ends, tables whole.

langchain-text-splitters chooses where a section is cut. Its own start index is unreliable on repeated
text, so it is told to keep every character: the pieces' lengths are then the offsets, and asserted.
"""

import re
from dataclasses import dataclass

from corpus.records import Block, Passage, Report
from corpus.sentences import sentence_spans

# Measured over 900, 1,200, 1,600 and 2,000 characters: see eval/LOG.md, "passage size"
SIZE = 1200  # characters of a passage, at most, but for one table or sentence that is longer
SMALLEST = 250  # characters: a shorter rest joins the passage before it
WORDLESS = re.compile(r"^(?:Kilde|Source)\b[^.]*$|^\S*(?:https?:|www\.)\S*$")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Blocks that must not be parted."""

    start: int
    end: int
    section: tuple[str, ...]
    fixed: bool = False  # a table: never cut


def split_report(report: Report, size: int = SIZE) -> list[Passage]:
    """Return the passages of all content of a report, in reading order; `size` is in characters."""
    passages = []
    for start, end, section in _stretches(report, size):
        text = report.text[start:end]
        page = report.page_at(start).number
        passages.append(Passage(f"{report.id}:{start}-{end}", report.id, start, end, text, section, page))
    return passages


def is_content(report: Report, block: Block) -> bool:
    """Tell whether a block belongs in the index: not skipped, and more than a heading, a link or a source."""
    text = report.text[block.start : block.end].strip()
    return block.skip is None and block.kind != "heading" and not WORDLESS.match(text)


def _stretches(report: Report, size: int) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return (start, end, section) of each passage."""
    out: list[tuple[int, int, tuple[str, ...]]] = []
    group: list[_Stretch] = []
    for block in [*report.blocks, None]:
        piece = _Stretch(block.start, block.end, block.section, block.kind == "table") if block else None
        outside = block is None or not is_content(report, block)
        if group and (outside or piece is None or piece.section != group[-1].section):
            out += [(s, e, group[0].section) for s, e in _cut(report.text, group, size)]
            group = []
        if piece and not outside:
            group.append(piece)
    return out


def _cut(text: str, group: list[_Stretch], size: int) -> list[tuple[int, int]]:
    """Cut the blocks of one section into stretches of at most `size` characters."""
    atoms: list[tuple[int, int]] = []
    for piece in group:
        whole = piece.fixed or piece.end - piece.start <= size
        atoms += [(piece.start, piece.end)] if whole else _cut_long(text, piece.start, piece.end, size)
    merged: list[list[int]] = []
    for start, end in atoms:
        if merged and (end - merged[-1][0] <= size or _leads_in(text, merged[-1])):
            merged[-1][1] = end
        else:
            merged.append([start, end])
    if len(merged) > 1 and merged[-1][1] - merged[-1][0] < SMALLEST:
        rest = merged.pop()
        merged[-1][1] = rest[1]
    return [(start, end) for start, end in merged]


def _leads_in(text: str, stretch: list[int]) -> bool:
    """Tell whether a short stretch ends with a colon, so that it must not be parted from what follows."""
    return stretch[1] - stretch[0] < SMALLEST and text[: stretch[1]].rstrip().endswith(":")


def _cut_long(text: str, start: int, end: int, size: int) -> list[tuple[int, int]]:
    """Cut one long paragraph at sentence ends, by langchain's splitter told to keep every character."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter  # half a second, and few reports need it

    marked, ends = text[start:end], [start + e for _, e in sentence_spans(text[start:end])]
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=size,
        chunk_overlap=0,
        keep_separator="end",
        strip_whitespace=False,
        separators=[r"(?<=[.!?…»”)])\s+", r"\s+"],
        is_separator_regex=True,
    )
    cuts, at = [], start
    for piece in splitter.split_text(marked):
        at += len(piece)
        cuts.append(at)
    if at != end:
        raise AssertionError(f"the splitter kept {at - start} of {end - start} characters")
    return _at_sentence_ends(text, start, end, cuts, ends)


def _at_sentence_ends(text: str, start: int, end: int, cuts: list[int], ends: list[int]) -> list[tuple[int, int]]:
    """Move each cut back to the nearest sentence end before it ("ca." and the like are none)."""
    out, at = [], start
    for cut in cuts:
        moved = max((e for e in ends if at < e <= cut), default=cut) if cut != end else end
        piece = text[at:moved]
        if piece.strip():
            left = at + len(piece) - len(piece.lstrip())
            out.append((left, at + len(piece.rstrip())))
        at = moved
    return out
