"""The page's own components: an answer whose citation marks can be pressed, a report's page with words lit."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

FOLDER = Path(__file__).with_name("components")


@st.cache_resource
def component(name: str) -> Any:  # noqa: ANN401 - streamlit's own callable
    """Return the mounting function of the component `name`, registered once."""
    js, css = ((FOLDER / f"{name}.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))
    tab = ' tabindex="0" role="region"' if name == "page" else ""
    return st.components.v2.component(f"regionsvar_{name}", html=f'<div id="{name}"{tab}></div>', js=js, css=css)


def show_answer(data: dict[str, Any], key: str, on_cite: Callable[[int], None]) -> None:
    """Draw an answer; `on_cite` is called with the number of the mark that is pressed."""

    def pressed() -> None:
        number = st.session_state[key].cite
        if number is not None:
            on_cite(int(number))

    component("answer")(data=data, key=key, on_cite_change=pressed)


def show_page(data: dict[str, Any], key: str) -> None:
    """Draw a page of a report."""
    component("page")(data=data, key=key)
