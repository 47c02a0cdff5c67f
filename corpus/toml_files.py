"""Read the TOML files that people write beside a report."""

from pathlib import Path
from typing import Any

import tomli  # the standard library's tomllib, compiled: notes are megabytes, and whoever opens the page waits for them

from corpus.errors import ReportError


def read_toml(path: Path) -> dict[str, Any]:
    """Return what the file at `path` says.

    Raises:
        FileNotFoundError: there is none.
        ReportError: it cannot be opened, or is no TOML in UTF-8.
    """
    try:
        return tomli.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise
    except OSError as error:
        raise unread(path, error) from error
    except UnicodeDecodeError as error:
        text = f"{path} cannot be read: it is not in UTF-8 (byte {error.start:,}); save it as UTF-8."
        raise ReportError(text, "not-utf8", path=str(path), byte=error.start) from error
    except (ValueError, RecursionError) as error:
        text = f"{path} cannot be read: it is no TOML ({error}); mend it there."
        raise ReportError(text, "not-toml", path=str(path), why=str(error)) from error


def unread(path: Path, error: OSError) -> ReportError:
    """Return the sentence for a file or folder that the system does not let us read."""
    why = str(error.strerror)
    return ReportError(
        f"{path} cannot be read: {why}; ask for the right to read it.", "unread", path=str(path), why=why
    )
