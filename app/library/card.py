"""What a report's card in the library says, as plain data."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from app.library.health import Health
from app.links import EVIDENCE, question_link, reader_link
from app.wording import page_label, say
from corpus.records import Filters, Language, Note, Passage, Report

MOST_PAGES = 4  # pages named where many have the same fault; the rest are counted


@dataclass(frozen=True, slots=True)
class Entry:
    """A report with what is counted of it."""

    report: Report
    notes: tuple[Note, ...]
    health: Health


def card(entry: Entry, leads_to: Callable[[str], bool], shown: Language, *, edits: bool = False) -> dict[str, Any]:
    """Return what is drawn of a report.

    Args:
        entry: the report.
        leads_to: tells whether there is a page at a path.
        shown: the page's language.
        edits: whether an editor looks, who may mend and remove.
    """
    about = entry.report.about
    evidence = about.evidence_en if shown == "en" else about.evidence_nb
    period = "–".join(str(year) for year in dict.fromkeys(about.period or ()))
    rows = (
        ("evidence", evidence),
        ("period", period),
        ("regions", ", ".join(dict.fromkeys((*about.regions, *about.municipalities)))),
        ("programmes", ", ".join(about.programmes)),
    )
    return {
        "id": entry.report.id,
        "lang": about.language,
        "kind": say(f"kind.{about.kind}", shown),
        "year": about.year,
        "title": about.title,
        "by": " · ".join(part for part in (", ".join(about.authors), about.publisher) if part),
        "trust": say(f"kind.{about.kind}.trust", shown),
        "rows": [{"name": say(f"card.{name}", shown), "value": value} for name, value in rows if value],
        "counts": _counts(entry, shown),
        "health": say("card.health", shown),
        "fine": not ailments(entry, shown),
        "ailments": ailments(entry, shown) or [say("health.fine", shown)],
        "links": _links(entry.report, leads_to, shown),
        "acts": _acts(entry.report, shown) if edits else [],
    }


def _counts(entry: Entry, shown: Language) -> list[dict[str, Any]]:
    findings = sum(len(note.findings) for note in entry.notes)
    counts = (
        ("pages", len(entry.report.pages)),
        ("passages", entry.health.passages),
        ("notes", len(entry.notes)),
        ("findings", findings),
    )
    return [{"n": n, "name": say(f"card.{name}", shown, count=n)} for name, n in counts]


def _links(report: Report, leads_to: Callable[[str], bool], shown: Language) -> list[dict[str, str]]:
    links = [
        ("read", reader_link(report.id, 1)),
        ("ask", question_link("", Filters(reports=(report.id,)))),
        *([("worked", f"{EVIDENCE}?report={report.id}")] if leads_to(EVIDENCE) else []),
    ]
    texts = [(name, say(f"card.{name}", shown), address) for name, address in links]
    return [
        {"what": name, "text": text, "to": to, "label": say("card.label", shown, action=text, name=report.about.short)}
        for name, text, to in texts
    ]


def _acts(report: Report, shown: Language) -> list[dict[str, str]]:
    texts = {
        "mend": say("mend.act" if report.about.confirmed else "mend.confirm", shown),
        "remove": say("remove.act", shown),
    }
    return [
        {"what": what, "text": text, "label": say("card.label", shown, action=text, name=report.about.short)}
        for what, text in texts.items()
    ]


def ailments(entry: Entry, shown: Language) -> list[str]:
    """Return what is wrong with a report as read, a sentence each; none where all is well."""
    health = entry.health
    out = [] if entry.report.about.confirmed else [say("health.unconfirmed", shown)]
    out += _of_pages(entry, shown)
    if not entry.notes:
        out.append(say("health.notes.none", shown))
    elif health.without_note:
        out.append(say("health.notes", shown, share=_share(health.without_note, health.passages, shown)))
    if health.faults:
        out.append(say("health.faults", shown, count=health.faults))
    return out


def _of_pages(entry: Entry, shown: Language) -> Iterator[str]:
    """Yield what is wrong on some of a report's pages, a sentence each."""
    health, report = entry.health, entry.report
    if report.scanned:
        yield say("health.scanned", shown, pages=_pages(report, report.scanned, shown))
    if health.without_text:
        yield say("health.pages", shown, pages=_pages(report, health.without_text, shown))
    if health.no_language:
        yield say("health.language.unknown", shown, pages=_pages_of(report, health.no_language, shown))
    if health.other_language:
        tongue = say(f"language.in.{report.about.language}", shown)
        share = _share(len(health.other_language), health.passages, shown)
        pages = _pages_of(report, health.other_language, shown)
        yield say("health.language", shown, share=share, tongue=tongue, pages=pages)


def _share(part: int, whole: int, shown: Language) -> str:
    """Return a share in per cent; what is there is never said to be nought."""
    return say("percent", shown, share=max(1, round(100 * part / whole)))


def _pages_of(report: Report, passages: tuple[Passage, ...], shown: Language) -> str:
    return _pages(report, tuple(dict.fromkeys(p.page for p in passages)), shown)


def _pages(report: Report, numbers: tuple[int, ...], shown: Language) -> str:
    labels = [page_label(report, n, shown) for n in numbers]
    first = ", ".join(labels[:MOST_PAGES])
    more = len(labels) - MOST_PAGES
    return say("health.more", shown, pages=first, count=more) if more > 0 else first
