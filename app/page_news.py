"""What is said above the library: what has been done or refused, and how far the index has come with a change."""

from collections.abc import Callable

import streamlit as st

from app import page_state
from app.adding.intake import Intake
from app.export.markdown import escaped
from app.faults import fault_text
from app.page_person import person
from app.rights import Person
from app.wording import TEXTS, say
from corpus.errors import RegionsvarError
from corpus.records import Language

PATIENCE = 0.4  # seconds between two looks at what goes on
SAID = "library-said"  # key of what is said once, when something has been done
OVER = "library-over"  # key of what lies over the page, and of which report
REFUSED = "library-refused"  # … and when it could not be


def doing(act: Callable[[Person], object]) -> Callable[[], None]:
    """Return what does `act` as the person of the tab when a button is pressed; what refuses it is said once."""

    def done() -> None:
        try:
            act(person())
        except RegionsvarError as error:
            st.session_state[REFUSED] = fault_text(error, page_state.session().language)

    return done


def draw_anew() -> None:
    """Draw the page with what has come; not under what lies over it, where the keyboard's place would be lost."""
    if OVER not in st.session_state:
        st.rerun()


def draw_news(intake: Intake, language: Language) -> None:
    """Say once what has been done, and tell how far the index has come with it, or why it has not.

    It has a place of its own, so that what comes and goes here moves nothing below: a form there would be drawn
    anew, and lose what is being written.
    """
    load = page_state.loader()
    with st.container():
        if SAID in st.session_state:
            st.success(st.session_state.pop(SAID))
        if REFUSED in st.session_state:
            st.error(escaped(st.session_state.pop(REFUSED)))
        if intake.behind:
            _draw_progress(intake, language)
        elif load.refresh_error or load.error:
            if load.refresh_error:
                st.error(say("refresh.failed", language, error=escaped(fault_text(load.refresh_error, language))))
            st.button(say("refresh.again", language), key="refresh-again", on_click=doing(intake.follow))


@st.fragment(run_every=PATIENCE)
def _draw_progress(intake: Intake, language: Language) -> None:
    if not intake.behind:
        draw_anew()
        return
    now = page_state.loader().refreshing
    key = f"refresh.stage.{now.stage}" if now else ""
    st.progress(now.share if now else 0.0, text=say(key if key in TEXTS else "refresh.stage", language))
