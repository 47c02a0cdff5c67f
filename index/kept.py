"""What is kept beside the index, so that a new report costs no more than itself: each report's part, and known words.

saved/parts/<key>.arrays     a part, named for everything it was made of
saved/parts/pack.arrays      many parts as one, with their keys: where there are many, they are packed now and then
saved/parts/words.arrays     what was worked out of words

Both are written in one step and can be lost without harm: they are made anew then. Nothing is ever unpickled.
"""

from collections.abc import Iterable
from functools import cache
from hashlib import file_digest, sha256
from itertools import pairwise
from pathlib import Path

import numpy as np

from corpus.records import Passage
from index.counted import Counted
from index.part import COUNTED, DENSE, Grams, Part
from index.plain import Arrays, as_bytes, from_bytes, read_arrays, write_arrays
from index.settings import Settings
from index.words import Known

FOLDER = "parts"  # in the folder of the saved index
WORDS, PACK = "words.arrays", "pack.arrays"
DAMAGED = (OSError, ValueError, KeyError, TypeError, IndexError)


class Kept:
    """The parts and words kept beside one saved index."""

    def __init__(self, settings: Settings) -> None:
        """Take the settings that say where the index is saved."""
        self.folder = settings.saved / FOLDER

    def part(self, key: str) -> Part | None:
        """Return the part kept under `key`; None where there is none, or not a whole one."""
        try:
            return _part(read_arrays(self.folder / f"{key}.arrays"))
        except DAMAGED:
            return None

    def keep(self, key: str, part: Part) -> None:
        """Keep a part under `key`.

        Raises:
            OSError: it cannot be written.
        """
        write_arrays(self.folder / f"{key}.arrays", _arrays(part))

    def pack(self) -> tuple[Part | None, list[str]]:
        """Return the parts that are packed, as one, and their keys, in its order; none where nothing whole is kept."""
        try:
            arrays = read_arrays(self.folder / PACK)
            return _part(arrays), from_bytes(arrays["keys"])
        except DAMAGED:
            return None, []

    def keep_pack(self, whole: Part, keys: list[str]) -> None:
        """Keep the parts under `keys` as one.

        Raises:
            OSError: it cannot be written.
        """
        write_arrays(self.folder / PACK, {**_arrays(whole), "keys": as_bytes(keys)})

    def words(self) -> Known:
        """Return what is known of words; nothing where nothing whole is kept."""
        try:
            return Known.from_arrays(read_arrays(self.folder / WORDS))
        except DAMAGED:
            return Known.nothing()

    def keep_words(self, known: Known) -> None:
        """Keep what is known of words.

        Raises:
            OSError: it cannot be written.
        """
        write_arrays(self.folder / WORDS, known.arrays())

    def forget(self, but: Iterable[str], *, also: Iterable[str] = (PACK, WORDS)) -> None:
        """Clear away every file but those of the parts under the keys `but` and those named in `also`.

        Raises:
            OSError: the folder cannot be read, or a file cannot be removed.
        """
        stay = {f"{key}.arrays" for key in but} | set(also)
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if path.name not in stay:
                path.unlink()

    def drafts(self) -> list[Path]:
        """Return the files that are being written, or that a writer that was killed left behind."""
        return list(self.folder.glob(".*")) if self.folder.is_dir() else []


@cache
def code() -> str:
    """Return a checksum of the program's files that shape an index: what other code made is not taken for its own."""
    here = Path(__file__).parent
    files = [*here.parent.glob("corpus/**/*.py"), *here.parent.glob("corpus/*.toml"), *here.glob("*.py")]
    files += here.glob("lexicon/*")
    sums = []
    for path in sorted(files):
        with path.open("rb") as file:
            sums.append(f"{path.name} {file_digest(file, 'sha256').hexdigest()}")
    return sha256("\n".join(sums).encode()).hexdigest()[:16]


def _arrays(part: Part) -> Arrays:
    told = {
        "passages": [[p.report_id, p.start, p.end, p.text, list(p.section), p.page] for p in part.passages],
        "words": part.words,
        "grams": part.grams.tokens if part.grams else None,
    }
    counted = [part.counted[name] for name in COUNTED]
    counted += [part.grams.own, part.grams.note] if part.grams else []
    return {
        "told": as_bytes(told),
        "units": np.array(part.units, np.int32),
        "sizes": np.array([[len(c.starts), len(c.words)] for c in counted], np.int64),
        "starts": np.concatenate([c.starts for c in counted]),
        "counted": np.concatenate([c.words for c in counted]),
        "counts": np.concatenate([c.counts for c in counted]).astype(np.uint16),  # of a word in a passage
        "runs": np.concatenate([np.zeros(0, np.uint64), *part.runs]),
        "runs-sizes": np.array([len(r) for r in part.runs], np.int64),
        "bounds": part.bounds,
        **{f"vectors-{name}": part.vectors[name] for name in DENSE},
        **{f"owners-{name}": part.owners[name] for name in DENSE},
    }


def _part(arrays: Arrays) -> Part:
    told = from_bytes(arrays["told"])
    passages = [
        Passage(f"{report}:{start}-{end}", report, start, end, text, tuple(section), page)
        for report, start, end, text, section, page in told["passages"]
    ]
    ends = np.cumsum(arrays["sizes"], axis=0)[:-1]
    starts = np.split(arrays["starts"], ends[:, 0])
    counts = np.split(arrays["counts"].astype(np.float32), ends[:, 1])
    counted = list(map(Counted, starts, np.split(arrays["counted"], ends[:, 1]), counts))
    runs, runs_ends = arrays["runs"], [0, *np.cumsum(arrays["runs-sizes"]).tolist()]
    return Part(
        tuple(passages),
        tuple(arrays["units"].tolist()),
        tuple(told["words"]),
        dict(zip(COUNTED, counted, strict=False)),
        {name: arrays[f"vectors-{name}"] for name in DENSE},
        {name: arrays[f"owners-{name}"] for name in DENSE},
        tuple(runs[start:end] for start, end in pairwise(runs_ends)),
        arrays["bounds"],
        Grams(tuple(told["grams"]), *counted[len(COUNTED) :]) if told["grams"] is not None else None,
    )
