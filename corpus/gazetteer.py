"""Norway's counties, municipalities and regions, with their old and merged names (`gazetteer.toml`)."""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("gazetteer.toml")
SHORT = 5  # letters: shorter names are words as well (Os, Nes, Time, Hol), and count only with others
SMALL = {"i", "og"}  # words of a name that are written small


@dataclass(frozen=True, slots=True)
class Places:
    """The places that a text names, those it names most first."""

    regions: tuple[str, ...]
    municipalities: tuple[str, ...]
    counties: tuple[str, ...]


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    with FILE.open("rb") as file:
        return tomllib.load(file)


@cache
def gazetteer() -> dict[str, tuple[str, ...]]:
    """Return each name in the gazetteer, lower case, with the names that mean the same or contain it."""
    data = _data()
    names: dict[str, tuple[str, ...]] = {name.lower(): () for name in data["municipalities"]["names"]}
    named = {name.lower(): tuple(also) for key in ("counties", "regions", "places") for name, also in data[key].items()}
    return {**names, **named}


def place_names(kind: str) -> list[str]:
    """Return the names of the gazetteer's "regions", "municipalities" or "counties", in order; none of another kind."""
    data = _data()
    names = {
        "regions": data["regions"],
        "municipalities": data["municipalities"]["names"],
        "counties": data["counties"],
    }
    return sorted(names.get(kind, ()))


def titled(name: str) -> str:
    """Return a name as it is written: "mo i rana" → "Mo i Rana", "nord-fron" → "Nord-Fron"."""
    words = (w if w in SMALL else "-".join(p[:1].upper() + p[1:] for p in w.split("-")) for w in name.split(" "))
    return " ".join(words)


def places_in(text: str, least: int) -> Places:
    """Return the places named at least `least` times in `text`.

    A municipality's short name counts where "kommune" stands beside it, or it stands in a list.
    """
    data = _data()
    kinds = {
        "regions": data["regions"],
        "municipalities": data["municipalities"]["names"],
        "counties": data["counties"],
    }
    kind_of = {name: kind for kind, names in kinds.items() for name in names}
    counts: Counter[str] = Counter(m[1] for m in _pattern().finditer(text))
    for name in [n for n in counts if len(n) < SHORT and kind_of[n] == "municipalities"]:
        counts[name] = len(re.findall(rf"\b{re.escape(name)} (?:kommune|og |, )|, {re.escape(name)}\b", text))
    told = [name for name, count in counts.most_common() if count >= least]

    def of(kind: str) -> tuple[str, ...]:
        return tuple(name for name in told if kind_of[name] == kind)

    return Places(of("regions"), of("municipalities"), of("counties"))


@cache
def _pattern() -> re.Pattern[str]:
    data = _data()
    names = sorted({*data["regions"], *data["municipalities"]["names"], *data["counties"]}, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, names))})s?(?![\w-])")
