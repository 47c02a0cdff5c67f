"""Join the drafts into the cleaned text of a report, with every block's and page's place in it."""

from dataclasses import dataclass, field

from corpus.reading.blocks import Draft
from corpus.reading.grids import Row, rows_of
from corpus.reading.lines import RawPage
from corpus.reading.words import Vocabulary, bullet, join, mend_ligatures, tidy, tidy_row
from corpus.records import About, Block, Cell, Page, Report, TakenOut

BETWEEN_BLOCKS = "\n\n"


@dataclass(slots=True)
class _Builder:
    """The text as it grows, and where each page of it begins and ends."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    begins: dict[int, int] = field(default_factory=dict)  # index of a page → offset
    ends: dict[int, int] = field(default_factory=dict)

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def add_on_page(self, page: int, text: str) -> None:
        self.begins.setdefault(page, self.length)
        self.add(text)
        self.ends[page] = self.length


def assemble(
    report_id: str, about: About, pages: list[RawPage], drafts: list[Draft], taken_out: list[TakenOut]
) -> Report:
    """Return the report made of the drafts; every position in it counts in its own text."""
    vocabulary = Vocabulary([text for d in drafts for _, text in d.lines] + [c.text for d in drafts for c in d.grid])
    builder, blocks = _Builder(), []
    for draft in drafts:
        segments = _segments(draft, vocabulary)
        rows = rows_of(draft.grid, lambda text: mend_ligatures(tidy(text), vocabulary))
        if not segments and not rows:
            continue
        if builder.length:
            builder.add(BETWEEN_BLOCKS)
        start = builder.length
        for position, (page, text) in enumerate(segments):
            if position and not _same_word(segments[position - 1][1], draft):
                builder.add("\n" if draft.rows else " ")
            builder.add_on_page(page, text)
        cells = _add_rows(builder, rows, start)
        blocks.append(Block(draft.kind, start, builder.length, draft.section, draft.skip, cells))
    text = "".join(builder.parts)
    return Report(report_id, about, text, _pages(pages, builder, text), tuple(blocks), tuple(taken_out))


def _add_rows(builder: _Builder, rows: list[Row], start: int) -> tuple[Cell, ...]:
    """Add the rows of a table that begins at `start`; return its cells, with their places in the report."""
    cells = []
    for row in rows:
        if builder.length > start:
            builder.add("\n")
        cells += row.cells_at(builder.length)
        builder.add_on_page(row.page, row.text)
    return tuple(cells)


def _same_word(before: str, draft: Draft) -> bool:
    return not draft.rows and before.endswith("-")


def _segments(draft: Draft, vocabulary: Vocabulary) -> list[tuple[int, str]]:
    """Return the draft's text page by page; a word split by the page break stands on the first."""
    lines = [(page, bullet(t) if draft.kind == "bullet" and i == 0 else t) for i, (page, t) in enumerate(draft.lines)]
    if draft.rows:
        cleaned = [(page, mend_ligatures(tidy_row(text), vocabulary)) for page, text in lines]
        return _by_page([(page, text, "\n") for page, text in cleaned if text])
    pieces: list[tuple[int, str, str]] = []
    texts = [tidy(text) for _, text in lines]
    for index, (page, _) in enumerate(lines):
        if not texts[index]:
            continue
        following = next((t for t in texts[index + 1 :] if t), "")
        left, between = join(texts[index], following, vocabulary) if following else (texts[index], "")
        later = next((k for k in range(index + 1, len(texts)) if texts[k]), None)
        if later is not None and not between and lines[later][0] != page:
            head, _, rest = following.partition(" ")
            left, texts[later], between = left + head, rest, " "
        pieces.append((page, left, between))
    return [(page, mend_ligatures(text, vocabulary)) for page, text in _by_page(pieces)]


def _by_page(pieces: list[tuple[int, str, str]]) -> list[tuple[int, str]]:
    """Join pieces of (page, text, what follows) within each page."""
    out: list[tuple[int, str]] = []
    between = ""
    for page, text, after in pieces:
        if out and out[-1][0] == page:
            out[-1] = (page, out[-1][1] + between + text)
        else:
            out.append((page, text))
        between = after
    return out


def _pages(raw: list[RawPage], builder: _Builder, text: str) -> tuple[Page, ...]:
    """Return one page for each page of the file; one without text is empty and stands where it would."""
    pages, at = [], 0
    for index, page in enumerate(raw):
        start = builder.begins.get(index, at)
        at = builder.ends.get(index, start)
        pages.append(Page(index + 1, page.printed, start, text[start:at]))
    return tuple(pages)
