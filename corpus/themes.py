"""The small vocabularies that notes and reports are held to: themes, verdicts, strengths, kinds of report."""

import tomllib
from functools import cache
from pathlib import Path
from typing import get_args

from corpus.records import Verdict

FILE = Path(__file__).with_name("themes.toml")
VERDICTS: tuple[str, ...] = get_args(Verdict)
# What a finding rests on, strongest first; `eval`'s rules and the page's legend use this order.
STRENGTHS = ("register data", "survey", "interviews", "evaluator's judgement", "own report")
KINDS = ("evaluation", "follow-up-research", "case-study", "own-report", "other")


@cache
def themes() -> dict[str, dict[str, str]]:
    """Return the themes: key → {"nb": name, "en": name}, in the order they are shown."""
    with FILE.open("rb") as file:
        return tomllib.load(file)
