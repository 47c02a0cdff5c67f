"""The reader's page: wiring of the address, the tab's reading and the pane; nothing here decides what is shown."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from app import page_frame, page_state
from app.page_printed import choose, drawer
from app.page_widgets_reader import show_pane, show_tree
from app.reader.find import Found, find
from app.reader.place import Place, read_place
from app.reader.reading import Reading
from app.reader.view import Sight, about_line, pane_data, tree_data
from app.session import Session
from app.wording import say
from corpus.records import Report

if TYPE_CHECKING:
    from app.assistant import Assistant

KEY = "reading"  # of the session state: what the tab remembers of its reading


def draw() -> None:
    """Draw the whole page."""
    state, assistant = page_state.session(), page_frame.assistant()
    if assistant is None:
        page_frame.draw_waiting(say("reader", state.language), state)
        return
    reading: Reading = st.session_state.setdefault(KEY, Reading())
    place, fault = read_place(st.query_params.to_dict(), assistant.reports, state.language)
    report = assistant.reports[place.report_id]
    reading.arrive(place)
    page_frame.begin(report.about.short, report.about.title, about_line(report, state.language), state)
    with st.sidebar:
        _choice(state, assistant, report)
        _tree(state, reading, place, report)
    page_frame.language_choice(state)
    with st.container(key="reader"):
        _pane(state, assistant, reading, place, fault)


def _choice(state: Session, assistant: "Assistant", report: Report) -> None:
    """Let another report be chosen."""
    reports = assistant.reports
    st.session_state["reader-report"] = report.id  # what the address says, whatever was chosen before
    st.selectbox(
        say("reader.choose", state.language),
        list(reports),
        format_func=lambda i: f"{reports[i].about.short} ({reports[i].about.year})",
        key="reader-report",
        on_change=lambda: st.query_params.from_dict({"report": st.session_state["reader-report"]}),
    )


def _tree(state: Session, reading: Reading, place: Place, report: Report) -> None:
    def go(offset: int) -> None:
        _address(reading.go_to_section(place, offset, report))

    at = reading.section if reading.section is not None else report.page(place.page).start
    show_tree(tree_data(report, at, state.language), "tree", on_go=go)


def _pane(state: Session, assistant: "Assistant", reading: Reading, place: Place, fault: str) -> None:
    report, searcher = assistant.reports[place.report_id], assistant.searcher
    compounds = searcher.index.compounds

    def found(words: str) -> Found:
        return find(report, words, compounds)

    def act(what: str, value: Any) -> None:  # noqa: ANN401 - what a browser sends
        if what == "form":
            choose(state, str(value))
        to = reading.act(what, value, place, report, found)
        if to is not None:
            _address(to)

    notes, hits = searcher.library.notes[report.id].notes, found(reading.words)
    draw = drawer(report, assistant)
    sight = Sight(report, notes, place, reading.words, hits, reading.hit, reading.notes, fault, draw, state.printed)
    data = pane_data(sight, state.language)
    aim = {"move": reading.moves, "aim": reading.aim, "section": reading.section}
    show_pane({**data, **aim}, "pane", on_act=act)


def _address(place: Place) -> None:
    """Put a place in the address."""
    values = {"report": place.report_id, "page": str(place.page)}
    st.query_params.from_dict(values | ({"lit": "{}-{}".format(*place.lit)} if place.lit else {}))
