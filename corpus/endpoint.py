"""The settings of a language model, in one place: from the environment, else from `.env` in the working folder.

`REGIONSVAR_LLM_BASE_URL` and `REGIONSVAR_LLM_MODEL` turn it on; without them there is none. The key is kept as
a secret: no text made of these settings holds it.
"""

from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import ModelError

PREFIX = "REGIONSVAR_LLM_"
URL, NAME, KEY = f"{PREFIX}BASE_URL", f"{PREFIX}MODEL", f"{PREFIX}API_KEY"

EXAMPLE = "http://127.0.0.1:11434/v1"
LEAST = {"context": 1024, "answer_tokens": 64}  # tokens
MOST = 3600  # seconds
Seconds = Annotated[float, Field(gt=0, le=MOST)]


class Endpoint(BaseSettings):
    """Where a language model is, what it is called and how it is asked."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    base_url: str = ""  # of an OpenAI-compatible endpoint, to which /chat/completions is added
    model: str = ""  # what the endpoint calls it
    api_key: SecretStr = SecretStr("")
    timeout: Seconds = 120  # seconds for a whole answer: a model on a laptop is slow
    first_byte: Seconds = 60  # seconds until it begins to answer: it reads the passages first
    connect: Seconds = 2  # seconds to reach the server
    context: Annotated[int, Field(ge=LEAST["context"])] = 8192  # tokens the model takes in and gives out together
    answer_tokens: Annotated[int, Field(ge=LEAST["answer_tokens"])] = 800  # of these, for the answer
    failing: Literal["mark", "remove"] = "mark"  # what becomes of a sentence that the reports do not support

    @field_validator("base_url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in ("http", "https") or not parts.hostname):
            raise ValueError("no address")
        if parts.username or parts.password or parts.query or parts.fragment:
            raise ValueError("an address with more than it should have")
        return value.rstrip("/")

    @classmethod
    def from_env(cls) -> Self:
        """Return the settings, with their defaults where nothing is set.

        Raises:
            ModelError: a value cannot be used; the message names the variable and never the value.
        """
        try:
            return cls()
        except ValidationError as error:
            faults = tuple(_fault(str(fault["loc"][0])) for fault in error.errors())
            text = f"The settings of the language model do not hold: {'; '.join(map(str, faults))}."
            raise ModelError(text, "endpoint", faults=faults) from None

    @property
    def given(self) -> bool:
        """Tell whether there is a model at all."""
        return bool(self.base_url and self.model)

    def require(self) -> Self:
        """Return these settings where they name a model.

        Raises:
            ModelError: they name none.
        """
        if not self.given:
            raise ModelError(f"No language model is set; give {URL} (such as {EXAMPLE}) and {NAME}.")
        return self

    @property
    def headers(self) -> dict[str, str]:
        """The headers of a request: the key, where there is one."""
        key = self.api_key.get_secret_value()
        return {"Authorization": f"Bearer {key}"} if key else {}

    @property
    def address(self) -> str:
        """The address that answers a chat."""
        return f"{self.base_url}/chat/completions"


def _fault(field: str) -> ModelError:
    """Return what the setting should be, a clause; its value is left out, which may be a key in the wrong place."""
    name = f"{PREFIX}{field.upper()}"
    if field == "base_url":
        text = f"{name} should be an address such as {EXAMPLE}, without user, password, ? or #; a key belongs in {KEY}"
        return ModelError(text, "endpoint.address", field=name)
    if field == "failing":
        return ModelError(f"{name} should be mark or remove", "endpoint.failing", field=name)
    if field in LEAST:
        text = f"{name} should be a whole number, {LEAST[field]:,} or more"
        return ModelError(text, "endpoint.whole", field=name, least=LEAST[field])
    return ModelError(
        f"{name} should be seconds, above 0 and at most {MOST:,}", "endpoint.seconds", field=name, most=MOST
    )
