"""The pages, and the way between them; app/page_serve.py serves them.

A page is imported when it is opened: the first one, the chat, need not wait for what the others are made of.
"""

import streamlit as st

from app import page_chat, page_person, page_state, page_way
from app.links import EVIDENCE, LIBRARY, READER
from app.page_widgets import ICON
from app.wording import say


def evidence() -> None:
    """Draw the page of findings."""
    from app import page_evidence

    page_evidence.draw()


def reader() -> None:
    """Draw the page on which a report is read."""
    from app import page_reader

    page_reader.draw()


def library() -> None:
    """Draw the library."""
    from app import page_library

    page_library.draw()


def evaluation() -> None:
    """Draw the page of the scorecard."""
    from app import page_evaluation

    page_evaluation.draw()


st.set_page_config(page_icon=str(ICON))
if not page_person.admitted():
    st.stop()
language = page_state.session().language
pages = [
    st.Page(page_chat.draw, title=say("chat", language), url_path="chat", default=True),
    st.Page(evidence, title=say("evidence", language), url_path=EVIDENCE),
    st.Page(reader, title=say("reader", language), url_path=READER),
    st.Page(library, title=say("library", language), url_path=LIBRARY),
    st.Page(evaluation, title=say("evaluation", language), url_path="evaluation"),
]
page_way.lay(pages)
page = st.navigation(pages, position="top")
page.run()
page_person.draw_who(language)
page_state.loader().begin(page_state.DRAWN)
