"""Which reports a question speaks of as reports: "the Lillehammer thesis", "begge rapportene fra Hallingdal".

A report is called by its subject far more often than by its title, and by who wrote it, or when: "lettmetallrapporten",
"the NIBR report", "evalueringen fra 2020". A place or a programme next to a word for a report names the report, not the
place: "Raufoss" in "what does the Lillehammer thesis say of Raufoss?" is what is asked about.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.answering.noted import telling
from app.answering.places import variants
from app.answering.understand import Understood, understand
from corpus.cues import ACROSS
from corpus.numbers import WORDS
from corpus.records import Filters, Report
from index.filters import matches

ONE = (
    r"(?:(?:slutt|under|følge)?rapport(?:en|er|ar|ene|ane)?|masteroppg[aå]v(?:e|en|a|er|ene)|evaluering(?:en|a|er|ar|ene|ane)?|"
    r"evaluations?|reports?|thes[ie]s|studie(?:n|r|ne)?|study|studies)\b"
)
AFTER = rf"(?:{ONE}|oppg[aå]v(?:en|a|er|ene)\b)"  # alone, "oppgaven til Piloten" is what the pilot was to do
MANY = (
    r"(?:(?:slutt|under)?rapport(?:er|ar|ene|ane)|masteroppg[aå]v(?:er|ene)|oppg[aå]vene|evaluering(?:er|ar|ene|ane)|reports|"
    r"evaluations|studies|studiene|studiane|theses)\b"
)
COUNT = r"(?:two|three|four|five|six|to|tre|fire|fem|seks|\d+)"
LINKS = rf"(?:\s+(?:av|of|de|dei|the|these|those|disse|desse|ulike|different|{COUNT}))*\s+"
BOTH = re.compile(
    rf"\b(?:begge|both|two|(?:de|dei|disse|desse) to){LINKS}(?:[\w-]+\s+)?(?:[\w-]*-)?{MANY}|\bto rapport[ea]r\b",
    re.IGNORECASE,
)
COMPANY = re.compile(r" (?:AS|ASA|SA|BA|Ltd)$")
LEAST_LETTERS = 4  # of a word that a report goes by
EACH = re.compile(rf"\b(?:hver|hvert|kvar|kvart|each|every|alle|all){LINKS}{MANY}", re.IGNORECASE)
COUNTED = re.compile(rf"\b({COUNT}) {MANY}", re.IGNORECASE)
ASKS_ABOUT = re.compile(r"\b(?:did|does|do)\b", re.IGNORECASE)  # "what did Piloten report": no report is named
OF = r"(?:om|fra|frå|for|på|i|til|av|on|from|about|of|in|by)(?: the| den| det)?"
KIND = r"(?:(?:master['’]?s|final|own|first|second) )?"
# "Piloten-rapporten", "lettmetallrapporten", "Johnstads evaluering", "the Lillehammer master's thesis"
JOINED = rf"(?:['’]?s| sin?)?[- ]*{KIND}{AFTER}"
AND = r"(?:,|,? og|,? and|,? eller|,? or)(?: (?:i|in|fra|frå|from|for|på|on|om))?(?: the| den| det)?"


@dataclass(frozen=True, slots=True)
class Meant:
    """The reports a question speaks of."""

    reports: tuple[str, ...]  # their ids, in the order they are named; empty where it speaks of none by name
    rest: str  # the question without their names


class Reported:
    """Knows what the reports of a library are called."""

    def __init__(self, reports: Iterable[Report]) -> None:
        """Take the reports; the names are those of their about.toml."""
        reports = tuple(reports)
        self._all = tuple(report.id for report in reports)
        self._of: dict[str, tuple[str, ...]] = {}
        self._reports = reports
        for rank in (_called, _words(reports), _about, _within):
            named: dict[str, list[str]] = {}
            for report in reports:
                for name in filter(None, rank(report)):
                    named.setdefault(name.lower(), []).append(report.id)
            for name, ids in named.items():
                self._of.setdefault(name, tuple(dict.fromkeys(ids)))
        self._makers = {word.lower() for report in reports for word in _by(report)}
        self._main = {name.lower() for report in reports for name in _main_names(report)}
        parts = (p for report in reports for p in report.about.programmes if p not in report.about.short)
        self._parts = {name.lower() for report in reports for p in parts for name in written(p, report)}
        names = "|".join(re.escape(name) for name in sorted(self._of, key=len, reverse=True)) or r"(?!)"
        own = rf"(?<![\w-])(?:{names})(?=(?!-?\w)|{JOINED})"
        self._name = re.compile(own, re.IGNORECASE)
        listed = rf"(?:{own})(?:{AND} (?:{own}))*"
        before = rf"(?:(?:{own})-?{AND} )*(?:{own}){JOINED}"
        alone = "|".join(re.escape(name) for name in self._of if re.search(rf"\b{ONE}$", name)) or r"(?!)"
        self._naming = re.compile(rf"{before}|\b{ONE} {OF} {listed}|\b(?:{alone})(?!\w)", re.IGNORECASE)

    def meant(self, question: str) -> Meant:
        """Return the reports that a question speaks of as reports, and the question without their names.

        Where a place has several reports, one is meant unless the words are of several: then none can be told.
        """
        spans = [found.span() for found in self._naming.finditer(question) if not _is_a_verb(found)]
        words = [name for start, end in spans for name in self._name.findall(question, start, end)]
        several = bool(BOTH.search(question)) or any(re.search(MANY, question[s:e], re.IGNORECASE) for s, e in spans)
        rest = _unnamed(question, [span for span in spans if not self._names_a_part(question[slice(*span)])])
        if spans:  # beside a report that is named as one, a programme that is a report's subject names it too
            words += [name for name in self._name.findall(rest) if name.lower() in self._main]
        elif BOTH.search(question):
            words = self._name.findall(question)
        elif EACH.search(question) or self._counts_all(question):
            return Meant(self._all, question)
        groups = [self._of[word.lower()] for word in dict.fromkeys(words)]
        told = [ids for ids in groups if len(ids) == 1 or several]
        return Meant(tuple(dict.fromkeys(id_ for ids in told for id_ in ids)), rest)

    def apart(self, understood: Understood) -> Understood:
        """Return a question with the reports that narrow its search, and without their names.

        These are the reports it names as reports. One alone narrows nothing where it is named by its subject, whose
        words find it, or beside "the other reports".
        """
        meant = self.meant(understood.text)
        if len(meant.reports) == 1 and (ACROSS.search(meant.rest) or not self._names_who(understood.text)):
            return understood
        if not telling(meant.rest):
            return replace(understood, meant=meant.reports)
        focus, context = (self.meant(text).rest for text in (understood.focus, understood.context))
        rest = understand(meant.rest, self._reports, understood.language, focus, context)
        return replace(rest, kind=understood.kind, meant=meant.reports)

    def _counts_all(self, question: str) -> bool:
        """Tell whether a question speaks of as many reports as there are: "these five reports"."""
        return any(_number(found[1]) == len(self._all) for found in COUNTED.finditer(question))

    def _names_who(self, question: str) -> bool:
        """Tell whether a question names a report by who wrote or published it, or when, and by nothing else."""
        words = [name for found in self._naming.finditer(question) for name in self._name.findall(found[0])]
        return all(name.lower() in self._makers for name in words)

    def _names_a_part(self, words: str) -> bool:
        """Tell whether words that name a report do so by a project of it, which is what is asked about."""
        return any(name.lower() in self._parts for name in self._name.findall(words))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else WORDS[word.lower()]


def _is_a_verb(found: re.Match[str]) -> bool:
    before = found.string[: found.start()]
    noun = before.lower().endswith(("the ", "this "))
    return found[0].lower().endswith(" report") and not noun and bool(ASKS_ABOUT.search(before))


def _called(report: Report) -> Sequence[str]:
    """Return the names a report goes by: its short title, its main programme, and the places in its short title."""
    about = report.about
    short = about.short.lower()
    places = [p for p in about.places if p.lower() in short]
    return [*_main_names(report), *(name for p in places for name in written(p, report))]


def _words(reports: Sequence[Report]) -> Callable[[Report], Sequence[str]]:
    """Return what tells the words one report alone goes by: of its short title, who wrote and published it, when."""
    places = {form.lower() for report in reports for name in report.about.names for form in variants(name)}
    words = {report.id: [word for word in _own_words(report) if word.lower() not in places] for report in reports}
    count = Counter(word.lower() for own in words.values() for word in own)
    return lambda report: [word for word in words[report.id] if count[word.lower()] == 1]


def _own_words(report: Report) -> dict[str, None]:
    about = report.about
    short = about.short.replace("-", " ").split()
    short += [word.removesuffix("en") for word in short if word.endswith("en")]  # "the pilot report"
    long = [word for word in (*short, *_by(report)) if len(word) >= LEAST_LETTERS and word[0] == word[0].upper()]
    aliases = dict(about.aliases).get(about.programmes[0], ()) if about.programmes else ()
    bare = [alias.removesuffix(" project") for alias in aliases if alias.endswith(" project")]  # "light metal project"
    return dict.fromkeys((*long, *bare))


def _by(report: Report) -> Sequence[str]:
    """Return who wrote and published a report, and its year."""
    about = report.about
    publisher = [COMPANY.sub("", about.publisher), *about.publisher.split()[:1]]
    return [*publisher, *(name.split()[-1] for name in about.authors if name.split()), about.date[:4]]


def _main_names(report: Report) -> Sequence[str]:
    main = [name for name in report.about.programmes[:1] if name in report.about.short]
    return [report.about.short, *(name for p in main for name in written(p, report))]


def _about(report: Report) -> Sequence[str]:
    return [name for p in (*report.about.programmes, *report.about.regions) for name in written(p, report)]


def _within(report: Report) -> Sequence[str]:
    about = report.about
    return [name for p in (*about.municipalities, *about.counties) for name in written(p, report)]


def written(name: str, report: Report) -> Sequence[str]:
    """Return the ways in which a report's place or programme is written."""
    return [name, *dict(report.about.aliases).get(name, ()), *variants(name)]


def _unnamed(question: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a question with the word for a report alone where it names one: "the thesis", "rapportene"."""
    for start, end in reversed(spans):
        [*_, word] = re.findall(AFTER, question[start:end], re.IGNORECASE)
        question = f"{question[:start]} {word} {question[end:]}"
    return re.sub(r" (?=[?.,!:;])", "", " ".join(question.split()))


def narrowed(filters: Filters | None, meant: Sequence[str], reports: Mapping[str, Report]) -> Filters:
    """Return the filters narrowed to the reports that a question names as reports, if they leave any of these."""
    filters = filters or Filters()
    left = tuple(report for report in meant if matches(reports[report], filters))
    return replace(filters, reports=left) if left else filters
