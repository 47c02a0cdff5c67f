"""Bytes into text, whatever the encoding: marks first, then what is sure, then the likeliest."""

import codecs
import re

from charset_normalizer import from_bytes

from corpus.errors import ReportError

MARKS = (  # the longer first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LIKELY = ["cp1252", "latin_1", "iso8859_15", "cp850", "cp865", "mac_roman"]
HTML_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
NORWEGIAN = re.compile("[æøåÆØÅ]")
FEW_ZEROS = 0.2  # of the bytes on one side: UTF-16 of Latin letters has nearly half of them
SAMPLE = 4_000  # bytes looked at for zeros
CONTROLS = 0.02  # share of control characters from which bytes are no text


def decode(data: bytes, *, html: bool = False) -> str:
    """Return the text that `data` holds; a charset that HTML declares is believed where it fits.

    Raises:
        ReportError: it is no text in any common encoding.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    wide = _wide(data[:SAMPLE])
    if wide:
        return _decoded(data, wide)
    if b"\0" in data:
        raise ReportError("is no text and no other kind of file that is read", "no-text")
    declared = HTML_CHARSET.search(data[:SAMPLE]) if html else None
    for encoding in ["utf-8", *([declared[1].decode("ascii")] if declared else [])]:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _likeliest(data)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReportError(
            f"begins as {encoding.upper()} text, but is damaged at byte {error.start:,}",
            "damaged-text",
            encoding=encoding.upper(),
            byte=error.start,
        ) from None


def _wide(sample: bytes) -> str:
    """Return the UTF-16 that bytes without a mark are in, by where their zeros stand; empty where they are not."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if half < 4 or max(even, odd) < (1 - FEW_ZEROS) * half or min(even, odd) > FEW_ZEROS * half:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _likeliest(data: bytes) -> str:
    """Return the text in the one-byte encoding that makes Norwegian letters of it, or the likeliest."""
    readings = {}
    for encoding in LIKELY:
        try:
            readings[encoding] = data.decode(encoding)
        except UnicodeDecodeError:
            continue
    best = max(readings, key=lambda e: (_letters(readings[e]), -LIKELY.index(e)))
    if not NORWEGIAN.search(readings[best]):
        guess = from_bytes(data[:100_000], cp_isolation=LIKELY).best()
        best = guess.encoding if guess is not None and guess.encoding in readings else best
    text = readings[best]
    if sum(c < " " and c not in "\t\n\r\f" for c in text) > CONTROLS * len(text):
        raise ReportError("is no text and no other kind of file that is read", "no-text")
    return text


def _letters(text: str) -> int:
    """Count Norwegian letters within words, less the signs that a wrong encoding makes of them."""
    inside = len(re.findall(r"(?<=[a-zA-Z])[æøåÆØÅ]|[æøåÆØÅ](?=[a-z])", text))
    wrong = len(re.findall(r"(?<=[a-z])[^\x00-\x7fæøåÆØÅéèêóòôäöüÄÖÜÉ–—«»“”’‘…§°½•](?=[a-z])", text))
    return inside - 2 * wrong
