"""The page's own components: its head, an answer with marks to press, a report's page with words lit."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

FOLDER = Path(__file__).with_name("components")
ICON = FOLDER / "icon.svg"  # a file of our own: streamlit fetches its material icons for the tab from the net
# A part of the page that scrolls can be reached by keyboard
LABELLED = {"page": ' tabindex="0" role="region"', "tree": ' role="navigation"'}


@st.cache_resource
def component(name: str) -> Any:  # noqa: ANN401 - streamlit's own callable
    """Return the mounting function of the component `name`, registered once."""
    js, css = ((FOLDER / f"{name}.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))
    html = f'<div id="{name}"{LABELLED.get(name, "")}></div>'
    return st.components.v2.component(f"regionsvar_{name}", html=html, js=js, css=css)


def show_frame() -> None:
    """Apply the page's own styles."""
    st.html(FOLDER / "frame.css")


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


def show_tree(data: dict[str, Any], key: str, on_go: Callable[[int], None]) -> None:
    """Draw a report's sections; `on_go` is called with the offset of the heading pressed."""

    def gone() -> None:
        offset = st.session_state[key].go
        if isinstance(offset, int):
            on_go(offset)

    component("tree")(data=data, key=key, on_go_change=gone)


def show_pane(data: dict[str, Any], key: str, on_act: Callable[[str, Any], None]) -> None:
    """Draw a report's pages; `on_act` is called with what was done there and its value."""

    def acted() -> None:
        act = st.session_state[key].act
        if act is not None:
            on_act(str(act["what"]), act["value"])

    component("pane")(data=data, key=key, on_act_change=acted)


def show_cards(data: dict[str, Any], key: str) -> dict[str, str]:
    """Draw the reports as cards; return "what" was pressed, of which "report", and where it leads "to", if any."""
    pressed: dict[str, str] | None = component("cards")(data=data, key=key, on_go_change=lambda: None).go
    return pressed or {}
