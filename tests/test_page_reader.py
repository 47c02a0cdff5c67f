"""The reader and the library by streamlit's own AppTest: their wiring, over the real index."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import app.page_state
from app import page_cards
from app.assistant import Assistant
from app.loading import Loader
from app.page_reader import KEY
from app.reader.reading import Reading
from app.wording import say
from corpus.errors import IndexMissing, ReportError
from corpus.library import Problem
from index.search import Searcher

APP = Path(app.page_state.__file__).parent
SECONDS = 30.0  # of patience with one run of the page, on a busy machine
LOFT, SATS = "innovasjonsloft-hallingdal-2020", "sats-pa-hallingdal-2025"


@pytest.fixture
def loaded(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    loader = Loader(lambda: assistant)
    loader.wait()
    st.cache_resource.clear()
    monkeypatch.setattr(app.page_state, "loader", lambda: loader)


def page(name: str, **values: str) -> AppTest:
    test = AppTest.from_string(f"from app.{name} import draw\n\ndraw()", default_timeout=SECONDS)
    for key, value in values.items():
        test.query_params[key] = value
    test.run()
    assert not test.exception
    return test


def drawn(test: AppTest, name: str) -> dict[str, Any]:
    components = (element.proto for element in test.get("bidi_component"))
    (data,) = [json.loads(c.json) for c in components if c.component_name == f"regionsvar_{name}"]
    assert isinstance(data, dict)
    return data


@pytest.mark.usefixtures("loaded")
def test_an_address_opens_its_page() -> None:
    test = page("page_reader", report=LOFT, page="10", lit="23000-23040")
    pane, tree = drawn(test, "pane"), drawn(test, "tree")
    assert (pane["page"], pane["lit"], pane["aim"], pane["fault"]) == (10, "23000-23040", "lit", "")
    assert drawn(test, "head")["title"] == "Evaluering av Innovasjonsløft Hallingdal"
    assert test.selectbox(key="reader-report").value == LOFT
    assert [s["title"] for s in tree["sections"] if s["on"]] == ["3. Resultater av Innovasjonsløft Hallingdal"]


@pytest.mark.usefixtures("loaded")
def test_a_bad_address_gets_a_sentence_and_the_nearest_page() -> None:
    pane = drawn(page("page_reader", report=SATS, page="999"), "pane")
    assert pane["page"] == 17
    assert pane["fault"] == say("place.page.beyond", "nb", page=999, last=17, name="Sats på Hallingdal")


@pytest.mark.usefixtures("loaded")
def test_another_report_is_opened_at_its_beginning() -> None:
    test = page("page_reader", report=LOFT, page="10")
    test.selectbox(key="reader-report").set_value(SATS).run()
    pane = drawn(test, "pane")
    assert (pane["report"], pane["page"], pane["fault"]) == (SATS, 1, "")


@pytest.mark.usefixtures("loaded")
def test_the_tab_remembers_its_search_and_its_notes() -> None:
    test = page("page_reader", report=LOFT, page="10")
    reading: Reading = test.session_state[KEY]
    reading.words, reading.hit, reading.notes = "Innovasjon Norge", 1, False
    test.run()
    pane = drawn(test, "pane")
    assert pane["found"].startswith("2 av ")
    assert not pane["notes"]
    test.radio(key="language").set_value("en").run()
    assert drawn(test, "pane")["found"].startswith("2 of ")


@pytest.mark.usefixtures("loaded")
def test_the_library_shows_every_report(assistant: Assistant) -> None:
    cards = drawn(page("page_library"), "cards")
    assert {c["id"] for c in cards["cards"]} == set(assistant.reports)
    assert cards["none"] == ""


def test_the_library_says_what_was_left_out(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Problem("![x](http://example.org/x.png)", ReportError("x is missing", "about-missing", path="x"))
    searcher = assistant.searcher
    ill = Searcher(searcher.index, replace(searcher.library, problems=(problem,)), searcher.embedder)
    loader = Loader(lambda: Assistant(ill))
    loader.wait()
    monkeypatch.setattr(app.page_state, "loader", lambda: loader)
    cards = drawn(page("page_library"), "cards")
    assert cards["problems"] == [
        {"name": problem.report_id, "text": "x mangler. Kopier en fra en annen rapport og fyll den ut."}
    ]
    assert cards["problemsHead"] == say("library.problems", "nb")


@pytest.mark.usefixtures("loaded")
def test_many_reports_can_be_narrowed_and_ordered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_cards, "MANY", 4)
    test = page("page_library")
    test.text_input(key="library-words").set_value("hallingdal")
    test.selectbox(key="library-order").set_value("title").run()
    assert [c["id"] for c in drawn(test, "cards")["cards"]] == [LOFT, SATS]
    test.text_input(key="library-words").set_value("<b>Tromsø").run()
    assert drawn(test, "cards")["none"] == say("library.none", "nb", words="<b>Tromsø")


@pytest.mark.parametrize("name", ["page_reader", "page_library"])
def test_an_index_that_cannot_be_opened_is_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Assistant:
        raise IndexMissing("There is no index; run `python -m index build` ![x](https://example.org/x.png).")

    loader = Loader(missing)
    loader.wait()
    monkeypatch.setattr(app.page_state, "loader", lambda: loader)
    quoted = r"There is no index; run \`python -m index build\` !\[x\](https\://example\.org/x\.png)."
    [error] = page(name).error
    assert error.value == say("failed", "nb", error=quoted)  # no picture is fetched for what an error quotes
