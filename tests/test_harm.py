"""Whatever ends a process or stops it from writing: no report is lost, and the index in force is whole."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
NOT_WRITTEN = "IndexMissing: The index cannot be written to …/saved: {}; make room, or ask for the right, and try again"
NOT_ADDED = "ReportError: ny.txt was not added: …/reports cannot be written to ({}); make room, or ask for the right."


def output(*command: str) -> str:
    """Return what a module of the tests prints, run in a process of its own since it forks."""
    done = subprocess.run(  # noqa: S603 - this project's own modules
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    return done.stdout


def test_a_hundred_kills_break_nothing() -> None:
    assert output("tests.killing", "--kills", "100", "--seed", "1").startswith("seed 1: 100 kills")


@pytest.fixture(scope="module")
def limited() -> dict[str, dict[str, Any]]:
    """What came of each case, by its name."""
    lines = [json.loads(line) for line in output("tests.limiting").splitlines()]
    return {line["case"]: line for line in lines}


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("no room for a part", NOT_WRITTEN.format("File too large")),
        ("no room for the words", NOT_WRITTEN.format("File too large")),
        ("no room for the index", NOT_WRITTEN.format("File too large")),
        ("no room for vectors", "OSError: File too large"),  # what the others make a sentence of
        ("no room for a report", NOT_ADDED.format("File too large")),
        ("read-only index", NOT_WRITTEN.format("Permission denied")),
        ("read-only index in line", "done"),
        ("read-only reports", "done"),
        ("unreadable index", NOT_WRITTEN.format("Permission denied")),
        ("unreadable reports", "ReportError: …/reports cannot be read: Permission denied; ask for the right to read"),
        ("reports that take no more", NOT_ADDED.format("Permission denied")),
    ],
)
def test_what_cannot_be_written_is_one_sentence(limited: dict[str, dict[str, Any]], case: str, said: str) -> None:
    found = limited[case]
    assert found["said"].startswith(said)
    assert "\n" not in found["said"]
    assert found["whole"]
    assert found["old"] == (case != "read-only reports")  # these are read, and the index is the new one
    assert found["left"] == []
