"""The questions that lead from the evidence to the chat, in the language of the page."""

from dataclasses import dataclass, field

from app.evidence.items import NO_PROGRAMME, Evidence, Item
from app.evidence.names import theme_name
from app.evidence.regions import OTHER
from app.evidence.view import View
from app.wording import column, say
from corpus.records import Filters, Language
from index.tokens import STOP_NB, english_tokens, stem, words


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for the chat, and what its search is narrowed to."""

    question: str
    filters: Filters = field(default_factory=Filters)


def about_item(item: Item, language: Language) -> Asked:
    """Return a question about a finding, put to its report.

    Of the questions its note answers, the one with most of the statement's words: they are written as people
    ask, and are found. A note without any gets the statement itself, made a question.
    """
    english = bool(column(language))
    what = item.finding.what_en if english else item.finding.what_nb
    written = item.note.questions_en if english else item.note.questions_nb
    filters = Filters(reports=(item.report.id,))
    if not written:
        return Asked(say("evidence.question.finding", language, what=what), filters)
    said = _stems(what, english=english)
    return Asked(max(written, key=lambda question: _shared(_stems(question, english=english), said)), filters)


def _stems(text: str, *, english: bool) -> set[str]:
    return set(english_tokens(text)) if english else {stem(w) for w in words(text)} - STOP_NB


def _shared(question: set[str], said: set[str]) -> float:
    """Return how much of a question is in what is said; its root keeps a short one from winning by one word."""
    return float(len(question & said) / max(1, len(question)) ** 0.5)


def about_chosen(view: View, evidence: Evidence, language: Language) -> Asked:
    """Return a question about the chosen cell, row or column, put to its region or to the reports chosen."""
    theme = theme_name(view.row, language).lower() if view.row else ""
    place = view.column if view.column not in ("", OTHER, NO_PROGRAMME) else ""
    shape = "-".join(part for part, there in (("theme", theme), ("place", place)) if there) or "all"
    filters = Filters(reports=view.narrowed.report, regions=_regions(view, place, evidence))
    return Asked(say(f"evidence.question.{shape}", language, theme=theme, place=place), filters)


def _regions(view: View, place: str, evidence: Evidence) -> tuple[str, ...]:
    """Return the places to narrow a search to: the chosen column, else those of the filter; real places only."""
    asked = (place,) if place and view.axis == "region" else view.narrowed.region
    real = {p for r in evidence.reports for p in (*r.about.regions, *r.about.municipalities, *r.about.counties)}
    return tuple(p for p in asked if p in real)
