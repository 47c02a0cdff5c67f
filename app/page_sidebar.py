"""The sidebar: a new conversation, the filters, the conversations kept, the language."""

from typing import TYPE_CHECKING

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app.keeping import LISTED, Keeper
from app.links import CONVERSATION
from app.page_filters import draw_filters
from app.page_state import forget_filters
from app.page_widgets import show_conversations
from app.session import Session
from app.tools_view import conversations_data
from app.wording import column, say

if TYPE_CHECKING:
    from app.assistant import Assistant


def draw_sidebar(state: Session, assistant: "Assistant | None") -> DeltaGenerator:
    """Draw the sidebar, and return where the conversations go in it."""
    language = state.language
    with st.sidebar:
        st.button(
            say("new", language),
            key="new",
            icon=":material/add:",
            width="stretch",
            disabled=not state.begun,
            on_click=_leave,
            args=(state,),
        )
        draw_filters(state, assistant.reports if assistant else {})
        listing = st.container()
        st.radio(
            say("language", language),
            ["nb", "en"],
            index=column(language),
            format_func=lambda code: say(f"language.{code}", language),
            horizontal=True,
            key="language",
            on_change=lambda: setattr(state, "language", st.session_state["language"]),
        )
        if assistant is not None:
            from app.page_writer import draw_choice  # not before: what searches is slow to import

            draw_choice(assistant, language)
        st.caption(say("about", language))
    return listing


def draw_conversations(state: Session, keeper: Keeper) -> None:
    """Draw the list of conversations; nothing while there is none."""
    listed = keeper.listed(state, state.listed + 1)
    if not listed:
        return
    data = conversations_data(
        listed[: state.listed], state.conversation, state.language, more=len(listed) > state.listed
    )

    def opened(conversation: str) -> None:
        keeper.resume(state, conversation)
        forget_filters()
        st.query_params[CONVERSATION] = state.address = state.conversation

    def removed(conversation: str) -> None:
        keeper.delete(state, conversation)
        if not state.conversation:
            st.query_params.pop(CONVERSATION, None)

    def renamed(said: dict[str, str]) -> None:
        keeper.rename(state, said["id"], said["title"])

    def more(_: bool) -> None:
        state.listed += LISTED

    show_conversations(data, {"open": opened, "remove": removed, "rename": renamed, "more": more})


def _leave(state: Session) -> None:
    state.start_over()
    st.query_params.pop(CONVERSATION, None)
