"""Notes drafted by a model behind a real HTTP server on loopback, held to the checks of written ones."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest
from pydantic import SecretStr

from corpus.check import check_notes
from corpus.draft import draft_notes
from corpus.endpoint import KEY, NAME, URL, Endpoint
from corpus.errors import ModelError
from corpus.library import load_report
from corpus.model import LanguageModel
from corpus.notes import read_notes

GOOD = {
    "from": "Ferja gikk hver",
    "to": "ble doblet i 2018.",
    "en": "The ferry ran every hour in Fjordby, 40 firms used it, and the routes were doubled in 2018.",
    "nb": "I Fjordby gikk båten én gang i timen; 40 firmaer reiste med den, og det ble dobbelt så mange ruter i 2018.",
    "questions": {"nb": ["Hvem reiste?"], "en": ["Who?"]},
    "untold": {"nb": ["Hvem eide ferja?"], "en": ["Who owned the ferry?"]},
    "answers": [
        {
            "nb": "Ferja i Fjordby gikk hver time.",
            "nn": "Ferja i Fjordby gjekk kvar time.",
            "en": "The ferry in Fjordby ran every hour.",
            "from": "Ferja gikk",
            "to": "hver time",
            "types": ["time"],
            "questions": {"nb": ["Hvor ofte gikk båten?"], "en": ["How often?"], "nn": ["Kor ofte?"]},
        }
    ],
    "findings": [],
}
WRONG = {**GOOD, "en": "The ferry was used by 99 firms in the town of Fjordby."}


class Server(BaseHTTPRequestHandler):
    """Speaks the protocol: answers every chat with `reply`, and keeps what it was sent."""

    reply = "[]"
    status = 200
    sent: ClassVar[list[tuple[str, str]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        Server.sent.append((self.headers.get("Authorization", ""), body))
        answer = json.dumps({"choices": [{"message": {"role": "assistant", "content": Server.reply}}]})
        self.send_response(Server.status)
        self.end_headers()
        self.wfile.write(answer.encode())

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[LanguageModel]:
    server = HTTPServer(("127.0.0.1", 0), Server)
    Thread(target=server.serve_forever, daemon=True).start()
    Server.reply, Server.status, Server.sent = "[]", 200, []
    monkeypatch.setenv(URL, f"http://127.0.0.1:{server.server_port}/v1")
    monkeypatch.setenv(NAME, "tiny")
    monkeypatch.setenv(KEY, "secret-key")
    yield LanguageModel.from_env()
    server.shutdown()
    server.server_close()


def test_good_drafts_are_kept_and_wrong_ones_dropped(model: LanguageModel, tiny: Path) -> None:
    report, path = load_report(tiny / "fjord-2019"), tiny / "fjord-2019" / "notes.toml"
    Server.reply = "Here you are:\n" + json.dumps([WRONG, GOOD, "no note"])
    out = draft_notes(report, path, model.ask, lambda _share: None)
    assert (out.kept, out.dropped, out.passages) == (1, 1, 1)
    written = read_notes(path, report)
    assert check_notes(report, written) == []
    [note] = written.notes
    assert note.untold == ("Hvem eide ferja?", "Who owned the ferry?")
    assert (note.answers[0].says[1], note.answers[0].questions) == (
        "Ferja i Fjordby gjekk kvar time.",
        ("Hvor ofte gikk båten?", "Kor ofte?", "How often?"),
    )
    assert note.answers[0].types == ("time",)
    assert note.questions == ("Hvem reiste?", "Hvor ofte gikk båten?", "Kor ofte?", "Who?", "How often?")
    assert Server.sent[0][0] == "Bearer secret-key"
    assert "Ferja gikk hver time" in Server.sent[0][1]
    assert "1 or 2 of aim | activity" in Server.sent[0][1]  # the types are named


def test_a_type_that_is_unknown_does_not_drop_a_draft(model: LanguageModel, tiny: Path) -> None:
    report, path = load_report(tiny / "fjord-2019"), tiny / "fjord-2019" / "notes.toml"
    answer = GOOD["answers"][0] | {"types": ["when", "time", "count", "place"]}  # type: ignore[index]
    Server.reply = json.dumps([{**GOOD, "answers": [answer]}])
    assert draft_notes(report, path, model.ask, lambda _share: None).kept == 1
    assert read_notes(path, report).notes[0].answers[0].types == ("time", "count")


def test_a_second_run_asks_only_for_what_is_missing(model: LanguageModel, tiny: Path) -> None:
    report, path = load_report(tiny / "fjord-2019"), tiny / "fjord-2019" / "notes.toml"
    Server.reply = json.dumps([GOOD])
    draft_notes(report, path, model.ask, lambda _share: None)
    Server.sent.clear()
    assert draft_notes(report, path, model.ask, lambda _share: None).passages == 0
    assert Server.sent == []


@pytest.mark.parametrize("reply", ["", "I cannot do that.", "[{]", "[1, 2]", "{}"])
def test_an_answer_that_is_no_notes_adds_nothing(model: LanguageModel, tiny: Path, reply: str) -> None:
    report, path = load_report(tiny / "fjord-2019"), tiny / "fjord-2019" / "notes.toml"
    Server.reply = reply
    assert draft_notes(report, path, model.ask, lambda _share: None).kept == 0
    assert not path.exists()


def test_a_model_that_refuses_or_is_not_there_is_one_sentence_without_the_key(model: LanguageModel) -> None:
    Server.status = 401
    with pytest.raises(ModelError, match=r"does not accept the key \(status 401\)") as refused:
        model.ask("", "")
    with pytest.raises(ModelError, match="cannot be reached") as missing:
        LanguageModel(Endpoint(base_url="http://127.0.0.1:9", model="tiny", api_key=SecretStr("secret-key"))).ask(
            "", ""
        )
    assert "secret-key" not in f"{refused.value} {missing.value} {model!r}"


def test_no_model_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(URL, raising=False)
    with pytest.raises(ModelError, match=f"give {URL}"):
        LanguageModel.from_env()
