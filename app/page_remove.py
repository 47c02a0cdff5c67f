"""What lies over the library: the form of a report, or the question before one is removed."""

from collections.abc import Callable, Mapping

import streamlit as st

from app import page_state
from app.adding.intake import Intake
from app.export.markdown import escaped
from app.faults import fault_text
from app.page_news import OVER, SAID
from app.page_person import person
from app.wording import say
from corpus.errors import RegionsvarError
from corpus.records import Language

SEEN = "mend-seen"  # key of the checksums of what the forms began from


Drawn = Callable[[Intake, str, str, Language], None]  # draws what lies over the page: of which report, its name


def lay_over(what: str, report_id: str, name: str) -> None:
    """Let the form ("mend") or the question ("remove") of a report lie over the page until it is closed."""
    st.session_state[OVER] = (what, report_id, name)
    st.session_state.get(SEEN, {}).pop(f"mend-{OVER}-{report_id}", None)  # the form begins from what stands now


def draw_over(kinds: Mapping[str, Drawn], language: Language) -> None:
    """Draw what lies over the page, each time the page is drawn: else it would close whenever that is."""
    if OVER not in st.session_state:
        return
    what, report_id, name = st.session_state[OVER]

    @st.dialog(say(what, language), width="medium", on_dismiss=_close)
    def over() -> None:
        kinds[what](page_state.intake(), report_id, name, language)

    over()


def draw_question(intake: Intake, report_id: str, name: str, language: Language) -> None:
    """Ask whether a report is to be removed."""
    st.write(say("remove.about", language, name=escaped(name)))
    if st.button(say("remove.sure", language), type="primary", key="remove-sure"):
        try:
            intake.remove(person(), report_id)
        except RegionsvarError as error:
            st.error(escaped(fault_text(error, language)))
        else:
            say_and_close(say("remove.done", language, name=escaped(name)))
    if st.button(say("remove.keep", language), key="remove-keep"):
        _close()
        st.rerun()


def _close() -> None:
    st.session_state.pop(OVER, None)


def say_and_close(text: str) -> None:
    """Close what lies over the page, and say what has been done."""
    st.session_state[SAID] = text
    _close()
    st.rerun()
