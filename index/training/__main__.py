"""Train the embedding model that ships with the project.

python -m index.training --data FOLDER [--out FOLDER] [--leave-out REPORT …] [--seed 1]
"""

import argparse
import sys
from pathlib import Path

from tqdm import tqdm

from corpus.errors import RegionsvarError
from corpus.library import load_library
from index.settings import OWN_MODEL
from index.training.train import train


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m index.training", description="Train the embedding model.")
    parser.add_argument("--data", type=Path, required=True, help="the folder of the training data")
    parser.add_argument("--out", type=Path, default=OWN_MODEL, help="the folder of the model")
    parser.add_argument("--leave-out", nargs="*", default=[], metavar="REPORT", help="reports not to learn from")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, help="stop then, at the latest")
    chosen = parser.parse_args(arguments)
    try:
        with tqdm(total=100, bar_format="{desc:<14} {percentage:3.0f}% |{bar:30}| {elapsed}") as bar:

            def show(step: str, share: float) -> None:
                bar.set_description(step)
                bar.update(100 * share - bar.n)

            figures = train(
                chosen.data,
                chosen.out,
                load_library(),
                leave_out=chosen.leave_out,
                seed=chosen.seed,
                minutes=chosen.minutes,
                progress=show,
            )
    except RegionsvarError as error:
        print(error, file=sys.stderr)
        return 1
    for name, value in figures.items():
        print(f"{name:<24} {value:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
