"""Make and look after the index.

python -m index build               build the index of all reports and notes
python -m index check               tell whether the saved index is whole and of today's reports
python -m index search "QUESTION"   print what is found, with scores
python -m index train --data DIR    train the embedding model (as python -m index.training)
"""

import argparse
import sys
import time
from collections.abc import Callable
from typing import Any

from tqdm import tqdm

from corpus.errors import IndexDamaged, IndexMissing, IndexStale, RegionsvarError
from corpus.library import checksums, load_library
from index.build import build_index
from index.search import Searcher
from index.settings import Settings
from index.static import open_embedder
from index.store import load_index, save_index


def build(settings: Settings) -> None:
    """Build and save the index, with a progress bar."""
    started = time.perf_counter()
    with tqdm(total=100, bar_format="{desc:<12} {percentage:3.0f}% |{bar:30}| {elapsed}") as bar:
        index = build_index(load_library(settings.reports), open_embedder(settings.model), settings, show_on(bar))
    version = save_index(index, settings, checksums(settings.reports))
    vectors = sum(d.size for d in index.dense.values())
    seconds = time.perf_counter() - started
    print(f"Index {version}: {len(index.passages)} passages, {vectors} vectors, {seconds:.1f} s, in {settings.saved}")


def show_on(bar: "tqdm[Any]") -> Callable[[str, float], None]:
    """Return a progress function that moves `bar` to each step's share."""

    def show(step: str, share: float) -> None:
        bar.set_description(step)
        bar.update(100 * share - bar.n)

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
    for hit in Searcher(index, library, open_embedder(settings.model)).search(question).hits:
        passage = hit.passage
        print(f"{hit.rank:2} {hit.score:6.2f} {passage.report_id} p. {passage.page} {' › '.join(passage.section)}")
        print(f"          {' '.join(passage.text.split())[:160]} …")


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["train"]:
        from index.training.__main__ import main as train  # its libraries take seconds

        return train(arguments[1:])
    parser = argparse.ArgumentParser(prog="python -m index", description="Make and look after the index.")
    commands = parser.add_subparsers(dest="command", required=True)
    building = commands.add_parser("build", help="build the index of all reports and notes")
    building.add_argument("--if-needed", action="store_true", help="only where it is missing, old or damaged")
    commands.add_parser("train", help="train the embedding model")
    commands.add_parser("check", help="tell whether the saved index is whole and up to date")
    commands.add_parser("search", help="print what is found").add_argument("question")
    chosen = parser.parse_args(arguments)
    settings = Settings.from_env()
    try:
        if chosen.command == "build":
            if not (chosen.if_needed and is_current(settings)):
                build(settings)
        elif chosen.command == "check":
            check(settings)
        else:
            search(settings, chosen.question)
    except RegionsvarError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
