"""What the reader draws, as plain data: a window of pages with their marks and notes, and the tree beside them."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.reader.find import NOTHING, Found
from app.reader.margin import beside, note_data, number_of, touching
from app.reader.place import Place
from app.reader.printed import Draw, form_data, printed_data
from app.reader.tree import Section, path_to, sections
from app.wording import page_label, say
from corpus.records import Language, Note, Page, Report

AROUND = 3  # pages sent on either side of the one read: more text than that is never in the browser
AROUND_PRINTED = 1  # … where they are pictures: each takes a tenth of a second to draw
TEXTS = (
    *("previous", "next", "page", "find", "find.next", "find.previous", "notes", "notes.about"),
    *("copy", "copied", "copied.quote", "copy.by-hand", "close"),
)


@dataclass(frozen=True, slots=True)
class Sight:
    """All that decides what is seen of a report."""

    report: Report
    notes: Sequence[Note]  # those of the report
    place: Place
    words: str = ""  # what is searched for
    found: Found = NOTHING
    hit: int = 0  # which hit the reader is at, from 0
    with_notes: bool = True
    fault: str = ""  # what was wrong with the address
    draw: Draw | None = None  # draws the pages as printed, where they can be
    printed: bool = False  # they are shown so


def pane_data(sight: Sight, shown: Language) -> dict[str, Any]:
    """Return what the reader's pane draws, but for where it scrolls to."""
    report, about = sight.report, sight.report.about
    last, around = len(report.pages), AROUND_PRINTED if sight.draw and sight.printed else AROUND
    window = range(max(1, sight.place.page - around), min(last, sight.place.page + around) + 1)
    return {
        "ui": shown,
        "lang": about.language,
        "report": report.id,
        "label": say("reader.label", shown, name=about.short),
        "page": sight.place.page,
        "lit": "-".join(map(str, sight.place.lit or ())),
        "pages": [page_label(report, p.number, shown) for p in report.pages],
        "sheets": [sheet(sight, number, shown) for number in window],
        "words": sight.words,
        "found": found_text(sight, shown),
        "hits": len(sight.found.hits),
        "notes": sight.with_notes,
        "fault": sight.fault,
        "form": form_data(shown, printed=sight.printed) if sight.draw else None,
        "texts": {name: say(f"reader.{name}", shown) for name in TEXTS},
    }


def about_line(report: Report, shown: Language) -> str:
    """Return who wrote a report, when, and what it rests on: "NIBR · 2007 · survey (n = 24)"."""
    about = report.about
    evidence = about.evidence_en if shown == "en" else about.evidence_nb
    return " · ".join(str(part) for part in (about.publisher, about.year, evidence) if part)


def sheet(sight: Sight, number: int, shown: Language) -> dict[str, Any]:
    """Return one page: its text, or its picture where it is shown as printed and can be drawn."""
    page = sight.report.page(number)
    head = {
        "number": number,
        "label": page_label(sight.report, number, shown),
        "beside": say("page.text", shown, page=number) if page.printed else "",
    }
    drawn = {}
    if sight.draw is not None and sight.printed:
        drawn = printed_data(sight.draw, sight.report, number, _lit(sight), shown)
    if "picture" not in drawn:
        return {**head, **_text(sight, page, shown), **drawn}
    notes = beside(sight.notes, page) if sight.with_notes else ()
    return {**head, **drawn, "empty": "", "blocks": [], "notes": [note_data(n, shown) for n in notes]}


def _text(sight: Sight, page: Page, shown: Language) -> dict[str, Any]:
    """Return a page's blocks, cut where marks begin and end, and each note after the block it begins in."""
    report, notes = sight.report, sight.notes if sight.with_notes else ()
    marks = _marks(sight, touching(notes, page))
    waiting = beside(notes, page)
    blocks = []
    for block in report.blocks:
        start, end = max(block.start, page.start), min(block.end, page.end)
        if start < end:
            own = [n for n in waiting if n.start < end]
            waiting = waiting[len(own) :]
            drawn = {"kind": block.kind, "parts": parts(report.text, start, end, marks)}
            blocks.append({**drawn, "notes": [note_data(n, shown) for n in own]})
    pictured = page.number in report.scanned and sight.draw is not None and not sight.printed
    empty = say("reader.scanned" if pictured else "reader.empty", shown)
    return {"empty": "" if blocks else empty, "blocks": blocks}


Mark = tuple[int, int, str]  # offsets, and what they are: "lit", "hit", "now", or a note's number


def _marks(sight: Sight, notes: list[Note]) -> list[Mark]:
    return _lit(sight) + [(n.start, n.end, str(number_of(n))) for n in notes]


def _lit(sight: Sight) -> list[Mark]:
    lit = [(*sight.place.lit, "lit")] if sight.place.lit else []
    hits = [
        (start, end, "now" if number == sight.hit else "hit")
        for number, hit in enumerate(sight.found.hits)
        for start, end in hit
    ]
    return lit + hits


def parts(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[dict[str, Any]]:
    """Return `text[start:end]` cut where marks begin and end, each part with its offset and what marks it."""
    inside = [(max(low, start), min(high, end), what) for low, high, what in marks if low < end and start < high]
    cuts = sorted({start, end, *(c for low, high, _ in inside for c in (low, high))})
    out = []
    for low, high in itertools.pairwise(cuts):
        whats = [what for a, b, what in inside if a <= low and high <= b]
        part: dict[str, Any] = {"text": text[low:high], "at": low}
        mark = next((w for w in ("now", "hit", "lit") if w in whats), "")
        numbers = [int(w) for w in whats if w.isdigit()]
        out.append({**part, **({"mark": mark} if mark else {}), **({"notes": numbers} if numbers else {})})
    return out


def found_text(sight: Sight, shown: Language) -> str:
    """Return how many hits there are, and which the reader is at; empty where nothing is searched for."""
    count = len(sight.found.hits)
    if not sight.words.strip():
        return ""
    if not count:
        return say("reader.found.none", shown)
    key = "reader.found" if sight.found.together else "reader.found.apart"
    return say(key, shown, n=sight.hit + 1, all=count)


def tree_data(report: Report, at: int, shown: Language) -> dict[str, Any]:
    """Return what the section tree draws; the section that holds the offset `at` is the current one."""
    tree = sections(report)
    path = path_to(tree, at)
    return {
        "ui": shown,
        "lang": report.about.language,
        "label": say("reader.tree", shown),
        "pages": say("reader.tree.pages", shown),
        "open": say("reader.tree.open", shown),
        "empty": "" if tree else say("reader.tree.none", shown),
        "sections": [_section(s, path, report, shown) for s in tree],
    }


def _section(section: Section, path: tuple[Section, ...], report: Report, shown: Language) -> dict[str, Any]:
    return {
        "at": section.start,
        "title": section.title,
        "page": section.page,
        "label": page_label(report, section.page, shown),
        "on": section in path,
        "current": section is (path[-1] if path else None),
        "inside": [_section(s, path, report, shown) for s in section.inside],
    }
