"""A question on several places or programmes, put for one of them alone."""

import re
from collections.abc import Iterable, Sequence

from app.answering.reported import written
from corpus.records import Report

BETWEEN = (  # what stands between the names of a list, or before a name that is left out
    r"\s*(?:,|;|\+|&|/)?\s*(?:(?:og|and|eller|or|mot|versus|vs\.?|med|with|enn|than|både|both|mellom|between)\b)?\s*"
    r"(?:(?:i|in|på|for|fra|frå|from|on|om|of|av)\b)?\s*(?:(?:the|den|det)\b)?\s*"
)


def about_one(question: str, name: str, names: Sequence[str], reports: Iterable[Report]) -> str:
    """Return the question with one of its names alone: a list of them becomes that one, the others are left out.

    >>> about_one("Who owned Alfa, Beta and Gamma?", "Beta", ["Alfa", "Beta", "Gamma"], [])
    'Who owned Beta?'
    """
    reports = tuple(reports)
    forms = {n: _any({form for report in reports for form in written(n, report)} | {n}) for n in names}
    own, every = re.compile(forms[name], re.IGNORECASE), "|".join(forms.values())
    listed = re.compile(rf"(?P<before>{BETWEEN})(?P<names>(?:{every})(?:{BETWEEN}(?:{every}))*)", re.IGNORECASE)

    def alone(match: re.Match[str]) -> str:
        mention = own.search(match["names"])
        return match["before"] + mention[0] if mention else " "

    return re.sub(r"\s+(?=[,?.:;])", "", " ".join(listed.sub(alone, question).split()))


def _any(forms: Iterable[str]) -> str:
    """Return the pattern of a name in any of its forms, the longest first."""
    return "|".join(rf"(?<![\w-]){re.escape(form)}s?(?!\w)" for form in sorted(forms, key=len, reverse=True))
