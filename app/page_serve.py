"""The server of the page, begun by `streamlit run app/page_serve.py`: what is slow is under way before anyone comes."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st


def warm() -> None:
    """Import what the first page is made of, and begin to open the assistant."""
    from app import page_chat, page_state  # noqa: F401 - the chat is imported for whoever comes first

    page_state.loader()


@asynccontextmanager
async def begun(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Begin with the server, which answers meanwhile."""
    threading.Thread(target=warm, name="warming", daemon=True).start()
    yield {}


app = st.App("main.py", lifespan=begun)
