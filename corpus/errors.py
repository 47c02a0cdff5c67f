"""The errors a user can do something about; every message says what was found and what to do.

RegionsvarError
├── ReportError     a report's folder or file cannot be read
├── NoteError       a reading note does not hold
├── IndexMissing    there is no index yet
├── IndexStale      the index was made from other reports, notes or settings
├── IndexDamaged    the index's files are not what its manifest says
├── ModelError      an embedding model cannot be loaded
├── QuestionError   a question cannot be used (too long)
├── QuestionSetError  a question file or run cannot be used
├── NotAllowed      a person may not do what was asked
├── ExportError     an answer cannot be written to a file
└── StoreError      conversations and feedback cannot be kept or read
    └── StoreDamaged  their database is damaged
"""

from typing import Any


class RegionsvarError(Exception):
    """Base of all; `str(error)` is one clear sentence for the user, in English.

    `kind` names the sentence where the page says it in the reader's language too (app/faults.py), and `values` are
    what it is filled with; both are empty where the page never shows it.
    """

    def __init__(self, text: str, kind: str = "", /, **values: "Value") -> None:
        """Take the sentence, and what it is made of."""
        super().__init__(text)
        self.kind = kind
        self.values = values


Value = str | int | RegionsvarError | tuple[RegionsvarError, ...]  # errors: what is wrong, a clause or sentence each


class ReportError(RegionsvarError):
    """A report's folder or file cannot be read."""


class NoteError(RegionsvarError):
    """A reading note does not hold."""


class IndexMissing(RegionsvarError):
    """There is no index yet."""


class IndexStale(RegionsvarError):
    """The index was made from other reports, notes or settings."""


class IndexDamaged(RegionsvarError):
    """The index's files are not what its manifest says."""


class ModelError(RegionsvarError):
    """An embedding model cannot be loaded."""


class QuestionError(RegionsvarError):
    """A question cannot be used."""


class QuestionSetError(RegionsvarError):
    """A question file or a run cannot be used."""


class NotAllowed(RegionsvarError):
    """A person may not do what was asked."""


class ExportError(RegionsvarError):
    """An answer cannot be written to a file."""


class StoreError(RegionsvarError):
    """Conversations and feedback cannot be kept or read."""


class StoreDamaged(StoreError):
    """The database of conversations and feedback is damaged."""


def bare(error: RegionsvarError) -> RegionsvarError:
    """Return an error as it can be kept: without where it was raised, and all that was at work there."""
    return error_of_data(error_as_data(error))


def error_as_data(error: RegionsvarError) -> dict[str, Any]:
    """Return an error as JSON can hold it, to be passed on to another process; `error_of_data` is the way back."""
    values = {name: _value_as_data(value) for name, value in error.values.items()}
    return {"class": type(error).__name__, "text": str(error), "kind": error.kind, "values": values}


def error_of_data(data: dict[str, Any]) -> RegionsvarError:
    """Return the error that `error_as_data` has told of; of a class that is not known here, the base."""
    values = {name: _value_of_data(value) for name, value in data["values"].items()}
    made: type[RegionsvarError] = globals().get(data["class"], RegionsvarError)
    return made(data["text"], data["kind"], **values)


def _value_as_data(value: Value) -> object:
    if isinstance(value, RegionsvarError):
        return error_as_data(value)
    return [error_as_data(one) for one in value] if isinstance(value, tuple) else value


def _value_of_data(value: Any) -> Value:  # noqa: ANN401 - as JSON has it
    if isinstance(value, list):
        return tuple(map(error_of_data, value))
    return error_of_data(value) if isinstance(value, dict) else value
