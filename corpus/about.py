"""Read and check a report's `about.toml`."""

import re
import tomllib
from pathlib import Path
from typing import Any, cast

from corpus.errors import ReportError
from corpus.language import LANGUAGES
from corpus.records import About, Language
from corpus.themes import KINDS
from corpus.toml_files import read_toml

DATE = re.compile(r"^\d{4}(?:-\d{2}(?:-\d{2})?)?$")
TEXTS = ("short", "publisher", "source")
LISTS = ("authors", "regions", "municipalities", "counties", "programmes")


def read_about(path: Path) -> About:
    """Return what `path` says of a report.

    Raises:
        ReportError: the file is missing or no TOML, or a field is missing or not what it should be; all
            faults are named at once.
    """
    try:
        data = read_toml(path)
    except FileNotFoundError:
        text = f"{path} is missing; copy one from another report and fill it in."
        raise ReportError(text, "about-missing", path=str(path)) from None
    refuse_faults(data, path)
    evidence, period = data.get("evidence", {}), data.get("period")
    aliases = tuple((name, tuple(others)) for name, others in data.get("aliases", {}).items())
    return About(
        title=data["title"],
        short=data.get("short", data["title"]),
        authors=tuple(data.get("authors", ())),
        publisher=data.get("publisher", ""),
        date=str(data["date"]),
        kind=data.get("kind", "other"),
        evidence_nb=evidence.get("nb", ""),
        evidence_en=evidence.get("en", ""),
        language=cast(Language, data.get("language", "nb")),
        regions=tuple(data.get("regions", ())),
        municipalities=tuple(data.get("municipalities", ())),
        counties=tuple(data.get("counties", ())),
        programmes=tuple(data.get("programmes", ())),
        aliases=aliases,
        period=(period[0], period[1]) if period else None,
        source=data.get("source", ""),
        confirmed=data.get("confirmed", True),
    )


def file_of(path: Path) -> str:
    """Return the name of the file that a report was added from; empty where its about.toml does not say."""
    return _said(path, "file")


def title_of(path: Path) -> str:
    """Return a report's title; empty where its about.toml does not say, whatever else is wrong with it."""
    return _said(path, "title")


def _said(path: Path, field: str) -> str:
    try:
        value = tomllib.loads(path.read_text(encoding="utf-8")).get(field, "")
    except (OSError, ValueError, RecursionError):
        return ""
    return value if isinstance(value, str) else ""


def refuse_faults(data: dict[str, Any], path: Path) -> None:
    """Make sure that `data` can stand in the about.toml at `path`.

    Raises:
        ReportError: a field is missing or not what it should be; all faults are named at once.
    """
    faults = _faults(data)
    if faults:
        text = f"{path}: {'; '.join(map(str, faults))}."
        raise ReportError(text, "about", path=str(path), faults=tuple(faults))


def _faults(data: dict[str, Any]) -> list[ReportError]:
    """Return what is wrong, a clause each."""
    faults = [
        ReportError(f"{field} is missing", "about.missing", field=field)
        for field in ("title", "date")
        if not isinstance(data.get(field), str)
    ]
    if isinstance(data.get("date"), str) and not DATE.match(data["date"]):
        found = repr(data["date"])
        text = f"date should be like 2020-06-16, 2020-06 or 2020, not {found}"
        faults.append(ReportError(text, "about.date", found=found))
    for field, known, default in (("kind", KINDS, "other"), ("language", LANGUAGES, "nb")):
        if data.get(field, default) not in known:
            found, choices = repr(data[field]), ", ".join(known)
            text = f"{field} should be one of {choices}, not {found}"
            faults.append(ReportError(text, "about.choice", field=field, choices=choices, found=found))
    return faults + _of_other_type(data)


def _of_other_type(data: dict[str, Any]) -> list[ReportError]:
    """Return which fields are of another type than they should be, a clause each."""
    faults = [
        ReportError(f"{field} should be a list of texts", "about.list", field=field)
        for field in LISTS
        if not _texts(data.get(field, []))
    ]
    faults += [
        ReportError(f"{field} should be a text", "about.text", field=field)
        for field in TEXTS
        if not isinstance(data.get(field, ""), str)
    ]
    if not isinstance(data.get("confirmed", True), bool):
        faults.append(ReportError("confirmed should be true or false", "about.confirmed"))
    period = data.get("period", [0, 0])
    if not (isinstance(period, list) and len(period) == 2 and all(isinstance(y, int) for y in period)):
        faults.append(ReportError("period should be two years, as in [2016, 2019]", "about.period"))
    evidence = data.get("evidence", {})
    if not isinstance(evidence, dict) or not all(isinstance(text, str) for text in evidence.values()):
        faults.append(ReportError('evidence should be like { nb = "…", en = "…" }', "about.evidence"))
    aliases = data.get("aliases", {})
    if not isinstance(aliases, dict) or not all(_texts(v) for v in aliases.values()):
        faults.append(ReportError('aliases should be like "Arena Lettmetall" = ["ALM"]', "about.aliases"))
    return faults


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
