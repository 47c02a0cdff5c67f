"""What a library covers: the places its reports are about, and the years."""

from collections.abc import Iterable

from corpus.records import Report


def covered_places(reports: Iterable[Report]) -> list[str]:
    """Return the places that reports are about, each once, without the counties they lie in."""
    named = [(place, report.about.counties) for report in reports for place in report.about.regions]
    return list(dict.fromkeys(place for place, counties in named if place not in counties))


def covered_years(reports: Iterable[Report]) -> tuple[int, int]:
    """Return the first and the last year that any of the reports is about."""
    periods = [report.about.period or (report.about.year, report.about.year) for report in reports]
    return min(first for first, _ in periods), max(last for _, last in periods)
