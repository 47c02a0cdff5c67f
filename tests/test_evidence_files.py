"""The view and its findings as files, read back; and the figure, measured."""

import csv
import io
import itertools
import json
from collections import Counter
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import numpy as np
import pytest
from numpy.typing import NDArray

from app.evidence.export import FINDING_COLUMNS, Origin, findings_csv, matrix_csv, safe
from app.evidence.items import Evidence
from app.evidence.matrix import make_matrix
from app.evidence.picture import COLOURS, FILLING, LINE, SHAPES, TEXT, Look, Scheme, draw_matrix
from app.evidence.printed import printed_page
from app.evidence.view import Axis, View
from app.wording import say
from corpus.records import Language
from corpus.themes import VERDICTS

BACKGROUND: dict[Scheme, str] = {"light": "#ffffff", "dark": "#10201f"}  # of .streamlit/config.toml
# What each kind of colour blindness makes of linear red, green and blue (Machado, Oliveira and Fernandes 2009).
SEEN: dict[str, list[list[float]]] = {
    "all": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protan": [[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.0520]],
    "deutan": [[0.3673, 0.8606, -0.2280], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.9689]],
    "tritan": [[1.2555, -0.0767, -0.1788], [-0.0784, 0.9308, 0.1476], [0.0047, 0.6914, 0.3039]],
}
TO_XYZ = np.array([[0.4125, 0.3576, 0.1804], [0.2127, 0.7152, 0.0722], [0.0193, 0.1192, 0.9503]])


def origin(language: Language) -> Origin:
    return Origin(language, date(2026, 11, 21), "abc123", "Hallingdal · fungerte", "Alle funn")


def rows_of(data: bytes, delimiter: str) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")  # or a spreadsheet reads Ã¥ for å
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


@pytest.mark.parametrize(("language", "delimiter"), [("nb", ";"), ("en", ",")])
def test_findings_are_read_back_from_csv(evidence: Evidence, language: Language, delimiter: str) -> None:
    head, *rows = rows_of(findings_csv(evidence.items, origin(language)), delimiter)
    assert head == [say(f"evidence.csv.{name}", language) for name in FINDING_COLUMNS]
    assert len(rows) == len(evidence.items)
    for row, item in zip(rows, evidence.items, strict=True):
        values = dict(zip(FINDING_COLUMNS, row, strict=True))
        assert values["quote"].removeprefix("'") == item.quote
        assert values["what"].removeprefix("'") == (item.finding.what_en if language == "en" else item.finding.what_nb)
        assert (values["made"], values["index"]) == ("2026-11-21", "abc123")
        assert values["own"] == (say("evidence.csv.yes", language) if item.own else "")


@pytest.mark.parametrize("axis", ["region", "programme"])
def test_cells_are_read_back_from_csv(evidence: Evidence, axis: Axis) -> None:
    matrix = make_matrix(evidence, View(axis=axis))
    head, *rows = rows_of(matrix_csv(matrix, axis, origin("nb")), ";")
    assert len(rows) == len(matrix.cells)
    assert sum(int(n) for row in rows for n in row[2:6]) == len(evidence.items)
    totals = {name: sum(int(row[head.index(name)]) for row in rows) for name in head[2:6]}
    counts = Counter(i.finding.verdict for i in evidence.items)
    assert totals == {say(f"verdict.{v}", "nb"): counts[v] for v in counts}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+47 32 08 00 00", "'+47 32 08 00 00"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =cmd|' /C calc'!A0", "'  =cmd|' /C calc'!A0"),
        ("\tx", "'\tx"),
        ("10,5 årsverk", "10,5 årsverk"),
        ("", ""),
    ],
)
def test_no_field_is_a_formula(text: str, written: str) -> None:
    assert safe(text) == written


