"""What of each passage is searched: its text, its section, and the notes written on its stretch.

A *unit* is the smallest thing that can match as a whole: one note with its stretch, or a passage that
no note covers. Units tell which of a passage's notes a question is about.
"""

from dataclasses import dataclass

from corpus.language import detect
from corpus.records import Note, Passage, Report
from corpus.sentences import sentence_spans

OVERLAP = 0.3  # share of the note's stretch, or of the passage, that must be common


@dataclass(frozen=True, slots=True)
class Unit:
    """One note on a passage, or a passage without any."""

    passage: int  # position of the passage
    note: Note | None
    stretch: str  # the report's own words


def notes_of(passages: list[Passage], notes: list[Note]) -> list[tuple[Note, ...]]:
    """Return the notes that overlap each passage, in reading order."""
    by_report: dict[str, list[Note]] = {}
    for note in notes:
        by_report.setdefault(note.report_id, []).append(note)
    return [tuple(n for n in by_report.get(p.report_id, ()) if _overlap(n, p) >= OVERLAP) for p in passages]


def _overlap(note: Note, passage: Passage) -> float:
    common = min(note.end, passage.end) - max(note.start, passage.start)
    return common / max(1, min(note.end - note.start, passage.end - passage.start))


def make_units(passages: list[Passage], notes: list[tuple[Note, ...]], reports: dict[str, Report]) -> list[Unit]:
    """Return the units of all passages, passage by passage."""
    units = []
    for position, (passage, own) in enumerate(zip(passages, notes, strict=True)):
        text = reports[passage.report_id].text
        units += [Unit(position, n, text[n.start : n.end]) for n in own] or [Unit(position, None, passage.text)]
    return units


def heading_text(passage: Passage) -> str:
    """Return the section path of a passage as text to search."""
    return " . ".join(passage.section)


def norwegian_note(note: Note) -> str:
    """Return what a note says in Norwegian: its statement, its questions, its findings."""
    return " . ".join([note.nb, *note.questions_nb, *note.questions_nn, *(f.what_nb for f in note.findings)])


def english_note(note: Note) -> str:
    """Return what a note says in English."""
    return " . ".join([note.en, *note.questions_en, *(f.what_en for f in note.findings)])


def english_text(passage: Passage) -> str:
    """Return a passage's own text where it is in English, else nothing."""
    return passage.text if detect(passage.text) == "en" else ""


def parts_of(text: str, size: int) -> list[str]:
    """Return `text` cut at sentence ends into parts of about `size` characters, and the whole where it is cut."""
    parts, current = [], ""
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        if current and len(current) + len(sentence) > size:
            parts.append(current)
            current = ""
        current = f"{current} {sentence}".strip()
    if current:
        parts.append(current)
    return parts if len(parts) < 2 else [text, *parts]
