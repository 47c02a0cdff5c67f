"""What a tab remembers of the reading: notes on or off, the search, and where to scroll. The address holds the rest."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from app.reader.find import MOST_CHARACTERS, Found
from app.reader.place import Place
from corpus.records import Report

Aim = Literal["page", "lit", "now", "section", "stay"]  # what a move brings into sight


@dataclass(slots=True)
class Reading:
    """The state of the reader in a tab."""

    notes: bool = True
    words: str = ""  # what is searched for
    hit: int = 0  # which hit, from 0
    moves: int = 0  # how often the reader has been sent somewhere: the pane scrolls when it changes
    aim: Aim = "lit"
    section: int | None = None  # offset of the heading a move aims at
    shown: Place | None = None  # where the pane is, as far as it has told

    def arrive(self, place: Place) -> None:
        """Take in what the address says: a place that the reader has not gone to by itself is scrolled to."""
        if place != self.shown:
            if self.shown and place.report_id != self.shown.report_id:
                self.hit = 0
            self._move("lit" if place.lit else "page")
            self.shown = place

    def act(
        self,
        what: str,
        value: Any,  # noqa: ANN401 - what a browser sends
        place: Place,
        report: Report,
        find: Callable[[str], Found],
    ) -> Place | None:
        """Do what was done in the pane; return the place it leads to, None where it leads nowhere.

        Args:
            what: "go", "seen", "find", "hit", "notes" or "form"; anything else does nothing.
            value: a page's number, words, a step, whether notes are shown, a form; another type does nothing.
            place: where the reader is.
            report: the report.
            find: finds words in it.
        """
        match what, value:
            case "go", int():
                return self.go(place, value, report)
            case "seen", int():
                return self.seen(place, value, report)
            case "find", str():
                return self.search(place, value, find(value), report)
            case "hit", 1 | -1:
                return self.step(place, value, find(self.words), report)
            case "notes", bool():
                self.notes = value
            case "form", _:
                self.turn_over(place, report)
        return None

    def turn_over(self, place: Place, report: Report) -> None:
        """Let the pane scroll to its place again: the words lit where they stand on its page, else the page's top."""
        self._move("lit" if place.lit and report.page_at(place.lit[0]).number == place.page else "page")

    def go(self, place: Place, page: int, report: Report) -> Place:
        """Return the place after going to the top of a page; one beyond the ends goes to the end."""
        self._move("page")
        return self._at(replace(place, page=_within(page, report), lit=None))

    def seen(self, place: Place, page: int, report: Report) -> Place:
        """Return the place after scrolling to a page; what is lit stays lit."""
        self.section = None
        return self._at(replace(place, page=_within(page, report)))

    def go_to_section(self, place: Place, offset: int, report: Report) -> Place:
        """Return the place after going to the heading at `offset`."""
        self._move("section")
        self.section = min(max(0, offset), len(report.text) - 1)
        return self._at(replace(place, page=report.page_at(self.section).number, lit=None))

    def search(self, place: Place, words: str, found: Found, report: Report) -> Place:
        """Return the place of the first hit from the page on; without hits the reader stays."""
        self.words = words[:MOST_CHARACTERS]
        self.hit = found.nearest(report.page(place.page).start)
        return self._at_hit(place, found, report)

    def step(self, place: Place, by: int, found: Found, report: Report) -> Place:
        """Return the place of the hit `by` further on; after the last comes the first."""
        if found.hits:
            self.hit = (self.hit + by) % len(found.hits)
        return self._at_hit(place, found, report)

    def _at_hit(self, place: Place, found: Found, report: Report) -> Place:
        if not found.hits:
            return place
        self._move("now")
        return self._at(replace(place, page=report.page_at(found.hits[self.hit][0][0]).number))

    def _move(self, aim: Aim) -> None:
        self.moves += 1
        self.aim, self.section = aim, None

    def _at(self, place: Place) -> Place:
        self.shown = place
        return place


def _within(page: int, report: Report) -> int:
    return min(max(1, page), len(report.pages))
