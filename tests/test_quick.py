"""What makes the page quick: it is under way before anyone comes, and an answer takes one run of it."""

import asyncio
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import app.page_state
import app.page_turns
from app.assistant import Assistant
from app.loading import Loader
from app.page_serve import answer_at_once
from app.settings import DATA_VARIABLE

ROOT = Path(__file__).parent.parent
MAIN = str(ROOT / "app" / "main.py")
WARMED = """
import asyncio, sys, threading
from app.page_serve import app, begun

async def serve():
    async with begun(app):
        pass

asyncio.run(serve())
print(*sorted({"app.page_chat", "pandas"} & set(sys.modules)), [t.name for t in threading.enumerate()][1:])
"""
FIRST = """
import sys
from app import page_chat, page_person, page_state, page_way  # as app/main.py

pages = ("chat", "reader", "library", "evaluation", "evidence")
print(*(f"app.page_{name}" for name in pages if f"app.page_{name}" in sys.modules))
"""


def test_the_server_answers_when_the_chat_is_imported_and_the_assistant_will_be_opened() -> None:
    done = subprocess.run([sys.executable, "-c", WARMED], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.split() == ["app.page_chat", "pandas", "['loader']"]


def test_the_first_page_does_not_wait_for_the_others() -> None:
    done = subprocess.run([sys.executable, "-c", FIRST], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.split() == ["app.page_chat"]


def test_an_answer_takes_one_run(assistant: Assistant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path))
    st.cache_resource.clear()
    loader = Loader(lambda: assistant)
    loader.wait()
    monkeypatch.setattr(app.page_state, "loader", lambda: loader)
    page = AppTest.from_file(MAIN, default_timeout=20).run()
    runs, drawn = [], app.page_turns.draw_talk

    def counted(*given: Any) -> None:  # noqa: ANN401 - whatever the page gives
        runs.append(1)
        drawn(*given)

    monkeypatch.setattr("app.page_chat.draw_talk", counted)
    page.chat_input[0].set_value("Hva fungerte i Hallingdal?").run()
    assert not page.exception
    assert [turn.question for turn in page.session_state["session"].turns] == ["Hva fungerte i Hallingdal?"]
    assert runs == [1]


def test_small_pieces_are_sent_at_once() -> None:
    """As Streamlit does it: the socket is bound beforehand, and does not name TCP."""
    accepted: list[int] = []

    class Told(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            accepted.append(transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            transport.abort()  # type: ignore[attr-defined]

    async def connect() -> None:
        loop = asyncio.get_running_loop()
        answer_at_once(loop)
        with socket.socket() as bound:
            bound.bind(("127.0.0.1", 0))
            server = await loop.create_server(Told, sock=bound)
            async with server:
                reader, writer = await asyncio.open_connection(*bound.getsockname())
                await reader.read()
                writer.close()

    asyncio.run(connect())
    assert [bool(value) for value in accepted] == [True]