class Reader(HTMLParser):
    """Gathers a page's text by element, and every element and address in it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.addresses: list[str] = []
        self.quotes: list[str] = []
        self.text = ""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]
        self._open.append(tag)
        if tag == "blockquote":
            self.quotes.append("")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.text += data
        if "blockquote" in self._open:
            self.quotes[-1] += data


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_printed_page_holds_every_quote_and_fetches_nothing(evidence: Evidence, language: Language) -> None:
    matrix = make_matrix(evidence, View())
    page = Reader()
    page.feed(printed_page(evidence.items, matrix, "region", origin(language)).decode())
    assert [" ".join(q.split())[1:-1] for q in page.quotes] == [" ".join(i.quote.split()) for i in evidence.items]
    assert page.addresses == []
    assert page.tags["script"] == page.tags["img"] == page.tags["link"] == 0
    assert page.tags["td"] == len(matrix.cells)
    assert "2026-11-21" in page.text
    assert "abc123" in page.text
    assert "Hallingdal · fungerte" in page.text


def test_nothing_a_report_or_a_note_says_becomes_markup(evidence: Evidence) -> None:
    one = evidence.items[0]
    hostile = '"><script>window.ran = 1</script><img src=x onerror=alert(1)>'
    wrong = replace(one.finding, what_nb=hostile, where=hostile, programme=hostile)
    item = replace(one, finding=wrong, programme=hostile, region=hostile)
    small = replace(evidence, items=(item,), regions=(hostile,))
    out = printed_page((item,), make_matrix(small, View()), "region", replace(origin("nb"), narrowed=hostile))
    page = Reader()
    page.feed(out.decode())
    assert page.tags["script"] == page.tags["img"] == 0
    assert page.text.count(hostile) >= 4


@pytest.mark.parametrize("axis", ["region", "programme"])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_figure_draws_every_mark_and_every_gap(evidence: Evidence, axis: Axis, language: Language) -> None:
    matrix = make_matrix(evidence, View(axis=axis))
    spec = json.loads(draw_matrix(matrix, Look(axis, language)).to_json())  # held against Vega-Lite's schema
    ground, gaps, marks = (spec["datasets"][layer["data"]["name"]] for layer in spec["layer"])
    assert len(gaps) == matrix.gaps
    assert len(ground) == len(matrix.cells) - matrix.gaps
    assert sum(row["count"] for row in marks) == len(evidence.items)
    drawn = {(r["row"], r["column"], r["verdict"]): (r["count"], r["filling"]) for r in marks}
    for place, cell in matrix.cells.items():
        for mark in cell.marks:
            assert drawn[*place, mark.verdict] == (mark.count, FILLING[mark.level])
    assert not any(value for row in (*ground, *marks) for value in row.values() if str(value).startswith("http"))


def linear(colour: str) -> NDArray[np.float64]:
    """Return red, green and blue as light (0 to 1)."""
    c = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Return the ratio WCAG asks of two colours (1 to 21)."""
    low, high = sorted(float(TO_XYZ[1] @ linear(c)) for c in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(light: NDArray[np.float64]) -> NDArray[np.float64]:
    xyz = TO_XYZ @ np.clip(light, 0, 1) / np.array([0.95047, 1, 1.08883])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_stand_out_from_their_background(scheme: Scheme) -> None:
    assert min(contrast(colour, BACKGROUND[scheme]) for colour in COLOURS.values()) >= 3
    assert contrast(TEXT[scheme], BACKGROUND[scheme]) >= 7
    assert contrast(LINE[scheme], BACKGROUND[scheme]) < 3  # a gap is to be quiet


@pytest.mark.parametrize("eyes", SEEN)
def test_colours_are_told_apart_by_all_eyes(eyes: str) -> None:
    seen = np.array(SEEN[eyes])
    pairs = itertools.combinations(COLOURS.values(), 2)
    apart = [float(np.linalg.norm(lab(seen @ linear(a)) - lab(seen @ linear(b)))) for a, b in pairs]
    assert min(apart) > 18  # CIE 1976; 2.3 is what an eye just sees


def test_every_verdict_has_a_shape_of_its_own() -> None:
    assert tuple(SHAPES) == VERDICTS
    assert len(set(SHAPES.values())) == len(VERDICTS)
