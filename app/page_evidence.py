"""The page "what worked where": wiring of the evidence, its filters and its figure; what it shows is made below."""

from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from app import page_evidence_figure as figure
from app import page_evidence_files as files
from app import page_evidence_filters as filters
from app import page_evidence_view as views
from app import page_frame, page_state, page_way
from app.evidence.asking import about_chosen, about_item
from app.evidence.export import Origin
from app.evidence.items import Evidence, gather
from app.evidence.matrix import make_matrix
from app.evidence.names import narrowed_text, place_name
from app.evidence.shown import about, findings_data, legend_data, table_data
from app.evidence.view import View, chosen, left
from app.links import READER
from app.page_widgets import show_styles
from app.page_widgets_evidence import show_findings, show_legend, show_matrix
from app.session import Session
from app.wording import say

GOING = "evidence-going"  # the address to go to before anything is drawn: a page cannot be left in a callback
CHAT = "./"


def draw() -> None:
    """Draw the page."""
    state, assistant = page_state.session(), page_frame.assistant()
    name = say("evidence", state.language)
    if assistant is None:
        page_frame.draw_waiting(name, state)
        return
    page_way.go(st.session_state.pop(GOING, "nowhere"))
    evidence = gather(assistant.shelf.findings, assistant.reports.values())
    view = views.current(evidence)
    page_frame.begin(name, name, about(left(evidence, view.narrowed), state.language), state)
    show_styles("evidence")
    views.unknown(state.language)
    if evidence.items:
        filters.filters(view, evidence, state.language)
        _evidence(state, evidence, view, assistant.searcher.index.version)
    else:
        st.info(say("evidence.none", state.language))
    files.notes(evidence, state.language)
    page_frame.language_choice(state)


def _evidence(state: Session, evidence: Evidence, view: View, version: str) -> None:
    """Draw the matrix and the findings of what is chosen of it."""
    language = state.language
    matrix, found = make_matrix(evidence, view), left(evidence, view.narrowed)
    filters.switches(view, language)
    if not found:
        st.info(say("evidence.nothing", language))
        return
    show_legend(legend_data(language))
    if view.form == "picture":
        figure.picture(matrix, view, language)
    show_matrix(table_data(matrix, view, language), lambda row, column: views.change(_choose(view, row, column)))
    st.caption(say(f"evidence.note.{view.axis}", language))
    figure.chooser(matrix, view, language)
    items = chosen(found, view)
    data = findings_data(items, view, evidence, language, has_reader=page_way.leads_to(READER))
    show_findings(data, lambda what: _ask(state, evidence, view, what), _go)
    narrowed = narrowed_text(view, evidence, language)
    origin = Origin(language, datetime.now(UTC).date(), version, narrowed, place_name(view, language))
    files.exports(items, matrix, view, origin)


def _choose(view: View, row: str, column: str) -> View:
    """Return the view with a cell chosen; choosing the chosen one lets it go."""
    same = (view.row, view.column) == (row, column)
    return replace(view, row="" if same else row, column="" if same else column)


def _ask(state: Session, evidence: Evidence, view: View, what: str) -> None:
    """Let the question about a finding, or about what is chosen, wait for the chat, and go there."""
    item = next((i for i in evidence.items if i.id == what), None)
    asked = about_item(item, state.language) if item else about_chosen(view, evidence, state.language)
    state.filters = asked.filters
    state.ask(asked.question)
    _go(CHAT)


def _go(address: str) -> None:
    st.session_state[GOING] = address
