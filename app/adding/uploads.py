"""A folder of our own for files that people send: private, gone when it is done with, also after a killed server."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.adding.names import safe_name

PREFIX = "regionsvar-sent-"
LOCK = ".lock"  # held while the folder is in use: what nobody holds was left by a process that was ended


@contextmanager
def upload_folder(within: Path | None = None) -> Iterator[Path]:
    """Make a folder that only this user can open, and remove it with everything in it at the end.

    Args:
        within: where it is made; the system's folder for temporary files where it is not given.

    Raises:
        OSError: it cannot be made.
    """
    place = within or Path(tempfile.gettempdir())
    _clear(place)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))  # 0o700
    try:
        with (folder / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def lay_down(folder: Path, place: int, name: str, data: bytes) -> Path:
    """Write what someone sent as number `place`, under a safe form of its name; return where.

    Raises:
        OSError: it cannot be written.
    """
    own = folder / str(place)  # two files may have one name
    own.mkdir(mode=0o700)
    path = own / safe_name(name)
    with path.open("xb") as file:
        file.write(data)
    return path


def _clear(place: Path) -> None:
    """Remove what ended processes of this user left."""
    for left in place.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if left.is_symlink() or left.stat().st_uid != os.getuid():
                continue
            with (left / LOCK).open("r+") as lock:  # one that is made right now has none yet, and is left alone
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left)
