"""Answer broad questions from the findings: what worked, what did not, what was learnt, place by place."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from app.answering.shelf import Shelf, Shelved
from app.answering.understand import Understood
from corpus.cues import BROAD, Kind
from corpus.records import Filters, Finding, Report
from index.filters import matches
from index.lexical import Concept
from index.lexicon import Query
from index.overlap import Overlap
from index.tokens import STOP_NB, stem, stem_en

MOST_LINES = 8  # of an overview; a reader takes in no more at once
MOST_A_GROUP = 4
FEW_WORDS = 1  # words of a question's own subject, beside names and cues, that still make it broad
NEAR_BEST = 0.6  # share of the best finding's relevance a finding on a subject needs
LEAST = 0.6  # relevance it needs in any case: below, it shares no more than "worked" with the question
ALIKE = 0.7  # share of the shorter finding's words in common with which two say the same
ORDER: dict[Kind, tuple[str, ...]] = {
    "worked": ("worked", "mixed"),
    "failed": ("did-not-work", "mixed"),
    "lessons": ("lesson", "did-not-work", "mixed", "worked"),
    "comparison": ("worked", "mixed", "did-not-work", "lesson"),
    "overview": ("worked", "mixed", "did-not-work", "lesson"),
}
# Words that say what kind of answer is asked for: whole words, as their beginnings ("kom", "ut") begin subjects too
CUES = (
    "finnes finst fins exist fungere fungerer fungerte fungert fungera virke virker virket virka verka verkar lykkes "
    "lyktes lykkast lukkast suksess suksessen vellykket vellykka resultat resultatet resultater resultatene resultata "
    "effekt effekten effekter utfall utfallet oppnå oppnådd oppnådde erfaring erfaringer erfaringene erfaringar "
    "røynsle røynsler lærdom lærdommer lærdommene lærdomar lære lærer lært lærte anbefale anbefaler anbefaling "
    "anbefalinger tilrår tilråding tilrådingar sammenligne sammenlign samanlikna samanlikn oppsummer oppsummere "
    "oppsummering rapport rapporten rapporter rapportene rapportane evaluering evalueringen evalueringer "
    "evalueringene evalueringane gikk gjekk går bra god godt gode best beste mest minst dårlig dårligst dårleg "
    "dårlegast galt feil feilet svakhet svakheter barriere barrierer barrierar program programmet programmer "
    "programmene programma prosjekt prosjektet prosjekter prosjektene prosjekta region regionen regioner regionene "
    "regionane kommune kommunen kommuner kommunene kommunane kom kommet kome ut fått fekk til sted steder stad stader "
    "omtale omtaler omtales omtalar handle handler handlar forskjell forskjeller forskjellen skilnad skilnader ulik "
    "ulike ulikt vare varte varer vart vara overleve overlevde sier si seier sa report reports work works worked "
    "working result results success successful succeed succeeded outcome outcomes effect effects lesson lessons learn "
    "learned learnt compare compared comparison difference differences differ fail fails failed failure what went go "
    "well badly project projects programme programmes programs summary summarise summarize overview last lasted "
    "survive survived place places where say says said regions municipality municipalities recommend recommends "
    "recommended recommendation recommendations viktig viktige viktigst viktigste viktigaste important key main "
    "hovedfunn funn finding findings tilby tilbyr offer offers gi gir gav ga give gives"
)
CUE_STEMS = frozenset(form for word in CUES.split() for form in (stem(word), stem_en(word)))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an overview is to show."""

    kind: Kind
    subject: tuple[str, ...]  # the question's own words, as stems; empty for "what worked in Hallingdal?"
    place: str = ""
    programme: str = ""
    most: int = MOST_LINES


def is_broad(understood: Understood, subject: tuple[str, ...]) -> bool:
    """Tell whether a question is answered by findings: a broad kind, and hardly a subject of its own."""
    if understood.kind == "overview":
        return not subject
    return understood.kind in BROAD and len(subject) <= (0 if understood.kind == "comparison" else FEW_WORDS)


def without_cues(question: str) -> str:
    """Return the words of a question that say what it is about, as they stand."""
    return " ".join(
        w for w in question.split() if stem(w.lower().strip("?.,!")) not in CUE_STEMS and w.lower() not in STOP_NB
    )


