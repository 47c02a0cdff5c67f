"""The pages, and the way between them. Started by `make run`."""

import streamlit as st

from app import page_chat, page_evaluation, page_library, page_person, page_reader, page_state, page_way
from app.links import EVIDENCE, LIBRARY, READER
from app.page_widgets import ICON
from app.wording import say


def evidence() -> None:
    """Draw the page of findings; what draws its figure is slow to import, and the first page need not wait for it."""
    from app import page_evidence

    page_evidence.draw()


st.set_page_config(page_icon=str(ICON))
if not page_person.admitted():
    st.stop()
language = page_state.session().language
pages = [
    st.Page(page_chat.draw, title=say("chat", language), url_path="chat", default=True),
    st.Page(evidence, title=say("evidence", language), url_path=EVIDENCE),
    st.Page(page_reader.draw, title=say("reader", language), url_path=READER),
    st.Page(page_library.draw, title=say("library", language), url_path=LIBRARY),
    st.Page(page_evaluation.draw, title=say("evaluation", language), url_path="evaluation"),
]
page_way.lay(pages)
page = st.navigation(pages, position="top")
page.run()
page_person.draw_who(language)
