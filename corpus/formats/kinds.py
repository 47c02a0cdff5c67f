"""Which kind of file it is, told by what it holds; its name decides only between kinds of text."""

import io
import re
import zipfile
import zlib
from pathlib import Path

from corpus.errors import ReportError

SUFFIXES = {  # kind → the suffix a report is kept under, and others that files of the kind have
    "pdf": (".pdf",),
    "docx": (".docx", ".docm"),
    "html": (".html", ".htm", ".xhtml"),
    "md": (".md", ".markdown"),
    "txt": (".txt", ".text"),
}
KNOWN = ("a PDF, a Word document (.docx), HTML, Markdown or text", "save it as one of these")
PDF_REACH = 1_024  # bytes before a PDF's first line, at most
HTML = re.compile(rb"^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
PACKED = {  # a file within → what the whole is, by a key and in words
    "xl/workbook.xml": ("excel", "an Excel workbook"),
    "ppt/presentation.xml": ("powerpoint", "a PowerPoint presentation"),
    "mimetype": ("opendocument", "an OpenDocument or e-book file"),
}
PACK = ("packed", "a packed file")
OPENINGS = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": ("old-word", "an old or a locked Word file (.doc, or with a password)"),
    b"{\\rtf": ("rtf", "rich text (.rtf)"),
    b"\x89PNG": ("picture", "a picture"),
    b"\xff\xd8\xff": ("picture", "a picture"),
    b"GIF8": ("picture", "a picture"),
    b"II*\0": ("picture", "a picture"),
    b"MM\0*": ("picture", "a picture"),
    b"\x7fELF": ("program", "a program"),
    b"MZ": ("program", "a program"),
    b"\x1f\x8b": PACK,
    b"Rar!": PACK,
    b"7z\xbc\xaf": PACK,
}


def kind_of(data: bytes, name: str) -> str:
    """Return the kind of a file that holds `data`: a key of `SUFFIXES`.

    Raises:
        ReportError: it is empty, or of a kind that is not read; the message continues the file's name.
    """
    if not data.strip():
        raise ReportError("is empty; a report's text belongs in it", "empty")
    if b"%PDF-" in data[:PDF_REACH]:
        return "pdf"
    if data.startswith(b"PK"):
        return _packed(data)
    for opening, what in OPENINGS.items():
        if data.startswith(opening):
            raise _not_read(*what)
    suffix = Path(name).suffix.lower()
    if HTML.match(data[:4_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")) or suffix in SUFFIXES["html"]:
        return "html"
    return "md" if suffix in SUFFIXES["md"] else "txt"


def _packed(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, LookupError, NotImplementedError):
        raise ReportError(
            "is a damaged Word document or packed file; fetch or save it anew", "damaged-packed"
        ) from None
    if "word/document.xml" in names:
        return "docx"
    what = next((what for name, what in PACKED.items() if name in names), PACK)
    raise _not_read(*what)


def _not_read(key: str, what: str) -> ReportError:
    return ReportError(f"is {what}; what is read is {KNOWN[0]}: {KNOWN[1]}", f"is.{key}")
