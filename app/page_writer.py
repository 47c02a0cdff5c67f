"""The page's part in who writes: the choice of writer, and an answer begun in the background."""

from typing import TYPE_CHECKING

import streamlit as st

from app.export.markdown import escaped
from app.faults import fault_text
from app.session import Session
from app.wording import say
from app.writing.asking import Asked, ask_stream, make_writer
from app.writing.job import Job
from app.writing.writer import BuiltIn, Writer
from corpus.endpoint import Endpoint
from corpus.errors import ModelError, RegionsvarError, bare
from corpus.records import Language

if TYPE_CHECKING:
    from app.assistant import Assistant

CHOICE = "writer"  # key of the choice's widget
BUILT_IN, MODEL = "built-in", "model"


@st.cache_resource(max_entries=1)
def model_writer(_assistant: "Assistant", version: str) -> tuple[Writer, RegionsvarError | None]:
    """Return the one writer of this server that the settings name, and what is wrong where they do not hold."""
    del version  # only tells one index from another: the writer's checks hold what is written against its reports
    try:
        return make_writer(_assistant, Endpoint.from_env()), None
    except ModelError as error:
        return BuiltIn(), bare(error)


def draw_choice(assistant: "Assistant", language: Language) -> None:
    """Let the asker choose who writes, where both can; say so where the settings of a model do not hold."""
    writer, fault = model_writer(assistant, assistant.searcher.index.version)
    if fault:
        st.caption(escaped(fault_text(fault, language)))
    if isinstance(writer, BuiltIn):
        return
    names = {
        MODEL: say("writer.choose.model", language, model=writer.name),
        BUILT_IN: say("writer.choose.built-in", language),
    }
    st.radio(say("writer", language), list(names), format_func=names.__getitem__, key=CHOICE)


def chosen(assistant: "Assistant") -> Writer:
    """Return who writes: the model where there is one, unless the asker chose otherwise."""
    built_in = st.session_state.get(CHOICE) == BUILT_IN
    return BuiltIn() if built_in else model_writer(assistant, assistant.searcher.index.version)[0]


def begin(state: Session, assistant: "Assistant") -> Job:
    """Start the answer to the question that waits, in the background."""
    asked = Asked(state.asked or "", state.history(), state.filters, state.as_written)
    writer = chosen(assistant)
    return Job(lambda stop: ask_stream(assistant, asked, writer, stop))
