"""The library's part in which reports are brought in: files sent, how far they have come, what came of them."""

import streamlit as st

from app import page_mend
from app.adding.batch import Batch, Sent
from app.adding.intake import Intake
from app.adding.told import state_text, told
from app.export.markdown import escaped
from app.page_news import doing, draw_anew
from app.page_person import person
from app.page_widgets import show_styles
from app.page_widgets_reader import show_told
from app.wording import say
from corpus.formats.kinds import SUFFIXES
from corpus.formats.limits import LIMITS
from corpus.records import Language

PATIENCE = 0.4  # seconds between two looks at what goes on
MEGABYTE = 2**20  # bytes, as streamlit counts
MOST = 20  # files sent at one time: each is in memory until its turn


def draw(intake: Intake, language: Language) -> None:
    """Draw the part for an editor."""
    who = person()
    batches = intake.batches(who)
    with st.expander(say("adding", language), expanded=bool(batches), icon=":material/upload_file:"):
        with st.container():  # each part has a place of its own: what moved would lose what is being written in it
            _draw_form(intake, language)
        for batch in batches:
            with st.container(key=f"batch-{batch.id}"):
                (_draw_outcomes if batch.done else _draw_progress)(intake, batch, language)


def _draw_form(intake: Intake, language: Language) -> None:
    size = LIMITS.file_bytes // MEGABYTE
    show_styles("adding")
    ours = "".join(f"--adding-{name}: '{say(f'adding.{name}', language)}'; " for name in ("choose", "drop"))
    st.html(f"<style>:root {{ {ours}}}</style>")
    with st.form("adding", clear_on_submit=True, border=False):
        kinds = [suffix for suffixes in SUFFIXES.values() for suffix in suffixes]
        files = st.file_uploader(
            say("adding.files", language), kinds, accept_multiple_files=True, max_upload_size=size, key="adding-files"
        )
        st.caption(say("adding.about", language, size=size))
        sent = st.form_submit_button(say("adding.begin", language), type="primary")
    if sent and not files:
        st.info(say("adding.none", language))
    elif sent and len(files) > MOST:
        st.error(say("adding.many", language, most=MOST, count=len(files)))
    elif sent:
        doing(lambda who: intake.add(who, [(file.name, file.getvalue()) for file in files]))()
        st.rerun()


@st.fragment(run_every=PATIENCE)
def _draw_progress(intake: Intake, batch: Batch, language: Language) -> None:
    """Show how far the files have come, and draw the page again when nothing more comes."""
    if batch.done:
        draw_anew()
    for one in batch.files:
        text = f"{escaped(one.name)} · {escaped(state_text(one, language))}"
        st.progress(1.0 if one.done else one.share, text=text)
    st.button(say("adding.stop", language), key=f"stop-{batch.id}", on_click=doing(lambda who: intake.stop(who, batch)))


def _draw_outcomes(intake: Intake, batch: Batch, language: Language) -> None:
    opened = False
    for number, one in enumerate(batch.files):
        if one.added is None:
            (st.error if one.state == "failed" else st.info)(_headed(one, language))
            continue
        confirmed = page_mend.is_confirmed(intake, one.added.report_id)
        with st.expander(_headed(one, language), expanded=confirmed is False and not opened):
            st.caption(say("told.head", language))
            show_told(told(one.added, language), f"told-{batch.id}-{number}")
            if confirmed:
                st.caption(f":material/check: {say('mend.done', language)}")
            elif confirmed is not None:
                st.caption(say("mend.about", language))
                page_mend.draw_form(intake, one.added.report_id, language, f"{batch.id}-{number}")
        opened = opened or confirmed is False
    away = say("adding.put-away", language)
    st.button(away, key=f"away-{batch.id}", on_click=doing(lambda who: intake.put_away(who, batch)))


def _headed(one: Sent, language: Language) -> str:
    text = state_text(one, language)
    return escaped(text if one.state == "failed" else f"{one.name} · {text}")
