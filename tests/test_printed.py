"""A PDF's pages as printed: the boxes lie where the words were drawn, and what cannot be drawn is one sentence."""

import base64
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from app.reader import pictures as app_pictures
from app.reader.pictures import Drawn, Pictures, Source
from app.reader.place import Place
from app.reader.printed import MOST_MARKS, Mark, printed_data
from app.reader.recent import Recent
from app.reader.view import AROUND_PRINTED, Sight, pane_data
from app.wording import say
from corpus.adding import add_file
from corpus.errors import ReportError
from corpus.formats.process import Parser
from corpus.library import checksums, load_library
from corpus.records import Report
from corpus.sources import checksum
from tests import made_pdf
from tests.made_pdf import HEIGHT, LEFT, PLAIN, TOP, WIDTH, flow, pdf
from tests.made_texts import NB

SIZE, STEP = 11, 14.0  # points: of the letters, and from line to line
LINES = (
    "Ferja over fjorden gikk hver time, og 40 bedrifter brukte ferja.",
    "Rutene ble doblet i 2018, og ferja gikk også om natten.",
    "Etter to år hadde 64 av dem fått flere kunder på den andre siden.",
)


def lines(c: Canvas) -> None:
    """Draw `LINES`, and a second page, both under a running header that names the ferry too."""
    c.setFont(PLAIN, SIZE)
    c.drawString(LEFT, HEIGHT - 40, "Om ferja")
    for row, line in enumerate(LINES):
        c.drawString(LEFT, TOP - STEP * row, line)
    c.showPage()
    c.setFont(PLAIN, SIZE)
    c.drawString(LEFT, HEIGHT - 40, "Om ferja")
    flow(c, NB[3], TOP)
    c.showPage()


