"""The page's choice of writer, and an answer drawn as it is written, by streamlit's own AppTest."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import app.page_state
import app.page_writer
from app.assistant import Assistant
from app.loading import Loader
from app.wording import say
from app.writing.asking import make_checker
from app.writing.job import Job
from app.writing.writer import BuiltIn, ModelWriter, Writer
from corpus.errors import ModelError
from corpus.records import Answer
from tests.model_server import Script, endpoint, serving

GOOD = "24 companies reported 10.5 new full-time equivalents in Innovasjonsløft Hallingdal. [1]"
QUESTION = "How many jobs did Innovasjonsløft Hallingdal create?"
MAIN = str(Path(app.page_writer.__file__).with_name("main.py"))
SECONDS = 60.0


def opened(
    assistant: Assistant, writer: Writer, monkeypatch: pytest.MonkeyPatch, fault: ModelError | None = None
) -> AppTest:
    """The page over an assistant and a writer."""
    st.cache_resource.clear()
    loader = Loader(lambda: assistant)
    loader.wait()
    monkeypatch.setattr(app.page_state, "loader", lambda: loader)
    monkeypatch.setattr(app.page_writer, "model_writer", lambda _assistant, _version: (writer, fault))
    page = AppTest.from_file(MAIN, default_timeout=SECONDS).run()
    assert not page.exception
    return page


def answered(page: AppTest) -> Answer:
    """The answer to a question asked in the page."""
    page.chat_input(key="ask").set_value(QUESTION).run()
    session = page.session_state["session"]
    end = time.monotonic() + SECONDS
    while session.job is not None and time.monotonic() < end:
        session.job.wait(SECONDS)
        page.run()
    assert not page.exception
    answer: Answer = session.turns[-1].answer
    return answer


def test_without_a_model_there_is_nothing_to_choose(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(assistant, BuiltIn(), monkeypatch)
    assert "writer" not in [radio.key for radio in page.radio]
    assert answered(page).writer == "built-in"


def test_settings_that_do_not_hold_are_told(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = ModelError("", "endpoint", faults=(ModelError("", "endpoint.failing", field="FAILING"),))
    page = opened(assistant, BuiltIn(), monkeypatch, fault)
    told = "Innstillingene for språkmodellen holder ikke: FAILING skal være mark eller remove."
    assert told in [caption.value for caption in page.sidebar.caption]


def test_the_model_writes_unless_the_asker_chooses_otherwise(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(Script(say=lambda _: GOOD)) as url:
        writer = ModelWriter(endpoint(url), assistant.reports, make_checker(assistant.searcher))
        page = opened(assistant, writer, monkeypatch)
        names = [say("writer.choose.model", "nb", model="tiny"), say("writer.choose.built-in", "nb")]
        assert page.radio(key="writer").options == names
        answer = answered(page)
        assert answer.writer == "tiny"
        assert answer.lines[0].text == GOOD.removesuffix(" [1]")
        page.radio(key="writer").set_value("built-in").run()
        assert answered(page).writer == "built-in"


def test_the_built_in_answer_stands_while_the_model_writes_and_stop_ends_it(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = Script(say=lambda _: f"{GOOD} {'And more of it was said ' * 400}", size=8, pause=0.02, silence=1.0)
    with serving(script) as url:
        writer = ModelWriter(endpoint(url), assistant.reports, make_checker(assistant.searcher))
        page = opened(assistant, writer, monkeypatch)
        page.chat_input(key="ask").set_value(QUESTION).run()
        job: Job = page.session_state["session"].job
        assert job.latest is not None
        assert job.latest.answer.lines  # the built-in answer stands meanwhile
        wait_for(lambda: job.latest is not None and not job.latest.waiting and len(job.latest.answer.lines) > 1)
        page.run()
        page.button(key="stop").click().run()
        assert not page.exception
        turn = page.session_state["session"].turns[-1]
        assert turn.answer.writer == "tiny"
        assert [line.text for line in turn.answer.lines] == [GOOD.removesuffix(" [1]")]  # what is not whole is gone
        assert turn.answer.notice == say("notice.stopped", "en")
        assert script.left.wait(5.0)


def test_stopped_before_it_begins_the_built_in_answer_stays_and_says_so(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = Script(say=lambda _: GOOD, silence=1.5)
    with serving(script) as url:
        writer = ModelWriter(endpoint(url), assistant.reports, make_checker(assistant.searcher))
        page = opened(assistant, writer, monkeypatch)
        page.chat_input(key="ask").set_value(QUESTION).run()
        job: Job = page.session_state["session"].job
        wait_for(lambda: bool(script.requests))
        assert job.latest is not None
        assert job.latest.waiting
        page.button(key="stop").click().run()
        answer = page.session_state["session"].turns[-1].answer
        assert answer.lines == assistant.ask(QUESTION).lines
        assert answer.notice == say("model.stopped", "en", model="tiny")


def wait_for(true: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)
