"""Places named in a question: those the reports are about, and those of Norway that they are not.

The gazetteer (`gazetteer.toml`) holds Norway's counties, municipalities and regions with their old and
merged names. A report's own places come from its about.toml.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.records import Report

FILE = Path(__file__).with_name("gazetteer.toml")


@dataclass(frozen=True, slots=True)
class Named:
    """The places a question names."""

    covered: tuple[str, ...]  # places of at least one report, by the report's own spelling
    elsewhere: tuple[str, ...]  # places of the gazetteer that no report is about


@cache
def gazetteer() -> dict[str, tuple[str, ...]]:
    """Return each name in the gazetteer, lower case, with the names that mean the same or contain it."""
    with FILE.open("rb") as file:
        data = tomllib.load(file)
    return {name.lower(): tuple(also) for group in data.values() for name, also in group.items()}


def named_places(question: str, reports: Iterable[Report]) -> Named:
    """Return the places named in `question`, longest names first; a name inside a longer one is not counted."""
    own: dict[str, str] = {}
    for report in reports:
        about = report.about
        aliases = dict(about.aliases)
        for place in (*about.regions, *about.municipalities, *about.counties):
            for name in (place, *aliases.get(place, ()), *_variants(place)):
                own.setdefault(name.lower(), place)
    text, covered, elsewhere = question.lower(), [], []
    for name in sorted({*own, *gazetteer()}, key=len, reverse=True):
        pattern = re.compile(rf"(?<![\w-]){re.escape(name)}s?(?![\w])")
        if not pattern.search(text):
            continue
        if name not in own and not _capitalised(question, name):
            continue  # many municipalities are also words: Os, Nes, Lund, Time
        text = pattern.sub(" ", text)
        if name in own:
            covered.append(own[name])
        else:
            known = [own[n.lower()] for n in gazetteer()[name] if n.lower() in own]
            (covered.append(known[0]) if known else elsewhere.append(name.title()))
    return Named(tuple(dict.fromkeys(covered)), tuple(dict.fromkeys(elsewhere)))


def _variants(place: str) -> list[str]:
    """Return other ways to write a region's name: with and without hyphen, with -regionen."""
    bare = place.removesuffix("-regionen").removesuffix("regionen").strip("- ")
    out = [place.replace("-", ""), place.replace("-", " ")]
    if bare != place:
        out += [f"{bare}-regionen", f"{bare}regionen", f"{bare} region", f"{bare}-region"]
    return out


def _capitalised(question: str, name: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name[0].upper() + name[1:2])}", question)) and name.title() in question.title() and any(
        part[:1].isupper() and part.lower().startswith(name.split()[0][:4]) for part in re.findall(r"[\w-]+", question)
    )
