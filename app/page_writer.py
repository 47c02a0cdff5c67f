"""The page's part in who writes: the choice of writer, and an answer drawn as it is written, with a stop.

`choice` draws the choice; `begin` starts an answer in the background; `follow` draws it until it is done. The steps
run in a thread of their own, so that a press on a citation meanwhile loses nothing.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from app.wording import say
from app.writing.asking import Asked, ask_stream, make_writer
from app.writing.job import Job
from app.writing.writer import BuiltIn, Step, Writer
from corpus.endpoint import Endpoint
from corpus.errors import ModelError
from corpus.records import Answer, Language

if TYPE_CHECKING:
    from app.assistant import Assistant

CHOICE = "writer"  # key of the choice's widget
LOOK = 0.2  # seconds between two looks at an answer that is being written
BUILT_IN, MODEL = "built-in", "model"


@st.cache_resource
def model_writer(_assistant: "Assistant") -> tuple[Writer, str]:
    """Return the one writer of this server that the settings name, and one sentence where they do not hold."""
    try:
        return make_writer(_assistant, Endpoint.from_env()), ""
    except ModelError as error:
        return BuiltIn(), str(error)


def choice(assistant: "Assistant", language: Language) -> Writer:
    """Let the asker choose who writes, where both can; return who does."""
    writer, fault = model_writer(assistant)
    if fault:
        st.caption(fault)
    if isinstance(writer, BuiltIn):
        return writer
    names = {
        MODEL: say("writer.choose.model", language, model=writer.name),
        BUILT_IN: say("writer.choose.built-in", language),
    }
    chosen = st.radio(say("writer", language), list(names), format_func=names.__getitem__, key=CHOICE)
    return writer if chosen == MODEL else BuiltIn()


def begin(assistant: "Assistant", asked: Asked, writer: Writer) -> Job:
    """Start an answer in the background."""
    return Job(lambda stop: ask_stream(assistant, asked, writer, stop))


def follow(job: Job, language: Language, draw: Callable[[Answer], object], done: Callable[[Job], object]) -> None:
    """Draw an answer as it grows, with a button to stop it.

    Args:
        job: the answer, as `begin` started it.
        language: the language of the page.
        draw: draws an answer as it stands; called at every look.
        done: keeps what came of it; called once, before the whole page is drawn again.
    """

    @st.fragment(run_every=LOOK)
    def looked() -> None:
        step = job.latest
        if job.done:
            done(job)
            st.rerun()
        if step is not None:
            draw(step.answer)
        _progress(job, step, language)

    looked()


def _progress(job: Job, step: Step | None, language: Language) -> None:
    """Say who is writing, and offer to stop."""
    if step is None:
        st.caption(say("thinking", language))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="writing"):
        if not step.waiting:
            st.caption(say("writer.writing", language, model=step.answer.writer), width="content")
        st.button(say("writer.stop", language), key="writer-stop", icon=":material/stop_circle:", on_click=job.stop)
