"""Hold the syntheses of a library and the profiles of its reports against these, as `corpus.check` does the notes."""

from collections import Counter
from collections.abc import Iterator, Mapping

from corpus.language import LANGUAGES
from corpus.notes import Fault
from corpus.numbers import figures, unsupported
from corpus.records import Report, Synthesis
from corpus.syntheses import Syntheses

LONGEST = 50  # words of what the reports say together
LONGEST_SIDE = 34  # words of what one of them says
LONGEST_QUOTE = 70  # words that bear it
FEWEST_QUESTIONS = 8
SEVERAL = 2  # reports of a synthesis, and sides


def check_syntheses(syntheses: Syntheses, reports: Mapping[str, Report]) -> list[Fault]:
    """Return every fault of a library's syntheses; those that could be placed are numbered in their order."""
    alone = [
        Fault(ordinal, f"{one.title}: is on one report alone: that is a profile's matter")
        for ordinal, one in enumerate(syntheses.syntheses, start=1)
        if len(one.reports) < SEVERAL
    ]
    return [*check_profiles(syntheses, reports), *alone]


def check_profiles(profiles: Syntheses, reports: Mapping[str, Report]) -> list[Fault]:
    """Return the same of a report's profiles."""
    faults = list(profiles.faults)
    for ordinal, one in enumerate(profiles.syntheses, start=1):
        faults += [Fault(ordinal, f"{one.title}: {text}") for text in _faults_of(one, reports)]
    asked = Counter(question for one in profiles.syntheses for question in one.questions)
    return faults + [Fault(0, f"“{text}” is asked {n} times") for text, n in asked.items() if n > 1]


def _faults_of(one: Synthesis, reports: Mapping[str, Report]) -> Iterator[str]:
    if len(one.sides) < SEVERAL:
        yield "has one side alone: that is a note's matter"
    quotes = [reports[side.report_id].text[side.start : side.end] for side in one.sides]
    names = " ".join(name for report in one.reports for name in reports[report].about.programmes)  # "Omsorg 3.0"
    for n, (side, quote) in enumerate(zip(one.sides, quotes, strict=True), start=1):
        yield from (f"side {n} {fault}" for fault in _faults_of_text(side.says, f"{quote} {names}", LONGEST_SIDE))
        if len(quote.split()) > LONGEST_QUOTE:
            yield f"side {n} quotes more than {LONGEST_QUOTE} words"
    said = [" ".join([*quotes, names, *(side.says[at] for side in one.sides)]) for at in range(len(LANGUAGES))]
    for at, language in enumerate(LANGUAGES):
        strange = figures(one.says[at]) - figures(said[at])
        if strange:
            yield f"{language} has {', '.join(f'{n:g}' for n in sorted(strange))}, which none of its sides has"
        if not 1 <= len(one.says[at].split()) <= LONGEST:
            yield f"{language} has {len(one.says[at].split())} words; 1 to {LONGEST}"
    if len(one.questions) < FEWEST_QUESTIONS:
        yield f"{len(one.questions)} questions; at least {FEWEST_QUESTIONS}"


def _faults_of_text(says: tuple[str, str, str], quote: str, longest: int) -> Iterator[str]:
    for language, text in zip(LANGUAGES, says, strict=True):
        missing = unsupported(text, quote)
        if missing:
            yield f"in {language} has {', '.join(missing)}, which its quote does not"
        if not 1 <= len(text.split()) <= longest:
            yield f"in {language} has {len(text.split())} words; 1 to {longest}"
