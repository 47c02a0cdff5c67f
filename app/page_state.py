"""What the pages share: the one assistant and store of the server, the session of a tab, and the tab's address."""

from typing import TYPE_CHECKING

import streamlit as st

from app.keeping import Keeper
from app.links import CONVERSATION, asked_by
from app.loading import Loader
from app.page_person import person
from app.session import Session, first_language
from app.settings import data_folder
from index.settings import Settings

if TYPE_CHECKING:
    from app.adding.intake import Intake

FILTERS = ("region", "report", "programme", "kind", "years")  # the filters' widgets, each under the key "filter-…"

# Seconds until the assistant is opened, which takes all that Python has of a processor for some seconds: from the end
# of a page's first run, while the browser fetches and draws it, and from the server's start, where nobody comes.
DRAWN, LEISURE = 1.0, 4.0


@st.cache_resource
def loader() -> Loader:
    """Return the one loader of this server."""
    return Loader(after=LEISURE)


@st.cache_resource
def keeper() -> Keeper:
    """Return what keeps the conversations and the feedback of this server."""
    return Keeper(data_folder())


@st.cache_resource
def intake() -> "Intake":
    """Return what changes the reports of this server."""
    from app.adding.intake import Intake  # not before: the chat need not wait for what reads files

    return Intake(Settings.from_env().reports, loader())


def session() -> Session:
    """Return this tab's session."""
    owner = person().owner
    kept: Session | None = st.session_state.get("session")
    if kept is None or kept.owner != owner:  # another person's tab is another session
        kept = st.session_state["session"] = Session(language=first_language(st.context.locale), owner=owner)
    return kept


def follow_address(state: Session) -> None:
    """Ask what the tab's address asks, once, under its filters; or go on with the conversation it names."""
    asked = asked_by({name: st.query_params.get_all(name) for name in st.query_params})
    named = st.query_params.get(CONVERSATION, "")
    if asked is not None:
        state.start_over()
        state.filters = asked[1]
        forget_filters()
        if asked[0]:
            state.ask(asked[0])
        st.query_params.clear()
    elif named and named not in (state.conversation, state.address):  # an address that was just left may come late
        keeper().resume(state, named)
        forget_filters()
    state.address = named


def name_address(state: Session) -> None:
    """Let the tab's address name the conversation that is open, so that it is there again after a reload."""
    if state.conversation:
        if st.query_params.get(CONVERSATION) != state.conversation:
            st.query_params[CONVERSATION] = state.address = state.conversation
    else:
        st.query_params.pop(CONVERSATION, None)


def forget_filters() -> None:
    """Let the filters' widgets begin from the session's filters again."""
    for name in FILTERS:
        st.session_state.pop(f"filter-{name}", None)
