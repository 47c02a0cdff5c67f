"""The conversation: the turns so far, and the one that is being answered."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from app import page_state
from app.examples import examples
from app.loading import Loader
from app.page_asked import draw_asked, draw_waiting
from app.page_export import show_export
from app.page_frame import tell_failed
from app.page_view import turn_data
from app.page_widgets import show_answer, show_head
from app.session import Session
from app.store.feedback import WHOLE
from app.store.settle import settle
from app.tools_view import Opinions, opinion_from, tools_data
from app.turn import Turn
from app.wording import say

if TYPE_CHECKING:
    from app.assistant import Assistant


def draw_talk(state: Session, load: Loader, assistant: "Assistant | None") -> None:
    """Draw the conversation so far, and answer the question that waits."""
    show_head(say("title", state.language), "" if state.begun else say("tagline", state.language), state.language)
    offered = st.empty()  # always there, so that the examples go at once when a question is asked
    if not state.begun:
        with offered.container():
            _examples(state, assistant)
    waiting = None if state.asked is None else state.place_of_asked
    opinions = page_state.keeper().opinions(state)
    count = len(state.turns) + (waiting == len(state.turns))
    for number in range(count):
        turn = state.turns[number] if number < len(state.turns) else None
        slot = st.empty()  # the answer comes where its question stood, so that it keeps its scroll and its focus
        if number == waiting:
            with slot.container():
                turn = draw_asked(state, assistant, number)
        if turn is not None:
            with slot.container():
                _turn(state, number, turn, assistant, opinions, last=number == count - 1)
    if load.error:
        tell_failed(load.error, state.language)
    elif assistant is None:  # as it was when this run began: it may have come since, and then nobody would look again
        draw_waiting(state, load)


def _examples(state: Session, assistant: "Assistant | None") -> None:
    notes = assistant.searcher.library.all_notes() if assistant else []
    questions = examples(notes, assistant.reports if assistant else {}, state.filters, state.language)
    if not questions:
        return
    st.caption(say("examples", state.language))
    with st.container(key="examples", gap="xsmall"):
        for number, question in enumerate(questions):
            st.button(question, key=f"example-{number}", on_click=state.ask, args=(question,))


def _turn(
    state: Session, number: int, turn: Turn, assistant: "Assistant | None", opinions: Opinions, *, last: bool
) -> None:
    keeper, settled = page_state.keeper(), settle(turn, assistant.reports if assistant else {})
    opened = state.open_citation if state.open_turn == number else None
    data = turn_data(settled.turn, settled.reports, state.language, opened)
    tools = tools_data(turn, opinions, state.language, last=last) if assistant else None

    def judged(said: dict[str, Any]) -> None:
        keeper.judge(state, number, opinion_from(said, WHOLE), settled)

    on = {
        "cite": lambda n: state.open(number, int(n)),
        "undo": lambda _: state.ask_again(number, as_written=True),
        "again": lambda _: state.ask_again(number),
        "edit": lambda question: keeper.edit(state, number, str(question)),
        "judge": judged,
    }
    show_answer({**data, "tools": tools, "scroll": number > 0}, f"answer-{turn.id}", on)
    if turn.answer is not None and assistant is not None:
        show_export([settled.turn], settled.reports, turn.version, state.language, f"export-{turn.id}")
