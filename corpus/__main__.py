"""Look after the reports.

python -m corpus add FILE…             add reports: PDF, Word, HTML, Markdown or text
python -m corpus remove REPORT         take a report away with everything of it
python -m corpus check [REPORT …]      name what cannot be read, hold every note against its report
python -m corpus notes REPORT          draft notes with the language model the environment names
python -m corpus show REPORT [PAGE]    print a report as it was read
"""

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from tqdm import tqdm

from corpus.adding import add_file, remove_report
from corpus.check import check_notes, coverage
from corpus.check_syntheses import check_profiles, check_syntheses
from corpus.draft import draft_notes
from corpus.errors import ModelError, RegionsvarError
from corpus.formats.content import Progress
from corpus.formats.process import Parser
from corpus.library import ABOUT, NOTES, PROFILES, REPORTS_VARIABLE, SYNTHESES, Library, load_library, reports_folder
from corpus.model import LanguageModel
from corpus.passages import split_report
from corpus.records import Report
from corpus.telling import tell_added

WITHOUT_MODEL = "The notes drafted before are kept; the rest of the report is searched by its own text alone."
LEAST_COVERAGE = 0.98  # share of content passages that notes must cover, in a report that has notes


def check(library: Library, wanted: list[str]) -> int:
    """Print the faults and the coverage of each report; return how many faults there are."""
    problems = [p.text for p in library.problems if not wanted or p.report_id in wanted]
    print(*problems, sep="\n", end="\n" if problems else "")
    total = len(problems)
    for report in [r for r in library.reports if not wanted or r.id in wanted]:
        if not report.about.confirmed:
            print(f"{report.id}: {ABOUT} is a proposal; read it, mend it and set confirmed = true")
        notes = library.notes[report.id]
        if not notes.notes and not notes.faults:
            print(f"{report.id}: no notes; search works on its text alone")
            total += _check_profiles(library, report)
            continue
        faults = check_notes(report, notes)
        for fault in faults:
            print(f"{report.id}/notes.toml, note {fault.note}: {fault.text}")
        covered = coverage(report, notes.notes, split_report(report))
        short = covered.share < LEAST_COVERAGE
        for passage in covered.missing if short else ():
            opening = " ".join(passage.text.split())[:70]
            print(f"{report.id}: no note covers page {passage.page}, “{opening} …”")
        findings = sum(len(n.findings) for n in notes.notes)
        print(
            f"{report.id}: {len(notes.notes)} notes, {findings} findings, {len(faults)} faults; "
            f"{covered.covered} of {covered.passages} passages covered ({covered.share:.1%})"
        )
        total += len(faults) + short + _check_profiles(library, report)
    return total + (0 if wanted else _check_syntheses(library))


def _check_profiles(library: Library, report: Report) -> int:
    """Print the faults of a report's profiles, and how many there are of each; return how many faults."""
    own = library.profiles[report.id]
    faults = check_profiles(own, library.by_id)
    for fault in faults:
        print(f"{report.id}/{PROFILES}, profile {fault.note}: {fault.text}")
    if own.syntheses or faults:
        print(f"{report.id}: {len(own.syntheses)} profiles, {len(faults)} faults")
    return len(faults)


def _check_syntheses(library: Library) -> int:
    """Print the faults of the syntheses, and how many there are of each; return how many faults."""
    own = library.syntheses
    faults = check_syntheses(own, library.by_id)
    for fault in faults:
        print(f"{SYNTHESES}, synthesis {fault.note}: {fault.text}")
    waiting = f"; {own.waiting} wait for a report that is not here" if own.waiting else ""
    print(f"{SYNTHESES}: {len(own.syntheses)} syntheses, {len(faults)} faults{waiting}")
    return len(faults)


def show(library: Library, report_id: str, number: int | None) -> None:
    """Print one page, or all pages, of a report as it was read."""
    report = library.report(report_id)
    for page in report.pages:
        if number in (None, page.number):
            printed = f", printed {page.printed}" if page.printed else ""
            print(f"--- text page {page.number}{printed}\n{page.text}\n")


def notes(library: Library, folder: Path, report_id: str) -> None:
    """Draft notes for a report with the configured language model, with a progress bar; say what came of it."""
    report, path = library.report(report_id), folder / report_id / NOTES
    with tqdm(total=100, desc=report_id, bar_format="{desc} {percentage:3.0f}% |{bar:30}| {elapsed}") as bar:
        model = LanguageModel.from_env()
        try:
            out = draft_notes(report, path, model.ask, lambda share: bar.update(100 * share - bar.n))
        except ModelError as error:
            raise ModelError(f"{error} {WITHOUT_MODEL}") from None
    print(f"{out.kept} notes kept, {out.dropped} drafts dropped by the checks, over {out.passages} passages, in {path}")


def _show_on(bar: "tqdm[NoReturn]") -> Progress:
    def show(_what: str, share: float) -> None:
        bar.update(max(0, 100 * share - bar.n))

    return show


def add(paths: list[Path], folder: Path, into: str) -> int:
    """Add files one by one and say what was recognised; return how many could not be added."""
    failed = 0
    with Parser() as parser:
        for path in paths:
            with tqdm(
                total=100,
                desc=path.name,
                delay=1,
                leave=False,
                bar_format="{desc} {percentage:3.0f}% |{bar:30}| {elapsed}",
            ) as bar:
                try:
                    added = add_file(path, folder, parser, _show_on(bar), into)
                except RegionsvarError as error:
                    bar.close()
                    print(error, file=sys.stderr)
                    failed += 1
                    continue
            print("\n".join(tell_added(path, folder, added)))
    if failed < len(paths):
        print(_follow(folder))
    return failed


def _follow(folder: Path) -> str:
    """Return how the index follows a change in `folder`."""
    if folder.resolve() == reports_folder().resolve():
        return "A page that is running brings its index up to date by itself; if none is: python -m index build"
    return f"Now bring the index up to date, with {REPORTS_VARIABLE}={folder}: python -m index build"


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit status: 0, or 1 where something does not hold."""
    parser = argparse.ArgumentParser(prog="python -m corpus", description="Look after the reports.")
    parser.add_argument("--reports", type=Path, default=reports_folder(), help="the folder of reports")
    commands = parser.add_subparsers(dest="command", required=True)
    adding = commands.add_parser("add", help="add reports: PDF, Word, HTML, Markdown or text")
    adding.add_argument("file", nargs="+", type=Path)
    adding.add_argument("--replace", default="", metavar="REPORT", help="the report that the file is a new edition of")
    removing = commands.add_parser("remove", help="take a report away with everything of it")
    removing.add_argument("report")
    checking = commands.add_parser("check", help="hold the notes against the reports")
    checking.add_argument("report", nargs="*")
    drafting = commands.add_parser("notes", help="draft a report's notes with the configured language model")
    drafting.add_argument("report")
    showing = commands.add_parser("show", help="print a report as it was read")
    showing.add_argument("report")
    showing.add_argument("page", nargs="?", type=int)
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command == "add":
            return 1 if add(chosen.file, chosen.reports, chosen.replace) else 0
        if chosen.command == "remove":
            remove_report(chosen.report, chosen.reports)
            print(f"{chosen.report} is removed. {_follow(chosen.reports)}")
            return 0
        library = load_library(chosen.reports)
        if chosen.command == "check":
            return 1 if check(library, chosen.report) else 0
        if chosen.command == "notes":
            notes(library, chosen.reports, chosen.report)
            return 0
        show(library, chosen.report, chosen.page)
    except RegionsvarError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
