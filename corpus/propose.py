"""Propose an about.toml for a new report, from its text and from what its file says of itself.

All of it is a guess that a person confirms: the file is written with `confirmed = false`.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.formats.content import Content
from corpus.gazetteer import Places, places_in
from corpus.language import detect
from corpus.records import Language, Report

OPENING = 4_000  # characters in which a title page says when the report is from
MANY = 8  # names proposed of a kind, at most
LEAST = 2  # times a place or a programme is named before it is proposed
LONGEST_TITLE = 180  # characters
EARLIEST = 1980  # year of a report
PARAGRAPHS = 60  # asked for the language
# Titles that a program wrote: of the file it was made from, or of none
WRITTEN_BY_PROGRAM = re.compile(
    r"^(?:microsoft word|untitled|uten navn|document\d*|dokument\d*|presentasjon|slide)"
    r"|\.(?:docx?|pdf|indd|odt|pptx?|txt)$",
    re.I,
)
AUTHOR_IS_PROGRAM = re.compile(r"^(?:anonymous|user|bruker|admin|unknown|python-docx|microsoft)", re.IGNORECASE)
MONTHS = (
    "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember",
    "january|february|march|april|may|june|july|august|september|october|november|december",
)
MONTH_NAMES = "|".join(MONTHS)
DATES = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])\b"),
    re.compile(r"\b(?P<day>0?[1-9]|[12]\d|3[01])\.(?P<month>0?[1-9]|1[0-2])\.(?P<year>(?:19|20)\d\d)\b"),
    re.compile(rf"\b(?:(?P<day>[12]?\d|3[01])\. ?)?(?P<name>{MONTH_NAMES}),? (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(
        r"\b(?:rapport|notat|report|nr\.?|no\.?)\s*(?:nr\.?\s*)?\d{1,3}[/-](?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
    ),
    re.compile(r"\b(?:rapport|notat|report)\s*(?P<year>(?:19|20)\d\d)[:/-]\s*\d{1,3}\b", re.IGNORECASE),
)
YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d:/])")
NAME = r"[A-ZÆØÅ][\w-]+(?: (?:på |i |for )?[A-ZÆØÅ0-9][\w-]*){0,3}"
PROGRAMMES = (
    re.compile(
        rf"(?:[Pp]rogrammet|[Pp]rosjektet|[Ss]atsin?gen?a?|[Ss]atsinga|[Nn]ettverket|[Kk]lyngen|[Kk]lynga)"
        rf" [«\"“]?({NAME})"
    ),
    re.compile(rf"(?:programme|project|initiative|network|cluster) [«\"“]?({NAME})"),
    re.compile(rf"[«“]({NAME})[»”]-?(?:programmet|prosjektet|satsingen|satsinga)"),
    re.compile(rf"\b({NAME})(?:-programmet|-prosjektet| programme\b| project\b)"),
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is guessed of a report."""

    title: str
    date: str  # ISO date, as much of it as is told
    language: Language
    authors: tuple[str, ...]
    places: Places
    programmes: tuple[str, ...]
    file: str  # name of the file it was added from

    def toml(self) -> str:
        """Return the text of an about.toml."""
        lines = [
            "# Proposed from the file. Read it, mend it, and then say: confirmed = true",
            "confirmed = false",
            f"title = {_text(self.title)}",
            f"short = {_text(self.title if len(self.title) <= 50 else self.title[:50].rsplit(' ', 1)[0])}",
            f"authors = {_list(self.authors)}",
            'publisher = ""',
            f"date = {_text(self.date)}",
            'kind = "other"  # or evaluation, follow-up-research, case-study, own-report',
            'evidence = { nb = "", en = "" }  # what it rests on: "spørreundersøkelse (n = 64) og 12 intervjuer"',
            f'language = "{self.language}"',
            f"regions = {_list(self.places.regions)}",
            f"municipalities = {_list(self.places.municipalities)}",
            f"counties = {_list(self.places.counties)}",
            f"programmes = {_list(self.programmes)}",
            "# period = [2018, 2021]  # first and last year it is about",
            'source = ""',
            f"file = {_text(self.file)}  # the file it was added from",
        ]
        return "\n".join(lines) + "\n"


def propose(content: Content, file: str, this_year: int) -> Proposal:
    """Return what can be guessed of a report, read from a file of that name in that year."""
    report, clues = content.report, content.clues
    author = tuple(a for a in clues.authors if not AUTHOR_IS_PROGRAM.match(a))
    return Proposal(
        title=_title(content, file),
        date=_date(report.text[:OPENING], clues.created, this_year),
        language=_language(report),
        authors=author,
        places=_places(report),
        programmes=_programmes(report.text),
        file=file,
    )


def _title(content: Content, file: str) -> str:
    stem = re.sub(r"[_\s]+", " ", file.rpartition(".")[0] or file).strip()
    first = next((content.report.text[b.start : b.end] for b in content.report.blocks), "")
    own, heading = content.clues.title, content.clues.heading
    of_program = WRITTEN_BY_PROGRAM.search(own) or len(own) < 5
    chosen = heading if of_program else own
    chosen = chosen or (first if len(first) <= LONGEST_TITLE else "") or stem
    return " ".join(chosen.split())[:LONGEST_TITLE].strip() or "Uten tittel"


def _date(opening: str, created: str, this_year: int) -> str:
    """Return the first date told in the opening, else its latest year, else the day the file was made."""
    for pattern in DATES:
        for match in pattern.finditer(opening):
            told = match.groupdict()
            year = int(told["year"])
            if EARLIEST <= year <= this_year:
                return "-".join([told["year"], *_month_and_day(told)])
    made = re.match(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", created)
    years = [int(year) for year in YEAR.findall(opening)]
    told_year = max((year for year in years if EARLIEST <= year <= this_year), default=0)
    if told_year:  # the year alone; the day the file was made says more where it is of the same year
        return made[0] if made and made[0][:4] == str(told_year) else str(told_year)
    return made[0] if made and EARLIEST <= int(made[0][:4]) <= this_year else str(this_year)


def _month_and_day(told: dict[str, str | None]) -> Iterator[str]:
    month = told.get("month")
    name = (told.get("name") or "").lower()
    for names in MONTHS if name else ():
        if name in names.split("|"):
            month = str(names.split("|").index(name) + 1)
    if month:
        yield f"{int(month):02}"
        day = told.get("day")
        if day and int(day):
            yield f"{int(day):02}"


def _language(report: Report) -> Language:
    """Return the language of most paragraphs."""
    texts = [
        report.text[b.start : b.end] for b in report.blocks if b.kind in ("paragraph", "bullet") and b.skip is None
    ]
    long = [text for text in texts if len(text) > 60] or texts or [report.text[:OPENING]]
    step = max(1, len(long) // PARAGRAPHS)
    votes = Counter[Language]()
    for text in long[::step]:
        votes[detect(text[:1_000])] += len(text[:1_000])
    return votes.most_common(1)[0][0]


def _places(report: Report) -> Places:
    content = " ".join(report.text[b.start : b.end] for b in report.blocks if b.skip is None)
    found = places_in(content, LEAST)
    return Places(found.regions[:MANY], found.municipalities[:MANY], found.counties[:MANY])


def _programmes(text: str) -> tuple[str, ...]:
    found = Counter(match[1].strip() for pattern in PROGRAMMES for match in pattern.finditer(text))
    return tuple(name for name, count in found.most_common(MANY) if count >= LEAST)


def _text(value: str) -> str:
    """Return a TOML string; JSON's escapes are TOML's, but for the delete character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(values: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_text, values))}]"