def own_subject(understood: Understood, query: Query) -> tuple[str, ...]:
    """Return the words of a question beside its names and its cues, as stems."""
    names = {w for name in understood.names for w in name.lower().replace("-", " ").split()}
    return tuple(
        c.forms[0][0]
        for c in query.norwegian
        if c.weight == 1
        and not _is_cue(c)
        and not any(form in name or name in form for form, _ in c.forms for name in names)
    )


def _is_cue(concept: Concept) -> bool:
    """Tell whether a word only says what kind of answer is asked for, by its first forms or as it was written."""
    forms = [form for form, _ in concept.forms]
    return any(form in CUE_STEMS for form in (*forms[:2], forms[-1]))


def choose(shelf: Shelf, wanted: Wanted, overlap: Overlap, filters: Filters | None) -> list[Shelved]:
    """Return the findings to show: on the subject, strongest evidence first, reports in turn, no repeats."""
    found = [s for s in shelf.findings if _fits(s, wanted, filters)]
    found = _on_subject(found, wanted, shelf, overlap)
    out: list[Shelved] = []
    for verdict in ORDER.get(wanted.kind, ORDER["overview"]):
        group: list[Shelved] = []
        for one in _in_turn([s for s in found if s.finding.verdict == verdict]):
            repeats = any(_alike(one.finding, other.finding) for other in out + group)
            if repeats or sum(s.finding.theme == one.finding.theme for s in group) > bool(wanted.subject):
                continue
            group.append(one)
            if len(group) == MOST_A_GROUP:
                break
        out += group
    return _keep(out, wanted.most)


def _fits(shelved: Shelved, wanted: Wanted, filters: Filters | None) -> bool:
    finding, report = shelved.finding, shelved.report
    if filters and not matches(report, filters):
        return False
    if wanted.place and not is_at(finding.where, wanted.place, report):
        return False
    main = report.about.programmes[0] if report.about.programmes else ""
    return not wanted.programme or wanted.programme in (finding.programme, main)


def _on_subject(found: list[Shelved], wanted: Wanted, shelf: Shelf, overlap: Overlap) -> list[Shelved]:
    """Return the findings that are about the question's subject, best first; all where it has none."""
    if not wanted.subject:
        return sorted(found, key=lambda s: s.strength)
    about = shelf.themes_of(wanted.subject)
    marked = [(s.relevance(overlap) + (1.0 if s.finding.theme in about else 0.0), s) for s in found]
    best = max((mark for mark, _ in marked), default=0.0)
    kept = [(mark, s) for mark, s in marked if mark >= max(LEAST, NEAR_BEST * best)]
    return [s for _, s in sorted(kept, key=lambda pair: (-round(pair[0], 1), pair[1].strength))]


def _in_turn(found: Sequence[Shelved]) -> list[Shelved]:
    """Return the findings report by report in turn, so that no long report crowds out the others."""
    by_report: dict[str, list[Shelved]] = {}
    for shelved in found:
        by_report.setdefault(shelved.report.id, []).append(shelved)
    return [s for row in zip_longest(*by_report.values()) for s in row if s is not None]


def _keep(chosen: list[Shelved], most: int) -> list[Shelved]:
    """Return at most `most`, taken from the verdicts in turn and shown in their order."""
    by_verdict: dict[str, list[Shelved]] = {}
    for shelved in chosen:
        by_verdict.setdefault(shelved.finding.verdict, []).append(shelved)
    turned = [s for row in zip_longest(*by_verdict.values()) for s in row if s is not None][:most]
    return [s for s in chosen if s in turned]


def is_at(where: str, place: str, report: Report) -> bool:
    """Tell whether a finding's place lies in `place`, or is it."""
    about = report.about
    if place.lower() in where.lower() or where.lower() in place.lower():
        return True
    if place in about.counties:
        return True
    return place in about.regions and len([r for r in about.regions if r not in about.counties]) == 1


def _alike(one: Finding, other: Finding) -> bool:
    """Tell whether two findings say the same: a summary's and its chapter's."""
    a, b = set(one.what_nb.lower().split()), set(other.what_nb.lower().split())
    return len(a & b) / max(1, min(len(a), len(b))) > ALIKE
