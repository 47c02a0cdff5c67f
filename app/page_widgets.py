"""The page's own components: its head, an answer with marks to press, a report's page with words lit."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

FOLDER = Path(__file__).with_name("components")
MARKED = ("legend", "matrix", "findings")  # draw marks, by what stands in marks.js
PRINTED = ("page", "pane")  # draw pages as printed, by what stands in printed.js and printed.css
ICON = FOLDER / "icon.svg"  # a file of our own: streamlit fetches its material icons for the tab from the net
SAID = {  # what an element says of itself before anything is drawn in it
    "page": ' tabindex="0" role="region"',  # a part of the page that scrolls can be reached by keyboard
    "tree": ' role="navigation"',
    "announce": ' role="status" aria-live="polite" aria-atomic="true"',
    "legend": ' role="group"',  # a part that is a whole has a name
    "matrix": ' role="group"',
}
Pressed = Mapping[str, Callable[[Any], None]]  # what is called with what a component sends, by the name it sends under


@st.cache_resource
def component(name: str) -> Any:  # noqa: ANN401 - streamlit's own callable
    """Return the mounting function of the component `name`, registered once."""
    names = ("shared", "printed", name) if name in PRINTED else ("shared", name)
    js, css = ("\n".join((FOLDER / f"{n}.{kind}").read_text("utf-8") for n in names) for kind in ("js", "css"))
    if name in MARKED:
        js = (FOLDER / "marks.js").read_text("utf-8") + js
    html = f'<div id="{name}"{SAID.get(name, "")}></div>'
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


def show_answer(data: dict[str, Any], key: str, on: Pressed) -> None:
    """Draw a turn; `on` takes "cite" (a number), "undo", "again", "edit" (a question) and "judge"."""
    show("answer", data, key, on)


def show_page(data: dict[str, Any], key: str, on_move: Callable[[str], None], on_form: Callable[[str], None]) -> None:
    """Draw the pages a quote stands on.

    `on_move` is called with "previous", "next" or "close" for keys pressed, `on_form` with the form chosen for pages.
    """
    show("page", data, key, {"move": lambda where: on_move(str(where)), "form": lambda form: on_form(str(form))})


def show_verdict(data: dict[str, Any], key: str, on_judge: Callable[[dict[str, Any]], None]) -> None:
    """Draw what can be said of a citation; `on_judge` is called with what was."""
    show("verdict", data, key, {"judge": on_judge})


def show_conversations(data: dict[str, Any], on: Pressed) -> None:
    """Draw the list of conversations; `on` takes "open" and "remove" (an id), "rename" (both) and "more"."""
    show("conversations", data, "conversations", on)


def show_announcement(data: dict[str, str]) -> None:
    """Say an answer to those who hear the page, once."""
    show("announce", data, "announce", {})


def show(name: str, data: dict[str, Any], key: str, on: Pressed) -> None:
    """Mount a component, and call what `on` names when it sends something."""

    def sent(what: str) -> Callable[[], None]:
        def call() -> None:
            value = st.session_state[key].get(what)
            if value is not None:
                on[what](value)

        return call

    component(name)(data=data, key=key, **{f"on_{what}_change": sent(what) for what in on})
