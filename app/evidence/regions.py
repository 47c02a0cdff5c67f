"""Which column of the matrix a finding's place belongs to.

A report names its own regions, and its findings name a region, a municipality or a county of the report's.
A municipality belongs to its report's region where the report is about one region only; where it is about
several, nobody has written down which, and a guess would be shown as knowledge.
"""

from collections import Counter
from collections.abc import Iterable

from corpus.records import Finding, Report

OTHER = "other"  # a whole county, several places, a place that cannot be told: shown as such


def region_of(finding: Finding, report: Report) -> str:
    """Return the region a finding counts in, or `OTHER`."""
    about = report.about
    regions = [r for r in about.regions if r not in about.counties]
    if finding.where in regions:
        return finding.where
    if finding.where in about.municipalities and len(regions) == 1:
        return regions[0]
    return OTHER


def in_order(columns: Iterable[str], last: str) -> tuple[str, ...]:
    """Return each column once, the most frequent first and then by the alphabet, with `last` at the end."""
    counts = Counter(columns)
    return tuple(sorted(counts, key=lambda c: (c == last, -counts[c], c)))
