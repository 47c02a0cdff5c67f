"""Kill building, adding, removing and refreshing at random moments, and look at what is left.

python -m tests.killing [--kills 100] [--seed 1] runs each task in a child of one warm process, with the tests'
embedder over a few tiny reports, and kills it after a random time. A file is read in the child itself, not in the
parsing process, whose start would take most of the time. Ends with 1 and one sentence where something is broken.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from corpus.adding import add_file, remove_report
from corpus.formats.content import Content, Progress, finish
from corpus.formats.limits import LIMITS
from corpus.formats.plain import read_plain
from corpus.formats.process import Parser, no_progress
from corpus.library import checksums, load_library
from corpus.sources import source_of, write_whole
from index.manifest import current_folder, is_whole, read_manifest
from index.refresh import refresh
from index.settings import Settings
from tests.conftest import TINY, WordHashEmbedder

EMBEDDER = WordHashEmbedder()
MOST = 6  # reports, beside the two that are always there
OVER = 1.2  # of a task's own time, within which it is killed: some end before


class Here(Parser):
    """Reads plain text in this process."""

    def read(self, path: Path, _progress: Progress = no_progress) -> Content:
        return finish(read_plain(path.read_bytes(), LIMITS), "txt")


class Harness:
    """A folder of reports with its index, and the tasks that are killed."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.settings = Settings(reports=folder / "reports", saved=folder / "saved")
        self.chance = chance
        self.inbox = folder / "inbox"
        self.inbox.mkdir()
        self.number = 0
        self.longest: dict[str, float] = {}
        for name, text in TINY.items():
            home = self.settings.reports / name
            home.mkdir(parents=True)
            (home / "report.txt").write_text(text, encoding="utf-8")
            (home / "about.toml").write_text(f'title = "{name}"\ndate = "{name[-4:]}"\n', encoding="utf-8")
        refresh(self.settings, EMBEDDER)

    def task(self) -> tuple[str, Callable[[], object]]:
        """Return the next task and its name; what changes a report has changed it already."""
        self.number += 1
        reports = self.settings.reports
        extra = sorted(p.name for p in reports.iterdir() if p.name not in TINY and not p.name.startswith("."))
        kinds = ["build", "refresh", "add", "add and refresh", *(["remove"] if extra else [])]
        kind = "remove" if len(extra) > MOST else self.chance.choice(kinds)
        if kind == "remove":
            gone = self.chance.choice(extra)
            return kind, lambda: self.remove(gone)
        if kind.startswith("add"):
            path = self.inbox / f"rapport {self.number}.txt"
            path.write_text(f"Rapport nummer {self.number}\n\nElva ga {self.number} arbeidsplasser i Elvbygda.\n")
            return kind, lambda: self.add(path, then_refresh=kind != "add")
        if kind == "refresh":
            write_whole(reports / "fjord-2019" / "report.txt", f"{TINY['fjord-2019']}Tur {self.number}.\n".encode())
        return kind, lambda: refresh(self.settings, EMBEDDER, anew=kind == "build")

    def remove(self, report_id: str) -> None:
        remove_report(report_id, self.settings.reports)
        refresh(self.settings, EMBEDDER)

    def add(self, path: Path, *, then_refresh: bool) -> None:
        add_file(path, self.settings.reports, Here())
        if then_refresh:
            refresh(self.settings, EMBEDDER)

    def run(self, task: Callable[[], object], seconds: float | None) -> bool:
        """Run a task in a child, killed after so many seconds; tell whether it was."""
        child = os.fork()
        if not child:
            task()
            os._exit(0)
        if seconds is not None:
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if status not in (0, -signal.SIGKILL):
            raise AssertionError(f"a task ended with {status}")
        return status != 0

    def held(self) -> dict[str, bytes]:
        """Return what every report's file holds."""
        homes = [p for p in self.settings.reports.iterdir() if p.is_dir() and not p.name.startswith(".")]
        return {home.name: source_of(home).read_bytes() for home in homes}

    def look(self, kind: str, before: dict[str, bytes], sums: dict[str, str]) -> None:
        """Make sure that no report is lost, and that the index is the old one or the new one, whole."""
        after = self.held()
        lost = {name for name, data in before.items() if after.get(name) != data}
        new = after.keys() - before.keys()
        if len(lost) > (kind == "remove") or len(new) > kind.startswith("add"):
            raise AssertionError(f"after {kind}: lost or changed {sorted(lost)}, new {sorted(new)}")
        folder = current_folder(self.settings)
        manifest = read_manifest(folder)
        if not is_whole(folder, manifest):
            raise AssertionError(f"after {kind}: {folder} is not whole")
        if manifest["reports"] not in (sums, checksums(self.settings.reports)):
            raise AssertionError(f"after {kind}: the index is of neither the old nor the new reports")

    def kill_one(self) -> tuple[str, bool]:
        """Run one task and kill it; return its name and whether it was running then."""
        sums = read_manifest(current_folder(self.settings))["reports"]
        kind, task = self.task()
        before = self.held()
        if kind not in self.longest:
            started = time.perf_counter()
            self.run(task, None)
            self.longest[kind] = time.perf_counter() - started
            killed = False
        else:
            killed = self.run(task, self.chance.uniform(0, OVER * self.longest[kind]))
        self.look(kind, before, sums)
        return kind, killed

    def end(self) -> None:
        """Make sure that the next one to come mends everything: the index is as built from nothing."""
        refresh(self.settings, EMBEDDER)
        version = refresh(Settings(reports=self.settings.reports, saved=self.inbox / "fresh"), EMBEDDER)
        if current_folder(self.settings).name != f"index-{version}":
            raise AssertionError("the index is not the one built from nothing")
        add_file(self.inbox / "rapport sist.txt", self.settings.reports, Here())
        left = [p for p in self.settings.reports.rglob(".*") if p.name != ".lock"]
        left += [p for p in self.settings.saved.rglob(".*") if p.name != ".lock"]
        if left:
            raise AssertionError(f"{[p.name for p in left]} were left behind")
        if load_library(self.settings.reports).problems:
            raise AssertionError("a report cannot be read")


def main() -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.killing", description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="killing-"))
    killed: Counter[str] = Counter()
    started = time.perf_counter()
    try:
        harness = Harness(folder, random.Random(chosen.seed))  # noqa: S311 - no secret
        while killed.total() < chosen.kills:
            kind, hit = harness.kill_one()
            killed[kind] += hit
        (harness.inbox / "rapport sist.txt").write_text("Sist\n\nDet siste.\n")
        harness.end()
    except AssertionError as error:
        sys.stdout.write(f"seed {chosen.seed}, after {killed.total()} kills: {error}\n")
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    told = ", ".join(f"{count} of {kind}" for kind, count in sorted(killed.items()) if count)
    seconds = time.perf_counter() - started
    sys.stdout.write(f"seed {chosen.seed}: {killed.total()} kills ({told}), {seconds:.1f} s; nothing lost or broken\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
