"""The server of the page, begun by `streamlit run app/page_serve.py`: it answers when the first page can be drawn."""

import asyncio
import importlib
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import streamlit as st


def warm() -> None:
    """Import what the first page is made of, and have the assistant opened soon."""
    for library in ("PIL.Image", "pandas"):  # Streamlit imports them while it draws its first page: .4 s
        importlib.import_module(library)
    from app import page_chat, page_state, page_way  # noqa: F401

    page_state.loader()


def answer_at_once(loop: asyncio.AbstractEventLoop) -> None:
    """Let servers that `loop` creates from now on send small pieces without waiting for the last one's receipt.

    Streamlit binds its socket itself, without naming TCP, and asyncio switches Nagle's algorithm off only where TCP is
    named: each of the page's hundred small files, and each message, would wait some 40 ms (github.com/Kludex/uvicorn,
    issue 3149). What is set on a listening socket holds for those it accepts.
    """
    create = loop.create_server

    async def prompt(*args: Any, sock: socket.socket | None = None, **options: Any) -> asyncio.Server:  # noqa: ANN401 - as asyncio's
        if sock is not None and sock.family in (socket.AF_INET, socket.AF_INET6):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return await create(*args, sock=sock, **options)

    with suppress(AttributeError):  # uvloop's loop takes no new method, and needs none
        loop.create_server = prompt  # type: ignore[method-assign]


@asynccontextmanager
async def begun(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Begin with the server."""
    answer_at_once(asyncio.get_running_loop())
    warm()
    yield {}


app = st.App("main.py", lifespan=begun)
