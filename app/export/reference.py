"""A report's reference in APA's seventh edition, as Norwegian and English readers write it.

Follows *Norsk APA-manual* in Norwegian (no comma before "&") and APA's own rules in English. What `about.toml` calls
`source` says the series and number, that it is a thesis, and the address, where it has them.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.export.names import Name, read_name
from app.wording import page_label, say
from corpus.records import About, Citation, Language, Report

ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;)]")
THESIS = re.compile(r"^(master|bachelor|doktor|doctoral|ph\.?d)\S*[^,;]*", re.IGNORECASE)
NUMBERED = re.compile(r"^(?P<series>\D{2,80}?)\s*(?P<number>\d+(?:\s?[:/.-]\s?\d+)*)")
SERIES = re.compile(
    r"rapport|notat|report|note\b|paper|skrift|seri|publi|dokument|\bnr\b|\bno\b|\bNOU\b", re.IGNORECASE
)
MOST_AUTHORS = 20  # named in full; of more, the first nineteen and the last
NORWEGIAN_ORDER = str.maketrans({"æ": "{", "ø": "|", "å": "}", "ä": "{", "ö": "|"})  # they follow z


@dataclass(frozen=True, slots=True)
class Published:
    """How a report came out, as its `source` says it; what it does not say is empty."""

    series: str = ""  # "NIBR-rapport"
    number: str = ""  # "2007:9"
    thesis: str = ""  # "Masteroppgave i innovasjon"
    url: str = ""

    @property
    def degree(self) -> str:
        """What a thesis is for: "master", "bachelor" or "doctor"; empty for a report."""
        if not self.thesis:
            return ""
        return next((d for d in ("master", "bachelor") if self.thesis.lower().startswith(d)), "doctor")

    @property
    def is_thesis(self) -> bool:
        """Tell a thesis from a report."""
        return bool(self.thesis)


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference; the title stands apart because it is set in italics."""

    before: str
    title: str
    after: str

    @property
    def text(self) -> str:
        """The reference as plain text."""
        return f"{self.before}{self.title}{self.after}"


def published(source: str) -> Published:
    """Return what a `source` such as "ØF-notat 06/2017, for Fylkesmannen i Oppland" says."""
    address = ADDRESS.search(source)
    url = address.group() if address else ""
    rest = source.replace(url, "").strip(" .,;") if url else source.strip()
    thesis = THESIS.match(rest)
    if thesis:
        return Published(thesis=thesis.group().strip(), url=url)
    numbered = NUMBERED.match(rest)
    if numbered and SERIES.search(numbered["series"]):
        return Published(numbered["series"].strip(" ,"), numbered["number"], url=url)
    return Published(url=url)


def authors(about: About) -> list[Name]:
    """Return who a report is by; the publisher, where nobody is named."""
    named = [read_name(a, about.publisher) for a in about.authors]
    return named or [Name(about.publisher)] * bool(about.publisher)


def year(about: About, language: Language) -> str:
    """Return the year of publication, or that there is none."""
    return about.date[:4] if re.match(r"\d{4}", about.date) else say("reference.undated", language)


def reference(about: About, language: Language, letter: str = "") -> Reference:
    """Return a report's reference; `letter` tells it from another by the same authors of the same year."""
    when = f"({year(about, language)}{_letter(about, letter)})"
    out = published(about.source)
    by = joined([n.initialled for n in authors(about)], language)
    detail = _detail(about, out, language)
    after = f"{detail}." if detail or about.title[-1:] not in ".?!" else ""
    house = "" if out.is_thesis or not about.authors or _own(about) else f"{about.publisher.rstrip('.')}."
    tail = [part for part in (house.lstrip("."), out.url) if part]
    if by:
        return Reference(f"{by.rstrip('.')}. {when}. ", about.title, " ".join([after, *tail]).rstrip())
    return Reference("", about.title, " ".join([after, f"{when}.", *tail]))


def _detail(about: About, out: Published, language: Language) -> str:
    """Return what stands after a title in brackets: a thesis's kind and place, a report's series and number."""
    if out.is_thesis:
        kind = say(f"reference.thesis.{out.degree}", language)
        return f" [{', '.join(part for part in (kind, about.publisher) if part)}]"
    return f" ({out.series} {out.number})" if out.number else ""


def _own(about: About) -> bool:
    """Tell whether the authors are the publisher, which is then not named twice."""
    return [n.family for n in authors(about)] == [about.publisher]


def _letter(about: About, letter: str) -> str:
    return f"{'' if re.match(r'[0-9]{4}', about.date) else '-'}{letter}" if letter else ""


def joined(names: list[str], language: Language) -> str:
    """Return names as a reference lists them, "&" before the last."""
    if len(names) < 2:
        return "".join(names)
    if len(names) > MOST_AUTHORS:
        return f"{', '.join(names[: MOST_AUTHORS - 1])}, . . . {names[-1]}"
    return say("reference.and", language, first=", ".join(names[:-1]), last=names[-1])


def letters(abouts: Iterable[tuple[str, About]]) -> dict[str, str]:
    """Return "a", "b", … for reports by the same authors of the same year, by title; nothing for the others.

    Args:
        abouts: report ids and what is known of each.
    """
    keyed = sorted(((_who(about), about.date[:4]), about.title, report_id) for report_id, about in abouts)
    often, seen, found = Counter(key for key, _, _ in keyed), Counter[tuple[str, str]](), {}
    for key, _, report_id in keyed:
        if often[key] > 1:
            found[report_id] = chr(ord("a") + seen[key] % 26)
            seen[key] += 1
    return found


def in_order(about: About) -> tuple[str, str, str]:
    """Return what reference lists are sorted by: authors in the Norwegian alphabet, year, title."""
    return (_who(about).lower().translate(NORWEGIAN_ORDER), about.date, about.title)


def _who(about: About) -> str:
    return "; ".join(n.inverted for n in authors(about)) or about.title


def in_text(about: About, language: Language, pages: str = "", letter: str = "") -> str:
    """Return "(Knutsen & Flatnes, 2020, s. 14)"."""
    names = [n.family for n in authors(about)] or [about.short]
    who = " & ".join(names) if len(names) < 3 else f"{names[0]} et al."
    when = f"{year(about, language)}{_letter(about, letter)}"
    return f"({', '.join(part for part in (who, when, pages) if part)})"


def pages_label(citation: Citation, report: Report, language: Language) -> str:
    """Return where a quote stands: "s. 41", "s. 41–42" over a page break, "tekstside 9" where none is printed."""
    first, last = citation.spans[0].page, citation.spans[-1].page
    if first == last:
        return page_label(report, first, language)
    printed = [report.page(number).printed for number in (first, last)]
    if all(printed):
        return say("pages.printed", language, first=printed[0], last=printed[1])
    if not any(printed):
        return say("pages.text", language, first=first, last=last)
    return f"{page_label(report, first, language)}–{page_label(report, last, language)}"


def quote_text(citation: Citation, report: Report, language: Language, letter: str = "") -> str:
    """Return a quote with its reference, to copy: "«…» (Johnstad, 2007, s. 41)"."""
    quote = say("answer.quote", language, quote=" ".join(citation.quote.split()))
    return f"{quote} {in_text(report.about, language, pages_label(citation, report, language), letter)}"
