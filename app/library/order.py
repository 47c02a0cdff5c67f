"""Which cards are shown, and in which order, where there are more reports than can be seen at once."""

from collections.abc import Callable, Iterable

from app.library.card import Entry
from corpus.themes import KINDS

MANY = 12  # reports from which a list is worth ordering and narrowing
ORDERS: dict[str, Callable[[Entry], tuple[object, ...]]] = {  # names of texts `library.order.…`
    "newest": lambda e: (-e.report.about.year, e.report.about.title.casefold()),
    "title": lambda e: (e.report.about.title.casefold(),),
    "kind": lambda e: (KINDS.index(e.report.about.kind), -e.report.about.year),
}


def in_order(entries: Iterable[Entry], order: str, words: str = "") -> list[Entry]:
    """Return the entries that hold all of `words`, in the order of that name."""
    wanted = words.casefold().split()
    return sorted((e for e in entries if all(w in _text(e) for w in wanted)), key=ORDERS[order])


def _text(entry: Entry) -> str:
    about = entry.report.about
    parts = (about.title, about.short, about.publisher, about.date, *about.authors, *about.regions)
    return " ".join((*parts, *about.municipalities, *about.counties, *about.programmes)).casefold()
