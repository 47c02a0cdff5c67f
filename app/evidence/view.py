"""What one view of the evidence is: the axis, the form, the filters and what is chosen; all of it immutable."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Literal

from app.evidence.items import Evidence, Item
from app.evidence.strength import rank
from corpus.themes import VERDICTS

Axis = Literal["region", "programme"]
Form = Literal["picture", "table"]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the findings are narrowed by; an empty field narrows nothing, several narrow together."""

    region: tuple[str, ...] = ()  # columns of the matrix, or places named in findings
    programme: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    strength: tuple[str, ...] = ()
    years: tuple[int, int] | None = None  # of what the reports are about, both included

    def __bool__(self) -> bool:
        """Tell whether anything is narrowed."""
        return any(getattr(self, f.name) for f in fields(self))


@dataclass(frozen=True, slots=True)
class View:
    """All that an address tells of the page."""

    axis: Axis = "region"
    form: Form = "picture"
    narrowed: Narrowed = field(default_factory=Narrowed)
    row: str = ""  # the chosen theme; empty for all
    column: str = ""  # the chosen region or programme; empty for all

    @property
    def chosen(self) -> bool:
        """Tell whether a cell, a row or a column is chosen."""
        return bool(self.row or self.column)


def column_of(item: Item, axis: Axis) -> str:
    """Return the column an item stands in."""
    return item.region if axis == "region" else item.programme


def fits(item: Item, narrowed: Narrowed) -> bool:
    """Tell whether an item is among those the filters leave."""
    return _in_scope(item, narrowed) and (
        (not narrowed.theme or item.finding.theme in narrowed.theme)
        and (not narrowed.verdict or item.finding.verdict in narrowed.verdict)
        and (not narrowed.strength or item.finding.strength in narrowed.strength)
    )


def _in_scope(item: Item, narrowed: Narrowed) -> bool:
    """Tell whether an item is about the places, programmes, reports and years asked for."""
    years = narrowed.years
    return (
        (not narrowed.region or item.region in narrowed.region or item.finding.where in narrowed.region)
        and (not narrowed.programme or item.programme in narrowed.programme)
        and (not narrowed.report or item.report.id in narrowed.report)
        and (years is None or (item.years[0] <= years[1] and years[0] <= item.years[1]))
    )


def left(evidence: Evidence, narrowed: Narrowed) -> tuple[Item, ...]:
    """Return the items the filters leave."""
    return tuple(i for i in evidence.items if fits(i, narrowed))


def columns(evidence: Evidence, view: View) -> tuple[str, ...]:
    """Return the columns to show: those the chosen places, programmes, reports and years have findings in.

    A column that is empty because of the theme, verdict or strength asked for stays: there, the gap says something.
    """
    there = {column_of(i, view.axis) for i in evidence.items if _in_scope(i, view.narrowed)}
    every = evidence.regions if view.axis == "region" else evidence.programmes
    return tuple(c for c in every if c in there)


def chosen(items: tuple[Item, ...], view: View) -> tuple[Item, ...]:
    """Return the items of the chosen cell, row or column, strongest evidence first; all where none is chosen."""
    return by_strength(
        i for i in items if view.row in ("", i.finding.theme) and view.column in ("", column_of(i, view.axis))
    )


def by_strength(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return the items, strongest evidence first; then by verdict, report and place in it."""
    return tuple(sorted(items, key=_key))


def _key(item: Item) -> tuple[tuple[int, int], int, str, int]:
    finding = item.finding
    return rank(finding, item.report), VERDICTS.index(finding.verdict), item.report.id, finding.start
