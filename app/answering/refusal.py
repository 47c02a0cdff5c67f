"""Tell that the reports do not answer: why, the nearest thing they say, and what they cover."""

from collections.abc import Iterable

from app.answering.covered import covered_places, covered_years
from app.answering.judge import Judgement
from app.wording import listed, say
from corpus.records import Language, Line, Report


def refusal(
    judgement: Judgement, reports: Iterable[Report], language: Language, nearest: Line | None, *, near: bool
) -> list[Line]:
    """Return the lines of a refusal; `near` tells whether anything is, and `nearest` what, where it may be shown."""
    reports = tuple(reports)
    covered, words = listed(covered_places(reports), language), listed(list(judgement.words), language)
    first, last = covered_years(reports)
    values = {"places": words, "years": words, "words": words, "covered": covered, "first": first, "last": last}
    why = judgement.why
    if why == "abstain.year" and all(str(first) <= year <= str(last) for year in judgement.words):
        why = "abstain.none"  # the reports do concern that year
    if near and why == "abstain.none":
        why = "abstain.unsure"
    lines = [Line(say(why, language, **values), ())]
    if judgement.why != "abstain.place":
        lines += [Line(say("abstain.near", language), ()), nearest] if nearest else []
        lines.append(Line(say("abstain.covered", language, covered=covered, first=first, last=last), ()))
    return lines
