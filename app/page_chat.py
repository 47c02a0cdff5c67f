"""The chat page: the conversation, the source beside it, and where a question is written."""

from typing import TYPE_CHECKING

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app import page_state
from app.page_export import show_export
from app.page_filters import draw_inforce
from app.page_sidebar import draw_conversations, draw_sidebar
from app.page_source import draw_source
from app.page_turns import draw_talk
from app.page_widgets import show_announcement, show_frame
from app.session import Session
from app.store.settle import settle
from app.tools_view import announcement
from app.wording import say

if TYPE_CHECKING:
    from app.assistant import Assistant


def draw() -> None:
    """Draw the whole page."""
    state, load, keeper = page_state.session(), page_state.loader(), page_state.keeper()
    page_state.follow_address(state)
    assistant = load.wait() if load.ready else None
    source = state.opened() if assistant is not None else None
    st.set_page_config(page_title=say("title", state.language), layout="wide" if source else "centered")
    show_frame()
    above = _input(state)  # first, though it stands last: the browser fetches what it is made of meanwhile
    listing = draw_sidebar(state, assistant)
    left, right = st.columns([11, 10], gap="medium")  # always two: the answer stays in its place, and keeps its focus
    with left, st.container(key="talk"):
        _notices(state)
        draw_talk(state, load, assistant)
    if source is not None and assistant is not None:
        with right:
            draw_source(state, source, assistant)
    show_announcement(announcement(state.turns, state.fresh, state.language))
    with above:
        draw_inforce(state, page_state.loader())
    with listing:  # last, so that a conversation begun in this run is in it
        draw_conversations(state, keeper)
        _export(state, assistant)
    page_state.name_address(state)


def _export(state: Session, assistant: "Assistant | None") -> None:
    """Offer the conversation as a file, where it is more than one answer."""
    answered = [turn for turn in state.turns if turn.answer is not None]
    if assistant is None or len(answered) < 2:
        return
    settled = [settle(turn, assistant.reports) for turn in answered]
    reports = {name: report for one in reversed(settled) for name, report in one.reports.items()}
    version = assistant.searcher.index.version
    show_export([one.turn for one in settled], reports, version, state.language, "export-conversation")


def _notices(state: Session) -> None:
    """Say what could not be kept or found."""
    if state.notice:
        st.warning(say(state.notice, state.language))
        state.notice = ""
    told = page_state.keeper().notice
    if told is not None:
        key, values = told
        st.warning(say(key, state.language, **values))


def _input(state: Session) -> DeltaGenerator:
    """Draw where a question is written; return where the filters in force go, above it."""
    with st.bottom:
        above = st.container()
        st.chat_input(say("ask", state.language), key="ask", on_submit=_ask, args=(state,))
    return above


def _ask(state: Session) -> None:
    """Let what was written wait for its answer: before the page is drawn, so that it is drawn once."""
    state.ask(st.session_state["ask"])
