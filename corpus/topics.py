"""The codebook of topics: what a report can speak of, and the words people ask for it with.

Notes are coded with it as interviews are in qualitative research (Saldaña, The Coding Manual for Qualitative
Researchers): by whoever reads the report, not by its words. So a question on leadership finds what a report says of
leadership where the word does not stand.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from corpus.records import Language

FILE = Path(__file__).with_name("topics.toml")


@cache
def topics() -> dict[str, dict[str, str]]:
    """Return the topics: key → {"nb": name, "en": name}, in the order of the codebook."""
    return {key: {name: str(entry[name]) for name in ("nb", "en")} for key, entry in _read().items()}


def topic_name(key: str, language: Language) -> str:
    """Return what a topic is called; nynorsk readers get the bokmål name."""
    return topics()[key]["en" if language == "en" else "nb"]


def topics_in(text: str) -> tuple[str, ...]:
    """Return the topics that a question names, in the order it names them.

    >>> topics_in("What do the reports say about trust and leadership?")
    ('trust', 'leadership')
    """
    said = text.lower()
    found = ((match.start(), key) for key, pattern in _patterns().items() if (match := pattern.search(said)))
    return tuple(key for _, key in sorted(found))


@cache
def _read() -> dict[str, dict[str, Any]]:
    with FILE.open("rb") as file:
        return tomllib.load(file)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {key: re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, entry['words']))})") for key, entry in _read().items()}


def _pattern(word: str) -> str:
    return re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word) + r"(?!\w)"
