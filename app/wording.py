"""Every text people read on screen, in bokmål and English: they stand in `wording.toml`, and nowhere else.

`say("abstain.none", "nb")` returns a text; `{names}` in it are filled from keyword arguments, and `{count:side|sider}`
with the word for one, or for any other number. What stands in answers is there in nynorsk too; the page around them has
bokmål for its readers.
"""

import tomllib
from pathlib import Path

from corpus.errors import RegionsvarError
from corpus.records import Language, Report

FILE = Path(__file__).with_name("wording.toml")


def _load() -> tuple[dict[str, tuple[str, str]], dict[str, str], tuple[tuple[str, str], ...]]:
    with FILE.open("rb") as file:
        data = tomllib.load(file)
    examples = tuple((one["nb"], one["en"]) for one in data.pop("to-try"))
    texts = {key: data[text["same"]] if "same" in text else text for key, text in data.items()}
    nynorsk = {key: text["nn"] for key, text in texts.items() if "nn" in text}
    return {key: (text["nb"], text["en"]) for key, text in texts.items()}, nynorsk, examples


TEXTS, NYNORSK, EXAMPLES = _load()  # key: (bokmål, English); key: nynorsk; and questions to try, in both


def column(language: Language) -> int:
    """Return which of a pair of texts a language reads: 0 for bokmål and nynorsk, 1 for English."""
    return 1 if language == "en" else 0


class _Number(int):
    """A number in a text; `one|many` is the word that goes with it."""

    def __format__(self, format_spec: str) -> str:
        one, several, many = format_spec.partition("|")
        if several:
            return one if self == 1 else many
        return super().__format__(format_spec)


def say(key: str, language: Language, **values: object) -> str:
    """Return the text `key` in `language`, filled in; in bokmål where a text is not there in nynorsk.

    A value that is an error is said in that language too.

    Raises:
        KeyError: there is no such text, or a value for it is missing.
    """
    text = NYNORSK.get(key) if language == "nn" else None
    return (text or TEXTS[key][column(language)]).format(**{n: _told(v, language) for n, v in values.items()})


def _told(value: object, language: Language) -> object:
    if isinstance(value, int):
        return _Number(value)
    if not isinstance(value, RegionsvarError):
        return value
    from app.faults import fault_text  # not above: it says errors with the texts of this module

    return fault_text(value, language)


def page_label(report: Report, number: int, language: Language) -> str:
    """Return how a page is named to people: by its printed number, else as the text page it is."""
    printed = report.page(number).printed
    return say("page.printed", language, page=printed) if printed else say("page.text", language, page=number)


def listed(items: list[str], language: Language) -> str:
    """Return "a, b og c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {say('and', language)} {items[-1]}"
