"""Reports' pages as printed: what draws them on this server, and whether the tab has chosen them."""

from typing import TYPE_CHECKING

import streamlit as st

from app.reader.pictures import Pictures
from app.reader.printed import FORMS, Draw
from app.session import Session
from corpus.records import Report
from index.settings import Settings

if TYPE_CHECKING:
    from app.assistant import Assistant


@st.cache_resource
def pictures() -> Pictures:
    """Return what draws the pages of this server's reports."""
    return Pictures(Settings.from_env().reports)


def drawer(report: Report, assistant: "Assistant") -> Draw | None:
    """Return what draws a report's pages; None where they cannot be shown as printed."""
    source = pictures().source(report.id, assistant.searcher.library.checksums)
    if source is None:
        return None
    return lambda number, stretches: pictures().draw(source, report, number, stretches)


def choose(state: Session, form: str) -> None:
    """Remember in which form pages are shown."""
    state.printed = form == FORMS[1]
