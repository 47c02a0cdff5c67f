"""Answer broad questions from the findings: what worked, what did not, what was learnt, place by place."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.cues import BROAD, Kind
from app.understand import Understood
from corpus.records import Finding, Hit, Note, Report
from corpus.themes import STRENGTHS
from index.lexicon import Query

MOST_LINES = 8  # of an overview; a reader takes in no more at once
MOST_A_GROUP = 4
MOST_A_THEME = 2  # in one group: an overview is to show different things
FEW_WORDS = 1  # words of a question's own subject, beside names and cues, that still make it broad
ORDER: dict[Kind, tuple[str, ...]] = {
    "worked": ("worked", "mixed", "did-not-work", "lesson"),
    "failed": ("did-not-work", "mixed", "lesson"),
    "lessons": ("lesson", "did-not-work", "mixed", "worked"),
    "comparison": ("worked", "mixed", "did-not-work", "lesson"),
    "overview": ("worked", "mixed", "did-not-work", "lesson"),
}
CUE_STEMS = frozenset(
    [
        "fung",
        "virk",
        "lykk",
        "lukk",
        "suksess",
        "resultat",
        "effekt",
        "utfall",
        "oppnå",
        "erfaring",
        "røynsl",
        "lærdom",
        "lær",
        "anbefal",
        "sammenlign",
        "oppsummer",
        "rapport",
        "evaluering",
        "evaluer",
        "gikk",
        "bra",
        "godt",
        "dårl",
        "gal",
        "feil",
        "svakh",
        "hind",
        "barrier",
        "program",
        "prosjekt",
        "region",
        "kommun",
        "kom",
        "ut",
        "fått",
        "til",
        "sted",
        "omtal",
        "handl",
        "forskjell",
        "ulik",
        "report",
        "work",
        "result",
        "success",
        "outcom",
        "effect",
        "lesson",
        "learn",
        "compar",
        "differ",
        "fail",
        "what",
        "went",
        "well",
        "project",
        "programm",
        "summari",
        "overview",
    ]
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finding that an overview may show."""

    finding: Finding
    note: Note
    hit: Hit
    relevance: float  # from 0 to 1


def is_broad(understood: Understood, query: Query) -> bool:
    """Tell whether a question asks for an overview: a broad kind, and hardly a subject of its own."""
    if understood.kind not in BROAD:
        return False
    return len(own_subject(understood, query)) <= FEW_WORDS or understood.kind == "overview"


def own_subject(understood: Understood, query: Query) -> list[str]:
    """Return the words of a question beside its names and its cues, as stems."""
    names = {w for name in understood.names for w in name.lower().replace("-", " ").split()}
    return [
        c.forms[0][0]
        for c in query.norwegian
        if c.weight == 1
        and not any(form.startswith(tuple(CUE_STEMS)) for form, _ in c.forms[:2])
        and not any(form in name or name in form for form, _ in c.forms for name in names)
    ]


def candidates(hits: Sequence[Hit], place: str | None, reports: dict[str, Report]) -> list[Candidate]:
    """Return the findings of the hits' notes, for one place where it is given, the most relevant first."""
    out: dict[tuple[str, int], Candidate] = {}
    best = hits[0].score if hits else 0.0
    for hit in hits:
        relevance = max(0.0, hit.score / best) if best > 0 else 0.0
        for note in hit.notes:
            for finding in note.findings:
                if place is None or is_at(finding.where, place, reports[note.report_id]):
                    key = (note.report_id, finding.start)
                    out.setdefault(key, Candidate(finding, note, hit, relevance))
    return sorted(out.values(), key=lambda c: -c.relevance)


def is_at(where: str, place: str, report: Report) -> bool:
    """Tell whether a finding's place lies in `place`, or is it."""
    about = report.about
    if place.lower() in where.lower() or where.lower() in place.lower():
        return True
    if place in about.counties:
        return True
    return place in about.regions and len([r for r in about.regions if r not in about.counties]) == 1


def choose(found: Sequence[Candidate], kind: Kind, most: int, *, open_subject: bool) -> list[Candidate]:
    """Return the findings to show: by verdict in the order the question wants, different themes, no repeats.

    With an `open_subject` ("what worked in Hallingdal?") the strongest evidence comes first, else what
    fits the question best.
    """
    if open_subject:
        found = sorted(found, key=lambda c: STRENGTHS.index(c.finding.strength))
    verdicts = ORDER.get(kind, ORDER["overview"])
    if kind in ("worked", "failed"):
        verdicts = verdicts[:2]
    out: list[Candidate] = []
    for verdict in verdicts:
        themes: dict[str, int] = {}
        group: list[Candidate] = []
        for candidate in found:
            finding = candidate.finding
            if finding.verdict != verdict or themes.get(finding.theme, 0) >= MOST_A_THEME:
                continue
            if any(_alike(finding, other.finding) for other in out + group):
                continue
            themes[finding.theme] = themes.get(finding.theme, 0) + 1
            group.append(candidate)
            if len(group) == MOST_A_GROUP:
                break
        out += group
    return out[:most]


def _alike(one: Finding, other: Finding) -> bool:
    """Tell whether two findings say the same: a summary's and its chapter's."""
    a, b = set(one.what_nb.lower().split()), set(other.what_nb.lower().split())
    return len(a & b) / max(1, min(len(a), len(b))) > 0.7
