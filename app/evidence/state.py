"""A view as the query of an address, and back, so that a view can be shared.

What an address holds is anybody's text: only values that the library knows are taken, each once and in the
library's own order; the rest is left out, and the names of the parameters they stood in are returned.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Literal, TypeVar

from app.evidence.items import Evidence
from app.evidence.view import Axis, Form, Narrowed, View
from corpus.themes import STRENGTHS, VERDICTS, themes

Parameter = Literal["region", "programme", "report", "theme", "verdict", "strength"]
LISTS: tuple[Parameter, ...] = ("region", "programme", "report", "theme", "verdict", "strength")
AXES: tuple[Axis, ...] = ("region", "programme")
FORMS: tuple[Form, ...] = ("picture", "table")
T = TypeVar("T", bound=str)
YEARS = re.compile(r"(\d{4})-(\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Read:
    """A view read from an address, with the parameters that held something unknown."""

    view: View
    unknown: tuple[str, ...] = ()  # names of known parameters only: what was written there is not repeated


def options(evidence: Evidence) -> dict[Parameter, tuple[str, ...]]:
    """Return what each filter can be set to, in the order it is offered."""
    return {
        "region": evidence.places,
        "programme": evidence.programmes,
        "report": tuple(r.id for r in evidence.reports),
        "theme": tuple(themes()),
        "verdict": VERDICTS,
        "strength": STRENGTHS,
    }


def write(view: View) -> dict[str, list[str]]:
    """Return the query of a view; what is as usual is left out."""
    query: dict[str, list[str]] = {}
    usual = View()
    for name in ("axis", "form", "row", "column"):
        if getattr(view, name) != getattr(usual, name):
            query[name] = [getattr(view, name)]
    for name in LISTS:
        if values := getattr(view.narrowed, name):
            query[name] = list(values)
    if view.narrowed.years:
        query["years"] = ["{}-{}".format(*view.narrowed.years)]
    return query


def read(query: Mapping[str, Sequence[str]], evidence: Evidence) -> Read:
    """Return the view that a query describes; anything unknown in it is left out and told."""
    known = options(evidence)
    unknown: list[str] = []
    lists: dict[str, tuple[str, ...]] = {}
    for name in LISTS:
        asked = set(query.get(name, ()))
        lists[name] = tuple(v for v in known[name] if v in asked)
        if len(lists[name]) < len(asked):
            unknown.append(name)
    years, is_fault = _years(query.get("years", ()), evidence.years)
    axis = _one(query, "axis", AXES, unknown)
    view = View(
        axis=axis or "region",
        form=_one(query, "form", FORMS, unknown) or "picture",
        narrowed=Narrowed(**lists, years=years),
        row=_one(query, "row", known["theme"], unknown) or "",
        column=_one(query, "column", evidence.programmes if axis == "programme" else evidence.regions, unknown) or "",
    )
    return Read(view, (*unknown, *(["years"] if is_fault else [])))


def _one(query: Mapping[str, Sequence[str]], name: str, allowed: Sequence[T], unknown: list[str]) -> T | None:
    """Return the one value of a parameter; a second or an unknown one is put on `unknown`."""
    asked = list(query.get(name, ()))
    found = next((v for v in allowed if asked and v == asked[0]), None)
    if asked and (found is None or len(asked) > 1):
        unknown.append(name)
    return found


def _years(asked: Sequence[str], span: tuple[int, int]) -> tuple[tuple[int, int] | None, bool]:
    """Return the years asked for, kept within `span`, and whether what was asked cannot be read as years."""
    if not asked:
        return None, False
    found = YEARS.fullmatch(asked[0])
    if found is None or len(asked) > 1:
        return None, True
    first, last = int(found[1]), int(found[2])
    if first > last or last < span[0] or first > span[1]:
        return None, True
    inside = max(first, span[0]), min(last, span[1])
    return (None if inside == span else inside), False


def is_same(one: View, other: View) -> bool:
    """Tell whether two views show the same figure: all but what is chosen is equal."""
    return all(getattr(one, f.name) == getattr(other, f.name) for f in fields(View) if f.name not in ("row", "column"))
