"""Places named in a question: those the reports are about, and those of Norway that they are not.

The gazetteer (`corpus/gazetteer.toml`) holds Norway's counties, municipalities and regions with their old and
merged names. A report's own places come from its about.toml.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.gazetteer import gazetteer, titled
from corpus.records import Report


@dataclass(frozen=True, slots=True)
class Named:
    """The places a question names."""

    covered: tuple[str, ...]  # places of at least one report, by the report's own spelling
    elsewhere: tuple[str, ...]  # places of the gazetteer that no report is about


def named_places(question: str, reports: Iterable[Report]) -> Named:
    """Return the places named in `question`, longest names first; a name inside a longer one is not counted."""
    own: dict[str, str] = {}
    for report in reports:
        about = report.about
        aliases = dict(about.aliases)
        for place in about.places:
            for name in (place, *aliases.get(place, ()), *variants(place)):
                own.setdefault(name.lower(), place)
    text, lowered = question, question.lower()
    covered: dict[str, int] = {}  # with where in the question it stands
    elsewhere: dict[str, int] = {}
    for name in sorted((n for n in {*own, *gazetteer()} if n in lowered), key=len, reverse=True):
        # A place of the reports is known in any case; others only with a capital: many are words (Os, Nes, Time)
        flags = re.IGNORECASE if name in own else 0
        written = name if name in own else titled(name)
        pattern = re.compile(rf"(?<![\w-]){re.escape(written)}s?(?!\w)", flags)
        found = pattern.search(text)
        if not found or (name not in own and len(name) < 5 and found.start() == 0):
            continue
        text = pattern.sub(lambda match: " " * len(match[0]), text)
        known = [own[n.lower()] for n in (name, *gazetteer().get(name, ())) if n.lower() in own]
        (covered if known else elsewhere).setdefault(known[0] if known else titled(name), found.start())
    return Named(_in_order(covered), _in_order(elsewhere))


def _in_order(names: dict[str, int]) -> tuple[str, ...]:
    """Return names in the order they stand in the question."""
    return tuple(sorted(names, key=lambda name: names[name]))


def variants(place: str) -> list[str]:
    """Return other ways to write a region's name: with and without hyphen, with -regionen."""
    bare = place.removesuffix("-regionen").removesuffix("regionen").strip("- ")
    out = [place.replace("-", ""), place.replace("-", " ")]
    if bare != place:
        out += [f"{bare}-regionen", f"{bare}regionen", f"{bare} region", f"{bare}-region"]
    return out
