"""Load the reports of a folder, with their notes; one bad report is named and leaves the others alone."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from corpus.about import read_about
from corpus.errors import ReportError
from corpus.notes import Notes, read_notes
from corpus.reading.text import read_text
from corpus.records import Note, Report

FOLDER = Path(__file__).with_name("reports")
TEXT, ABOUT, NOTES = "report.txt", "about.toml", "notes.toml"


@dataclass(frozen=True, slots=True)
class Library:
    """All reports and notes, in the order of their ids, and a checksum of every file they came from."""

    reports: tuple[Report, ...]
    notes: dict[str, Notes]  # report id → its notes
    checksums: dict[str, str]  # "<report-id>/<file>" → SHA-256

    def report(self, report_id: str) -> Report:
        """Return the report with that id.

        Raises:
            ReportError: there is none.
        """
        for report in self.reports:
            if report.id == report_id:
                return report
        raise ReportError(f"There is no report {report_id!r}; there are {', '.join(r.id for r in self.reports)}.")

    def all_notes(self) -> list[Note]:
        """Return the notes of all reports."""
        return [note for report in self.reports for note in self.notes[report.id].notes]


def load_library(folder: Path = FOLDER) -> Library:
    """Read every report in `folder`, one folder a report.

    Raises:
        ReportError: there is no such folder, no report in it, or one cannot be read.
        NoteError: a notes file cannot be read.
    """
    if not folder.is_dir():
        raise ReportError(f"There is no folder {folder}; the reports belong there, a folder each.")
    folders = sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    if not folders:
        raise ReportError(f"There is no report in {folder}; put one there as <report-id>/{TEXT} with {ABOUT}.")
    reports = tuple(load_report(path) for path in folders)
    notes = {r.id: read_notes(folder / r.id / NOTES, r) for r in reports}
    return Library(reports, notes, checksums(folder))


def load_report(folder: Path) -> Report:
    """Read one report from its folder.

    Raises:
        ReportError: its text or its about.toml is missing or cannot be read.
    """
    about = read_about(folder / ABOUT)
    path = folder / TEXT
    try:
        raw = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ReportError(f"{path} is missing; a report's text belongs there.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ReportError(f"{path} cannot be read as UTF-8 text: {error}.") from error
    if not raw.strip():
        raise ReportError(f"{path} is empty; a report's text belongs there.")
    return read_text(folder.name, raw, about)


def checksums(folder: Path = FOLDER) -> dict[str, str]:
    """Return the SHA-256 of every file the reports in `folder` are made of."""
    return {
        f"{path.parent.name}/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.glob("*/*"))
        if path.name in (TEXT, ABOUT, NOTES)
    }
