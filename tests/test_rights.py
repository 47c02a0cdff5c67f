"""Who is an editor, who a reader and who nobody; where in doubt, less rather than more."""

from typing import Any

import pytest

from app.rights import Person, Rules, logged_in, require_editor, rules_of, without_login
from corpus.errors import NotAllowed

NOW = 1_800_000_000.0
KARI = {"is_logged_in": True, "iss": "https://id.example", "sub": "7", "iat": int(NOW) - 60, "name": "Kari"}


def claims(**more: object) -> dict[str, object]:
    return {**KARI, **more}


@pytest.mark.parametrize(
    ("said", "rules", "role"),
    [
        ({}, Rules(), "reader"),
        ({"roles": ["editor"]}, Rules(), "editor"),
        ({"roles": "editor"}, Rules(), "editor"),
        ({"roles": ["Editor", "editors", ""]}, Rules(), "reader"),
        ({"roles": {"editor": True}}, Rules(), "reader"),
        ({"roles": [1, None]}, Rules(), "reader"),
        ({"groups": ["/red", "/les"]}, Rules("groups", ("/red",)), "editor"),
        ({"realm_access": {"roles": ["red"]}}, Rules("realm_access.roles", ("red",)), "editor"),
        ({"https://x.no/roles": ["red"]}, Rules("https://x.no/roles", ("red",)), "editor"),
        ({"realm_access": "red"}, Rules("realm_access.roles", ("red",)), "reader"),
        ({"email": "k@x.no", "email_verified": True}, Rules("email", ("k@x.no",)), "editor"),
        ({"email": "k@x.no"}, Rules("email", ("k@x.no",)), "reader"),
        ({"email": "k@x.no", "email_verified": "false"}, Rules("email", ("k@x.no",)), "reader"),
        ({}, Rules(reader=("reader",)), "nobody"),
        ({"roles": ["reader"]}, Rules(reader=("reader",)), "reader"),
        ({"roles": ["editor"]}, Rules(reader=("reader",)), "editor"),
    ],
)
def test_claims_make_a_role(said: dict[str, object], rules: Rules, role: str) -> None:
    assert logged_in(claims(**said), rules, NOW) == Person("https://id.example|7", "Kari", role)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "said",
    [
        {"is_logged_in": False},
        {"is_logged_in": "yes"},
        {"sub": ""},
        {"sub": None},
        {"iat": NOW - 12 * 3600 - 1},
        {"iat": None},
        {"iat": "now"},
    ],
)
def test_who_is_not_logged_in_is_nobody(said: dict[str, object]) -> None:
    assert logged_in(claims(**said), Rules(), NOW) is None


@pytest.mark.parametrize(
    ("headers", "role"),
    [
        ({"Host": "127.0.0.1:8501"}, "editor"),
        ({"Host": "localhost:8501"}, "editor"),
        ({"host": "[::1]:8501"}, "editor"),
        ({}, "editor"),
        ({"Host": "regionsvar.example.no"}, "reader"),
        ({"Host": "192.168.1.7:8501"}, "reader"),
        ({"Host": "127.0.0.1.example.org"}, "reader"),
        ({"Host": "localhost.example.org:8501"}, "reader"),
        ({"Host": "evil@127.0.0.1.nip.io"}, "reader"),
        ({"Host": "[::1"}, "reader"),
        ({"Host": "127.0.0.1:8501", "X-Forwarded-For": "10.0.0.1"}, "reader"),
        ({"Host": "127.0.0.1:8501", "X-Real-IP": "127.0.0.1"}, "reader"),
    ],
)
def test_without_login_only_this_machine_edits(headers: dict[str, str], role: str) -> None:
    assert without_login(headers).role == role


@pytest.mark.parametrize(
    ("section", "rules"),
    [
        ({}, Rules()),
        ({"claim": "groups", "editor": "red"}, Rules("groups", ("red",))),
        ({"editor": ["a", "b"], "reader": ["c"], "hours": 1}, Rules("roles", ("a", "b"), ("c",), 1)),
        ({"editor": []}, Rules(editor=())),
    ],
)
def test_rules_are_read(section: dict[str, Any], rules: Rules) -> None:
    assert rules_of(section) == rules


@pytest.mark.parametrize(
    ("section", "fault"),
    [
        ({"editors": ["a"]}, "has claim, editor, reader, hours, and no editors"),
        ({"editor": 1}, "editor of .* should be a list of texts, not 1"),
        ({"reader": [""]}, "reader of .* should be a list of texts"),
        ({"reader": None}, "reader of .* should be a list of texts"),
        ({"claim": ""}, "claim of .* should be the name of a claim"),
        ({"hours": 0}, "hours of .* should be a number above 0"),
        ({"hours": True}, "hours of .* should be a number above 0"),
    ],
)
def test_rules_that_do_not_hold_let_nobody_in(section: dict[str, Any], fault: str) -> None:
    with pytest.raises(NotAllowed, match=fault):
        rules_of(section)


@pytest.mark.parametrize("role", ["nobody", "reader"])
def test_only_an_editor_may(role: Any) -> None:  # noqa: ANN401 - the cases are roles
    require_editor(Person("", "", "editor"))
    with pytest.raises(NotAllowed, match=f"you are {role}"):
        require_editor(Person("", "", role))
