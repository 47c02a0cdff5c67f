"""The page's choice of writer, and an answer drawn as it is written, by streamlit's own AppTest."""

import time
from collections.abc import Callable

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import app.page_writer
from app.assistant import Assistant
from app.wording import say
from app.writing.asking import make_checker
from app.writing.job import Job
from app.writing.writer import BuiltIn, ModelWriter, Writer
from tests.model_server import Script, endpoint, serving

GOOD = "24 companies reported 10.5 new full-time equivalents in Innovasjonsløft Hallingdal. [1]"
SECONDS = 60.0


def page() -> None:
    """A page of its own: the choice, one question, the answer as it is written, and then as it is kept."""
    import streamlit as st

    from app import page_writer
    from app.writing.asking import Asked

    assistant = st.session_state["assistant"]
    writer = page_writer.choice(assistant, "nb")
    if st.button("ask", key="go"):
        question = "How many jobs did Innovasjonsløft Hallingdal create?"
        st.session_state["job"] = page_writer.begin(assistant, Asked(question), writer)
    kept = st.session_state.get("kept")
    if kept is not None:
        st.markdown(kept.answer.lines[0].text)
        st.caption(kept.answer.writer)
    elif "job" in st.session_state:
        job = st.session_state["job"]
        page_writer.follow(
            job,
            "nb",
            lambda answer: st.markdown(answer.lines[0].text if answer.lines else ""),
            lambda done: st.session_state.__setitem__("kept", done.latest),
        )


def opened(assistant: Assistant, writer: Writer, monkeypatch: pytest.MonkeyPatch, fault: str = "") -> AppTest:
    st.cache_resource.clear()
    monkeypatch.setattr(app.page_writer, "model_writer", lambda _assistant: (writer, fault))
    test = AppTest.from_function(page, default_timeout=SECONDS)
    test.session_state["assistant"] = assistant
    test.run()
    assert not test.exception
    return test


def test_without_a_model_there_is_nothing_to_choose(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    test = opened(assistant, BuiltIn(), monkeypatch)
    assert not test.radio
    test.button(key="go").click().run()
    finished(test)
    assert [c.value for c in test.caption] == ["built-in"]


def test_settings_that_do_not_hold_are_told(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    test = opened(assistant, BuiltIn(), monkeypatch, "The settings do not hold.")
    assert test.caption[0].value == "The settings do not hold."


def finished(test: AppTest) -> None:
    job: Job = test.session_state["job"]
    assert job.wait(SECONDS)
    test.run()
    assert not test.exception


def test_the_model_writes_unless_the_asker_chooses_otherwise(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = Script(say=lambda _: GOOD)
    with serving(script) as url:
        writer = ModelWriter(endpoint(url), assistant.reports, make_checker(assistant.searcher))
        test = opened(assistant, writer, monkeypatch)
        names = [say("writer.choose.model", "nb", model="tiny"), say("writer.choose.built-in", "nb")]
        assert test.radio(key="writer").options == names
        test.button(key="go").click().run()
        finished(test)
        assert test.caption[-1].value == "tiny"
        assert test.markdown[-1].value == GOOD.removesuffix(" [1]")
        del test.session_state["kept"], test.session_state["job"]
        test.radio(key="writer").set_value("built-in").run()
        test.button(key="go").click().run()
        finished(test)
        assert test.caption[-1].value == "built-in"
        assert len(script.requests) == 1


def test_the_built_in_answer_stands_while_the_model_writes_and_stop_ends_it(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = Script(say=lambda _: f"{GOOD} {'And more of it was said ' * 400}", size=8, pause=0.02, silence=1.0)
    with serving(script) as url:
        writer = ModelWriter(endpoint(url), assistant.reports, make_checker(assistant.searcher))
        test = opened(assistant, writer, monkeypatch)
        test.button(key="go").click().run()
        job: Job = test.session_state["job"]
        wait_for(lambda: job.latest is not None)
        test.run()
        assert "24 companies answered" in test.markdown[-1].value  # the built-in answer
        wait_for(lambda: job.latest is not None and not job.latest.waiting and len(job.latest.answer.lines) > 1)
        test.run()
        assert say("writer.writing", "nb", model="tiny") in [c.value for c in test.caption]
        test.button(key="writer-stop").click().run()
        finished(test)
        assert test.markdown[-1].value == GOOD.removesuffix(" [1]")
        assert script.left.wait(5.0)


def wait_for(true: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)
