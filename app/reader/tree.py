"""The sections of a report as a tree, from its headings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.records import Block, Report


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    title: str
    start: int  # offset of the heading
    end: int  # offset of the next heading on its level or above, or the report's end
    page: int  # number of the text page the heading stands on
    inside: tuple["Section", ...] = ()


def sections(report: Report) -> tuple[Section, ...]:
    """Return the outermost sections of a report, each with those inside it; none where it has no headings."""
    return _tree(report.text, report.pages[-1].end, tuple(_headings(report)))


def _headings(report: Report) -> Iterator[tuple[int, str, int, int]]:
    """Yield (level, title, offset, page) of each heading, in reading order."""
    for block in report.blocks:
        if block.kind == "heading":
            yield max(1, len(block.section)), _title(report, block), block.start, report.page_at(block.start).number


def _title(report: Report, block: Block) -> str:
    written = " ".join(report.text[block.start : block.end].split())
    return block.section[-1] if block.section else written


@lru_cache(maxsize=64)
def _tree(text: str, end: int, headings: tuple[tuple[int, str, int, int], ...]) -> tuple[Section, ...]:
    """Return the tree of `headings` (level, title, offset, page); `text` only tells reports apart."""
    out, at = [], 0
    while at < len(headings):
        level, title, start, page = headings[at]
        after = next((i for i in range(at + 1, len(headings)) if headings[i][0] <= level), len(headings))
        stop = headings[after][2] if after < len(headings) else end
        out.append(Section(title, start, stop, page, _tree(text, stop, headings[at + 1 : after])))
        at = after
    return tuple(out)


def path_to(tree: Iterable[Section], offset: int) -> tuple[Section, ...]:
    """Return the sections that hold `offset`, outermost first; none before the first heading."""
    for section in tree:
        if section.start <= offset < section.end:
            return (section, *path_to(section.inside, offset))
    return ()
