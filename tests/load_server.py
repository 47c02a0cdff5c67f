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
OWN, ENDED = 11, 13  # where a process's line tells what it has used itself, and what its ended children had


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
    children: dict[int, list[int]] = {}
    for pid, values in fields.items():
        if values and pid != but:
            children.setdefault(int(values[1]), []).append(pid)
    below, found = [os.getpid()], 0.0
    while below:
        for pid in children.get(below.pop(), ()):
            below.append(pid)
            found += _spent(fields[pid]) + _spent(fields[pid], ENDED)
    return found


def _fields(pid: int) -> list[str]:
    """Return what stands in a process's line after its name; nothing where it has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _spent(fields: list[str], first: int = OWN) -> float:
    return (int(fields[first]) + int(fields[first + 1])) / TICKS if fields else 0.0
