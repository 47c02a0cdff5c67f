"""What a person says of a report in the form, as fields of its about.toml; what does not hold is a sentence."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from app.wording import say
from corpus.gazetteer import place_names
from corpus.mending import Value
from corpus.records import About, Language
from corpus.sources import one_line
from corpus.themes import KINDS

TEXTS = ("title", "short", "publisher", "date", "period", "authors", "evidence_nb", "evidence_en", "source")
LISTS = ("regions", "municipalities", "counties", "programmes")
CHOICES: dict[str, tuple[str, ...]] = {"kind": KINDS, "language": ("nb", "nn", "en")}
LONGEST = 500  # characters of a text
MOST = 60  # names in a list
DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
PERIOD = re.compile(r"(\d{4})(?:\s*[-–—]\s*(\d{4}))?")
Values = Mapping[str, str | Sequence[str]]  # by the names in `TEXTS`, `LISTS` and `CHOICES`


def values_of(about: About) -> dict[str, str | list[str]]:
    """Return what the form begins with."""
    own = {"authors": "; ".join(about.authors), "period": "–".join(map(str, dict.fromkeys(about.period or ())))}
    texts = {name: own.get(name, getattr(about, name, "")) for name in (*TEXTS, *CHOICES)}
    return {**texts, **{name: list(getattr(about, name)) for name in LISTS}}


def options(name: str, chosen: Sequence[str]) -> list[str]:
    """Return the names that can be chosen in a list, those chosen first; others can be written."""
    return list(dict.fromkeys([*chosen, *place_names(name)]))


def faults_of(values: Values, shown: Language) -> list[str]:
    """Return what does not hold, a sentence each; none where all does."""
    return list(_faults(values, shown))


def _faults(values: Values, shown: Language) -> Iterator[str]:
    if not _text(values, "title"):
        yield say("mend.fault.title", shown)
    if not _is_date(_text(values, "date")):
        yield say("mend.fault.date", shown, date=_text(values, "date"))
    if _text(values, "period") and _period(_text(values, "period")) is None:
        yield say("mend.fault.period", shown, period=_text(values, "period"))
    for name in TEXTS:
        if len(_text(values, name)) > LONGEST:
            yield say("mend.fault.long", shown, name=say(f"mend.{name}", shown), most=LONGEST)
    for name in LISTS:
        if len(_names(values, name)) > MOST:
            yield say("mend.fault.many", shown, name=say(f"mend.{name}", shown), most=MOST)


def fields_of(values: Values) -> dict[str, Value]:
    """Return the fields that a form without faults says, confirmed."""
    fields: dict[str, Value] = {
        name: _text(values, name) for name in ("title", "publisher", "date", "source", *CHOICES)
    }
    fields["short"] = _text(values, "short") or _text(values, "title")
    fields["authors"] = [part for part in map(str.strip, _text(values, "authors").split(";")) if part]
    fields["evidence"] = {"nb": _text(values, "evidence_nb"), "en": _text(values, "evidence_en")}
    fields["period"] = _period(_text(values, "period"))
    return {"confirmed": True, **fields, **{name: _names(values, name) for name in LISTS}}


def _text(values: Values, name: str) -> str:
    value = values.get(name, "")
    return one_line(value) if isinstance(value, str) else ""


def _names(values: Values, name: str) -> list[str]:
    value = values.get(name, ())
    cleaned = [one_line(one)[:LONGEST] for one in ([value] if isinstance(value, str) else value)]
    return list(dict.fromkeys(one for one in cleaned if one))


def _is_date(text: str) -> bool:
    """Tell whether a text is a day, a month or a year of the calendar."""
    match = DATE.fullmatch(text)
    if match is None:
        return False
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def _period(text: str) -> list[int] | None:
    """Return the first and the last year; None where they are none, or the last is before the first."""
    match = PERIOD.fullmatch(text)
    if match is None:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return [first, last] if first <= last else None
