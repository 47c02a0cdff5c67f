"""The form in which what is said of a report is mended and confirmed."""

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app.adding.fields import CHOICES, LISTS, LONGEST, TEXTS, faults_of, fields_of, options, values_of
from app.adding.intake import Intake
from app.export.markdown import escaped
from app.faults import fault_text
from app.page_news import OVER
from app.page_person import person
from app.page_remove import SEEN, say_and_close
from app.wording import say
from corpus.errors import RegionsvarError
from corpus.records import Language

FIRST, LAST = ("title", "authors"), ("evidence_nb", "evidence_en", "source")  # texts with a row of their own


def is_confirmed(intake: Intake, report_id: str) -> bool | None:
    """Tell whether what is said of a report is confirmed; None where there is no such report any more."""
    try:
        return intake.about(person(), report_id)[0].confirmed
    except RegionsvarError:
        return None


def draw_form(intake: Intake, report_id: str, language: Language, where: str) -> None:
    """Draw the form; `where` tells it from others of the same report on the page."""
    key = f"mend-{where}-{report_id}"
    try:
        about, now = intake.about(person(), report_id)
    except RegionsvarError as error:
        st.error(escaped(fault_text(error, language)))
        return
    seen: dict[str, str] = st.session_state.setdefault(SEEN, {})
    begun = seen.setdefault(key, now)
    with st.form(key, border=False):
        values = _draw_fields(values_of(about), language, key)
        if not st.form_submit_button(say("mend.save", language), type="primary", key=f"{key}-save"):
            return
    faults = faults_of(values, language)
    try:
        if not faults:
            intake.mend(person(), report_id, fields_of(values), begun)
    except RegionsvarError as error:
        seen[key] = now  # who has read that it was changed meanwhile may save over it
        faults = [fault_text(error, language)]
    for fault in faults:
        st.error(escaped(fault))
    if not faults:
        del seen[key]
        say_and_close(say("mend.saved", language, name=escaped(str(values["title"]))))


def _draw_fields(now: dict[str, str | list[str]], language: Language, key: str) -> dict[str, str | list[str]]:
    """Draw a field for each thing that is said, and return what they hold."""
    values: dict[str, str | list[str]] = {}
    narrow = [name for name in (*TEXTS, *CHOICES, *LISTS) if name not in FIRST + LAST]
    for name in FIRST:
        values[name] = _draw_field(st.container(), name, now[name], language, key)
    for left in range(0, len(narrow), 2):
        for place, name in zip(st.columns(2), narrow[left : left + 2], strict=False):
            values[name] = _draw_field(place, name, now[name], language, key)
    for name in LAST:
        values[name] = _draw_field(st.container(), name, now[name], language, key)
    return values


def _draw_field(
    place: DeltaGenerator, name: str, now: str | list[str], language: Language, key: str
) -> str | list[str]:
    label, key = say(f"mend.{name}", language), f"{key}-{name}"
    if name in CHOICES:
        shown: Callable[[str], str] = lambda one: say(f"{'kind' if name == 'kind' else 'language.in'}.{one}", language)  # noqa: E731
        return str(place.selectbox(label, CHOICES[name], CHOICES[name].index(str(now)), shown, key=key))
    if name in LISTS:
        hint, names = say("mend.choose", language), options(name, list(now))
        return place.multiselect(label, names, list(now), key=key, placeholder=hint, accept_new_options=True)
    return place.text_input(label, str(now), max_chars=LONGEST, key=key)


def draw_over(intake: Intake, report_id: str, _name: str, language: Language) -> None:
    """Draw the form of a report that lies over the page."""
    if is_confirmed(intake, report_id) is False:
        st.caption(say("mend.about", language))
    draw_form(intake, report_id, language, OVER)
