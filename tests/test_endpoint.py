"""The settings of a language model: from the environment or a file, checked, and without their key in any text."""

from pathlib import Path

import pytest

from corpus.endpoint import KEY, NAME, PREFIX, URL, Endpoint
from corpus.errors import ModelError
from tests.model_server import SECRET, endpoint


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Endpoint.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


def test_there_is_no_model_unless_one_is_named() -> None:
    found = Endpoint.from_env()
    assert not found.given
    assert found.headers == {}
    with pytest.raises(ModelError, match=f"give {URL}"):
        found.require()


def test_the_environment_comes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"{URL}=http://127.0.0.1:1/v1/\n{NAME}=of-file\n{KEY}={SECRET}\nOTHER=1\n")
    monkeypatch.setenv(NAME, "of-environment")
    found = Endpoint.from_env().require()
    assert (found.address, found.model) == ("http://127.0.0.1:1/v1/chat/completions", "of-environment")
    assert found.headers == {"Authorization": f"Bearer {SECRET}"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BASE_URL", "localhost:11434"),
        ("BASE_URL", f"http://user:{SECRET}@127.0.0.1/v1"),
        ("BASE_URL", f"http://127.0.0.1/v1?key={SECRET}"),
        ("TIMEOUT", f"{SECRET}"),
        ("TIMEOUT", "0"),
        ("CONTEXT", "12"),
        ("FAILING", f"hide {SECRET}"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_and_its_value_is_not(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"{PREFIX}{name}", value)
    with pytest.raises(ModelError, match=f"{PREFIX}{name} should be ") as raised:
        Endpoint.from_env()
    assert SECRET not in str(raised.value)
    assert raised.value.__suppress_context__


def test_no_text_of_the_settings_holds_the_key() -> None:
    found = endpoint("http://127.0.0.1:1/v1")
    assert SECRET not in f"{found} {found!r} {found.model_dump()} {found.model_dump_json()}"
    with pytest.raises(Exception, match="frozen"):
        found.model = "other"
