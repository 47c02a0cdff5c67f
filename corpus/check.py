"""Hold a report's notes against its text: every claim that a machine can test is tested here.

`python -m corpus check` prints what this returns; the tests ask for nothing at all to be returned.
"""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.answer_types import ANSWER_TYPES
from corpus.answer_types import MOST as MOST_TYPES
from corpus.language import LANGUAGES, detect
from corpus.notes import Fault, Notes
from corpus.numbers import figures, unsupported
from corpus.passages import is_content
from corpus.records import Finding, Note, Passage, Report, ShortAnswer
from corpus.themes import STRENGTHS, VERDICTS, themes
from corpus.topics import topics

LONGEST = 60  # words of a statement
LONGEST_WHAT = 12  # words of a finding's "what"
LONGEST_ANSWER = 36  # words of a short answer: a whole list is one
LONGEST_QUOTE = 80  # words that bear it
ALIKE = 0.8  # share of word pairs two statements may have in common before they say the same
MOST_TOPICS = 5  # of a note: more of them, and it is about none
COVERED = 0.5  # share of a passage's characters that notes must cover


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a report's content its notes cover."""

    passages: int
    covered: int  # passages of which notes cover at least half
    missing: tuple[Passage, ...]

    @property
    def share(self) -> float:
        """Covered passages over all (1 where there are none)."""
        return self.covered / self.passages if self.passages else 1.0


def check_notes(report: Report, notes: Notes) -> list[Fault]:
    """Return every fault of a report's notes, in the file's order."""
    faults = list(notes.faults)
    for note in notes.notes:
        ordinal = int(note.id.rpartition("#")[2])
        faults += [Fault(ordinal, text) for text in _faults_of(note, report)]
    faults += _alike(notes.notes)
    return sorted(faults, key=lambda f: f.note)


def coverage(report: Report, notes: list[Note], passages: list[Passage]) -> Coverage:
    """Return how many of the report's passages its notes cover."""
    missing = [p for p in passages if _covered(report, p, notes) < COVERED]
    return Coverage(len(passages), len(passages) - len(missing), tuple(missing))


def _covered(report: Report, passage: Passage, notes: list[Note]) -> float:
    """Return the share of a passage's content characters that notes cover (0 to 1)."""
    marks = bytearray(passage.end - passage.start)
    for note in notes:
        low, high = max(note.start, passage.start), min(note.end, passage.end)
        if low < high:
            marks[low - passage.start : high - passage.start] = b"\1" * (high - low)
    inside = [b for b in report.blocks if b.start < passage.end and passage.start < b.end and is_content(report, b)]
    total = sum(min(b.end, passage.end) - max(b.start, passage.start) for b in inside)
    return sum(marks) / total if total else 1.0


def _faults_of(note: Note, report: Report) -> Iterator[str]:
    stretch = report.text[note.start : note.end] + " " + " ".join(_section_of(report, note))
    for language, statement in (("en", note.en), ("nb", note.nb)):
        yield from _faults_of_statement(language, statement, stretch)
    if figures(note.nn) != figures(note.nb) and note.nn:
        yield "nn has other figures than nb"
    for place, answer in enumerate(note.answers, start=1):
        yield from (f"answer {place} {fault}" for fault in _faults_of_answer(answer, report, stretch))
    yield from (f"“{text}” is asked {times} times" for text, times in Counter(note.questions).items() if times > 1)
    counts = (("nb", note.questions_nb, 2), ("en", note.questions_en, 2), ("nn", note.questions_nn, 1))
    for language, questions, least in counts:
        if len(questions) < least:
            yield f"{len(questions)} questions in {language}; at least {least}"
    for text in sorted({*note.questions} & {*note.untold}):
        yield f"“{text}” is asked and untold at once"
    for finding in note.findings:
        yield from _faults_of_finding(finding, report)
    yield from _faults_of_topics(note)


