"""What went wrong, in the reader's language. The command line says it in English, as the error itself does."""

from app.wording import TEXTS, column, say
from corpus.errors import RegionsvarError, Value
from corpus.records import Language

THOUSANDS = ("\N{NO-BREAK SPACE}", ",")  # what stands between them in figures
WORDS = {"why": "why", "role": "login.role", "others": "others"}  # values that have texts of their own, and under what


def fault_text(error: RegionsvarError, shown: Language, **instead: str) -> str:
    """Return the sentence of an error; in English where the page has no text of its own for it.

    Args:
        error: what went wrong.
        shown: the language of the page.
        instead: values that take the place of the error's own, by their names.
    """
    key = f"fault.{error.kind}"
    values = {name: _value_text(name, value, shown) for name, value in {**error.values, **instead}.items()}
    try:
        return say(key, shown, **values) if key in TEXTS else str(error)
    except KeyError:  # it lacks a value, as one from a broken parsing process may
        return str(error)


def _value_text(name: str, value: Value, shown: Language) -> str:
    """Return a value as it is written: figures with something between the thousands, what is wrong in clauses."""
    if isinstance(value, RegionsvarError):
        return fault_text(value, shown)
    if isinstance(value, tuple):
        return "; ".join(fault_text(one, shown) for one in value)
    if isinstance(value, int):
        return f"{value:,}".replace(",", THOUSANDS[column(shown)])
    key = f"{WORDS.get(name)}.{value}"
    return say(key, shown) if key in TEXTS else value
