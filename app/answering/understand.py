"""Read a question: its language, its kind, the places, programmes and years it names.

Nothing is searched here. Programmes and their short names come from the reports' about.toml.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.answering.places import Named, named_places
from corpus.cues import Kind, kind_of
from corpus.language import detect
from corpus.records import Language, Report

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
SAYS_ITS_KIND = 4  # words of a follow-up that is a question by itself; a shorter one asks as the one before did
SENSITIVE_LENGTH = 5  # letters: a shorter name (RISC, ALM) counts only as it is written, capitals and all


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as read."""

    text: str  # stands alone
    focus: str  # of that, the words asked now: all of it but for what a follow-up goes on from
    language: Language
    kind: Kind
    places: Named
    programmes: tuple[str, ...]
    years: tuple[int, ...]
    rest: str  # the text without the programmes' names, whose words ask for nothing
    context: str = ""  # of a follow-up, what it goes on from: the question before, which has had its answer
    meant: tuple[str, ...] = ()  # ids of the reports it is put to by name, in order; see `reported`

    @property
    def names(self) -> tuple[str, ...]:
        """The places and programmes named."""
        return (*self.places.covered, *self.places.elsewhere, *self.programmes)


def understand(
    question: str,
    reports: Iterable[Report],
    language: Language | None = None,
    focus: str = "",
    context: str = "",
) -> Understood:
    """Return `question` as read; it is taken to stand alone.

    `focus` is what of it is asked now, if not all, and `context` the question that it then goes on from.
    """
    reports, focus = tuple(reports), focus or question
    programmes, rest = named_programmes(question, reports)
    return Understood(
        text=question,
        focus=focus,
        language=language or detect(question),
        kind=kind_of(focus if len(focus.split()) >= SAYS_ITS_KIND else question),
        places=named_places(rest, reports),  # "Sats på Hallingdal" is a programme, and names no place beside it
        programmes=programmes,
        years=tuple(int(y) for y in dict.fromkeys(YEAR.findall(question))),
        rest=rest,
        context=context,
    )


def named_programmes(question: str, reports: Iterable[Report]) -> tuple[tuple[str, ...], str]:
    """Return the programmes and bodies named, by their full names, longest match first, and the text without them."""
    names: dict[str, str] = {}
    for report in reports:
        aliases = dict(report.about.aliases)
        for programme in report.about.programmes:
            for name in (programme, *aliases.get(programme, ())):
                names.setdefault(name, programme)
    text, found, lowered = question, [], question.lower()
    for name in sorted((n for n in names if n.lower() in lowered), key=len, reverse=True):
        flags = 0 if len(name) <= SENSITIVE_LENGTH else re.IGNORECASE
        pattern = re.compile(rf"(?<!\w){re.escape(name)}s?(?!\w)", flags)
        if pattern.search(text):
            text = pattern.sub(" ", text)
            found.append(names[name])
    return tuple(dict.fromkeys(found)), text
