"""The open source: the report's page with the quote lit, what goes to the others, and what can be said of it."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from app import page_state
from app.links import reader_link
from app.page_export import show_cite
from app.page_printed import choose, drawer
from app.page_view import page_data
from app.page_widgets import show_page, show_verdict
from app.session import Session
from app.store.settle import settle
from app.tools_view import feedback_data, opinion_from
from app.turn import Turn
from app.wording import say

if TYPE_CHECKING:
    from app.assistant import Assistant


def draw_source(state: Session, turn: Turn, assistant: "Assistant") -> None:
    """Show the open citation of a turn on its page."""
    settled, current = settle(turn, assistant.reports), state.open_citation
    answer, number = settled.turn.answer, state.open_turn
    if answer is None or current is None or number is None:
        return
    citation, count, language = answer.citations[current - 1], len(answer.citations), state.language
    keeper = page_state.keeper()

    def judged(said: dict[str, Any]) -> None:
        keeper.judge(state, number, opinion_from(said, current), settled, current)

    with st.container(key="source", gap="small"):
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key="source-buttons"):
            _mover(state, "previous", ":material/chevron_left:", off=current <= 1)
            st.caption(say("source.number", language, n=current, all=count), width="content")
            _mover(state, "next", ":material/chevron_right:", off=current >= count)
            st.space("stretch")
            _mover(state, "close", ":material/close:", off=False)
        if current in settled.changed:
            st.caption(say("source.changed", language))
        draw = drawer(settled.reports[citation.report_id], assistant)
        data = page_data(citation, settled.reports, language, count, draw, printed=state.printed)
        show_page(data, "source-page", on_move=state.move, on_form=lambda form: choose(state, form))
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key="source-foot"):
            opinions = keeper.opinions(state)
            show_verdict(feedback_data(turn, current, opinions, language), f"verdict-{turn.id}-{current}", judged)
            if current not in settled.changed:
                where = reader_link(citation.report_id, citation.spans[0].page, (citation.start, citation.end))
                report = settled.reports[citation.report_id]
                show_cite(citation, report, language, f"cite-{turn.id}-{current}")
                st.link_button(say("source.reader", language), where, type="tertiary", icon=":material/menu_book:")


def _mover(state: Session, where: str, icon: str, *, off: bool) -> None:
    label = say(f"source.{where}", state.language)
    st.button(label, key=f"source-{where}", icon=icon, disabled=off, on_click=state.move, args=(where,))
