"""The view of the page "what worked where": where it comes from, and where it is put when it changes."""

import streamlit as st

from app.evidence.items import Evidence
from app.evidence.state import read, write
from app.evidence.view import View
from app.wording import say
from corpus.records import Language

KEPT, UNKNOWN = "evidence-view", "evidence-unknown"  # what is remembered while another page is shown
FILTER_NAMES = {"region": "filters.region", "report": "filters.report"}  # the rest are named evidence.filters.*


def current(evidence: Evidence) -> View:
    """Return the view the address asks for; the one left behind where the page is come back to without any."""
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    if not query and key("axis") not in st.session_state:
        query = st.session_state.get(KEPT, {})
    found = read(query, evidence)
    if found.unknown:
        st.session_state[UNKNOWN] = found.unknown
    change(found.view, told=True)
    return found.view


def unknown(language: Language) -> None:
    """Say what of the address is not known here, until something else is asked for."""
    if names := st.session_state.get(UNKNOWN):
        what = ", ".join(label(name, language).lower() for name in names)
        st.warning(say("evidence.unknown", language, what=what))


def change(view: View, *, told: bool = False) -> None:
    """Put a view into the address; with `told`, what was said of the address before it still holds."""
    if not told:
        st.session_state.pop(UNKNOWN, None)
    st.session_state[KEPT] = write(view)
    if {name: st.query_params.get_all(name) for name in st.query_params} != write(view):
        st.query_params.from_dict(write(view))


def key(name: str) -> str:
    """Return the key of the widget of that name."""
    return f"evidence-{name}"


def label(name: str, language: Language) -> str:
    """Return what a part of the view is called on screen."""
    known = {
        "axis": "evidence.axis",
        "form": "evidence.form",
        "row": "evidence.choose.row",
        "column": "evidence.choose.region",
    }
    return say(FILTER_NAMES.get(name) or known.get(name) or f"evidence.filters.{name}", language)
