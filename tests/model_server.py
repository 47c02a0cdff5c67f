"""A scripted server that speaks the protocol of language models, on loopback: it sends what a test chose."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pydantic import SecretStr

from corpus.endpoint import Endpoint

SECRET = "sk-a-key-that-nobody-may-see"  # noqa: S105 - made up, to be looked for
PATIENCE = 120.0  # seconds it waits for `go` at most
Say = Callable[[dict[str, Any]], str]  # (request) → the text it answers


@dataclass
class Script:
    """What the server does, and what it was sent."""

    say: Say = lambda _request: ""
    status: int = 200
    told: str = "no"  # with a status that is no success
    size: int = 3  # characters of a piece
    pause: float = 0.0  # seconds before each piece
    halt: str = ""  # the text after which it waits for `go`
    go: threading.Event = field(default_factory=threading.Event)
    silence: float = 0.0  # seconds before the first byte
    raw: list[bytes] | None = None  # sent as they are, in the place of pieces
    finish: str = "stop"
    done: bool = True  # it ends with [DONE]
    streams: bool = True  # a server that does not stream answers in one piece
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)  # the asker closed the connection

    def pieces(self, request: dict[str, Any]) -> Iterator[bytes]:
        """Yield the events of an answer."""
        if self.raw is not None:
            yield from self.raw
            return
        first, halt, rest = self.say(request).partition(self.halt) if self.halt else (self.say(request), "", "")
        yield event({"role": "assistant"})
        yield from self._cut(first + halt)
        if halt:
            self.go.wait(PATIENCE)
        yield from self._cut(rest)
        if self.finish:
            yield event({}, self.finish)
        if self.done:
            yield b"data: [DONE]\n\n"

    def _cut(self, text: str) -> Iterator[bytes]:
        for start in range(0, len(text), self.size):
            yield event({"content": text[start : start + self.size]})


def event(delta: dict[str, Any], finish: str | None = None) -> bytes:
    """Return one server-sent event."""
    chunk = {"object": "chat.completion.chunk", "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}
    return f"data: {json.dumps(chunk)}\n\n".encode()


@contextmanager
def serving(script: Script) -> Iterator[str]:
    """Serve a script; yield the base address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            script.headers.append(dict(self.headers))
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            script.requests.append(request)
            time.sleep(script.silence)
            try:
                self._answer(request)
            except OSError:
                script.left.set()

        def _answer(self, request: dict[str, Any]) -> None:
            whole = script.status != 200 or not (request.get("stream") and script.streams)
            self.send_response(script.status)
            self.send_header("Content-Type", "application/json" if whole else "text/event-stream")
            self.end_headers()
            if whole:
                error = {"error": {"message": f"{script.told}, and your key is {self.headers.get('Authorization')}"}}
                told = {"choices": [{"message": {"content": script.say(request)}, "finish_reason": script.finish}]}
                self.wfile.write(json.dumps(told if script.status == 200 else error).encode())
                return
            for piece in script.pieces(request):
                time.sleep(script.pause)
                self.wfile.write(piece)
                self.wfile.flush()

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()


def endpoint(base_url: str, **values: Any) -> Endpoint:  # noqa: ANN401 - any of the settings
    """Return settings for a server, with the made-up key."""
    return Endpoint(base_url=base_url, model="tiny", api_key=SecretStr(SECRET), **values)
