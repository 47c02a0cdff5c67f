"""The page by streamlit's own AppTest: what is drawn for what is asked, over the real index."""

import json
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import app.page_chat
from app.assistant import Assistant
from app.loading import Loader
from app.session import Session
from app.wording import EXAMPLES, say
from corpus.errors import IndexMissing

MAIN = str(Path(app.page_chat.__file__).with_name("main.py"))
SECONDS = 20.0  # of patience with one run of the page, on a busy machine


def opened(monkeypatch: pytest.MonkeyPatch, loader: Loader) -> AppTest:
    """Return the page over an assistant that `loader` opens."""
    st.cache_resource.clear()
    monkeypatch.setattr(app.page_state, "loader", lambda: loader)
    page = AppTest.from_file(MAIN, default_timeout=SECONDS).run()
    assert not page.exception
    return page


@pytest.fixture
def page(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    loader = Loader(lambda: assistant)
    loader.wait()
    return opened(monkeypatch, loader)


def drawn(page: AppTest, name: str) -> list[dict[str, Any]]:
    """Return what the components of that name were given, in reading order."""
    components = (element.proto for element in page.get("bidi_component"))
    return [json.loads(c.json) for c in components if c.component_name == f"regionsvar_{name}"]


def ask(page: AppTest, question: str) -> AppTest:
    page.chat_input[0].set_value(question).run()
    assert not page.exception
    return page


def state(page: AppTest) -> Session:
    session: Session = page.session_state["session"]
    return session


def test_begins_with_examples_and_answers_one(page: AppTest) -> None:
    assert [b.label for b in page.button if (b.key or "").startswith("example-")] == [nb for nb, _ in EXAMPLES]
    page.button(key="example-1").click().run()
    (answer,) = drawn(page, "answer")
    assert answer["question"] == EXAMPLES[1][0]
    assert "10,5" in answer["lines"][0]["text"]
    assert [mark["n"] for mark in answer["lines"][0]["marks"]] == [1]
    assert not [b for b in page.button if (b.key or "").startswith("example-")]


def test_language_switch_changes_every_text(page: AppTest) -> None:
    ask(page, "Hvorfor ble Nordic Aluminium Academy avviklet?")
    page.radio(key="language").set_value("en").run()
    assert page.button(key="new").label == say("new", "en")
    assert page.multiselect(key="filter-reports").label == say("filters.report", "en")
    assert page.chat_input[0].placeholder == say("ask", "en")
    (answer,) = drawn(page, "answer")
    assert answer["heading"].startswith("Sources")
    assert answer["lang"] == "nb"  # the answer stays in its question's language


def test_a_citation_opens_moves_and_closes(page: AppTest) -> None:
    ask(page, "Hva fungerte i Hallingdal?")
    assert drawn(page, "page") == []
    state(page).open(0, 1)
    page.run()
    (source,) = drawn(page, "page")
    answer = state(page).turns[0].answer
    assert answer is not None
    assert lit(source) == answer.citations[0].quote
    assert page.button(key="source-previous").disabled
    page.button(key="source-next").click().run()
    assert lit(drawn(page, "page")[0]) == answer.citations[1].quote
    assert drawn(page, "answer")[0]["open"] == 2
    page.button(key="source-close").click().run()
    assert drawn(page, "page") == []


def lit(source: dict[str, Any]) -> str:
    return "".join(p["text"] for page in source["pages"] for b in page["blocks"] for p in b["parts"] if p["lit"])


def test_a_follow_up_is_shown_as_understood_and_can_be_undone(page: AppTest) -> None:
    ask(ask(page, "Hva fungerte i Hallingdal?"), "Og i Lillehammer-regionen?")
    assert drawn(page, "answer")[1]["understood"]["text"].endswith("Hva fungerte i Lillehammer-regionen?")
    state(page).ask_as_written(1)
    page.run()
    assert [t["question"] for t in drawn(page, "answer")] == [
        "Hva fungerte i Hallingdal?",
        "Og i Lillehammer-regionen?",
    ]
    assert drawn(page, "answer")[1]["understood"] is None


def test_filters_are_named_and_one_that_matches_nothing_says_so(page: AppTest) -> None:
    page.multiselect(key="filter-regions").set_value(["Hemsedal"])
    page.multiselect(key="filter-reports").set_value(["arena-lettmetall-2007"]).run()
    assert say("filters.inforce", "nb", what="Hemsedal · Arena Lettmetall") in [c.value for c in page.caption]
    ask(page, "Hva fungerte?")
    (answer,) = drawn(page, "answer")
    assert [line["text"] for line in answer["lines"]] == [say("filters.none", "nb")]
    assert answer["sources"] == []
    assert answer["foot"].startswith("Søkt i Hemsedal · Arena Lettmetall")
    page.button(key="clear").click().run()
    assert not state(page).filters
    assert page.multiselect(key="filter-regions").value == []


def test_filters_outlive_a_change_of_language(page: AppTest) -> None:
    page.multiselect(key="filter-regions").set_value(["Hemsedal"]).run()
    page.radio(key="language").set_value("en").run()
    assert state(page).filters.regions == ("Hemsedal",)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [("   ", say("ask.empty", "nb")), ("hva " * 2500, say("ask.long", "nb", length=9999, most=2000))],
)
def test_a_question_that_cannot_be_used_gets_one_sentence(page: AppTest, question: str, sentence: str) -> None:
    ask(page, question)
    (answer,) = drawn(page, "answer")
    assert answer["error"] == sentence
    assert answer["lines"] == []
    assert len(answer["question"]) < 700


