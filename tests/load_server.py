"""The server that is measured, and the processor time it and the browsers take; runs on Linux."""

import asyncio
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

from app.settings import DATA_VARIABLE

ROOT = Path(__file__).parent.parent
HERE = "127.0.0.1"
TICKS = os.sysconf("SC_CLK_TCK")
MEGABYTE = 1024  # kilobytes


class Server:
    """The real server in a process of its own."""

    def __init__(self, folder: Path) -> None:
        """Start it on a free port; its log and what it keeps go into `folder`."""
        with socket.socket() as free:
            free.bind((HERE, 0))
            port = free.getsockname()[1]
        self.address, self.log = f"http://{HERE}:{port}", folder / "log.txt"
        command = [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            "app/page_serve.py",
            f"--server.port={port}",
        ]
        environment = {**os.environ, DATA_VARIABLE: str(folder), "PYTHONDONTWRITEBYTECODE": ""}  # compiled, as a user's
        with self.log.open("w") as out:
            self.process = subprocess.Popen(  # noqa: S603 - ours
                command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT
            )

    async def answers(self) -> None:
        """Wait until it answers."""
        while self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=1):  # noqa: S310 - our own
                    return
            except (URLError, TimeoutError):
                await asyncio.sleep(0.02)
        raise SystemExit(f"the server ended; it said:\n{self.log.read_text()}")

    def memory(self) -> float:
        """Return its resident memory in megabytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / MEGABYTE

    def cpu(self) -> float:
        """Return the seconds of processor it has used."""
        return _spent(_fields(self.process.pid))

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    """Run a server, which is ended with the block."""
    server = Server(folder)
    try:
        yield server
    finally:
        server.stop()


def processor_time(but: int) -> float:
    """Return the seconds of processor that all processes below this one have used, but the process `but`."""
    fields = {int(path.name): _fields(int(path.name)) for path in Path("/proc").iterdir() if path.name.isdigit()}
    below = {os.getpid()}
    for pid in sorted(fields):  # a child has a higher number than its parent, but where the numbers begin anew
        if fields[pid] and int(fields[pid][1]) in below:
            below.add(pid)
    return sum(_spent(fields[pid]) for pid in below - {os.getpid(), but})


def _fields(pid: int) -> list[str]:
    """Return what stands in a process's line after its name; nothing where it has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _spent(fields: list[str]) -> float:
    return (int(fields[11]) + int(fields[12])) / TICKS if fields else 0.0
