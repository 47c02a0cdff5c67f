"""The page "what worked where": wiring of the evidence, its filters and its figure; what it shows is made below."""

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from app import page_evidence_parts as parts
from app import page_state
from app.evidence.asking import Asked, about_chosen, about_item
from app.evidence.export import Origin
from app.evidence.items import Evidence, gather
from app.evidence.matrix import make_matrix
from app.evidence.names import narrowed_text, place_name
from app.evidence.shown import findings_data, legend_data, table_data
from app.evidence.view import View, chosen, left
from app.links import READER
from app.page_chat import REGIONS, REPORTS
from app.page_widgets import show_findings, show_frame, show_legend, show_matrix
from app.session import Session
from app.wording import say

GOING = "evidence-going"  # where to go before anything is drawn: a page cannot be left in a callback
CHAT = ""  # the first page's path


def draw() -> None:
    """Draw the page."""
    state, load = page_state.session(), page_state.loader()
    st.set_page_config(page_title=say("evidence", state.language), layout="wide")
    if going := st.session_state.pop(GOING, None):
        page_state.go_to(*going)
    show_frame("evidence")
    st.title(say("evidence", state.language), anchor=False)
    assistant = load.wait() if load.ready else None
    if assistant is None:
        parts.waiting(state, load)
        return
    evidence = gather(assistant.shelf.findings, assistant.reports.values())
    parts.language(state)
    if evidence.items:
        _evidence(state, evidence, assistant.searcher.index.version)
    else:
        st.info(say("evidence.none", state.language))
    parts.notes(evidence, state.language)


def _evidence(state: Session, evidence: Evidence, version: str) -> None:
    """Draw the matrix and the findings of what is chosen of it."""
    language = state.language
    view = parts.current(evidence, language)
    matrix, found = make_matrix(evidence, view), left(evidence, view.narrowed)
    st.write(say("evidence.about", language, findings=len(found), reports=len({i.report.id for i in found})))
    parts.filters(view, evidence, language)
    parts.switches(view, language)
    if not found:
        st.info(say("evidence.nothing", language))
        return
    show_legend(legend_data(language))
    if view.form == "picture":
        parts.picture(matrix, view, language)
    show_matrix(table_data(matrix, view, language), lambda row, column: parts.change(_choose(view, row, column)))
    st.caption(say(f"evidence.note.{view.axis}", language))
    items = chosen(found, view)
    parts.chooser(matrix, view, language)
    data = findings_data(items, view, evidence, language, has_reader=page_state.has_page(READER))
    show_findings(data, lambda i: _ask(state, evidence, view, i), _open)
    narrowed = narrowed_text(view, evidence, language)
    origin = Origin(language, datetime.now(UTC).date(), version, narrowed, place_name(view, language))
    parts.exports(items, matrix, view, origin)


def _choose(view: View, row: str, column: str) -> View:
    """Return the view with a cell chosen; choosing the chosen one lets it go."""
    same = (view.row, view.column) == (row, column)
    return replace(view, row="" if same else row, column="" if same else column)


def _ask(state: Session, evidence: Evidence, view: View, what: str) -> None:
    """Let the question about a finding, or about what is chosen, wait for the chat."""
    item = next((i for i in evidence.items if i.id == what), None)
    asked: Asked = about_item(item, state.language) if item else about_chosen(view, evidence, state.language)
    state.ask(asked.question)
    st.session_state[REGIONS], st.session_state[REPORTS] = list(asked.filters.regions), list(asked.filters.reports)
    st.session_state[GOING] = (CHAT,)


def _open(address: str) -> None:
    """Go to a quote in the reader."""
    st.session_state[GOING] = (READER, dict(parse_qsl(urlsplit(address).query)))
