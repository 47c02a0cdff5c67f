"""The kinds of file an export can be, and what they are called."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.export.clean import slug
from app.export.document import Document
from app.export.exchange import as_bibtex, as_ris
from app.turn import Turn
from corpus.errors import ExportError
from corpus.records import Report


def _markdown(document: Document) -> bytes:
    from app.export.markdown import as_markdown

    return as_markdown(document).encode()


def _docx(document: Document) -> bytes:
    from app.export.docx import as_docx  # python-docx is slow to import, and few need it

    return as_docx(document)


def _html(document: Document) -> bytes:
    from app.export.printed import as_html

    return as_html(document).encode()


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file."""

    mime: str
    make: Callable[[Document], bytes]


FORMATS = {  # by ending
    "docx": Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _docx),
    "html": Format("text/html", _html),
    "md": Format("text/markdown", _markdown),
}
LISTS: dict[str, tuple[str, Callable[[Sequence[Report]], str]]] = {  # of references, by ending
    "ris": ("application/x-research-info-systems", as_ris),
    "bib": ("application/x-bibtex", as_bibtex),
}


def file_name(question: str, made: datetime, ending: str) -> str:
    """Return a file's name, safe on every system: "regionsvar-2026-11-21-hva-fungerte-i-hallingdal.docx"."""
    return f"regionsvar-{made:%Y-%m-%d}-{slug(question)}.{ending}"


def cited(turns: Sequence[Turn], reports: dict[str, Report]) -> list[Report]:
    """Return the reports that answers cite, each once, in the order they are first cited."""
    ids = (c.report_id for turn in turns if turn.answer for c in turn.answer.citations)
    return [reports[i] for i in dict.fromkeys(ids)]


def format_of(path: Path) -> Format:
    """Return the format that a file's ending asks for.

    Raises:
        ExportError: there is none of that ending.
    """
    ending = path.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        known = ", ".join(f".{e}" for e in FORMATS)
        raise ExportError(f"{path} should end in one of {known}, not {path.suffix or 'nothing'}.")
    return FORMATS[ending]


def write(path: Path, content: bytes) -> None:
    """Write a file.

    Raises:
        ExportError: it cannot be written.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror}. Name another file with --out.") from error
