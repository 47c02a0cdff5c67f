"""What a search can be narrowed to, read from the reports' about.toml; and the proper names a question may hold."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.records import Filters, Passage, Report


def proper_names(reports: Iterable[Report]) -> dict[str, tuple[str, ...]]:
    """Return the programmes of the reports and their other names, lower case, each with all the rest."""
    out: dict[str, tuple[str, ...]] = {}
    for report in reports:
        aliases = dict(report.about.aliases)
        for programme in report.about.programmes:
            group = [n.lower() for n in (programme, *aliases.get(programme, ()))]
            for name in group:
                out[name] = tuple(n for n in (*out.get(name, ()), *group) if n != name)
    return out


def matches(report: Report, filters: Filters) -> bool:
    """Tell whether a report is among those the filters leave; a region means its municipalities too."""
    about = report.about
    places = {p.lower() for p in about.places}
    return (
        (not filters.reports or report.id in filters.reports)
        and (not filters.regions or any(r.lower() in places for r in filters.regions))
        and (not filters.kinds or about.kind in filters.kinds)
        and (not filters.programmes or bool(set(filters.programmes) & set(about.programmes)))
        and (not filters.years or filters.years[0] <= about.year <= filters.years[1])
    )


def mentions(passage: Passage, report: Report, programmes: tuple[str, ...]) -> bool:
    """Tell whether a passage is about one of `programmes`: the report's only one, or named in it."""
    if not programmes or report.about.programmes[0] in programmes:
        return True
    aliases = dict(report.about.aliases)
    names = [n.lower() for p in programmes for n in (p, *aliases.get(p, ()))]
    text = f"{' '.join(passage.section)} {passage.text}".lower()
    return any(name in text for name in names)


class Scope:
    """Tells which passages a filter leaves; what it has read of their texts it keeps."""

    def __init__(self, passages: Sequence[Passage], reports: Sequence[Report]) -> None:
        """Take the passages of an index and the reports they are of."""
        self._passages, self._reports = passages, {r.id: r for r in reports}
        numbers = {r.id: i for i, r in enumerate(reports)}
        self._report = np.array([numbers[p.report_id] for p in passages], np.int32)
        self._mentioning = lru_cache(maxsize=64)(self._read)

    def allowed(self, filters: Filters | None) -> NDArray[np.bool_]:
        """Return which passages the filters leave, shape (passages,)."""
        if not filters:
            return np.ones(len(self._passages), bool)
        kept = np.array([matches(r, filters) for r in self._reports.values()], bool)
        allowed = kept[self._report]
        return allowed & self._mentioning(filters.programmes) if filters.programmes else allowed

    def _read(self, programmes: tuple[str, ...]) -> NDArray[np.bool_]:
        return np.array([mentions(p, self._reports[p.report_id], programmes) for p in self._passages], bool)
