"""The page "what worked where" by streamlit's own AppTest, over the real findings."""

import json
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import app.page_state
from app.answering.shelf import Shelf
from app.evidence.items import Evidence
from app.wording import say
from corpus.errors import IndexMissing
from corpus.records import Report

SECONDS = 30.0  # of patience with one run of the page, on a busy machine
PAGE = "from app.page_evidence import draw\n\ndraw()"


class Opened:
    """What the page asks of an assistant: the findings, the reports, the index's version."""

    def __init__(self, shelf: Shelf, reports: dict[str, Report]) -> None:
        self.shelf, self.reports = shelf, reports
        self.searcher = self
        self.index = self
        self.version = "abc123"


class Waited:
    """A loader that has ended, well or not."""

    ready = True

    def __init__(self, assistant: Opened | None = None, error: IndexMissing | None = None) -> None:
        self.assistant, self.error = assistant, error

    def wait(self) -> Opened | None:
        return self.assistant


def opened(monkeypatch: pytest.MonkeyPatch, loader: Waited, **query: str) -> AppTest:
    st.cache_resource.clear()
    monkeypatch.setattr(app.page_state, "loader", lambda: loader)
    page = AppTest.from_string(PAGE, default_timeout=SECONDS)
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


@pytest.fixture
def loader(shelf: Shelf, reports: dict[str, Report]) -> Waited:
    return Waited(Opened(shelf, reports))


def drawn(page: AppTest, name: str) -> dict[str, Any]:
    """Return what the component of that name was given."""
    protos = [element.proto for element in page.get("bidi_component")]
    (data,) = [json.loads(p.json) for p in protos if p.component_name == f"regionsvar_{name}"]
    found: dict[str, Any] = data
    return found


def test_all_findings_are_there_and_none_is_chosen(
    monkeypatch: pytest.MonkeyPatch, loader: Waited, evidence: Evidence
) -> None:
    page = opened(monkeypatch, loader)
    findings = drawn(page, "findings")
    assert findings["cards"] == []
    assert findings["summary"].startswith(f"{len(evidence.items)} funn fra 5 rapporter: ")
    assert findings["hint"] == say("evidence.choose.hint", "nb")
    assert len(drawn(page, "matrix")["themes"]) == 15
    assert [e.label for e in page.expander] == [say("evidence.rules", "nb"), say("evidence.reports", "nb")]
    assert "Arena Lettmetall (2007): 163 funn" in [t.value for t in page.text]


def test_a_theme_and_a_region_by_name_choose_a_cell(monkeypatch: pytest.MonkeyPatch, loader: Waited) -> None:
    page = opened(monkeypatch, loader)
    page.selectbox(key="evidence-row").set_value("jobs").run()
    page.selectbox(key="evidence-column").set_value("Hallingdal").run()
    assert page.query_params["row"] == "jobs"
    assert page.query_params["column"] == "Hallingdal"
    findings = drawn(page, "findings")
    assert findings["title"] == "Arbeidsplasser · Hallingdal"
    assert len(findings["cards"]) == 12
    assert drawn(page, "matrix")["chosen"] == ["jobs", "Hallingdal"]


def test_filters_go_into_the_address_and_can_be_cleared(monkeypatch: pytest.MonkeyPatch, loader: Waited) -> None:
    page = opened(monkeypatch, loader)
    page.multiselect(key="evidence-verdict").set_value(["did-not-work"]).run()
    page.slider(key="evidence-years").set_value((2016, 2025)).run()
    assert page.query_params["verdict"] == "did-not-work"
    assert page.query_params["years"] == "2016-2025"
    assert say("filters.inforce", "nb", what="fungerte ikke · 2016–2025") in [c.value for c in page.caption]
    page.button(key="evidence-clear").click().run()
    assert "verdict" not in page.query_params
    assert page.multiselect(key="evidence-verdict").value == []


def test_the_other_axis_lets_the_region_go_and_keeps_the_theme(monkeypatch: pytest.MonkeyPatch, loader: Waited) -> None:
    page = opened(monkeypatch, loader, row="jobs", column="Hallingdal")
    page.segmented_control(key="evidence-axis").set_value("programme").run()
    assert not page.exception
    assert page.query_params["axis"] == "programme"
    assert page.query_params["row"] == "jobs"
    assert "column" not in page.query_params


def test_an_address_with_what_is_not_here_gets_one_sentence(monkeypatch: pytest.MonkeyPatch, loader: Waited) -> None:
    page = opened(monkeypatch, loader, region="![x](http://evil)", row="jobs", years="now")
    assert [w.value for w in page.warning] == [
        say("evidence.unknown", "nb", what="region eller kommune, år rapporten handler om")
    ]
    assert drawn(page, "findings")["title"] == "Arbeidsplasser"
    page.selectbox(key="evidence-row").set_value("funding").run()
    assert not page.warning


def test_filters_that_leave_nothing_say_so(monkeypatch: pytest.MonkeyPatch, loader: Waited) -> None:
    page = opened(monkeypatch, loader, strength="register data")
    assert [i.value for i in page.info] == [say("evidence.nothing", "nb")]


def test_the_language_changes_every_text_and_no_finding(monkeypatch: pytest.MonkeyPatch, loader: Waited) -> None:
    page = opened(monkeypatch, loader, row="jobs")
    before = drawn(page, "findings")
    page.radio(key="language").set_value("en").run()
    after = drawn(page, "findings")
    assert [c["id"] for c in after["cards"]] == [c["id"] for c in before["cards"]]
    assert after["title"] == "Jobs"
    assert page.selectbox(key="evidence-row").label == say("evidence.choose.row", "en")


def test_a_library_without_findings_says_so(
    monkeypatch: pytest.MonkeyPatch, loader: Waited, reports: dict[str, Report]
) -> None:
    assert loader.assistant is not None
    bare = Opened(loader.assistant.shelf, reports)
    bare.shelf = type("Bare", (), {"findings": []})()
    page = opened(monkeypatch, Waited(bare))
    assert [i.value for i in page.info] == [say("evidence.none", "nb")]
    assert f"Arena Lettmetall (2007): {say('evidence.reports.none', 'nb')}" in [t.value for t in page.text]


def test_an_index_that_cannot_be_opened_is_told_in_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, Waited(error=IndexMissing("", "index-missing", folder="x")))
    said = "Det gikk ikke: Det er ingen søkeindeks i x ennå. Kjør: python -m index build"
    assert [e.value for e in page.error] == [said]
