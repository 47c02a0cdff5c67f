"""What reading a file brings: the report but for its about.toml, and clues for writing that."""

from collections.abc import Callable
from dataclasses import dataclass, field

from corpus.reading.assemble import assemble
from corpus.reading.blocks import Draft
from corpus.reading.headings import set_sections
from corpus.reading.lines import RawPage
from corpus.records import About, Report, TakenOut

NOTHING_KNOWN = About("", "", (), "", "", "other", "", "", "nb", (), (), (), (), (), None, "", confirmed=False)

CUT_AT_HEADING = 2_500  # characters of a text page, from which a heading begins the next
CUT_AT_BLOCK = 5_000  # … and any block does

Progress = Callable[[str, float], None]  # what is being done, and how much of it is (0 to 1)


@dataclass(frozen=True, slots=True)
class Clues:
    """What a file says of itself; empty where it does not."""

    title: str = ""  # from its properties
    heading: str = ""  # its largest or first heading
    authors: tuple[str, ...] = ()
    created: str = ""  # ISO date
    language: str = ""  # as its properties name it: "nb-NO"


@dataclass(frozen=True, slots=True)
class Content:
    """A file as read."""

    report: Report  # with no id, and nothing known about it
    clues: Clues
    kind: str  # of file: a key of `corpus.formats.kinds.SUFFIXES`


@dataclass(slots=True)
class Drafted:
    """What a format's reader makes of a file; the rest is the same for all."""

    pages: list[RawPage]
    drafts: list[Draft]
    taken_out: list[TakenOut] = field(default_factory=list)
    clues: Clues = field(default_factory=Clues)
    scanned: tuple[int, ...] = ()


def finish(drafted: Drafted, kind: str) -> Content:
    """Return the content: pages cut where the file has none, sections set, text assembled."""
    pages, drafts = drafted.pages, drafted.drafts
    if len(pages) <= 1:
        pages = _cut_pages(pages, drafts)
    report = assemble("", NOTHING_KNOWN, pages, set_sections(drafts), drafted.taken_out)
    report = Report("", NOTHING_KNOWN, report.text, report.pages, report.blocks, report.taken_out, drafted.scanned)
    return Content(report, drafted.clues, kind)


def _cut_pages(pages: list[RawPage], drafts: list[Draft]) -> list[RawPage]:
    """Spread the blocks of a file without pages over text pages short enough to look at, in place."""
    page, length = 0, 0
    for draft in drafts:
        size = sum(len(text) for _, text in draft.lines) + sum(len(c.text) for c in draft.grid)
        full = length >= (CUT_AT_HEADING if draft.kind == "heading" else CUT_AT_BLOCK)
        if full or (length and length + size > 2 * CUT_AT_BLOCK):
            page, length = page + 1, 0
        length += size
        draft.lines = [(page, text) for _, text in draft.lines]
        draft.grid = [c.on_page(page) for c in draft.grid]
    return [*pages, *(RawPage() for _ in range(page + 1 - len(pages)))]
