"""The page that shows how well the answers measure up: the last scorecard, as the evaluation wrote it.

It reads a file and knows nothing of how the figures came about. `make eval` writes a fresh one; the one
measured last by the project's developers ships beside it.
"""

from pathlib import Path

import streamlit as st

from app import page_frame, page_state
from app.wording import say

EVAL = Path(__file__).parent.parent / "eval"
FILES = (EVAL / "runs" / "scorecard.md", EVAL / "SCORECARD.md")  # the freshest first


def scorecard() -> str:
    """Return the last scorecard as Markdown; empty where there is none."""
    return next((path.read_text(encoding="utf-8") for path in FILES if path.is_file()), "")


def draw() -> None:
    """Draw the page."""
    state = page_state.session()
    language, name = state.language, say("evaluation", state.language)
    page_frame.begin(name, name, say("evaluation.about", language), state)
    page_frame.language_choice(state)
    st.markdown(scorecard() or say("evaluation.none", language))
