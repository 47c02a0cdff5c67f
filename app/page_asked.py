"""The question that is being answered: shown at once, answered in its place, stopped."""

from typing import TYPE_CHECKING

import streamlit as st

from app import page_state
from app.loading import Loader
from app.page_view import turn_data
from app.page_widgets import show_answer
from app.session import Session
from app.turn import Turn
from app.wording import say

if TYPE_CHECKING:
    from app.assistant import Assistant

PATIENCE = 0.4  # seconds between two looks at what is waited for
LEISURE = 1.5  # seconds between two looks where nothing is asked yet: the browser is still drawing its first page
AT_ONCE = 0.25  # seconds: what is answered so soon comes with its question, which need not be drawn before it
SOON = 0.25  # seconds more: what is answered so soon needs no word that it goes on


def draw_asked(state: Session, assistant: "Assistant | None", number: int) -> Turn | None:
    """Return the turn of the question that waits if it is answered at once; else show the question."""
    if assistant is None:
        _show_question(state, number)
        return None
    if state.job is None:
        from app.page_writer import begin  # not before: what searches is slow to import, and is there by now

        state.job = begin(state, assistant)
    if not state.job.wait(AT_ONCE):
        _show_question(state, number)
        if not state.job.wait(SOON):
            _going_on(state, assistant)
            return None
    return _take(state, assistant)


def _show_question(state: Session, number: int) -> None:
    question = state.asked or ""
    if question.strip():
        data = turn_data(Turn(question), {}, state.language)
        show_answer({**data, "scroll": number > 0}, "asked", {})


def _take(state: Session, assistant: "Assistant") -> Turn:
    """Keep what came of the question that waited, or one sentence on why there is no answer."""
    job = state.job
    error = job.error if job is not None else ""
    if not (state.asked or "").strip():  # told here, as an empty question has no language of its own
        error = say("ask.empty", state.language)
    step = job.latest if job is not None and not error else None
    turn = state.take(step.answer if step is not None else None, error)
    return page_state.keeper().keep(state, turn, assistant.searcher.index.version, assistant.reports)


@st.fragment(run_every=PATIENCE)
def _going_on(state: Session, assistant: "Assistant") -> None:
    """Show what is written so far, with what stops it."""
    job = state.job
    if job is None or job.done:
        st.rerun()
    step = job.latest
    if step is not None:
        show_answer(turn_data(Turn("", step.answer), assistant.reports, state.language), "written", {})
    writing = step is not None and not step.waiting
    who = say("writer.writing", state.language, model=step.answer.writer) if step and writing else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f":material/hourglass_top: {who or say('thinking', state.language)}", width="content")
        st.button(
            say("stop", state.language), key="stop", icon=":material/stop:", on_click=_stop, args=(state, assistant)
        )


def _stop(state: Session, assistant: "Assistant") -> None:
    turn = state.halt(say("stopped", state.language))
    page_state.keeper().keep(state, turn, assistant.searcher.index.version, assistant.reports)


def draw_waiting(state: Session, load: Loader) -> None:
    """Say what is waited for, and draw the page again when it is there; a question that waits makes it come at once."""
    if state.asked is not None:
        load.begin()
    st.fragment(_waited_for, run_every=LEISURE if state.asked is None else PATIENCE)(state, load)


def _waited_for(state: Session, load: Loader) -> None:
    if load.ready:
        st.rerun()
    st.caption(f":material/hourglass_top: {say('loading', state.language)}")
