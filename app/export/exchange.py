"""References as reference programs read them: BibTeX for LaTeX, RIS for EndNote and Zotero."""

import re
from collections.abc import Iterable

from app.export.names import Name
from app.export.reference import Published, authors, published
from corpus.records import About, Report

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
BIBTEX_LANGUAGE = {"nb": "norsk", "nn": "nynorsk", "en": "english"}
SPECIAL = {
    **{c: f"\\{c}" for c in "&%$#_"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}


def as_bibtex(reports: Iterable[Report]) -> str:
    """Return a BibTeX file: an entry a report, under the report's id."""
    return "\n".join(_bibtex(report.id, report.about) for report in reports)


def as_ris(reports: Iterable[Report]) -> str:
    """Return an RIS file: an entry a report."""
    return "".join(_ris(report.about) for report in reports)


def _bibtex(report_id: str, about: About) -> str:
    out = published(about.source)
    month = about.date[5:7]
    fields = {
        "author": " and ".join(_bibtex_name(n) for n in authors(about)),
        "title": f"{{{_tex(about.title)}}}" if about.title else "",
        "year": about.date[:4],
        "month": MONTHS[int(month) - 1] if month else "",
        **_bibtex_origin(about, out),
        "url": out.url,
        "langid": BIBTEX_LANGUAGE[about.language],
    }
    lines = [f"  {key} = {value if key == 'month' else f'{{{value}}}'}," for key, value in fields.items() if value]
    key = re.sub(r"[^A-Za-z0-9:.+/-]", "-", report_id)
    return "\n".join([f"@{_bibtex_kind(out)}{{{key},", *lines, "}", ""])


def _bibtex_kind(out: Published) -> str:
    return {"": "techreport", "doctor": "phdthesis"}.get(out.degree, "mastersthesis")  # a bachelor's has no kind


def _bibtex_origin(about: About, out: Published) -> dict[str, str]:
    """Return who published, and the kind and number."""
    if out.is_thesis:
        return {"school": _tex(about.publisher), "type": _tex(out.thesis)}
    return {"institution": _tex(about.publisher), "type": _tex(out.series), "number": _tex(out.number)}


def _bibtex_name(name: Name) -> str:
    return f"{_tex(name.family)}, {_tex(name.given)}" if name.given else f"{{{_tex(name.family)}}}"


def _tex(text: str) -> str:
    return "".join(SPECIAL.get(c, c) for c in " ".join(text.split()))


def _ris(about: About) -> str:
    """Return an entry, its fields as Zotero's own reader names them: M3 the kind, SN a report's number."""
    out = published(about.source)
    year, month, day = (*about.date.split("-"), "", "")[:3]
    fields = [
        ("TY", "THES" if out.is_thesis else "RPRT"),
        *(("AU", n.inverted if n.given else f"{n.family},") for n in authors(about)),  # a comma ends a body's name
        ("TI", about.title),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if month else ""),
        ("PB", about.publisher),
        ("M3", out.thesis or out.series),
        ("SN", out.number),
        ("LA", about.language),
        ("UR", out.url),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", "", ""])
