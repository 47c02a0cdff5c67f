"""The names of authors: which are people and which are bodies, and how each is written in a reference."""

import re
from dataclasses import dataclass

COMPANY = {"AS", "ASA", "BA", "DA", "HF", "IKS", "KF", "SA", "Ltd", "Inc", "GmbH"}  # a body's name ends so
PARTICLES = {"af", "av", "da", "de", "del", "den", "der", "di", "du", "la", "le", "ten", "ter", "van", "von", "zu"}


@dataclass(frozen=True, slots=True)
class Name:
    """An author; a body has no given names."""

    family: str  # "van der Berg", or the whole name of a body
    given: str = ""  # "Vegard Solhjem"

    @property
    def inverted(self) -> str:
        """The name as reference programs read it: "Knutsen, Vegard Solhjem"."""
        return f"{self.family}, {self.given}" if self.given else self.family

    @property
    def initialled(self) -> str:
        """The name as a reference has it: "Knutsen, V. S."."""
        return f"{self.family}, {initials(self.given)}" if self.given else self.family


def read_name(text: str, publisher: str = "") -> Name:
    """Return an author as `about.toml` writes it.

    Args:
        text: "Vegard Solhjem Knutsen"; "Solhjem Knutsen, Vegard" where the family name is of several words;
            "{Menon Economics}" for a body whose name looks like a person's.
        publisher: a body that publishes what it has written is told by it.
    """
    text = " ".join(text.split())
    if text.startswith("{") and text.endswith("}"):
        return Name(text[1:-1])
    if "," in text:
        family, _, given = text.partition(",")
        return Name(family.strip(), given.strip())
    if text == publisher or _is_body(text):
        return Name(text)
    parts = text.split()
    first = len(parts) - 1
    while first > 1 and parts[first - 1].lower() in PARTICLES:
        first -= 1
    return Name(" ".join(parts[first:]), " ".join(parts[:first]))


def _is_body(text: str) -> bool:
    """Tell a body by its shape: one word, a company's ending, or a small word that no person's name has."""
    parts = text.split()
    if len(parts) < 2 or parts[-1].rstrip(".") in COMPANY:
        return True
    return any(not p[0].isupper() and p.lower() not in PARTICLES for p in parts)


def initials(given: str) -> str:
    """Return "V. S." of "Vegard Solhjem", and "A.-K." of "Ann-Kristin"."""
    words = [w for w in re.split(r"[\s.]+", given) if w]
    return " ".join("-".join(f"{part[0].upper()}." for part in word.split("-") if part) for word in words)
