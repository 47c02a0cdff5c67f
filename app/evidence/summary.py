"""Sentences made from counts and from nothing else: what stands in a cell, a row or a column."""

from collections import Counter
from collections.abc import Sequence

from app.evidence.items import Item
from app.wording import listed, say
from corpus.records import Language
from corpus.themes import STRENGTHS, VERDICTS

FEWEST = 3  # findings below which nothing is summed up: two of three is a pattern, one of two is a coin


def summary(items: Sequence[Item], language: Language) -> str:
    """Return what the findings come to, in one to three sentences; a single line where they are too few."""
    reports = len({i.report.id for i in items})
    if not items:
        return say("evidence.sum.none", language)
    how_many = f"{counted('findings', len(items), language)} {say('evidence.sum.from', language)} "
    how_many += counted("reports", reports, language)
    if len(items) < FEWEST:
        return say("evidence.sum.few", language, what=how_many, fewest=FEWEST)
    verdicts: Counter[str] = Counter(i.finding.verdict for i in items)
    parts = [counted(v, verdicts[v], language) for v in VERDICTS if v in verdicts]
    return " ".join([f"{how_many}: {listed(parts, language)}.", _rests_on(items, language), *_own(items, language)])


def _rests_on(items: Sequence[Item], language: Language) -> str:
    """Return what the findings rest on, strongest first; the programmes' own reports are told apart."""
    counts = Counter(i.finding.strength for i in items if not i.own)
    parts = [say(f"evidence.sum.{s}", language, n=counts[s]) for s in STRENGTHS if s in counts]
    if not parts:
        return say("evidence.sum.only-own", language)
    return say("evidence.sum.rests", language, what=listed(parts, language))


def _own(items: Sequence[Item], language: Language) -> list[str]:
    """Return how many are a programme's word about itself, where some are and some are not."""
    own = sum(i.own for i in items)
    return [counted("own", own, language)] if 0 < own < len(items) else []


def counted(what: str, number: int, language: Language) -> str:
    """Return "1 funn", "5 funn", "2 rapporter", "3 lærdommer"."""
    return say(f"evidence.count.{what}", language, n=number)
