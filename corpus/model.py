"""A language model behind an OpenAI-compatible endpoint (Ollama, llama.cpp, vLLM, Azure …): text in, text out.

Off unless the environment names one. The key is sent to that endpoint and stands in no message.
"""

import os
from dataclasses import dataclass, field

import httpx

from corpus.errors import ModelError

URL, NAME, KEY = "REGIONSVAR_LLM_BASE_URL", "REGIONSVAR_LLM_MODEL", "REGIONSVAR_LLM_API_KEY"
PATIENCE = 120.0  # seconds for one answer: a model on a laptop is slow


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Where the model is and what it is called."""

    base_url: str
    name: str
    key: str = field(default="", repr=False)

    @classmethod
    def from_env(cls) -> "LanguageModel":
        """Return the model the environment names.

        Raises:
            ModelError: it names none.
        """
        url, name = os.environ.get(URL, ""), os.environ.get(NAME, "")
        if not url or not name:
            raise ModelError(f"No language model is set; give {URL} (such as http://127.0.0.1:11434/v1) and {NAME}.")
        return cls(url.rstrip("/"), name, os.environ.get(KEY, ""))

    def ask(self, instructions: str, text: str) -> str:
        """Return what the model answers, at temperature 0.

        Raises:
            ModelError: it cannot be reached, refuses, or answers in another form than expected.
        """
        messages = [{"role": "system", "content": instructions}, {"role": "user", "content": text}]
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        try:
            response = httpx.post(
                f"{self.base_url}/chat/completions",
                json={"model": self.name, "messages": messages, "temperature": 0},
                headers=headers,
                timeout=PATIENCE,
            )
            response.raise_for_status()
            return str(response.json()["choices"][0]["message"]["content"])
        except httpx.HTTPStatusError as error:
            status = error.response.status_code
            raise ModelError(f"The language model at {self.base_url} refused with status {status}.") from None
        except httpx.HTTPError as error:
            raise ModelError(f"The language model at {self.base_url} cannot be used: {type(error).__name__}.") from None
        except (ValueError, KeyError, IndexError, TypeError):
            raise ModelError(f"The language model at {self.base_url} answered in an unknown form.") from None
