"""A model's answer read from a scripted server: whole, broken, late, refused, stopped; the key is nowhere."""

import logging
import socket
import time
import traceback
from typing import Any

import pytest

from app.writing.stream import Stream
from corpus.model import LanguageModel, ModelFailure
from tests.model_server import SECRET, Script, endpoint, event, serving

TEXT = "Ferja gikk hver time i Fjordby. [1] Æ, ø og å."


def read(script: Script, **values: float) -> str:
    with serving(script) as url, Stream(endpoint(url, **values), "Be brief.", "Hei") as stream:
        return "".join(stream)


def text_script(**values: Any) -> Script:  # noqa: ANN401 - any of its fields
    return Script(say=lambda _: TEXT, **values)


@pytest.mark.parametrize("size", [1, 4, 1000])
def test_the_pieces_make_the_text(size: int) -> None:
    script = text_script(size=size)
    assert read(script) == TEXT
    (sent,) = script.requests
    assert (sent["temperature"], sent["stream"], sent["model"]) == (0, True, "tiny")
    assert [m["role"] for m in sent["messages"]] == ["system", "user"]
    assert script.headers[0]["Authorization"] == f"Bearer {SECRET}"


WHOLE = [
    text_script(done=False),  # some servers end with a reason and no [DONE]
    text_script(finish=""),
    text_script(finish="", done=False),  # neither: a text that ends as one does
    text_script(streams=False),  # a server that does not stream
    Script(
        raw=[
            b": a comment\n\n",
            b"event: x\nid: 1\n",
            event({"content": "Ja."}),
            b"data: {broken\n\n",
            b"data: [DONE]\n\n",
        ]
    ),
    Script(raw=[b'data: {"choices": []}\n\n', event({"content": "Ja."}, "stop")]),
    Script(raw=[event({"content": "Ja."}).replace(b"\n\n", b"\r\n\r\n"), event({}, "stop")]),
    Script(raw=[event({"content": "Ja."})[:20], event({"content": "Ja."})[20:], event({}, "stop")]),
    Script(raw=[event({"content": None, "reasoning_content": "hm"}), event({"content": "Ja."}, "stop")]),
]


@pytest.mark.parametrize("script", WHOLE)
def test_what_servers_do_differently_makes_no_difference(script: Script) -> None:
    assert read(script) in (TEXT, "Ja.")


def test_an_answer_cut_at_its_length_says_so() -> None:
    with serving(text_script(finish="length")) as url, Stream(endpoint(url), "", "") as stream:
        assert "".join(stream) == TEXT
        assert stream.cut


FAILING = [
    ("key", Script(status=401), {}),
    ("key", Script(status=403), {}),
    ("model", Script(status=404), {}),
    ("busy", Script(status=429), {}),
    ("server", Script(status=500), {}),
    ("form", Script(status=302), {}),
    ("timeout", text_script(silence=2.0), {"first_byte": 0.2}),
    ("timeout", text_script(pause=0.2, size=1), {"timeout": 0.5}),
    ("timeout", Script(raw=[event({"role": "assistant"})] * 20, pause=0.1), {"first_byte": 0.4}),
    ("broken", Script(raw=[event({"content": "Ferja gikk hver"})]), {}),
    (
        "broken",
        Script(raw=[event({"content": "Ferja gikk"}), b'data: {"error": {"message": "out of memory"}}\n\n']),
        {},
    ),
    ("empty", Script(raw=[b"data: nonsense\n\n"]), {}),
    ("empty", Script(raw=[]), {}),  # llama-cpp-python, asked with more than the model takes in
    ("context", Script(status=400, told="This model's maximum context length is 8192 tokens."), {}),
    ("context", Script(status=400, told="the request exceeds the available context size"), {}),
    ("form", Script(status=400), {}),
    ("refusal", Script(say=lambda _: ""), {}),
    ("refusal", text_script(finish="content_filter"), {}),
    ("refusal", Script(raw=[event({"refusal": "I will not."})]), {}),
    ("form", Script(raw=[b"data: [1, 2]\n\n"]), {}),
]


@pytest.mark.parametrize(("why", "script", "values"), FAILING)
def test_what_goes_wrong_is_told_apart_and_holds_no_key(
    why: str, script: Script, values: dict[str, float], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ModelFailure) as raised:
        read(script, **values)
    failure = raised.value
    assert failure.why == why
    shown = [str(failure), repr(failure), caplog.text, *traceback.format_exception(failure)]
    assert SECRET not in "".join(shown)
    assert "out of memory" not in str(failure)


def test_a_server_that_is_not_there_is_told_at_once() -> None:
    started = time.monotonic()
    with (
        pytest.raises(ModelFailure, match="cannot be reached") as raised,
        Stream(endpoint("http://127.0.0.1:9/v1"), "", "") as s,
    ):
        list(s)
    assert raised.value.why == "server"
    assert time.monotonic() - started < 1.0


def test_a_server_that_takes_no_connection_is_waited_for_no_longer_than_set() -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        started = time.monotonic()
        url = f"http://127.0.0.1:{full.getsockname()[1]}/v1"
        with pytest.raises(ModelFailure) as raised, Stream(endpoint(url, connect=0.3, first_byte=5), "", "") as stream:
            list(stream)
        for one in waiting:
            one.close()
    assert raised.value.why == "server"
    assert 0.2 < time.monotonic() - started < 3.0


def test_stop_ends_the_reading_at_once_and_closes_the_connection() -> None:
    script = text_script(size=1, pause=0.05)
    with serving(script) as url:
        stream = Stream(endpoint(url), "", "")
        pieces = iter(stream)
        next(pieces)
        started = time.monotonic()
        stream.stop()
        list(pieces)
        assert stream.join(2.0)
        assert time.monotonic() - started < 1.0
        assert script.left.wait(5.0)
        stream.stop()  # once more does no harm


def test_stop_before_the_first_byte_ends_the_waiting() -> None:
    with serving(text_script(silence=1.5)) as url:
        stream = Stream(endpoint(url), "", "")
        time.sleep(0.2)
        stream.stop()
        started = time.monotonic()
        assert list(stream) == []
        assert time.monotonic() - started < 1.0


@pytest.mark.parametrize(("why", "status"), [("key", 401), ("model", 404), ("busy", 429), ("server", 503)])
def test_one_question_in_one_piece_fails_in_the_same_words(why: str, status: int) -> None:
    with serving(Script(status=status)) as url, pytest.raises(ModelFailure) as raised:
        LanguageModel(endpoint(url)).ask("", "")
    assert raised.value.why == why
    assert SECRET not in str(raised.value)
