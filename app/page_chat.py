"""The chat page: wiring of session, assistant and widgets; nothing here decides what an answer says."""

import streamlit as st

from app.loading import Loader
from app.page_view import answer_data, page_data
from app.page_widgets import show_answer, show_page
from app.record import place
from app.session import Session, Turn, first_language
from app.wording import EXAMPLES, column, page_label, say
from corpus.errors import RegionsvarError
from corpus.records import Answer, Filters, Report

PATIENCE = 0.4  # seconds between two looks at the loader


@st.cache_resource
def loader() -> Loader:
    """Return the one loader of this server."""
    return Loader()


def session() -> Session:
    """Return this tab's session."""
    if "session" not in st.session_state:
        st.session_state["session"] = Session(language=first_language(st.context.locale))
    kept: Session = st.session_state["session"]
    return kept


def draw() -> None:
    """Draw the whole page."""
    state, load = session(), loader()
    _sidebar(state, load)
    open_source = state.open_turn is not None
    left, right = st.columns([3, 2], gap="large") if open_source else (st.container(), None)
    with left:
        st.title(say("title", state.language), anchor=False)
        st.caption(say("tagline", state.language))
        if not state.turns and not state.asked:
            _examples(state)
        for number, turn in enumerate(state.turns):
            _turn(state, load, number, turn)
        _answer_waiting(state, load)
    if right is not None:
        with right:
            _source(state, load)
    asked = st.chat_input(say("ask", state.language))
    if asked is not None:
        state.asked, state.as_written = asked, False
        st.rerun()


def _sidebar(state: Session, load: Loader) -> None:
    with st.sidebar:
        names = {"nb": "Bokmål", "en": "English"}
        st.radio(
            say("language", state.language),
            list(names),
            index=column(state.language),
            format_func=names.__getitem__,
            horizontal=True,
            key="language",
            on_change=lambda: setattr(state, "language", st.session_state["language"]),
        )
        if load.ready and (assistant := load.wait()) is not None:
            _filters(state, assistant.reports)
        if st.button(say("new", state.language), width="stretch", disabled=not state.turns):
            state.turns, state.open_turn, state.open_citation = [], None, None
            st.rerun()
        st.caption(say("about", state.language))


def _filters(state: Session, reports: dict[str, Report]) -> None:
    places = sorted({p for r in reports.values() for p in (*r.about.regions, *r.about.municipalities)})
    region = st.multiselect(
        say("filters.region", state.language), places, placeholder=say("filters.all", state.language)
    )
    report = st.multiselect(
        say("filters.report", state.language),
        list(reports),
        format_func=lambda i: f"{reports[i].about.short} ({reports[i].about.year})",
        placeholder=say("filters.all", state.language),
    )
    state.filters = Filters(regions=tuple(region), reports=tuple(report))


def _examples(state: Session) -> None:
    st.write(say("examples", state.language))
    for pair in EXAMPLES:
        question = pair[column(state.language)]
        if st.button(question, key=f"example-{question}"):
            state.asked = question
            st.rerun()


def _turn(state: Session, load: Loader, number: int, turn: Turn) -> None:
    with st.chat_message("user"):
        st.text(turn.question)
    with st.chat_message("assistant"):
        if turn.answer is None:
            st.warning(turn.error)
            return
        assistant = load.wait()
        if assistant is not None:
            _answer(state, number, turn.answer, assistant.reports)


def _answer(state: Session, number: int, answer: Answer, reports: dict[str, Report]) -> None:
    if answer.understood != answer.question:
        st.caption(say("understood", state.language, question=_plain(answer.understood)))
        if st.button(say("understood.undo", state.language), key=f"undo-{number}", type="tertiary"):
            state.asked, state.as_written = answer.question, True
            st.rerun()
    opened = state.open_citation if state.open_turn == number else None
    data = answer_data(answer, reports, state.language, opened)
    show_answer(data, f"answer-{number}", lambda n: state.open(number, n))
    if answer.citations:
        with st.expander(f"{say('sources', state.language)} ({len(answer.citations)})"):
            for citation in answer.citations:
                label = f"{citation.n}. {place(citation, reports, state.language)}"
                if st.button(_plain(label), key=f"source-{number}-{citation.n}", type="tertiary"):
                    state.open(number, citation.n)
                    st.rerun()
    st.caption(say("seconds", state.language, seconds=f"{answer.seconds:.2f}"))


def _plain(text: str) -> str:
    """Escape markdown's marks, so that a question's or a report's words are shown as they are."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()#+-.!|<>~$:&" else c for c in text)


def _answer_waiting(state: Session, load: Loader) -> None:
    """Answer the question that waits, as soon as the assistant is there."""
    if not load.ready:
        _waiting(state, load)
        return
    if load.error:
        st.error(say("failed", state.language, error=load.error))
        return
    assistant = load.wait()
    if not state.asked or assistant is None:
        return
    question, history = state.asked, [] if state.as_written else state.history
    state.asked = ""
    with st.chat_message("user"):
        st.text(question)
    with st.spinner(say("thinking", state.language)):
        try:
            answer = assistant.ask(question, history, state.filters, as_written=state.as_written)
            state.turns.append(Turn(question, answer))
        except RegionsvarError as error:
            state.turns.append(Turn(question, error=str(error)))
    state.as_written = False
    st.rerun()


@st.fragment(run_every=PATIENCE)
def _waiting(state: Session, load: Loader) -> None:
    if load.ready:
        st.rerun()
    if state.asked:
        with st.chat_message("user"):
            st.text(state.asked)
    st.info(say("loading", state.language), icon=":material/hourglass_top:")


def _source(state: Session, load: Loader) -> None:
    """Show the open citation on its page."""
    assistant = load.wait()
    turn = state.turns[state.open_turn or 0]
    if assistant is None or turn.answer is None or state.open_citation is None:
        return
    citation = turn.answer.citations[state.open_citation - 1]
    report = assistant.reports[citation.report_id]
    number = citation.spans[0].page
    st.subheader(_plain(report.about.title), anchor=False)
    st.caption(_plain(f"{' › '.join(citation.passage.section)} · {page_label(report, number, state.language)}"))
    for span in citation.spans:
        page = report.page(span.page)
        lit = (page.start + span.start, page.start + span.end)
        show_page(
            page_data(report, span.page, lit, state.language), f"page-{citation.report_id}-{span.page}-{citation.start}"
        )
    _source_buttons(state, len(turn.answer.citations))


def _source_buttons(state: Session, citations: int) -> None:
    current = state.open_citation or 1
    before, close, after = st.columns(3)
    if before.button(say("source.previous", state.language), disabled=current <= 1, width="stretch"):
        state.open_citation = current - 1
        st.rerun()
    if close.button(say("source.close", state.language), width="stretch"):
        state.open_turn, state.open_citation = None, None
        st.rerun()
    if after.button(say("source.next", state.language), disabled=current >= citations, width="stretch"):
        state.open_citation = current + 1
        st.rerun()
