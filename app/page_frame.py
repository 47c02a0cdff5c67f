"""What every page but the chat begins with: its frame, its head, the choice of language, the wait for the reports."""

from typing import TYPE_CHECKING

import streamlit as st

from app import page_state
from app.export.markdown import escaped
from app.faults import fault_text
from app.loading import Loader
from app.page_widgets import show_frame, show_page_head
from app.session import Session
from app.wording import column, say
from corpus.errors import RegionsvarError
from corpus.records import Language

if TYPE_CHECKING:
    from app.assistant import Assistant

PATIENCE = 0.4  # seconds between two looks at the loader


def begin(tab: str, head: str, about: str, state: Session) -> None:
    """Draw a page's frame and head; `tab` names it in the browser."""
    st.set_page_config(page_title=f"{tab} · {say('title', state.language)}", layout="wide")
    show_frame()
    show_page_head(head, about, state.language)


def language_choice(state: Session) -> None:
    """Let the language be chosen, in the sidebar."""
    st.sidebar.radio(
        say("language", state.language),
        ["nb", "en"],
        index=column(state.language),
        format_func=lambda code: say(f"language.{code}", state.language),
        horizontal=True,
        key="language",
        on_change=lambda: setattr(state, "language", st.session_state["language"]),
    )
    st.sidebar.caption(say("about", state.language))


def assistant() -> "Assistant | None":
    """Return the assistant, where it is there."""
    load = page_state.loader()
    return load.wait() if load.ready else None


def draw_waiting(name: str, state: Session) -> None:
    """Draw the page `name` without what it is to show: say what is waited for, or why it cannot be opened."""
    load = page_state.loader()
    begin(name, name, "", state)
    language_choice(state)
    if load.error:
        tell_failed(load.error, state.language)
    else:
        _waiting(state, load)


def tell_failed(error: RegionsvarError, language: Language) -> None:
    """Say why the reports cannot be opened: as text, since what a file holds may be quoted in it."""
    st.error(say("failed", language, error=escaped(fault_text(error, language), first=False)))


@st.fragment(run_every=PATIENCE)
def _waiting(state: Session, load: Loader) -> None:
    """Say what is waited for, and draw the page again when it is there."""
    if load.ready:
        st.rerun()
    st.caption(f":material/hourglass_top: {say('loading.page', state.language)}")
