"""What can be taken along from the chat: an answer or a conversation as a file, a reference or a quote to copy."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

import streamlit as st

from app.export.document import document
from app.export.files import FORMATS, LISTS, cited, file_name
from app.export.reference import in_order, quote_text, reference
from app.turn import Turn
from app.wording import say
from corpus.records import Citation, Language, Report


def show_export(
    turns: Sequence[Turn],
    reports: dict[str, Report],
    version: str,
    language: Language,
    key: str,
    asked: Sequence[datetime | None] = (),
) -> None:
    """Offer an answer (one turn) or a conversation as files, and the references of what it cites.

    Args:
        turns: the questions and what came of them, oldest first; at least one.
        reports: all reports by id.
        version: of the search index.
        language: of the page.
        key: that no other export on the page has.
        asked: when each turn was asked, where that is known.
    """
    now = datetime.now().astimezone()

    def made(ending: str) -> bytes:
        at = datetime.now().astimezone()
        return FORMATS[ending].make(document(turns, reports, version, language, at, asked))

    def listed_as(listing: Callable[[Sequence[Report]], str]) -> bytes:
        return listing(sources).encode()

    sources = cited(turns, reports)
    label = say("export" if len(turns) == 1 else "export.conversation", language)
    with st.popover(label, icon=":material/download:", key=key, type="tertiary"):
        for ending, kind in FORMATS.items():
            _download(
                ending, partial(made, ending), file_name(turns[0].question, now, ending), kind.mime, language, key
            )
        for ending, (mime, listing) in LISTS.items() if sources else ():
            name = file_name(turns[0].question, now, ending)
            _download(ending, partial(listed_as, listing), name, mime, language, key)
        if sources:
            st.caption(say("export.copy", language))
        for report in sorted(sources, key=lambda r: in_order(r.about)):
            st.code(reference(report.about, language).text, language=None, wrap_lines=True)


def _download(ending: str, make: Callable[[], bytes], name: str, mime: str, language: Language, key: str) -> None:
    label = say(f"export.{ending}", language)
    st.download_button(label, make, name, mime, key=f"{key}-{ending}", on_click="ignore", width="stretch")


def show_cite(citation: Citation, report: Report, language: Language, key: str) -> None:
    """Offer a quote with its reference, and the report's reference, to copy."""
    with st.popover(say("export.cite", language), icon=":material/format_quote:", key=key, type="tertiary"):
        st.caption(say("export.cite.quote", language))
        st.code(quote_text(citation, report, language), language=None, wrap_lines=True)
        st.caption(say("export.cite.reference", language))
        st.code(reference(report.about, language).text, language=None, wrap_lines=True)
