"""What the pages share: the one assistant of the server, and the session of a tab."""

from collections.abc import Iterable, Mapping

import streamlit as st
from streamlit.navigation.page import Page

from app.loading import Loader
from app.session import Session, first_language


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


def keep_pages(pages: Iterable[Page]) -> None:
    """Remember the pages of this run, so that one can send the reader to another."""
    st.session_state["pages"] = {page.url_path: page for page in pages}


def has_page(url_path: str) -> bool:
    """Tell whether there is such a page; the first page's path is empty."""
    return url_path in st.session_state.get("pages", {})


def go_to(url_path: str, query: Mapping[str, str] | None = None) -> None:
    """Leave this page for another.

    Raises:
        KeyError: there is no such page.
    """
    st.switch_page(st.session_state["pages"][url_path], query_params=query)
