"""How much of a file is read: a bound for everything a hostile or mistaken file can make large."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds; each is far above what a report for people to read holds."""

    file_bytes: int = 100_000_000  # the largest reports, full of pictures, have some tens of millions
    pages: int = 2_000
    page_characters: int = 60_000  # a dense page in small print has some 8,000
    characters: int = 12_000_000  # 2,000 pages of 6,000
    unpacked_bytes: int = 300_000_000  # of a .docx, which is a packed folder
    unpacked_ratio: int = 400  # unpacked to packed, of one part over a megabyte: text reaches 20, a bomb 1,000
    parts: int = 5_000  # files packed in a .docx
    cells: int = 200_000  # of all tables
    seconds: float = 300.0  # a file of 2,000 pages takes some 150
    memory_bytes: int = 3_000_000_000  # address space, most of which the libraries only reserve


LIMITS = Limits()
