"""The chat page: wiring of session, assistant and widgets; nothing here decides what an answer says."""

from typing import TYPE_CHECKING

import streamlit as st

from app import page_state
from app.loading import Loader
from app.page_view import filters_text, page_data, turn_data
from app.page_widgets import show_answer, show_frame, show_head, show_page
from app.session import Session, Turn
from app.wording import EXAMPLES, column, say
from corpus.errors import RegionsvarError
from corpus.records import Filters, Report

if TYPE_CHECKING:
    from app.assistant import Assistant

PATIENCE = 0.4  # seconds between two looks at the loader
REGIONS, REPORTS = "filter-regions", "filter-reports"  # keys of the filters' widgets


def draw() -> None:
    """Draw the whole page."""
    state, load = page_state.session(), page_state.loader()
    assistant = load.wait() if load.ready else None
    open_source = assistant is not None and state.opened() is not None
    st.set_page_config(page_title=say("title", state.language), layout="wide" if open_source else "centered")
    show_frame()
    _sidebar(state, assistant)
    left, right = st.columns([11, 10], gap="medium")  # always two: the answer stays in its place, and keeps its focus
    with left, st.container(key="talk"):
        _talk(state, load, assistant)
    if open_source and assistant is not None:
        with right:
            _source(state, assistant.reports)
    _input(state, assistant)


def _sidebar(state: Session, assistant: "Assistant | None") -> None:
    language = state.language
    with st.sidebar:
        st.button(
            say("new", language),
            key="new",
            icon=":material/add:",
            width="stretch",
            disabled=not state.begun,
            on_click=state.start_over,
        )
        _filters(state, assistant.reports if assistant else {})
        st.radio(
            say("language", language),
            ["nb", "en"],
            index=column(language),
            format_func=lambda code: say(f"language.{code}", language),
            horizontal=True,
            key="language",
            on_change=lambda: setattr(state, "language", st.session_state["language"]),
        )
        st.caption(say("about", language))


def _filters(state: Session, reports: dict[str, Report]) -> None:
    """Offer what the reports can be narrowed by; there is nothing to choose until they are loaded."""
    places = sorted({p for r in reports.values() for p in (*r.about.regions, *r.about.municipalities)})
    everything = say("filters.all", state.language)
    if reports and REGIONS not in st.session_state:  # the page has just been come to: what is in force stays so
        st.session_state[REGIONS] = [place for place in state.filters.regions if place in places]
        st.session_state[REPORTS] = [i for i in state.filters.reports if i in reports]
    regions = st.multiselect(
        say("filters.region", state.language), places, key=REGIONS, placeholder=everything, disabled=not reports
    )
    chosen = st.multiselect(
        say("filters.report", state.language),
        list(reports),
        format_func=lambda i: f"{reports[i].about.short} ({reports[i].about.year})",
        key=REPORTS,
        placeholder=everything,
        disabled=not reports,
    )
    if reports:
        state.filters = Filters(regions=tuple(regions), reports=tuple(chosen))


def _talk(state: Session, load: Loader, assistant: "Assistant | None") -> None:
    """Draw the conversation so far, and answer the question that waits."""
    show_head(say("title", state.language), "" if state.begun else say("tagline", state.language), state.language)
    examples = st.empty()  # always there, so that the examples go at once when a question is asked
    if not state.begun:
        with examples.container():
            _examples(state)
    waiting = None if state.asked is None else state.place_of_asked
    for number, turn in enumerate(list(state.turns)):
        if number != waiting:
            with st.empty().container():  # where it was first answered, so that it keeps its scroll and its focus
                _turn(state, number, turn, assistant.reports if assistant else {})
        else:
            _asked(state, assistant, number)
    if waiting == len(state.turns):
        _asked(state, assistant, waiting)
    if not load.ready:
        _waiting(state, load)
    elif load.error:
        st.error(say("failed", state.language, error=load.error))


def _examples(state: Session) -> None:
    st.caption(say("examples", state.language))
    with st.container(key="examples", gap="xsmall"):
        for number, pair in enumerate(EXAMPLES):
            question = pair[column(state.language)]
            st.button(question, key=f"example-{number}", on_click=state.ask, args=(question,))


def _turn(state: Session, number: int, turn: Turn, reports: dict[str, Report]) -> None:
    opened = state.open_citation if state.open_turn == number else None
    data = turn_data(turn, reports, state.language, opened)
    show_answer(
        {**data, "scroll": number > 0},
        f"answer-{number}",
        on_cite=lambda n: state.open(number, n),
        on_undo=lambda: state.ask_as_written(number),
    )


def _asked(state: Session, assistant: "Assistant | None", number: int) -> None:
    """Show the question that waits; where the assistant is there, answer it in the same place."""
    slot = st.empty()
    with slot.container():
        if state.asked:
            data = turn_data(Turn(state.asked), {}, state.language)
            show_answer({**data, "scroll": number > 0}, "asked", on_cite=lambda _: None, on_undo=lambda: None)
        if assistant is None:
            return
        with st.spinner(say("thinking", state.language)):
            state.take(_answered(state, assistant))
    with slot.container():
        _turn(state, number, state.turns[number], assistant.reports)


def _answered(state: Session, assistant: "Assistant") -> Turn:
    """Return the question that waits with its answer, or with one sentence on why there is none."""
    turn = Turn(state.asked or "", filters=state.filters)
    as_written = state.again is not None
    if not turn.question.strip():  # told here, as an empty question has no language of its own
        turn.error = say("ask.empty", state.language)
        return turn
    try:
        turn.answer = assistant.ask(
            turn.question, [] if as_written else state.history, state.filters, as_written=as_written
        )
    except RegionsvarError as error:
        turn.error = str(error)
    return turn


@st.fragment(run_every=PATIENCE)
def _waiting(state: Session, load: Loader) -> None:
    """Say what is waited for, and draw the page again when it is there."""
    if load.ready:
        st.rerun()
    st.caption(f":material/hourglass_top: {say('loading', state.language)}")


def _input(state: Session, assistant: "Assistant | None") -> None:
    """Draw where a question is written, with the filters in force above it."""
    with st.bottom:
        if state.filters and assistant is not None:
            with st.container(key="inforce", horizontal=True, gap="small"):
                what = filters_text(state.filters, assistant.reports)
                st.caption(say("filters.inforce", state.language, what=what), width="content")
                st.button(say("filters.clear", state.language), key="clear", type="tertiary", on_click=_clear)
        asked = st.chat_input(say("ask", state.language), key="ask")
    if asked is not None:
        state.ask(asked)
        st.rerun()


def _clear() -> None:
    st.session_state[REGIONS], st.session_state[REPORTS] = [], []


def _source(state: Session, reports: dict[str, Report]) -> None:
    """Show the open citation on its page, with what goes to the others."""
    answer, current = state.opened(), state.open_citation
    if answer is None or current is None:
        return
    count = len(answer.citations)
    with st.container(key="source", gap="small"):
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key="source-buttons"):
            _mover(state, "previous", ":material/chevron_left:", off=current <= 1)
            st.caption(say("source.number", state.language, n=current, all=count), width="content")
            _mover(state, "next", ":material/chevron_right:", off=current >= count)
            st.space("stretch")
            _mover(state, "close", ":material/close:", off=False)
        data = page_data(answer.citations[current - 1], reports, state.language, count)
        show_page(data, "source-page", on_move=state.move)


def _mover(state: Session, where: str, icon: str, *, off: bool) -> None:
    label = say(f"source.{where}", state.language)
    st.button(label, key=f"source-{where}", icon=icon, disabled=off, on_click=state.move, args=(where,))