def test_an_empty_question_leaves_no_trace_once_another_is_asked(page: AppTest) -> None:
    ask(ask(page, "  "), "Hva fungerte i Hallingdal?")
    assert [t["question"] for t in drawn(page, "answer")] == ["Hva fungerte i Hallingdal?"]


def test_what_the_reports_do_not_cover_is_said(page: AppTest) -> None:
    ask(page, "Hva fungerte i Tromsø?")
    (answer,) = drawn(page, "answer")
    assert "Tromsø" in answer["lines"][0]["text"]
    assert answer["sources"] == []


def test_new_conversation_forgets_the_questions_and_keeps_the_filters(page: AppTest) -> None:
    page.multiselect(key="filter-regions").set_value(["Hallingdal"]).run()
    ask(page, "Hva fungerte i Hallingdal?")
    page.button(key="new").click().run()
    assert drawn(page, "answer") == []
    assert page.button(key="example-0").label == EXAMPLES[0][0]
    assert state(page).filters.regions == ("Hallingdal",)


def test_the_page_is_there_while_the_assistant_loads(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Event()

    def slow() -> Assistant:
        gate.wait()
        return assistant

    loader = Loader(slow)
    page = opened(monkeypatch, loader)
    assert any(say("loading", "nb") in c.value for c in page.caption)
    ask(page, "Hva fungerte i Hallingdal?")
    assert drawn(page, "answer")[0]["lines"] == []
    gate.set()
    loader.wait()
    page.run()
    assert drawn(page, "answer")[0]["lines"]


def test_an_index_that_cannot_be_opened_is_told_in_its_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Assistant:
        raise IndexMissing("There is no index; run `python -m index build`.")

    loader = Loader(missing)
    loader.wait()
    page = opened(monkeypatch, loader)
    sentence = say("failed", "nb", error="There is no index; run `python -m index build`.")
    assert [e.value for e in page.error] == [sentence]


def test_the_evaluation_page_shows_the_last_scorecard() -> None:
    page = AppTest.from_string("from app.page_evaluation import draw\n\ndraw()", default_timeout=SECONDS).run()
    assert not page.exception
    assert [head["title"] for head in drawn(page, "head")] == [say("evaluation", "nb")]
    assert "recall@5" in page.markdown[-1].value
