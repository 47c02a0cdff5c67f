"""What the page "what worked where" can be narrowed by and switched between: wiring of widgets to the view."""

from dataclasses import replace
from functools import partial

import streamlit as st

from app.evidence.items import Evidence
from app.evidence.names import narrowed_text, value_name
from app.evidence.state import AXES, FORMS, LISTS, options
from app.evidence.view import Narrowed, View
from app.page_evidence_view import change, key, label
from app.wording import say
from corpus.records import Language


def filters(view: View, evidence: Evidence, language: Language) -> None:
    """Offer what the findings can be narrowed by, and say above the matrix what is in force."""
    everything, known = say("filters.all", language), options(evidence)
    with st.sidebar:
        for name in LISTS:
            st.session_state[key(name)] = list(getattr(view.narrowed, name))
            st.multiselect(
                label(name, language),
                known[name],
                format_func=partial(value_name, name, evidence=evidence, language=language),
                key=key(name),
                placeholder=everything,
                on_change=_narrow,
                args=(view, evidence),
            )
        if evidence.years[0] < evidence.years[1]:
            st.session_state[key("years")] = view.narrowed.years or evidence.years
            st.slider(
                label("years", language), *evidence.years, key=key("years"), on_change=_narrow, args=(view, evidence)
            )
    if view.narrowed:
        with st.container(key="inforce", horizontal=True, gap="small"):
            st.caption(say("filters.inforce", language, what=narrowed_text(view, evidence, language)), width="content")
            clear = replace(view, narrowed=Narrowed())
            st.button(
                say("evidence.filters.clear", language),
                key=key("clear"),
                type="tertiary",
                on_click=change,
                args=(clear,),
            )


def _narrow(view: View, evidence: Evidence) -> None:
    """Put what the filters' widgets hold into the view."""
    lists = {name: tuple(st.session_state[key(name)]) for name in LISTS}
    years = tuple(st.session_state.get(key("years"), evidence.years))
    change(replace(view, narrowed=Narrowed(**lists, years=None if years == evidence.years else (years[0], years[1]))))


def switches(view: View, language: Language) -> None:
    """Offer what the themes are set against, and the figure or the table."""
    with st.container(horizontal=True, gap="medium", key="evidence-switches"):
        for name, kinds in (("axis", AXES), ("form", FORMS)):
            st.session_state[key(name)] = getattr(view, name)
            st.segmented_control(
                label(name, language),
                kinds,
                format_func=lambda kind, name=name: say(f"evidence.{name}.{kind}", language),
                key=key(name),
                required=True,
                on_change=_switch,
                args=(view, name),
            )


def _switch(view: View, name: str) -> None:
    kind = st.session_state[key(name)]
    change(replace(view, axis=kind, column="") if name == "axis" else replace(view, form=kind))
