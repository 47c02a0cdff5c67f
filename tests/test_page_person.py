"""The way in by streamlit's own AppTest: what a login's settings and claims let a tab see. No provider is asked."""

import time
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import app.page_state
from app.assistant import Assistant
from app.loading import Loader
from app.settings import DATA_VARIABLE
from app.wording import say

MAIN = str(Path(app.page_state.__file__).with_name("main.py"))
SECONDS = 30.0  # of patience with one run of the page, on a busy machine
AUTH = {
    "client_id": "regionsvar",
    "client_secret": "x",
    "cookie_secret": "x",
    "redirect_uri": "http://x/oauth2callback",
}
ROLES = {"editor": ["red"], "reader": ["les"]}


class User(dict[str, Any]):
    """Who streamlit says has logged in."""

    def to_dict(self) -> dict[str, Any]:
        return dict(self)


@pytest.fixture(autouse=True)
def loaded(assistant: Assistant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    loader = Loader(lambda: assistant)
    loader.wait()
    st.cache_resource.clear()
    monkeypatch.setattr(app.page_state, "loader", lambda: loader)
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path))


def opened(secrets: dict[str, Any], script: str = "") -> AppTest:
    test = (
        AppTest.from_string(script, default_timeout=SECONDS)
        if script
        else AppTest.from_file(MAIN, default_timeout=SECONDS)
    )
    for name, value in secrets.items():
        test.secrets[name] = value
    test.run()
    assert not test.exception
    return test


def library(monkeypatch: pytest.MonkeyPatch, roles: list[str], **claims: object) -> AppTest:
    user = User({"is_logged_in": True, "sub": "7", "iat": time.time(), "name": "Kari", "roles": roles, **claims})
    monkeypatch.setattr(st, "user", user)
    script = (
        "from app import page_library, page_person\n"
        "if page_person.admitted():\n    page_library.draw()\n    page_person.draw_who('nb')\n"
    )
    return opened({"auth": AUTH, "roles": ROLES}, script)


def test_without_a_login_the_way_in_is_all_there_is() -> None:
    test = opened({"auth": AUTH})
    assert [b.label for b in test.button] == [say("login", "nb")]
    assert not test.chat_input


@pytest.mark.parametrize(
    ("secrets", "fault"),
    [
        ({"roles": ROLES}, "har \\[roles\\], men ingen \\[auth\\]"),
        ({"auth": AUTH, "roles": {"editors": ["red"]}}, "og ikke editors"),
        ({"auth": AUTH, "roles": {"hours": -1}}, "et tall over 0"),
    ],
)
def test_a_login_that_is_not_set_up_right_lets_nobody_in(secrets: dict[str, Any], fault: str) -> None:
    test = opened(secrets)
    (error,) = test.error
    assert error.value.startswith(say("login.broken", "nb", error=""))
    assert fault in error.value
    assert not test.button
    assert not test.chat_input


def test_an_editor_is_offered_what_a_reader_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    for roles, shown, name in ((["les"], [], "reader"), (["red"], [say("adding", "nb")], "editor")):
        test = library(monkeypatch, roles)
        assert [e.label for e in test.expander] == shown
        said = say("login.as", "nb", name="Kari", role=say(f"login.role.{name}", "nb"))
        assert said in [c.value for c in test.sidebar.caption]


@pytest.mark.parametrize(
    ("roles", "claims", "shown"),
    [
        (["andre"], {}, [say("login.out", "nb")]),
        (["red"], {"is_logged_in": False}, [say("login", "nb")]),
        (["red"], {"iat": 1.0}, [say("login", "nb")]),
    ],
)
def test_who_has_no_role_or_came_too_long_ago_stays_outside(
    monkeypatch: pytest.MonkeyPatch, roles: list[str], claims: dict[str, object], shown: list[str]
) -> None:
    test = library(monkeypatch, roles, **claims)
    assert [b.label for b in test.button] == shown
    assert not test.expander
