"""Look into a .docx, which is a packed folder, before anything of it is unpacked."""

import io
import re
import zipfile

from corpus.errors import ReportError
from corpus.formats.limits import Limits

STEP = 1 << 20  # bytes unpacked at a time
SMALL = 1 << 20  # bytes: a part so small is no bomb, however well it packs
DOCTYPE = re.compile(rb"<!(?:doctype|entity)\b", re.IGNORECASE)
ENCRYPTED = 0x1  # bit of a packed file's flags
DAMAGED = "is a damaged Word document; open it in Word and save a copy, or fetch it anew"


def check_package(data: bytes, limits: Limits) -> None:
    """Hold a .docx against the limits, by what it declares and by what its parts really unpack to.

    Raises:
        ReportError: it is locked, too large once unpacked, or defines entities of its own.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > limits.parts:
                raise ReportError(
                    f"packs {len(parts):,} files, at most {limits.parts:,} are unpacked; it is no report",
                    "parts",
                    count=len(parts),
                    most=limits.parts,
                )
            if any(part.flag_bits & ENCRYPTED for part in parts):
                raise ReportError("is locked with a password; save a copy without one and add that", "locked")
            _check_declared(parts, limits)
            left = limits.unpacked_bytes
            for part in parts:
                left -= _unpack(packed, part, left)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError, LookupError) as error:
        raise ReportError(DAMAGED, "damaged-word") from error


def _check_declared(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    total = sum(part.file_size for part in parts)
    worst = max((p.file_size / max(1, p.compress_size) for p in parts if p.file_size > SMALL), default=0)
    if total > limits.unpacked_bytes or worst > limits.unpacked_ratio:
        raise ReportError(
            f"unpacks to {total:,} bytes, up to {worst:,.0f} times its packed size; "
            f"at most {limits.unpacked_bytes:,} bytes and {limits.unpacked_ratio} times are unpacked",
            "bomb",
            total=total,
            times=round(worst),
            most=limits.unpacked_bytes,
            ratio=limits.unpacked_ratio,
        )


def _unpack(packed: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """Unpack one part of markup, keeping nothing; return its size in bytes.

    Raises:
        ReportError: it is larger than `left`, or defines entities.
    """
    if not part.filename.lower().endswith((".xml", ".rels")):
        return 0
    size, tail = 0, b""
    with packed.open(part) as stream:
        while piece := stream.read(STEP):
            size += len(piece)
            if size > left:
                raise ReportError(f"unpacks to more than {left:,} bytes; it is no report", "unpacked", most=left)
            if DOCTYPE.search(tail + piece):
                raise ReportError(
                    "defines entities of its own, which no Word document needs; it is not read", "entities"
                )
            tail = piece[-16:]
    return size
