"""Read the notes of a report (`notes.toml`) and find their places in its text.

A note gives its place by the stretch's first and last words; where they stand is found here, once, so
that everything after works with offsets. White space is the one thing that may differ.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from corpus.errors import NoteError, ReportError
from corpus.language import LANGUAGES
from corpus.records import Finding, Note, Report, ShortAnswer, Verdict
from corpus.squeezed import Squeezed
from corpus.toml_files import read_toml

OF_ANSWER = {*LANGUAGES, "from", "to", "questions", "types"}  # what a short answer holds
FARTHEST = 4000  # characters from a stretch's first words to its last, at most


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not hold in a notes file."""

    note: int  # ordinal in the file, from 1; 0 for the file as a whole
    text: str


@dataclass(slots=True)
class Notes:
    """The notes of a report that could be placed, and the faults of those that could not."""

    notes: list[Note] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_notes(path: Path, report: Report) -> Notes:
    """Return the notes in `path`; a report without a file has none.

    Raises:
        NoteError: the file is no TOML or cannot be read.
    """
    try:
        data = read_toml(path)
    except FileNotFoundError:
        return Notes()
    except ReportError as error:
        raise NoteError(str(error), error.kind, **error.values) from error
    entries = data.get("note", [])
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        text = f"{path} should hold [[note]] tables, and nothing else under that name."
        raise NoteError(text, "note-tables", path=str(path))
    return place_notes(entries, report)


def place_notes(entries: list[dict[str, Any]], report: Report) -> Notes:
    """Return the notes that `entries` describe, placed in `report`; faults are kept, not raised."""
    out, text, after = Notes(), Squeezed(report.text), 0
    for ordinal, entry in enumerate(entries, start=1):
        try:
            note = _place(entry, ordinal, report, text, after)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError, NoteError) as error:
            what = f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)
            out.faults.append(Fault(ordinal, what))
            continue
        out.notes.append(note)
        after = note.start
    return out


def _place(entry: dict[str, Any], ordinal: int, report: Report, text: Squeezed, after: int) -> Note:
    try:
        page = report.page(int(entry["page"]))
    except IndexError as error:
        raise NoteError(str(error)) from None
    start = text.find(str(entry["from"]), max(page.start, min(after, page.end)), page.end + 200)
    if start is None:  # notes may overlap, or stand out of order: from the top of the page, then
        start = text.find(str(entry["from"]), page.start, page.end + 200)
    if start is None or start[0] > page.end:
        raise NoteError(f"“{entry['from']}” does not stand on page {page.number}")
    end = text.find(str(entry["to"]), start[0], start[0] + FARTHEST)
    if end is None:
        raise NoteError(f"“{entry['to']}” does not stand within {FARTHEST} characters of “{entry['from']}”")
    untold, answers = entry.get("untold", {}), entry.get("answers", [])
    asked = {language: _asked(language, entry, *answers) for language in LANGUAGES}
    findings = [_finding(f, text, start[0], end[1]) for f in entry.get("findings", [])]
    return Note(
        id=f"{report.id}#{ordinal}",
        report_id=report.id,
        start=start[0],
        end=end[1],
        en=str(entry["en"]).strip(),
        nb=str(entry["nb"]).strip(),
        questions_nb=asked["nb"],
        questions_nn=asked["nn"],
        questions_en=asked["en"],
        findings=tuple(findings),
        topics=_texts(entry.get("topics", [])),
        best_on=_texts(entry.get("best_on", [])),
        nn=str(entry.get("nn", "")).strip(),
        untold=tuple(q for language in LANGUAGES for q in _texts(untold.get(language, []))),
        answers=tuple(_short(answer, text, start[0], end[1]) for answer in answers),
    )


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise NoteError(f"questions, topics and types should be lists of texts, not {value!r}")
    return tuple(value)


def _asked(language: str, *tables: dict[str, Any]) -> tuple[str, ...]:
    """Return the questions in one language of a note and of its short answers: each stands in one of them."""
    return tuple(text for table in tables for text in _texts(table.get("questions", {}).get(language, [])))


def _short(entry: dict[str, Any], text: Squeezed, start: int, end: int) -> ShortAnswer:
    strange = sorted(entry.keys() - OF_ANSWER)
    if strange:  # in TOML, what follows the answers of a note belongs to the last of them
        raise NoteError(f"a short answer has no {', '.join(strange)}; what is the note's stands before its answers")
    first = text.find(str(entry["from"]), start, end)
    last = first and text.find(str(entry["to"]), first[0], end)
    if first is None or last is None or last[1] > end:
        raise NoteError(f"“{entry['from']} … {entry['to']}” of a short answer does not stand in the note's stretch")
    nb, nn, en = (str(entry[language]).strip() for language in LANGUAGES)
    questions = tuple(text for language in LANGUAGES for text in _asked(language, entry))
    return ShortAnswer((nb, nn, en), first[0], last[1], questions, _texts(entry.get("types", [])))


def _finding(entry: dict[str, Any], text: Squeezed, start: int, end: int) -> Finding:
    quote = text.find(str(entry["quote"]), start, end)
    if quote is None:
        raise NoteError(f"the finding's quote “{entry['quote']}” does not stand in the note's stretch")
    return Finding(
        verdict=cast(Verdict, str(entry["verdict"])),
        what_nb=str(entry["nb"]),
        what_en=str(entry["en"]),
        where=str(entry["where"]),
        programme=str(entry["programme"]),
        theme=str(entry["theme"]),
        strength=str(entry["strength"]),
        start=quote[0],
        end=quote[1],
        what_nn=str(entry.get("nn", "")),
    )
