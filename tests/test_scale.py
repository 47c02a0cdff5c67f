"""Measuring at scale: synthetic passages, what is measured of them, how it is shown."""

import sys
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import numpy as np
import pytest

from corpus.errors import RegionsvarError
from corpus.library import Library
from corpus.passages import split_report
from index.apart import ASKED, Times, measured_apart, questions_of
from index.embed import Embedder
from index.scale import VECTORS, WHOLE, Row, measure_vectors, plot, table
from index.synthetic import A_REPORT, synthetic, texts

TIMES = Times(2.0, 9.5, 1.5, 4.0)
ROWS = [
    Row(WHOLE, 635, 12_098, None, 25.0, 40.0, 1.2, TIMES, None, 0.5),
    Row(VECTORS, 10_000, 10_000, 1.0, 15.0, 20.0, 0.1, TIMES, 1.0, 0.5),
    Row(VECTORS, 1_000_000, 1_000_000, 300.0, 400.0, 90.0, 0.4, TIMES, 0.96, 0.5),
]


def test_synthetic_passages_are_the_same_each_time_and_no_two_alike(library: Library) -> None:
    made = list(texts(library, 300))
    assert made == list(texts(library, 500))[:300]
    assert len(set(made)) == 300
    known = {word for report in library.reports for word in report.text.split()}
    assert {word for text in made for word in text.split()} <= known


def test_a_synthetic_library_has_as_many_passages_as_asked_for(library: Library) -> None:
    made = synthetic(library, A_REPORT + 7)
    passages = [p for report in made.reports for p in split_report(report)]
    assert [p.text for p in passages] == list(texts(library, A_REPORT + 7))


def test_vectors_are_measured_against_exact_search(
    library: Library, word_hash: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = ModuleType("__main__")  # as the tests of pages leave it: no other process may run it
    main.__file__ = str(Path(__file__).with_name("none-such.py"))
    monkeypatch.setitem(sys.modules, "__main__", main)
    steps: list[str] = []
    row = measure_vectors(library, word_hash, 2500, lambda step, _share: steps.append(step))
    assert (row.what, row.passages, row.vectors) == (VECTORS, 2500, 2500)
    assert row.recall == pytest.approx(1.0, abs=0.02)  # exact, but for equal cosines
    assert row.disk == pytest.approx(2500 * (64 * 4 + 4) / 1e6, rel=0.05)
    assert 0 < row.times.p50 <= row.times.p95
    assert steps[0] == "embedding"
    assert steps[-1] == "searching"


def test_a_search_that_cannot_be_measured_says_why(tmp_path: Path) -> None:
    np.save(tmp_path / ASKED, np.zeros((1, 4), np.float32))
    with pytest.raises(RegionsvarError, match=r"could not be measured .*holds no vectors"):
        measured_apart("vectors", str(tmp_path))


def test_questions_are_drawn_from_the_notes(library: Library) -> None:
    asked = questions_of(library, 50)
    assert asked == questions_of(library, 50)
    assert len(asked) == 50
    assert set(asked) <= {q for note in library.all_notes() for q in note.questions}


def test_the_table_has_a_cell_for_every_figure() -> None:
    lines = list(table(ROWS))
    assert len(lines) == 2 + len(ROWS)
    assert {line.count("|") for line in lines} == {12}
    assert (
        "| vectors alone | 1,000,000 | 1,000,000 | 300 | 400 | 90 | 0.4 | 2.0 / 9.5 | 1.5 / 4.0 | 0.960 |" in lines[-1]
    )


def test_the_plot_is_a_drawing_with_a_point_a_figure() -> None:
    drawing = ElementTree.fromstring(plot(ROWS))  # noqa: S314 - made here
    circles = [e for e in drawing.iter() if e.tag.endswith("circle")]
    assert len(circles) == 2 * len(ROWS)
    said = {e.text for e in drawing.iter() if e.tag.endswith("text")}
    assert {"60 ms", "passages", "milliseconds", "vectors alone, p95", "whole search, p50", "1,000,000"} <= said
    xs = sorted({float(c.attrib["cx"]) for c in circles})
    assert xs[2] - xs[1] == pytest.approx(2 * (xs[2] - xs[0]) / 3.197, rel=0.01)  # a decade is a decade wide
