"""What the pages share: the one assistant of the server, and the session of a tab."""

import streamlit as st

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
