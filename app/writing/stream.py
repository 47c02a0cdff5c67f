"""Read a model's answer as it is written: server-sent events of /chat/completions, in a thread of its own.

The reading runs in an event loop in a thread, so that a stop or a time limit takes hold at once, whatever the
server does; a stopped reading closes its connection, by which a server knows to stop too.
"""

import asyncio
import json
import queue
import ssl
import threading
import time
from collections.abc import AsyncIterator, Iterator
from functools import cache
from types import TracebackType
from typing import Any, Self

import httpx

from corpus.endpoint import Endpoint
from corpus.model import ModelFailure, Why, body, why_error, why_status

LONGEST = 1_000_000  # characters of one event: an endless line without a break is no answer
PIECES = 50_000  # of one answer; more is a server that does not come to an end
REFUSED = ("content_filter", "refusal", "safety")  # reasons to finish that mean the model would not answer


class Stream:
    """One answer being read. Iterate over it for its pieces; `cut` says afterwards that it hit its length."""

    def __init__(self, endpoint: Endpoint, instructions: str, text: str) -> None:
        """Begin to ask at once."""
        self.endpoint = endpoint
        self.cut = False
        self._body = body(endpoint, instructions, text, stream=True, tokens=endpoint.answer_tokens)
        self._pieces: queue.SimpleQueue[str | ModelFailure | None] = queue.SimpleQueue()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="model", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        """Return itself; leaving stops the reading."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop the reading, where it still goes on."""
        self.stop()

    def __iter__(self) -> Iterator[str]:
        """Yield the pieces as they come; the end is the end of the answer, or `stop`.

        Raises:
            ModelFailure: the answer did not come, or not to its end.
        """
        while (piece := self._pieces.get()) is not None:
            if isinstance(piece, ModelFailure):
                raise piece
            yield piece

    def stop(self) -> None:
        """Stop reading and close the connection; from any thread, as often as one likes."""
        self._stopped.set()
        loop, task = self._loop, self._task
        if loop is not None and task is not None and not loop.is_closed():
            try:
                loop.call_soon_threadsafe(task.cancel)
            except RuntimeError:  # it closed between the two lines: there is nothing left to stop
                return

    def join(self, seconds: float) -> bool:
        """Wait for the thread to end; tell whether it has."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            asyncio.run(self._read())
        except asyncio.CancelledError:
            pass
        except Exception:  # noqa: BLE001 - a thread's error would be lost, and the asker left waiting
            self._pieces.put(self._failure("form"))
        finally:
            self._pieces.put(None)

    async def _read(self) -> None:
        self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
        if self._stopped.is_set():
            return
        try:
            async with asyncio.timeout(self.endpoint.timeout):
                await self._ask()
        except ModelFailure as failure:
            self._pieces.put(failure)
        except TimeoutError:
            self._pieces.put(self._failure("timeout"))
        except httpx.HTTPError as error:
            self._pieces.put(self._failure(why_error(error)))

    async def _ask(self) -> None:
        endpoint = self.endpoint
        timeout = httpx.Timeout(endpoint.timeout, connect=endpoint.connect)
        headers = {**endpoint.headers, "Accept": "text/event-stream"}
        begun = time.monotonic()
        async with httpx.AsyncClient(timeout=timeout, verify=_certificates()) as client:
            request = client.build_request("POST", endpoint.address, json=self._body, headers=headers)
            async with asyncio.timeout(endpoint.first_byte):
                response = await client.send(request, stream=True)
            try:
                if not response.is_success:
                    told = (await response.aread()).decode("utf-8", "replace")  # looked through, and never shown
                    why = why_status(response.status_code, told, endpoint.model)
                    raise self._failure(why, response.status_code)
                await self._take(response, begun)
            finally:
                await response.aclose()

    async def _take(self, response: httpx.Response, begun: float) -> None:
        """Take in the events of a response, the first text within its time."""
        events, count, last, ended = _events(response), 0, "", False
        while True:
            left = begun + self.endpoint.first_byte - time.monotonic()
            async with asyncio.timeout(None if count else max(0.0, left)):
                event = await anext(events, None)
            if event is None or event == "[DONE]":
                break
            piece, finish = self._piece(event)
            ended = ended or bool(finish)
            self.cut = self.cut or finish == "length"
            if piece:
                count, last = count + 1, piece
                self._pieces.put(piece)
            if count > PIECES:
                raise self._failure("form")
        whole = ended or event == "[DONE]" or last.rstrip().endswith((".", "!", "?", "]"))
        if count and not whole:
            raise self._failure("broken")
        if not count:
            raise self._failure("refusal" if ended or event == "[DONE]" else "empty")

    def _piece(self, event: str) -> tuple[str, str]:
        """Return the text of an event and why the answer ended with it; both empty in an event of another kind."""
        try:
            data = json.loads(event)
        except ValueError:
            return "", ""  # a malformed event is passed over: the next may be whole
        if not isinstance(data, dict) or data.get("error"):
            raise self._failure("broken" if isinstance(data, dict) else "form")
        choice = _first(data.get("choices"))
        delta = choice.get("delta") or choice.get("message") or {}
        finish = str(choice.get("finish_reason") or "")
        if not isinstance(delta, dict):
            return "", finish
        if delta.get("refusal") or finish in REFUSED:
            raise self._failure("refusal")
        content = delta.get("content")
        return content if isinstance(content, str) else "", finish

    def _failure(self, why: Why, status: int | None = None) -> ModelFailure:
        return ModelFailure(why, self.endpoint, status)


def _first(choices: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever the server sent
    return choices[0] if isinstance(choices, list) and choices and isinstance(choices[0], dict) else {}


async def _events(response: httpx.Response) -> AsyncIterator[str]:
    """Yield the data of each event; a plain JSON body, from a server that does not stream, is one event."""
    streamed = "event-stream" in response.headers.get("content-type", "")
    if not streamed and "json" in response.headers.get("content-type", ""):
        yield (await response.aread()).decode("utf-8", "replace")
        return
    data: list[str] = []
    async for line in response.aiter_lines():
        if line.startswith("data:"):
            data.append(line[5:].removeprefix(" "))
        elif not line and data:
            yield "\n".join(data)
            data = []
        if sum(map(len, data)) > LONGEST:
            return
    if data:
        yield "\n".join(data)


@cache
def _certificates() -> ssl.SSLContext:
    """Return the certificates to trust, read once: that takes longer than asking a server on this machine."""
    return ssl.create_default_context()
