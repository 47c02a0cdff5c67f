"""Which passages of a report are about one of its places.

A report on several regions does not name the region in every passage: the chapter on a programme is about
the region the programme ran in. Where a programme ran is read from the findings.
"""

from collections import Counter, defaultdict

from app.answering.shelf import Shelf
from corpus.records import Hit, Report

MOSTLY = 0.6  # share of a programme's findings that name one place, from which it is the programme's place


class Located:
    """Knows where the programmes of each report ran."""

    def __init__(self, shelf: Shelf) -> None:
        """Take the findings, which name place and programme."""
        counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for shelved in shelf.findings:
            counted[shelved.report.id, shelved.finding.programme][shelved.finding.where] += 1
        self._programmes: dict[tuple[str, str], list[str]] = defaultdict(list)  # of each report and place
        for (report_id, programme), places in counted.items():
            place, count = places.most_common(1)[0]
            if programme and count >= MOSTLY * places.total():
                self._programmes[report_id, place].append(programme)

    def is_about(self, hit: Hit, place: str, report: Report) -> bool:
        """Tell whether a hit is about `place`: its report's only region, or named there, or what ran in it."""
        about = report.about
        if place in about.counties or [r for r in about.regions if r not in about.counties] == [place]:
            return True
        aliases = dict(about.aliases)
        programmes = [
            p for (report_id, where), ps in self._programmes.items() if report_id == report.id and place in where
            for p in ps
        ]  # fmt: skip
        names = [place, *(name for p in programmes for name in (p, *aliases.get(p, ())))]
        text = " ".join([*hit.passage.section, hit.passage.text, *(n.nb for n in hit.notes)]).lower()
        return any(name.lower().removesuffix("regionen").strip("- ") in text for name in names)
