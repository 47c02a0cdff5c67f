"""Citation marks in a text that comes in pieces: taken out of it as they come, each with its place.

"[3]", "[1][2]", "[1, 2]", "[1–3]" and "【3】" are marks. A mark cut in two by the stream is held back until the
rest of it is there; any other bracket is text.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

MARK = re.compile(r"[\[【]\s*(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\s*(?:†[^\]】]{0,20})?[\]】]")
BEGUN = re.compile(r"[\[【][\s\d,;–-]*(?:†[^\]】]{0,20})?$")  # what may become a mark when more has come
WIDEST = 10  # sources that "[1–3]" may span: a wider one is a slip, and names only its ends


@dataclass(slots=True)
class Marks:
    """Reads a text piece by piece; `text` is what has come so far, without its marks."""

    known: Collection[int]  # the ids of the sources
    text: str = ""
    marks: list[tuple[int, int]] = field(default_factory=list)  # (place in `text`, id of a source)
    unknown: int = 0  # marks dropped, since no source has their id
    _held: str = ""

    def feed(self, piece: str) -> None:
        """Take in the next piece."""
        rest = self._held + piece
        begun = BEGUN.search(rest)
        self._held = begun[0] if begun else ""
        self._take(rest[: begun.start()] if begun else rest)

    def end(self) -> None:
        """Take what was held back for text: nothing more comes."""
        held, self._held = self._held, ""
        self.text += held

    def _take(self, text: str) -> None:
        done = 0
        for match in MARK.finditer(text):
            self.text += text[done : match.start()]
            self.text = self.text.rstrip(" \u00a0")  # the space before a mark belongs to it
            done = match.end()
            for number in numbers(match[1]):
                if number in self.known:
                    self.marks.append((len(self.text), number))
                else:
                    self.unknown += 1
        self.text += text[done:]


def numbers(inside: str) -> list[int]:
    """Return the ids a mark names, each once.

    >>> numbers("1, 4"), numbers("2–4"), numbers("3")
    ([1, 4], [2, 3, 4], [3])
    """
    out: list[int] = []
    for part in re.split(r"[,;]", inside):
        ends = [int(n) for n in re.findall(r"\d+", part)]
        spans = len(ends) == 2 and 0 < ends[1] - ends[0] <= WIDEST
        out += range(ends[0], ends[1] + 1) if spans else ends
    return list(dict.fromkeys(out))
