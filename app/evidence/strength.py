"""The rules for how sure a finding is, in one place; the page shows them in these words.

Five kinds of evidence (`corpus.themes.STRENGTHS`, strongest first) fall in three levels:

- measured: counted answers or registers
- judged: what people said in interviews, or the evaluator's own conclusion
- own: the programme's own report, or a finding of such a report, checked by nobody else

A mark stands for several findings and takes the level that at least half of them reach, so that one survey
among twenty interviews does not make the mark look measured.
"""

from collections.abc import Sequence
from typing import Literal

from corpus.records import Finding, Report
from corpus.themes import STRENGTHS

Level = Literal["measured", "judged", "own"]
LEVELS: tuple[Level, ...] = ("measured", "judged", "own")  # strongest first
OWN = "own report"
RULES: dict[str, Level] = {
    "register data": "measured",
    "survey": "measured",
    "interviews": "judged",
    "evaluator's judgement": "judged",
    OWN: "own",
}


def is_own(finding: Finding, report: Report) -> bool:
    """Tell whether a finding is a programme's word about itself."""
    return finding.strength == OWN or report.about.kind == "own-report"


def level_of(finding: Finding, report: Report) -> Level:
    """Return how sure a finding is."""
    return "own" if is_own(finding, report) else RULES[finding.strength]


def level_of_many(levels: Sequence[Level]) -> Level:
    """Return the strongest level that at least half of `levels` reach.

    Raises:
        ValueError: there are none.
    """
    if not levels:
        raise ValueError("no findings, so no level")
    ranks = sorted(LEVELS.index(level) for level in levels)
    return LEVELS[ranks[(len(ranks) + 1) // 2 - 1]]


def rank(finding: Finding, report: Report) -> tuple[int, int]:
    """Return what findings are sorted by, strongest first: the level, then the kind of evidence."""
    return LEVELS.index(level_of(finding, report)), STRENGTHS.index(finding.strength)
