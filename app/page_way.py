"""The way between the pages: addresses made by `app.links` are followed without losing the tab's session."""

from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

KEY = "pages"  # of the session state: the pages by their address


def lay(pages: Iterable[StreamlitPage]) -> None:
    """Make the pages known, so that the others can lead to them."""
    st.session_state[KEY] = {page.url_path: page for page in pages}


def leads_to(path: str) -> bool:
    """Tell whether there is a page at that path."""
    return path in st.session_state.get(KEY, {})


def go(address: str) -> None:
    """Go to an address of `app.links`; one that leads to no page leads nowhere."""
    parts = urlsplit(address)
    path = parts.path.removeprefix("./").strip("/")
    if leads_to(path):
        st.switch_page(st.session_state[KEY][path], query_params=parse_qsl(parts.query))
