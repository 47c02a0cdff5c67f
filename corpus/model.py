"""A language model behind an OpenAI-compatible endpoint (Ollama, llama.cpp, vLLM, Azure …): text in, text out.

Off unless the settings name one (corpus/endpoint.py). The key is sent to that endpoint and stands in no message.
"""

import re
from dataclasses import dataclass
from typing import Any, Literal

import httpx

from corpus.endpoint import Endpoint
from corpus.errors import ModelError

Why = Literal["timeout", "refusal", "broken", "empty", "context", "key", "model", "server", "busy", "form"]

SENTENCES: dict[Why, str] = {
    "timeout": "The language model at {url} did not answer in time.",
    "refusal": "The language model at {url} refused to answer.",
    "broken": "The language model at {url} broke off in the middle of its answer.",
    "empty": "The language model at {url} ended its answer before it began.",
    "context": "The language model at {url} takes in less text than REGIONSVAR_LLM_CONTEXT says.",
    "key": "The language model at {url} does not accept the key.",
    "model": "The server at {url} has no model {model!r}.",
    "server": "The language model at {url} cannot be reached.",
    "busy": "The language model at {url} takes no more questions now.",
    "form": "The language model at {url} answered in an unknown form.",
}


# What llama.cpp, llama-cpp-python, vLLM and OpenAI say of a prompt that is too long
TOO_LONG = re.compile(r"context[ _](?:length|size|window)|exceed_context|maximum context", re.IGNORECASE)


class ModelFailure(ModelError):
    """A language model that did not answer; `why` says in what way, for a sentence in the asker's language."""

    def __init__(self, why: Why, endpoint: Endpoint, status: int | None = None) -> None:
        """Take what went wrong, and the status of the response where there was one."""
        sentence = SENTENCES[why].format(url=endpoint.base_url, model=endpoint.model)
        super().__init__(f"{sentence[:-1]} (status {status})." if status else sentence)
        self.why: Why = why


def why_status(status: int, told: str = "", model: str = "") -> Why:
    """Return what a status that is no success says; some servers refuse a model by its name, with a status of 400.

    >>> why_status(401), why_status(404), why_status(429), why_status(500), why_status(302)
    ('key', 'model', 'busy', 'server', 'form')
    >>> why_status(400, "there is no 'gpt'", "gpt"), why_status(400, "exceeds the available context size", "gpt")
    ('model', 'context')
    """
    if status in (400, 413, 422) and TOO_LONG.search(told):
        return "context"
    if status in (400, 422) and model and model in told:
        return "model"
    known: dict[int, Why] = {401: "key", 403: "key", 404: "model", 408: "timeout", 429: "busy", 504: "timeout"}
    return known.get(status, "server" if status >= 500 else "form")


def why_error(error: httpx.HTTPError) -> Why:
    """Return what an error on the way there or back says."""
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.UnsupportedProtocol):
        return "server"
    return "timeout" if isinstance(error, httpx.TimeoutException) else "broken"


def body(
    endpoint: Endpoint, instructions: str, text: str, *, stream: bool, tokens: int | None = None
) -> dict[str, Any]:
    """Return a request's body, at temperature 0."""
    messages = [{"role": "system", "content": instructions}, {"role": "user", "content": text}]
    limit = {} if tokens is None else {"max_tokens": tokens}
    return {"model": endpoint.model, "messages": messages, "temperature": 0, "stream": stream, **limit}


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A model that is asked one thing at a time and answers in one piece."""

    endpoint: Endpoint

    @classmethod
    def from_env(cls) -> "LanguageModel":
        """Return the model the settings name.

        Raises:
            ModelError: they name none, or do not hold.
        """
        return cls(Endpoint.from_env().require())

    def ask(self, instructions: str, text: str, *, tokens: int | None = None, patience: float | None = None) -> str:
        """Return what the model answers, at temperature 0.

        Args:
            instructions: what it is to do.
            text: what it is to do it with.
            tokens: how long its answer may be; as long as it likes where this is None.
            patience: seconds; those of the settings where this is None.

        Raises:
            ModelFailure: it cannot be reached, refuses, or answers in another form than expected.
        """
        endpoint = self.endpoint
        timeout = httpx.Timeout(patience or endpoint.timeout, connect=endpoint.connect)
        request = body(endpoint, instructions, text, stream=False, tokens=tokens)
        try:
            response = httpx.post(endpoint.address, json=request, headers=endpoint.headers, timeout=timeout)
        except httpx.HTTPError as error:
            raise ModelFailure(why_error(error), endpoint) from None
        if not response.is_success:
            why = why_status(response.status_code, response.text, endpoint.model)
            raise ModelFailure(why, endpoint, response.status_code)
        try:
            return str(response.json()["choices"][0]["message"]["content"] or "")
        except (ValueError, KeyError, IndexError, TypeError):
            raise ModelFailure("form", endpoint) from None
