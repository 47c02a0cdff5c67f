"""What the page "what worked where" offers to take along, and the notes at its end."""

from collections.abc import Callable

import streamlit as st

from app.evidence.export import Origin, findings_csv, matrix_csv
from app.evidence.items import Evidence, Item
from app.evidence.matrix import Matrix
from app.evidence.printed import printed_page
from app.evidence.shown import reports_data
from app.evidence.summary import FEWEST
from app.evidence.view import View
from app.page_evidence_view import key
from app.wording import say
from corpus.records import Language
from corpus.themes import STRENGTHS


def exports(items: tuple[Item, ...], matrix: Matrix, view: View, origin: Origin) -> None:
    """Offer the view and its findings as files; each is made when it is asked for."""
    shown, name = origin.language, f"{say('evidence.export.name', origin.language)}-{origin.made.isoformat()}"
    files: list[tuple[str, str, str, Callable[[], bytes]]] = [
        ("page", f"{name}.html", "text/html", lambda: printed_page(items, matrix, view.axis, origin)),
        ("findings", f"{name}.csv", "text/csv", lambda: findings_csv(items, origin)),
        (
            "matrix",
            f"{name}-{say('evidence.export.cells', shown)}.csv",
            "text/csv",
            lambda: matrix_csv(matrix, view.axis, origin),
        ),
    ]
    with st.container(horizontal=True, gap="small", key="evidence-exports"):
        for kind, file_name, mime, made in files:
            st.download_button(
                say(f"evidence.export.{kind}", shown, n=len(items)),
                made,
                file_name=file_name,
                mime=mime,
                key=key(f"export-{kind}"),
                icon=":material/download:",
                on_click="ignore",
            )


def notes(evidence: Evidence, language: Language) -> None:
    """Show the rules for strength, and how many findings each report has."""
    if evidence.left_out:
        st.warning(say("evidence.left-out", language, n=evidence.left_out))
    with st.expander(say("evidence.rules", language)):
        for number, strength in enumerate(STRENGTHS, 1):
            st.markdown(f"{number}. {say(f'evidence.rule.{strength}', language)}")
        st.write(say("evidence.rules.about", language))
        st.write(say("evidence.rules.fewest", language, fewest=FEWEST))
    with st.expander(say("evidence.reports", language)):
        for report, count in reports_data(evidence, language):
            st.text(f"{report}: {count}")
        st.caption(say("evidence.reports.hint", language))
