"""Measure what it takes to bring the index in line when one of many reports is new, changed or gone.

Generated reports in a folder of their own; every step in a process of its own, as the page and a user start it, its
start included.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from corpus.library import Library
from index.part import Progress
from index.renew import Renewed, renew
from index.settings import Settings
from index.synthetic import write_reports

MORE = "\n\nDette avsnittet om næringsutviklingsarbeidet er nytt i denne utgaven av rapporten.\n"


@dataclass(frozen=True, slots=True)
class Step:
    """What one step took."""

    what: str
    renewed: Renewed


def measure_adding(library: Library, count: int, settings: Settings, progress: Progress) -> list[Step]:
    """Return what it took to build `count` reports, and then to add, change and remove one.

    Raises:
        RegionsvarError: the index cannot be built.
    """
    with TemporaryDirectory(prefix="adding-") as name:
        folder = Path(name)
        here = replace(settings, reports=folder / "reports", saved=folder / "saved")
        write_reports(here.reports, library, count + 1)
        one = here.reports / f"synthetic-{count // 2:05}"
        aside = folder / "aside"
        one.rename(aside)
        steps = [Step(f"build of {count} reports", renew(here, progress))]
        aside.rename(one)
        steps.append(Step("one more", renew(here, progress)))
        text = one / "report.txt"
        text.write_text(text.read_text(encoding="utf-8") + MORE, encoding="utf-8")
        steps.append(Step("one changed", renew(here, progress)))
        rmtree(one)
        steps.append(Step("one less", renew(here, progress)))
        steps.append(Step("nothing new", renew(here, progress)))
        return steps


def steps_table(steps: Sequence[Step]) -> Iterator[str]:
    """Yield the steps as lines of a Markdown table; shares are of the first."""
    whole = steps[0].renewed
    yield "| | seconds | processor seconds | share of seconds | share of processor |"
    yield "|---|---|---|---|---|"
    for step in steps:
        took = step.renewed
        shares = f"{took.seconds / whole.seconds:.1%} | {took.processor / whole.processor:.1%}"
        yield f"| {step.what} | {took.seconds:.1f} | {took.processor:.1f} | {shares} |"
