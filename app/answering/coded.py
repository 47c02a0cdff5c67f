"""What each report says on a topic, by the codes its reader gave its notes.

A question put to all reports asks for a topic more than for a fact, and a topic is spoken of in many words. The codes
say which notes are on it; how well a note meets the question itself decides among them.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.answering.shelf import by_report, holder
from app.answering.understand import Understood
from corpus.records import Note, Passage, Report
from corpus.topics import topics_in

LEADS = 1.0  # weight of a note that is among the most telling of its report, beside the weight of being on the topic


@dataclass(frozen=True, slots=True)
class OnTopic:
    """A note that is on a topic asked for, and the passage it is cited in."""

    note: Note
    passage: Passage
    weight: float  # share of the asked topics' weight it carries; up to 1 more where it is telling on all of them


class Codes:
    """The coded notes of a library."""

    def __init__(self, notes: Iterable[Note], passages: Iterable[Passage]) -> None:
        """Take the notes, and the passages they are cited in."""
        of = by_report(passages)
        self._notes: dict[str, list[tuple[Note, Passage]]] = {}
        count: dict[str, int] = {}
        total = 0
        for note in notes:
            total += 1
            place = holder(note.start, note.end, of.get(note.report_id, []))
            if note.topics and place is not None:
                self._notes.setdefault(note.report_id, []).append((note, place))
                for key in note.topics:
                    count[key] = count.get(key, 0) + 1
        # Rare topics say more of what is asked than common ones (as with words: Spärck Jones 1972)
        self._weights = {key: math.log(1 + total / n) for key, n in count.items()}

    def asked(self, understood: Understood) -> tuple[str, ...]:
        """Return the topics a question names, of those that any note is on; a programme's own name asks for none."""
        return tuple(key for key in topics_in(understood.rest) if key in self._weights)

    def on(self, asked: Sequence[str], report: Report) -> list[OnTopic]:
        """Return the notes of a report that are on any of the topics, those that carry most of them first."""
        total = sum(self._weights[key] for key in asked)
        found = []
        for note, passage in self._notes.get(report.id, ()):
            on = [key for key in asked if key in note.topics]
            if on:
                weight = sum(self._weights[key] * (1 + LEADS * (key in note.best_on)) for key in on) / total
                found.append(OnTopic(note, passage, weight))
        return sorted(found, key=lambda one: -one.weight)