def _faults_of_answer(answer: ShortAnswer, report: Report, stretch: str) -> Iterator[str]:
    for language, text in zip(LANGUAGES, answer.says, strict=True):
        missing = unsupported(text, stretch)
        if missing:
            yield f"in {language} has {', '.join(missing)}, which the stretch does not"
        if not 1 <= len(text.split()) <= LONGEST_ANSWER:
            yield f"in {language} has {len(text.split())} words; 1 to {LONGEST_ANSWER}"
    if len(report.text[answer.start : answer.end].split()) > LONGEST_QUOTE:
        yield f"quotes more than {LONGEST_QUOTE} words"
    if not answer.questions:
        yield "answers none of the questions"
    yield from _faults_of_types(answer)


def _faults_of_types(answer: ShortAnswer) -> Iterator[str]:
    for key in answer.types:
        if key not in ANSWER_TYPES:
            yield f"is of type {key!r}, which is not in corpus/answer_types.py"
    if len(answer.types) > MOST_TYPES:
        yield f"is of {len(answer.types)} types; at most {MOST_TYPES}"


def _faults_of_topics(note: Note) -> Iterator[str]:
    for key in note.topics:
        if key not in topics():
            yield f"topic {key!r} is not in the codebook, corpus/topics.toml"
    if len(note.topics) > MOST_TOPICS:
        yield f"{len(note.topics)} topics; at most {MOST_TOPICS}"
    for key in note.best_on:
        if key not in note.topics:
            yield f"best_on {key!r} is none of its topics"


def _faults_of_statement(language: str, statement: str, stretch: str) -> Iterator[str]:
    if not statement:
        yield f"{language} is empty"
        return
    missing = unsupported(statement, stretch)
    if missing:
        yield f"{language} has {', '.join(missing)}, which the stretch does not"
    if len(statement.split()) > LONGEST:
        yield f"{language} has {len(statement.split())} words; at most {LONGEST}"
    if detect(statement) != language:
        yield f"{language} does not read as {language}: “{statement[:60]}”"


def _section_of(report: Report, note: Note) -> tuple[str, ...]:
    block = next((b for b in report.blocks if b.end > note.start), None)
    return block.section if block else ()


def _faults_of_finding(finding: Finding, report: Report) -> Iterator[str]:
    about = report.about
    places = set(about.places)
    lists = (
        ("verdict", finding.verdict, set(VERDICTS)),
        ("theme", finding.theme, set(themes())),
        ("strength", finding.strength, set(STRENGTHS)),
        ("where", finding.where, places),
        ("programme", finding.programme, {*about.programmes, ""}),
    )
    for name, value, allowed in lists:
        if value not in allowed:
            yield f"finding: {name} {value!r} is not one of {', '.join(sorted(allowed))}"
    whats = [("nb", finding.what_nb), ("en", finding.what_en), *([("nn", finding.what_nn)] if finding.what_nn else [])]
    for language, what in whats:
        if not 1 <= len(what.split()) <= LONGEST_WHAT:
            yield f"finding: {language} has {len(what.split())} words; 1 to {LONGEST_WHAT}"


def _alike(notes: list[Note]) -> Iterator[Fault]:
    """Yield a fault for each note whose statement another note already makes."""
    pairs = [_pairs(note.en) for note in notes]
    holders = defaultdict[tuple[str, str], list[int]](list)  # word pair → the notes so far that hold it
    for later, own in enumerate(pairs):
        both = Counter(earlier for pair in own for earlier in holders[pair])
        for earlier, count in sorted(both.items()):
            if count / min(len(own), len(pairs[earlier])) >= ALIKE:
                ordinal = int(notes[later].id.rpartition("#")[2])
                yield Fault(ordinal, f"en says what note {notes[earlier].id.rpartition('#')[2]} says")
        for pair in own:
            holders[pair].append(later)


def _pairs(text: str) -> set[tuple[str, str]]:
    words = re.findall(r"\w+", text.lower())
    return set(itertools.pairwise(words))
