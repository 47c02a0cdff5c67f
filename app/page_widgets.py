"""The page's own components: its head, an answer with marks to press, a report's page with words lit."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

FOLDER = Path(__file__).with_name("components")
MARKED = ("legend", "matrix", "findings")  # draw marks, by what stands in marks.js
ICON = FOLDER / "icon.svg"  # a file of our own: streamlit fetches its material icons for the tab from the net
LABELLED = {  # a part of the page that scrolls can be reached by keyboard; a part that is a whole has a name
    "page": ' tabindex="0" role="region"',
    "legend": ' role="group"',
    "matrix": ' role="group"',
}


@st.cache_resource
def component(name: str) -> Any:  # noqa: ANN401 - streamlit's own callable
    """Return the mounting function of the component `name`, registered once."""
    js, css = ((FOLDER / f"{name}.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))
    if name in MARKED:
        js = (FOLDER / "marks.js").read_text(encoding="utf-8") + js
    html = f'<div id="{name}"{LABELLED.get(name, "")}></div>'
    return st.components.v2.component(f"regionsvar_{name}", html=html, js=js, css=css)


def show_frame() -> None:
    """Apply the page's own styles."""
    st.html(FOLDER / "frame.css")


def show_styles(name: str) -> None:
    """Apply the styles of one page alone, beside the frame's."""
    st.html(FOLDER / f"{name}.css")


def show_head(title: str, tagline: str, lang: str) -> None:
    """Draw the page's name, with its tagline where there is one."""
    component("head")(data={"title": title, "tagline": tagline, "lang": lang}, key="head")


def show_page_head(title: str, about: str, lang: str) -> None:
    """Draw the head of a page other than the chat: its name, and what is said of it."""
    component("head")(data={"title": title, "about": about, "lang": lang}, key="head")


def show_answer(data: dict[str, Any], key: str, on_cite: Callable[[int], None], on_undo: Callable[[], None]) -> None:
    """Draw a turn; `on_cite` is called with the number of the mark pressed, `on_undo` when it is to be asked again."""

    def cited() -> None:
        number = st.session_state[key].cite
        if number is not None:
            on_cite(int(number))

    def undone() -> None:
        if st.session_state[key].undo:
            on_undo()

    component("answer")(data=data, key=key, on_cite_change=cited, on_undo_change=undone)


def show_page(data: dict[str, Any], key: str, on_move: Callable[[str], None]) -> None:
    """Draw the pages a quote stands on; `on_move` is called with "previous", "next" or "close" for keys pressed."""

    def moved() -> None:
        where = st.session_state[key].move
        if where is not None:
            on_move(str(where))

    component("page")(data=data, key=key, on_move_change=moved)


def show_legend(data: dict[str, Any]) -> None:
    """Draw what the marks of the matrix mean."""
    component("legend")(data=data, key="legend")


def show_matrix(data: dict[str, Any], on_choose: Callable[[str, str], None]) -> None:
    """Draw the matrix as a table; `on_choose` is called with the row and the column pressed, or an empty column."""

    def chosen() -> None:
        pair = st.session_state["matrix"].choose
        if pair is not None:
            on_choose(str(pair[0]), str(pair[1]))

    component("matrix")(data=data, key="matrix", on_choose_change=chosen)


def show_findings(data: dict[str, Any], on_ask: Callable[[str], None], on_open: Callable[[str], None]) -> None:
    """Draw findings; `on_ask` is called with a finding's id or "chosen", `on_open` with the address of its quote."""

    def asked() -> None:
        if st.session_state["findings"].ask is not None:
            on_ask(str(st.session_state["findings"].ask))

    def opened() -> None:
        if st.session_state["findings"].open is not None:
            on_open(str(st.session_state["findings"].open))

    component("findings")(data=data, key="findings", on_ask_change=asked, on_open_change=opened)
