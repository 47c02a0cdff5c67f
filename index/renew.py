"""Refresh the index in a process of its own, so that whoever answers questions meanwhile is not slowed down.

python -m index.renew NICER REPORTS SAVED MODEL PASSAGE_SIZE PART_SIZE: prints a line of JSON for every sign of
progress, and at last what came of it. Started as a command: `multiprocessing` would run the main module again, and
that is the page.
"""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import RegionsvarError, error_as_data, error_of_data
from index.part import Progress
from index.refresh import quiet, refresh
from index.settings import Settings


@dataclass(frozen=True, slots=True)
class Renewed:
    """What came of a refresh in a process of its own."""

    version: str
    seconds: float  # by the clock
    processor: float  # seconds of the processor's time, of the process and those it started


def renew(settings: Settings, progress: Progress = quiet, *, nicer: int = 0) -> Renewed:
    """Do what `index.refresh.refresh` does, in a process of its own, `nicer` to others by so much.

    Raises:
        RegionsvarError: as there; or the process broke off.
    """
    last: dict[str, Any] = {}
    with subprocess.Popen(  # noqa: S603 - this module itself, with folders and numbers
        [sys.executable, "-m", "index.renew", str(nicer), *_named(settings)],
        env={**os.environ, "PYTHONPATH": _path()},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            for line in process.stdout or ():
                last = json.loads(line)
                if "step" in last:
                    progress(last["step"], float(last["share"]))
            told = (process.stderr.read() if process.stderr else "").strip().splitlines()
        except BaseException:
            process.kill()
            raise
    if "version" in last:
        return Renewed(last["version"], float(last["seconds"]), float(last["processor"]))
    if "error" in last:
        raise error_of_data(last["error"])
    status, why = process.returncode, told[-1] if told else "it said nothing"
    text = f"The index was not brought up to date: the process broke off ({status}: {why})."
    raise RegionsvarError(text, "renew-broke-off", status=status, why=why)


def _named(settings: Settings) -> list[str]:
    sizes = (str(settings.passage_size), str(settings.part_size))
    return [str(settings.reports.absolute()), str(settings.saved.absolute()), settings.model, *sizes]


def _path() -> str:
    here = str(Path(__file__).resolve().parents[1])
    return os.pathsep.join(p for p in (here, os.environ.get("PYTHONPATH", "")) if p)


def main(arguments: list[str]) -> int:
    """Run the command and return its exit status."""
    nicer, reports, saved, model, passage_size, part_size = arguments
    os.nice(int(nicer))
    settings = Settings(Path(reports), Path(saved), model, passage_size=int(passage_size), part_size=int(part_size))
    started = time.perf_counter()

    def show(step: str, share: float) -> None:
        _say(step=step, share=share)

    try:
        version = refresh(settings, progress=show)
    except RegionsvarError as error:
        _say(error=error_as_data(error))
        return 1
    used = os.times()
    processor = used.user + used.system + used.children_user + used.children_system
    _say(version=version, seconds=time.perf_counter() - started, processor=processor)
    return 0


def _say(**what: object) -> None:
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
