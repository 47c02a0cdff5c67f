"""Read the syntheses of a library (`syntheses.toml`) and the profiles of a report (`profiles.toml` in its folder).

A synthesis is on a matter that several reports tell of. A reader who has read all of them writes it, as a review of
studies does (a synthesis matrix: Garrard, Health Sciences Literature Review Made Easy): what the reports say together,
and what each says, with its quote. One that speaks of a report which is not in the library is left out, since what it
says of them together may not hold. A profile is the same within one report, which tells in many places what came of a
programme, what it cost or what went wrong: no single passage answers a broad question.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from corpus.errors import NoteError, ReportError
from corpus.language import LANGUAGES
from corpus.notes import Fault
from corpus.records import Report, Synthesis, SynthesisSide
from corpus.squeezed import Squeezed
from corpus.toml_files import read_toml

OVER = 200  # characters that a quote may begin after the page it is told to be on: page breaks are mended
OF_SYNTHESIS = {*LANGUAGES, "title", "questions", "sides"}
OF_SIDE = {*LANGUAGES, "report", "page", "quote"}


@dataclass(slots=True)
class Syntheses:
    """The syntheses whose quotes stand where they say, the faults of the others, and how many wait for a report."""

    syntheses: list[Synthesis] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    waiting: int = 0  # that speak of a report which is not there


def read_syntheses(path: Path, reports: Mapping[str, Report]) -> Syntheses:
    """Return the syntheses in `path`; a library without such a file has none.

    Raises:
        NoteError: the file is no TOML or cannot be read.
    """
    return place_syntheses(_entries(path), reports)


def read_profiles(path: Path, report: Report) -> Syntheses:
    """Return the profiles in `path`, whose sides are all of `report`; a report without such a file has none.

    Raises:
        NoteError: the file is no TOML or cannot be read.
    """
    return place_profiles(_entries(path), report)


def place_profiles(entries: list[dict[str, Any]], report: Report) -> Syntheses:
    """Return the profiles that `entries` describe; their sides need not name the report."""
    with_report = [{**entry, "sides": _of(entry.get("sides"), report)} for entry in entries]
    return place_syntheses(with_report, {report.id: report})


def _of(sides: object, report: Report) -> object:
    """Return the sides of a profile as a synthesis has them; what are none are left for `place_syntheses` to name."""
    return [{"report": report.id, **s} if isinstance(s, dict) else s for s in sides] if isinstance(sides, list) else ()


def _entries(path: Path) -> list[dict[str, Any]]:
    try:
        data = read_toml(path)
    except FileNotFoundError:
        return []
    except ReportError as error:
        raise NoteError(str(error), error.kind, **error.values) from error
    entries = data.get("synthesis", [])
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        text = f"{path} should hold [[synthesis]] tables, and nothing else under that name."
        raise NoteError(text, "synthesis-tables", path=str(path))
    return entries


def place_syntheses(entries: list[dict[str, Any]], reports: Mapping[str, Report]) -> Syntheses:
    """Return the syntheses that `entries` describe, their quotes found in `reports`; faults are kept, not raised."""
    out = Syntheses()
    texts: dict[str, Squeezed] = {}
    for ordinal, entry in enumerate(entries, start=1):
        try:
            if any(str(side["report"]) not in reports for side in entry["sides"]):
                out.waiting += 1
                continue
            out.syntheses.append(_synthesis(entry, reports, texts))
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError, NoteError) as error:
            what = f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)
            out.faults.append(Fault(ordinal, what))
    return out


def _synthesis(entry: dict[str, Any], reports: Mapping[str, Report], texts: dict[str, Squeezed]) -> Synthesis:
    _nothing_else(entry, OF_SYNTHESIS, "a synthesis")
    asked = [entry["questions"].get(language, []) for language in LANGUAGES]
    if not all(isinstance(own, list) and all(isinstance(text, str) for text in own) for own in asked):
        raise NoteError("questions should be lists of texts")
    sides = tuple(_side(side, reports[side["report"]], texts) for side in entry["sides"])
    return Synthesis(str(entry["title"]).strip(), _says(entry), sides, tuple(text for own in asked for text in own))


def _side(entry: dict[str, Any], report: Report, texts: dict[str, Squeezed]) -> SynthesisSide:
    _nothing_else(entry, OF_SIDE, "a side")
    try:
        page = report.page(int(entry["page"]))
    except IndexError as error:
        raise NoteError(str(error)) from None
    if report.id not in texts:
        texts[report.id] = Squeezed(report.text)
    place = texts[report.id].find(str(entry["quote"]), page.start, page.end + OVER)
    if place is None:
        raise NoteError(f"“{entry['quote']}” does not stand on page {page.number} of {report.id}")
    return SynthesisSide(report.id, _says(entry), *place)


def _says(entry: dict[str, Any]) -> tuple[str, str, str]:
    return cast(tuple[str, str, str], tuple(str(entry[language]).strip() for language in LANGUAGES))


def _nothing_else(entry: dict[str, Any], known: set[str], what: str) -> None:
    strange = sorted(entry.keys() - known)
    if strange:
        raise NoteError(f"{what} has no {', '.join(strange)}; it has {', '.join(sorted(known))}")
