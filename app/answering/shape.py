"""What form of answer a question asks for, and what it puts side by side."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from app.answering.overview import is_broad
from app.answering.understand import Understood
from corpus.cues import ACROSS, SEVERAL
from corpus.records import Report

Shape = Literal["points", "findings", "by name", "by report"]

NOT_NOTHING = 0.1  # probability from which a question over several reports is answered by what each says
ON_TOPIC = 0.001  # the same where it asks for a topic: no single passage, which is what the judge sees, answers for two


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one answer."""

    shape: Shape
    places: tuple[str, ...]  # the places named that reports are about
    names: tuple[str, ...]  # the places and programmes named, which "by name" puts side by side
    meant: tuple[str, ...]  # ids of the reports put side by side because they are named as reports; no one alone

    @property
    def side_by_side(self) -> bool:
        """Whether several places, programmes or reports are held against each other."""
        return self.shape in ("by name", "by report")

    def least(self, topics: Collection[str]) -> float:
        """Return the probability from which an answer is given side by side, whatever the judge says of passages."""
        return ON_TOPIC if topics else NOT_NOTHING


def form_of(
    understood: Understood, subject: tuple[str, ...], reports: Iterable[Report], *, findings: bool = True
) -> Form:
    """Return the form of answer that a question asks for.

    Args:
        understood: the question.
        subject: its own words beside names and cues, as `overview.own_subject` tells them.
        reports: all there are.
        findings: whether what notes say may be used.
    """
    reports, places = tuple(reports), _covered(understood)
    meant = understood.meant if len(understood.meant) > 1 else ()
    names = _names(understood, places, reports)
    shape: Shape = "points"
    if not findings:
        return Form(shape, places, names, meant)
    if is_broad(understood, subject):
        shape = "findings"
    elif meant:
        shape = "by report"
    elif len(names) > 1 and (understood.kind == "comparison" or not _one_report(names, reports)):
        shape = "by name"
    elif _asks_all(understood) and not understood.programmes and not understood.meant:
        shape = "by report"
    return Form(shape, places, names, meant)


def _asks_all(understood: Understood) -> bool:
    """Tell whether a question is put to all reports."""
    text, here = understood.text, bool(understood.places.covered)
    return understood.kind == "overview" or bool(ACROSS.search(text)) or (not here and bool(SEVERAL.search(text)))


def _covered(understood: Understood) -> tuple[str, ...]:
    """Return the places named that reports are about; a region, "Lillehammer-regionen", without its own town."""
    covered = understood.places.covered
    return tuple(p for p in covered if not any(other.startswith(f"{p}-") for other in covered))


def _names(understood: Understood, places: tuple[str, ...], reports: tuple[Report, ...]) -> tuple[str, ...]:
    """Return the places or the programmes named, whichever are more, and of the others those of more reports."""
    of = {report.id: report.about.names for report in reports}
    several, others = sorted((places, understood.programmes), key=len, reverse=True)
    known = {report for report, names in of.items() if names & set(several)}
    more = (name for name in others if {report for report, names in of.items() if name in names} - known)
    return (*several, *more)


def _one_report(names: tuple[str, ...], reports: tuple[Report, ...]) -> bool:
    """Tell whether one report is about all that is named: places of one project are not held side by side."""
    return any(set(names) <= report.about.names for report in reports)
