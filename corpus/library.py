"""Load the reports of a folder, with their notes; one bad report is named and leaves the others alone."""

import os
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from corpus.about import read_about
from corpus.errors import NoteError, RegionsvarError, ReportError, bare
from corpus.formats.content import Progress
from corpus.formats.kinds import SUFFIXES
from corpus.formats.process import Parser, no_progress
from corpus.notes import Notes, read_notes
from corpus.records import Note, Report, Synthesis
from corpus.sources import NAMES, checksum, read_source, source_of
from corpus.syntheses import Syntheses, read_profiles, read_syntheses
from corpus.toml_files import unread

FOLDER = Path(__file__).with_name("reports")
REPORTS_VARIABLE = "REGIONSVAR_REPORTS"  # another folder of reports
TEXT, ABOUT, NOTES = "report.txt", "about.toml", "notes.toml"
PROFILES = "profiles.toml"
SYNTHESES = "syntheses.toml"  # beside the reports' folders
MADE_OF = frozenset({*NAMES, ABOUT, NOTES})
ALL_SUFFIXES = {suffix for suffixes in SUFFIXES.values() for suffix in suffixes}


def reports_folder() -> Path:
    """Return the folder of reports: the environment's, else the project's own."""
    return Path(os.environ.get(REPORTS_VARIABLE) or FOLDER)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a report, or its notes, could not be read."""

    report_id: str  # the name of its folder, or of a file that lies outside of one
    error: RegionsvarError  # says what was found and what to do

    @property
    def text(self) -> str:
        """What was found and what to do: one sentence, in English."""
        return str(self.error)


@dataclass(frozen=True)
class Library:
    """All reports and notes, in the order of their ids, and a checksum of every file they came from."""

    reports: tuple[Report, ...]
    notes: dict[str, Notes]  # report id → its notes
    checksums: dict[str, str]  # "<report-id>/<file>" → SHA-256
    problems: tuple[Problem, ...] = ()  # of reports that are left out, and of notes and syntheses that are
    syntheses: Syntheses = field(default_factory=Syntheses)  # of what several of the reports tell
    profiles: dict[str, Syntheses] = field(default_factory=dict)  # report id → what it tells in several places

    @cached_property
    def by_id(self) -> dict[str, Report]:
        """The reports by their ids."""
        return {report.id: report for report in self.reports}

    def report(self, report_id: str) -> Report:
        """Return the report with that id.

        Raises:
            ReportError: there is none.
        """
        try:
            return self.by_id[report_id]
        except KeyError:
            raise ReportError(f"There is no report {report_id!r}; there are {', '.join(self.by_id)}.") from None

    def all_notes(self) -> list[Note]:
        """Return the notes of all reports."""
        return [note for report in self.reports for note in self.notes[report.id].notes]

    def all_profiles(self) -> list[Synthesis]:
        """Return the profiles of all reports."""
        return [one for report in self.reports for one in self.profiles.get(report.id, Syntheses()).syntheses]


def load_library(folder: Path = FOLDER) -> Library:
    """Read every report in `folder`, one folder a report; those that cannot be read are named in `problems`.

    Raises:
        ReportError: there is no such folder, no report in it, or none that can be read.
    """
    if not folder.is_dir():
        text = f"There is no folder {folder}; the reports belong there, a folder each."
        raise ReportError(text, "no-folder", folder=str(folder))
    entries = sorted(p for p in _entries(folder) if not p.name.startswith("."))
    folders = [p for p in entries if p.is_dir()]
    problems = [Problem(p.name, _loose(p)) for p in entries if p.suffix.lower() in ALL_SUFFIXES and not p.is_dir()]
    if not folders:
        text = f"There is no report in {folder}; add one with: python -m corpus add FILE"
        raise ReportError(text, "no-reports", folder=str(folder))
    reports, notes, profiles = [], {}, {}
    with Parser() as parser:
        for path in folders:
            try:
                report = load_report(path, parser)
            except ReportError as error:
                problems.append(Problem(path.name, bare(error)))
                continue
            reports.append(report)
            notes[report.id] = _notes(path, report, problems)
            profiles[report.id] = _profiles(path, report, problems)
    if not reports:
        why = problems[-1].error
        raise why if len(problems) == 1 else ReportError(f"No report can be read. {why}", "none-read", why=why)
    syntheses = _syntheses(folder, reports, problems)
    return Library(tuple(reports), notes, checksums(folder), tuple(problems), syntheses, profiles)


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        raise unread(folder, error) from error


def _loose(path: Path) -> ReportError:
    text = f"{path} lies outside the folder of a report and is not read; add it with: python -m corpus add {path}"
    return ReportError(text, "loose", path=str(path))


def _notes(folder: Path, report: Report, problems: list[Problem]) -> Notes:
    """Return the notes of a report, none where they cannot be read, which is a problem."""
    try:
        return read_notes(folder / NOTES, report)
    except NoteError as error:
        problems.append(Problem(report.id, bare(error)))
        return Notes()


def _profiles(folder: Path, report: Report, problems: list[Problem]) -> Syntheses:
    """Return the profiles of a report, none where they cannot be read, which is a problem."""
    try:
        return read_profiles(folder / PROFILES, report)
    except NoteError as error:
        problems.append(Problem(report.id, bare(error)))
        return Syntheses()


def _syntheses(folder: Path, reports: list[Report], problems: list[Problem]) -> Syntheses:
    """Return the syntheses of a folder of reports, none where they cannot be read, which is a problem."""
    try:
        return read_syntheses(folder / SYNTHESES, {report.id: report for report in reports})
    except NoteError as error:
        problems.append(Problem(SYNTHESES, bare(error)))
        return Syntheses()


def load_report(folder: Path, parser: Parser | None = None, progress: Progress = no_progress) -> Report:
    """Read one report from its folder.

    Raises:
        ReportError: its file or its about.toml is missing or cannot be read.
    """
    source = source_of(folder)
    about = read_about(folder / ABOUT)
    if parser is not None:
        return read_source(source, folder.name, about, parser, progress)
    with Parser() as own:
        return read_source(source, folder.name, about, own, progress)


def checksums(folder: Path = FOLDER) -> dict[str, str]:
    """Return the SHA-256 of every file the reports in `folder` are made of, where it can be opened."""
    return {
        name: digest
        for home in _names(folder)
        if not home.startswith(".")
        for name, digest in checksums_of(folder / home).items()
    }


def checksums_of(home: Path) -> dict[str, str]:
    """Return the same of one report, by its folder."""
    found = {}
    for name in _names(home):
        if name in MADE_OF:
            with suppress(OSError):
                found[f"{home.name}/{name}"] = checksum(home / name)
    return found


def _names(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - names alone: paths of all files take longer than reading them
    except OSError:
        return []
