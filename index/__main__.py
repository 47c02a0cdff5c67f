"""Make and look after the index.

python -m index build               bring the index in line with the reports and notes; --anew from nothing
python -m index check               tell whether the saved index is whole and of today's reports
python -m index search "QUESTION"   print what is found, with scores
python -m index scale               measure the index as it grows, up to a million passages
python -m index scale --adding 500  measure what one more report takes beside a build of so many
python -m index train --data DIR    train the embedding model (as python -m index.training)
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from tqdm import tqdm

from corpus.errors import IndexDamaged, IndexMissing, IndexStale, RegionsvarError
from corpus.library import checksums, load_library
from index.adding import measure_adding, steps_table
from index.build import Progress
from index.crossencoder import open_reranker
from index.refresh import holds, refresh
from index.scale import WHOLE_UP_TO, Row, measure_own, measure_vectors, measure_whole, plot, table
from index.search import Searcher
from index.settings import Settings
from index.static import open_embedder
from index.store import load_index


def build(settings: Settings, *, anew: bool = False) -> None:
    """Bring the saved index in line with the reports, with a progress bar."""
    started = time.perf_counter()
    with tqdm(total=100, bar_format="{desc:<12} {percentage:3.0f}% |{bar:30}| {elapsed}") as bar:
        version = refresh(settings, progress=telling(show_on(bar), bar), anew=anew)
    held = holds(settings)
    seconds = time.perf_counter() - started
    passages, vectors = held["passages"], held["vectors"]
    print(f"Index {version}: {passages} passages, {vectors} vectors, {seconds:.1f} s, in {settings.saved}")


def telling(show: Progress, bar: "tqdm[Any]") -> Progress:
    """Return a progress function that says in a sentence, above the bar, where another process is waited for."""

    def tell(step: str, share: float) -> None:
        if step == "waiting":
            bar.write("Another process is bringing the index up to date; this one waits for it.", file=sys.stderr)
        show(step, share)

    return tell


def show_on(bar: "tqdm[Any]", before: str = "") -> Callable[[str, float], None]:
    """Return a progress function that moves `bar` to each step's share."""

    def show(step: str, share: float) -> None:
        bar.set_description(before + step)
        bar.update(max(0, 100 * share - bar.n))

    return show


def is_current(settings: Settings) -> bool:
    """Tell whether the saved index is whole and up to date; say why where it is not."""
    try:
        load_index(settings, load_library(settings.reports), checksums(settings.reports))
    except (IndexMissing, IndexStale, IndexDamaged) as error:
        print(str(error).split("; run:")[0] + ".")
        return False
    return True


def check(settings: Settings) -> None:
    """Load the index, which raises where it is missing, stale or damaged, and print what it holds."""
    index = load_index(settings, load_library(settings.reports), checksums(settings.reports))
    print(f"Index {index.version} is whole: {len(index.passages)} passages, model {index.model}")


def search(settings: Settings, question: str) -> None:
    """Print the first ten passages found."""
    library = load_library(settings.reports)
    index = load_index(settings, library, checksums(settings.reports))
    searcher = Searcher(index, library, open_embedder(settings.model), open_reranker(settings))
    for hit in searcher.search(question).hits:
        passage = hit.passage
        print(f"{hit.rank:2} {hit.score:6.2f} {passage.report_id} p. {passage.page} {' › '.join(passage.section)}")
        print(f"          {' '.join(passage.text.split())[:160]} …")
        for other in hit.also:
            print(f"          also {other.report_id} p. {other.page} {' › '.join(other.section)}")


def scale(settings: Settings, counts: list[int], whole_up_to: int, out: Path | None) -> None:
    """Print a row of the saved index and the rows of synthetic ones; write a plot to `out`, the figures beside it.

    Both are written anew after every row, so that a run that is stopped loses only the row it was at.
    """
    library, embedder = load_library(settings.reports), open_embedder(settings.model)
    steps: list[tuple[str, Callable[[Progress], Row]]] = [("own index", lambda _show: measure_own(settings))]
    steps += [(f"{n:,} vectors", partial(measure_vectors, library, embedder, n)) for n in counts]
    whole = (n for n in counts if n <= whole_up_to)
    steps += [(f"{n:,} whole", partial(measure_whole, library, embedder, n, settings)) for n in whole]
    rows: list[Row] = []
    for name, step in steps:
        with tqdm(total=100, bar_format="{desc:<34} {percentage:3.0f}% |{bar:30}| {elapsed}") as bar:
            rows.append(step(show_on(bar, f"{name}: ")))
        print(f"{time.strftime('%H:%M:%S')} {list(table(rows))[-1]}", file=sys.stderr)
        if out:
            figures = json.dumps([asdict(r) for r in rows], indent=1) + "\n"
            out.with_suffix(".json").write_text(figures, encoding="utf-8")
            out.write_text(plot(rows), encoding="utf-8")
    print("\n".join(table(rows)))


def adding(settings: Settings, count: int) -> None:
    """Print what a build of `count` generated reports takes, and then one report more, changed, and less."""
    with tqdm(total=100, bar_format="{desc:<34} {percentage:3.0f}% |{bar:30}| {elapsed}") as bar:
        steps = measure_adding(load_library(settings.reports), count, settings, show_on(bar))
    print("\n".join(steps_table(steps)))


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["train"]:
        from index.training.__main__ import main as train  # its libraries take seconds

        return train(arguments[1:])
    parser = argparse.ArgumentParser(prog="python -m index", description="Make and look after the index.")
    commands = parser.add_subparsers(dest="command", required=True)
    building = commands.add_parser("build", help="bring the index in line with the reports and notes")
    building.add_argument("--if-needed", action="store_true", help="only where it is missing, old or damaged")
    building.add_argument("--anew", action="store_true", help="from nothing, whatever is kept")
    commands.add_parser("train", help="train the embedding model")
    commands.add_parser("check", help="tell whether the saved index is whole and up to date")
    commands.add_parser("search", help="print what is found").add_argument("question")
    scaling = commands.add_parser("scale", help="measure the index as it grows")
    scaling.add_argument("--passages", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    scaling.add_argument(
        "--whole-up-to", type=int, default=WHOLE_UP_TO, help="passages the whole search is measured to"
    )
    scaling.add_argument("--adding", type=int, metavar="REPORTS", help="measure one report more than so many instead")
    scaling.add_argument("--out", type=Path, help="SVG file of a plot; the figures go beside it as JSON")
    chosen = parser.parse_args(arguments)
    settings = Settings.from_env()
    try:
        if chosen.command == "build":
            if not (chosen.if_needed and is_current(settings)):
                build(settings, anew=chosen.anew)
        elif chosen.command == "check":
            check(settings)
        elif chosen.command == "scale" and chosen.adding:
            adding(settings, chosen.adding)
        elif chosen.command == "scale":
            scale(settings, chosen.passages, chosen.whole_up_to, chosen.out)
        else:
            search(settings, chosen.question)
    except RegionsvarError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