def drawn_at(row: int, words: str) -> tuple[float, float, float]:
    """Return where words were drawn on page 1: left and right edge and baseline, in hundredths of the page."""
    before = stringWidth(LINES[row][: LINES[row].rindex(words)], PLAIN, SIZE)
    left = LEFT + before
    return (
        100 * left / WIDTH,
        100 * (left + stringWidth(words, PLAIN, SIZE)) / WIDTH,
        100 * (HEIGHT - TOP + STEP * row) / HEIGHT,
    )


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of reports made from PDFs, and one from a text."""
    home = tmp_path_factory.mktemp("printed")
    with Parser() as parser:
        for name, data in {
            "a.pdf": pdf(lines),
            "scan.pdf": pdf(made_pdf.one_scanned),
            "b.txt": "\n\n".join(LINES).encode(),
        }.items():
            (home / name).write_bytes(data)
            added = add_file(home / name, home / "reports", parser)
            (home / "reports" / added.report_id).rename(home / "reports" / name.split(".")[0])
    return home / "reports"


@pytest.fixture(scope="module")
def pictures(reports: Path) -> Iterator[Pictures]:
    made = Pictures(reports)
    yield made
    made.close()


@pytest.fixture(scope="module")
def report(reports: Path) -> Report:
    return load_library(reports).report("a")


def source(reports: Path, name: str = "a") -> Source:
    path = reports / name / "report.pdf"
    return Source(path, checksum(path))


def stretch(report: Report, words: str, page: int = 1) -> tuple[int, int]:
    """Return the last place of words on a page."""
    found = re.finditer(r"\s+".join(map(re.escape, words.split())), report.text[: report.page(page).end])
    return list(found)[-1].span()


@pytest.mark.parametrize(
    ("quote", "rows"),
    [
        ("fjorden gikk hver time", [(0, "fjorden gikk hver time")]),
        ("40 bedrifter brukte ferja.", [(0, "40 bedrifter brukte ferja")]),
        ("ferja", [(1, "ferja")]),  # the fourth place on the page, the third that is read
        ("64", [(2, "64")]),
        ("gikk også om natten. Etter to år", [(1, "gikk også om natten"), (2, "Etter to år")]),
    ],
)
def test_boxes_lie_where_the_words_were_drawn(
    pictures: Pictures, reports: Path, report: Report, quote: str, rows: list[tuple[int, str]]
) -> None:
    mark = (*stretch(report, quote), "lit")
    data = printed_data(lambda n, s: pictures.draw(source(reports), report, n, s), report, 1, [mark], "nb")
    boxes = data["picture"]["boxes"]
    assert [box["what"] for box in boxes] == ["lit"] * len(rows)
    for box, (row, words) in zip(boxes, rows, strict=True):
        left, right, base = drawn_at(row, words)
        assert box["left"] == pytest.approx(left, abs=0.3)  # of a page 595 points wide: under two points
        assert box["left"] + box["width"] == pytest.approx(right, abs=0.3)
        assert base - 100 * SIZE / HEIGHT < box["top"] < base - 50 * SIZE / HEIGHT
        assert base - 0.1 <= box["top"] + box["height"] < base + 40 * SIZE / HEIGHT
    assert data["picture"]["lit"] == [quote]
    assert data["told"] == ""


def test_a_picture_is_of_its_page_and_says_so(pictures: Pictures, reports: Path, report: Report) -> None:
    data = printed_data(lambda n, s: pictures.draw(source(reports), report, n, s), report, 2, [], "en")
    png = base64.b64decode(data["picture"]["png"])
    width, height = (int.from_bytes(png[at : at + 4]) for at in (16, 20))
    assert (width, height) == (round(2 * WIDTH + 0.5), round(2 * HEIGHT + 0.5))
    alt = data["picture"]["alt"]
    assert alt == say("printed.alt", "en", page="text page 2", title=report.about.title)
    assert (data["picture"]["boxes"], data["picture"]["lit"]) == ([], [])
    other = pictures.draw(source(reports), report, 1, [])
    assert isinstance(other, Drawn)
    assert other.picture.png != png
    assert other.key != data["picture"]["key"]


@pytest.mark.parametrize(
    ("report_id", "offered"), [("a", True), ("scan", True), ("b", False), ("a (kept)", False), ("../reports/a", False)]
)
def test_only_reports_that_are_pdfs_are_offered(
    pictures: Pictures, reports: Path, report_id: str, offered: bool
) -> None:
    assert (pictures.source(report_id, checksums(reports)) is not None) == offered


def test_a_scanned_page_is_drawn_and_its_text_says_where_to_look(pictures: Pictures, reports: Path) -> None:
    report = load_library(reports).report("scan")
    sight = Sight(report, (), Place("scan", 2), draw=lambda n, s: pictures.draw(source(reports, "scan"), report, n, s))
    for printed, shown in ((False, False), (True, True)):
        data = pane_data(replace(sight, printed=printed), "nb")
        (sheet,) = [sheet for sheet in data["sheets"] if sheet["number"] == 2]
        assert ("picture" in sheet) == shown
        assert sheet["empty"] == ("" if shown else say("reader.scanned", "nb"))
        assert data["form"]["chosen"] == ("printed" if printed else "text")
    assert pane_data(replace(sight, draw=None, printed=True), "nb")["form"] is None
    assert pane_data(replace(sight, draw=None, printed=True), "nb")["sheets"][1]["empty"] == say("reader.empty", "nb")


def test_hits_are_lit_the_one_at_hand_first(pictures: Pictures, reports: Path, report: Report) -> None:
    page = report.page(1)
    hits: list[Mark] = [(at, at + 1, "hit") for at in range(page.start, page.start + MOST_MARKS + 9)]
    now = (*stretch(report, "2018"), "now")
    data = printed_data(lambda n, s: pictures.draw(source(reports), report, n, s), report, 1, [*hits, now], "nb")
    whats = [box["what"] for box in data["picture"]["boxes"]]
    assert whats[0] == "now"
    assert whats.count("now") == 1
    assert len(whats) <= MOST_MARKS


def test_words_that_are_not_on_the_picture_are_told_of(pictures: Pictures, reports: Path, report: Report) -> None:
    other = replace(report, text="x" * 40, pages=(replace(report.pages[0], text="Qxqzwv " * 5 + "xxxxx", start=0),))
    data = printed_data(lambda n, s: pictures.draw(source(reports), other, n, s), other, 1, [(0, 20, "lit")], "nb")
    assert data["picture"]["boxes"] == []
    assert data["told"] == say("printed.nowhere", "nb")


def test_what_was_drawn_is_kept_and_what_was_replaced_is_refused(tmp_path: Path, report: Report) -> None:
    path = tmp_path / "a" / "report.pdf"
    path.parent.mkdir()
    path.write_bytes(pdf(lines))
    pictures = Pictures(tmp_path)
    first = pictures.draw(source(tmp_path), report, 1, [(0, 5)])
    here = source(tmp_path)
    path.write_bytes(pdf(made_pdf.plain))
    assert isinstance(first, Drawn)
    assert pictures.draw(here, report, 1, [(0, 5)]) == first
    refused = pictures.draw(here, report, 2, [])
    assert isinstance(refused, ReportError)
    assert refused.kind == "replaced"
    path.unlink()
    assert pictures.draw(here, report, 2, []) is refused  # not tried again at once
    pictures.close()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf(lines)[:300], "damaged-pdf"),
        (b"", "damaged-pdf"),
        (pdf(lambda c: c.showPage()), "no-page"),  # it has one page
    ],
)
def test_a_page_that_cannot_be_drawn_is_its_text_and_one_sentence(
    tmp_path: Path, report: Report, data: bytes, kind: str
) -> None:
    path = tmp_path / "a" / "report.pdf"
    path.parent.mkdir()
    path.write_bytes(data)
    pictures = Pictures(tmp_path)
    drawn = pictures.draw(source(tmp_path), report, 2, [])
    assert isinstance(drawn, ReportError)
    assert drawn.kind == kind
    sight = Sight(report, (), Place("a", 2), draw=lambda n, s: pictures.draw(source(tmp_path), report, n, s))
    sheet = pane_data(replace(sight, printed=True), "nb")["sheets"][AROUND_PRINTED]
    assert "picture" not in sheet
    assert sheet["blocks"]
    assert sheet["told"].startswith(say("printed.failed", "nb", why=report.about.short))
    pictures.close()


def test_the_process_is_ended_when_nobody_asks(monkeypatch: pytest.MonkeyPatch, reports: Path, report: Report) -> None:
    monkeypatch.setattr(app_pictures, "IDLE", 0.2)
    pictures = Pictures(reports)
    for number in (1, 2):
        assert isinstance(pictures.draw(source(reports), report, number, []), Drawn)
        assert pictures._idle is not None
        pictures._idle.join(30)
        assert pictures._parser._process is None  # the next page is drawn by another


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("aa bb cc", "aa bb cc"),
        ("aa bb cc d", "bb cc d"),
        ("aa bb cc aa d", "cc aa d"),  # asked for again
        ("aa bbbbbbbbb", "bbbbbbbbb"),  # larger than all there is room for
        ("a aa a", "aa a"),
    ],
)
def test_what_was_asked_for_longest_ago_goes_first(asked: str, kept: str) -> None:
    recent: Recent[str] = Recent(6, len)
    for word in asked.split():
        if recent.get(word) is None:
            recent.put(word, word)
    assert {word for word in asked.split() if recent.get(word)} == set(kept.split())
    assert recent.size == sum(map(len, set(kept.split())))
