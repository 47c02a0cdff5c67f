"""The figure of the page "what worked where", and the same choice of a cell by name."""

from dataclasses import replace

import streamlit as st

from app.evidence.drawn import Pair, clicked, next_drawn, pair_of, pairs
from app.evidence.matrix import Matrix
from app.evidence.names import column_name, theme_name
from app.evidence.view import View
from app.page_evidence_view import change, key
from app.wording import say
from corpus.records import Language

DRAWN = "evidence-drawn"  # of the session state: the figure as it was last drawn


def picture(matrix: Matrix, view: View, language: Language) -> None:
    """Draw the figure, and take what is pressed in it."""
    from app.evidence.picture import CELL, Look, Scheme, spec_of

    scheme: Scheme = "dark" if st.context.theme.type == "dark" else "light"
    of = (replace(view, row="", column=""), language, scheme, tuple(matrix.cells.values()))
    drawn = next_drawn(st.session_state.get(DRAWN), of, pair_of(view))
    st.session_state[DRAWN] = drawn
    name = f"evidence-picture-{drawn.number}"

    def pressed() -> None:
        points = st.session_state[name]["selection"].get(CELL, [])
        pair: Pair = (points[0]["row"], points[0]["column"]) if points else ("", "")
        st.session_state[DRAWN] = clicked(drawn, pair)
        change(replace(view, row=pair[0], column=pair[1]))

    look = Look(view.axis, language, scheme, pairs(matrix, drawn.start))
    axis = say(f"evidence.axis.{view.axis}", language)
    with st.container(key="evidence-picture"):
        st.vega_lite_chart(
            spec=spec_of(matrix, look),
            width="stretch",
            key=name,
            on_select=pressed,
            selection_mode=CELL,
            alt=say("evidence.picture", language, axis=axis),
        )


def chooser(matrix: Matrix, view: View, language: Language) -> None:
    """Offer a theme and a column by name: any cell, row or column, without the figure."""
    st.subheader(say("evidence.findings", language), anchor=False)
    with st.container(horizontal=True, gap="medium", key="evidence-chooser"):
        _choices("row", matrix.rows, view, language)
        _choices("column", matrix.columns, view, language)


def _choices(name: str, known: tuple[str, ...], view: View, language: Language) -> None:
    """Offer the rows or the columns; what is chosen is there also where the filters have taken it away."""
    now = view.row if name == "row" else view.column
    st.session_state[key(name)] = now

    def named(value: str) -> str:
        if not value:
            return say("evidence.choose.all", language)
        return theme_name(value, language) if name == "row" else column_name(value, view.axis, language)

    st.selectbox(
        say(f"evidence.choose.{'row' if name == 'row' else view.axis}", language),
        list(dict.fromkeys(["", *known, now])),
        format_func=named,
        key=key(name),
        on_change=_choose,
        args=(view, name),
    )


def _choose(view: View, name: str) -> None:
    value = st.session_state[key(name)]
    change(replace(view, row=value) if name == "row" else replace(view, column=value))
