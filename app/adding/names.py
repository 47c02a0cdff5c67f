"""The name of a file that someone sends, which nobody trusts: what of it is used, on disk and on screen."""

import unicodedata
from pathlib import PurePosixPath

from corpus.formats.clean import clean

LONGEST = 200  # bytes; a name on disk may have 255, and reading puts signs of its own before it
NAMELESS = "rapport"


def safe_name(name: str) -> str:
    """Return a file name in one line, without folders, controls or signs that turn text; never empty.

    >>> safe_name("../../etc/Års rapport.PDF")
    'Års rapport.PDF'
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(c for c in clean(last.encode("utf-8", "ignore").decode()) if c != "/")
    line = " ".join(unicodedata.normalize("NFC", seen).split()).strip(".- ")
    suffix = _cut(PurePosixPath(line).suffix, 20)
    stem = line.removesuffix(suffix) if suffix else line
    return (_cut(stem, LONGEST - len(suffix.encode())) or NAMELESS) + suffix


def _cut(text: str, size: int) -> str:
    """Return as many of the first characters as have at most `size` bytes."""
    return text.encode()[:size].decode("utf-8", "ignore")
