"""Whatever ends a process, no report is lost and the index in force is whole."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_a_hundred_kills_break_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.killing", "--kills", "100", "--seed", "1"],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    print(done.stdout)  # the seed
    assert (done.returncode, done.stderr) == (0, "")
    assert "100 kills" in done.stdout
