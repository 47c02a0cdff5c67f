"""Files of every format, read in the parsing process: pages, headings, tables, notes and verbatim quotes."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.formats.content import Content
from corpus.formats.process import Parser
from corpus.propose import propose
from corpus.records import Block, Report
from tests.made_files import FILES, PDFS, Made

# The cleaned text of the reports that were read before there were other formats than text
TEXTS = {
    "arena-lettmetall-2007": "61f7c855bb23f986714fd9fb41b4288e5784ba3cfe568f018e54d4fdb08ea07c",
    "innovasjonsloft-hallingdal-2020": "ceda8fd385ba5efc8482d1238d02113cf75c40ded8f8c6deea15735be0d94013",
    "lillehammer-regionen-2022": "0b129affe2d5d7a7acafbf899d2bbbd9fe24c7f81a38d759e050d638d634127c",
    "piloten-oppland-2017": "25103c2e45c76ae25b1d46b685a5991e6b287023f84e97926815e9c43615a12c",
    "sats-pa-hallingdal-2025": "a312423bb51a1653dd3faa61cfa08cb68cdd7f4e046bf50961ee41c2bd3bd9da",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("made")
    for file in FILES:
        (made / file.name).write_bytes(file.make())
    return made


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser() as started:
        yield started


@pytest.fixture(scope="module")
def contents(folder: Path, parser: Parser) -> dict[str, Content]:
    return {file.name: parser.read(folder / file.name) for file in FILES}


def test_there_are_enough_files() -> None:
    assert len({f.name for f in FILES}) == len(FILES) >= 30


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_a_made_file_is_read(contents: dict[str, Content], file: Made) -> None:
    report = contents[file.name].report
    assert len(report.pages) == file.pages
    for number, quote in file.quotes:
        assert quote in report.page(number).text
    if file.headings:
        assert tuple(_text(report, b) for b in report.blocks if b.kind == "heading") == file.headings
    if file.section:
        at = report.text.rfind(file.quotes[-1][1])
        section = next(b.section for b in report.blocks if b.start <= at < b.end)
        assert section[: len(file.section)] == file.section
    if file.printed:
        assert tuple(p.printed for p in report.pages) == file.printed
    assert tuple(_text(report, b) for b in report.blocks if b.kind == "footnote") == file.notes
    assert report.scanned == file.scanned
    assert [words for words in file.absent if words in report.text] == []


@pytest.mark.parametrize("file", [f for f in FILES if f.table], ids=lambda f: f.name)
def test_a_table_has_its_cells(contents: dict[str, Content], file: Made) -> None:
    report = contents[file.name].report
    tables = [b for b in report.blocks if b.cells]
    assert len(tables) == file.tables
    rows: dict[int, list[str]] = {}
    for cell in tables[0].cells:
        rows.setdefault(cell.row, []).append(report.text[cell.start : cell.end])
    assert tuple(tuple(cells) for cells in rows.values()) == file.table


@pytest.mark.parametrize("name", ["merged-cells.pdf", "merged-cells.docx", "table.html"])
def test_merged_cells_are_one(contents: dict[str, Content], name: str) -> None:
    report = contents[name].report
    table = next(b for b in report.blocks if b.cells)
    assert _text(report, table).startswith("Tabell")
    placed = [(c.row, c.column, c.rows, c.columns, report.text[c.start : c.end]) for c in table.cells[:5]]
    assert placed == [
        (0, 0, 2, 1, "Kommune"),
        (0, 1, 1, 2, "Tilskudd"),
        (1, 1, 1, 1, "Søkt"),
        (1, 2, 1, 1, "Innvilget"),
        (2, 0, 1, 1, "Gol"),
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_pages_blocks_and_cells_lie_in_the_text(contents: dict[str, Content], file: Made) -> None:
    report = contents[file.name].report
    at = 0
    for page in report.pages:
        assert page.start >= at
        assert report.text[page.start : page.end] == page.text
        at = page.end
    for block in report.blocks:
        assert 0 <= block.start < block.end <= len(report.text)
        assert all(block.start <= c.start <= c.end <= block.end for c in block.cells)
    assert "".join(c for c in report.text if not c.isprintable() and c != "\n") == ""


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_the_language_is_told(contents: dict[str, Content], file: Made) -> None:
    assert propose(contents[file.name], file.name, 2026).language == file.language


@pytest.mark.parametrize("file", PDFS, ids=lambda f: f.name)
def test_boxes_of_a_quote_hold_its_words(
    folder: Path, contents: dict[str, Content], parser: Parser, file: Made
) -> None:
    """The words that pdfium finds inside the boxes are the quote's, and no others."""
    import pypdfium2 as pdfium

    number, quote = file.quotes[-1]
    page = contents[file.name].report.page(number)
    start = page.text.find(quote)
    (boxes,) = parser.boxes(folder / file.name, number, page.text, [(start, start + len(quote))])
    document = pdfium.PdfDocument(folder / file.name)
    shown = document[number - 1]
    inside = "".join(_within(shown, box) for box in boxes)
    document.close()
    assert boxes
    assert _letters(quote) == _letters(inside)


def _within(page, box: list[float]) -> str:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Return what pdfium reads in a box of the page as displayed."""
    left, top, right, bottom = box
    width, height = page.get_size()
    back = {
        0: (left, height - bottom, right, height - top),
        90: (top, left, bottom, right),
        180: (width - right, top, width - left, bottom),
        270: (height - bottom, width - right, height - top, width - left),
    }[page.get_rotation()]
    x, y, _, _ = page.get_bbox()  # of a cropped sheet, not its corner
    inner = (back[0] + x + 0.4, back[1] + y + 0.4, back[2] + x - 0.4, back[3] + y - 0.4)
    return str(page.get_textpage().get_text_bounded(*inner))


def _letters(text: str) -> str:
    return "".join(sorted(c for c in text if c.isalnum()))


def test_a_page_is_pictured(folder: Path, parser: Parser) -> None:
    picture, *points = parser.picture(folder / "turned-90.pdf", 1, 0.5)
    assert picture.startswith(b"\x89PNG")
    width, height = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
    assert (width, height) == (298, 421)  # an A4 page at half a pixel a point
    assert points == pytest.approx([595.3, 841.9], abs=0.1)


@pytest.mark.parametrize("report", TEXTS)
def test_the_text_reports_read_as_before(reports: dict[str, Report], report: str) -> None:
    assert hashlib.sha256(reports[report].text.encode()).hexdigest() == TEXTS[report]


def _text(report: Report, block: Block) -> str:
    return report.text[block.start : block.end]
