"""The library's cards: every report with how well it has been read, in order, and what was left out."""

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st

from app import page_way
from app.faults import fault_text
from app.library.card import Entry, card
from app.library.health import health_of
from app.library.order import MANY, ORDERS, in_order
from app.page_widgets_reader import show_cards
from app.session import Session
from app.wording import say
from corpus.notes import Notes
from corpus.records import Language, Passage, Report
from index.settings import Settings
from index.store import built_at

if TYPE_CHECKING:
    from app.assistant import Assistant


def draw_cards(assistant: "Assistant", state: Session, *, edits: bool) -> dict[str, str]:
    """Draw the cards, with what an editor may do where `edits`; return what was pressed, if anything."""
    language, version = state.language, assistant.searcher.index.version
    entries, problems = _entries(assistant, version), assistant.searcher.library.problems
    order, words = _narrowed(state) if len(entries) > MANY else ("newest", "")
    shown = in_order(entries, order, words)
    return show_cards(
        {
            "ui": language,
            "cards": [card(e, page_way.leads_to, language, edits=edits) for e in shown],
            "problemsHead": say("library.problems", language),
            "problems": [{"name": p.report_id, "text": fault_text(p.error, language)} for p in problems],
            "none": "" if shown else say("library.none", language, words=words),
            "index": _index_text(version, language),
        },
        "cards",
    )


@st.cache_resource(max_entries=1)
def _entries(_assistant: "Assistant", version: str) -> list[Entry]:
    """Return every report with its health; the version of an index tells its reports and notes."""
    del version
    library, passages = _assistant.searcher.library, defaultdict(list)
    for passage in _assistant.searcher.index.passages:
        passages[passage.report_id].append(passage)
    files = defaultdict(list)
    for name, checksum in sorted(library.checksums.items()):
        files[name.split("/")[0]].append(checksum)
    return [_entry(r, library.notes[r.id], passages[r.id], (r.id, *files[r.id])) for r in library.reports]


@st.cache_resource(max_entries=5_000)
def _entry(_report: Report, _notes: Notes, _passages: list[Passage], files: tuple[str, ...]) -> Entry:
    """Return a report with its health, worked out once for the files it is made of: the slow part of the library."""
    del files
    return Entry(_report, tuple(_notes.notes), health_of(_report, _notes, _passages))


def _narrowed(state: Session) -> tuple[str, str]:
    """Let the cards be narrowed and put in another order."""
    left, right = st.columns([2, 1])
    words = left.text_input(say("library.filter", state.language), key="library-words")
    order = right.selectbox(
        say("library.order", state.language),
        list(ORDERS),
        format_func=lambda name: say(f"library.order.{name}", state.language),
        key="library-order",
    )
    return str(order), str(words)


def _index_text(version: str, language: Language) -> str:
    built = built_at(Settings.from_env(), version)
    if built is None:
        return say("library.index.new", language, version=version)
    return say("library.index", language, version=version, built=_date(built, language))


def _date(time: datetime, language: Language) -> str:
    hour, minute = f"{time.hour:02}", f"{time.minute:02}"
    day, month = (f"{time.day:02}", f"{time.month:02}") if language == "en" else (time.day, time.month)
    return say("library.built", language, day=day, month=month, year=time.year, hour=hour, minute=minute)
