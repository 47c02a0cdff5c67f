"""The parts of the page "what worked where" that are streamlit's own: filters, switches, the figure, downloads."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from app.evidence.drawn import Pair, clicked, next_drawn, pair_of, pairs
from app.evidence.export import Origin, findings_csv, matrix_csv
from app.evidence.items import Evidence, Item
from app.evidence.matrix import Matrix
from app.evidence.names import column_name, narrowed_text, theme_name, value_name
from app.evidence.printed import printed_page
from app.evidence.shown import reports_data
from app.evidence.state import AXES, FORMS, LISTS, options, read, write
from app.evidence.summary import FEWEST
from app.evidence.view import Narrowed, View
from app.wording import say
from corpus.records import Language
from corpus.themes import STRENGTHS

KEPT, DRAWN, UNKNOWN = (
    "evidence-view",
    "evidence-drawn",
    "evidence-unknown",
)  # what is remembered while another page is shown
FILTER_NAMES = {"region": "filters.region", "report": "filters.report"}  # the rest are named evidence.filters.*


def current(evidence: Evidence) -> View:
    """Return the view the address asks for; the one left behind where the page is come back to without any."""
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    if not query and _key("axis") not in st.session_state:
        query = st.session_state.get(KEPT, {})
    found = read(query, evidence)
    if found.unknown:
        st.session_state[UNKNOWN] = found.unknown
    change(found.view, told=True)
    return found.view


def unknown(language: Language) -> None:
    """Say what of the address is not known here, until something else is asked for."""
    if names := st.session_state.get(UNKNOWN):
        what = ", ".join(_label(name, language).lower() for name in names)
        st.warning(say("evidence.unknown", language, what=what))


def change(view: View, *, told: bool = False) -> None:
    """Put a view into the address; with `told`, what was said of the address before it still holds."""
    if not told:
        st.session_state.pop(UNKNOWN, None)
    st.session_state[KEPT] = write(view)
    if {name: st.query_params.get_all(name) for name in st.query_params} != write(view):
        st.query_params.from_dict(write(view))


def _key(name: str) -> str:
    return f"evidence-{name}"


def _label(name: str, language: Language) -> str:
    known = {
        "axis": "evidence.axis",
        "form": "evidence.form",
        "row": "evidence.choose.row",
        "column": "evidence.choose.region",
    }
    return say(FILTER_NAMES.get(name) or known.get(name) or f"evidence.filters.{name}", language)


def filters(view: View, evidence: Evidence, language: Language) -> None:
    """Offer what the findings can be narrowed by, and say above the matrix what is in force."""
    everything, known = say("filters.all", language), options(evidence)
    with st.sidebar:
        for name in LISTS:
            st.session_state[_key(name)] = list(getattr(view.narrowed, name))
            st.multiselect(
                _label(name, language),
                known[name],
                format_func=partial(value_name, name, evidence=evidence, language=language),
                key=_key(name),
                placeholder=everything,
                on_change=_narrow,
                args=(view, evidence),
            )
        if evidence.years[0] < evidence.years[1]:
            st.session_state[_key("years")] = view.narrowed.years or evidence.years
            st.slider(
                _label("years", language), *evidence.years, key=_key("years"), on_change=_narrow, args=(view, evidence)
            )
    if view.narrowed:
        with st.container(key="inforce", horizontal=True, gap="small"):
            st.caption(say("filters.inforce", language, what=narrowed_text(view, evidence, language)), width="content")
            clear = replace(view, narrowed=Narrowed())
            st.button(
                say("evidence.filters.clear", language),
                key=_key("clear"),
                type="tertiary",
                on_click=change,
                args=(clear,),
            )


def _narrow(view: View, evidence: Evidence) -> None:
    """Put what the filters' widgets hold into the view."""
    lists = {name: tuple(st.session_state[_key(name)]) for name in LISTS}
    years = tuple(st.session_state.get(_key("years"), evidence.years))
    change(replace(view, narrowed=Narrowed(**lists, years=None if years == evidence.years else (years[0], years[1]))))


def switches(view: View, language: Language) -> None:
    """Offer what the themes are set against, and the figure or the table."""
    with st.container(horizontal=True, gap="medium", key="evidence-switches"):
        for name, kinds in (("axis", AXES), ("form", FORMS)):
            st.session_state[_key(name)] = getattr(view, name)
            st.segmented_control(
                _label(name, language),
                kinds,
                format_func=lambda kind, name=name: say(f"evidence.{name}.{kind}", language),
                key=_key(name),
                required=True,
                on_change=_switch,
                args=(view, name),
            )


def _switch(view: View, name: str) -> None:
    kind = st.session_state[_key(name)]
    change(replace(view, axis=kind, column="") if name == "axis" else replace(view, form=kind))


def picture(matrix: Matrix, view: View, language: Language) -> None:
    """Draw the figure, and take what is pressed in it."""
    from app.evidence.picture import CELL, Look, Scheme, spec_of

    scheme: Scheme = "dark" if st.context.theme.type == "dark" else "light"
    of = (replace(view, row="", column=""), language, scheme, tuple(matrix.cells.values()))
    drawn = next_drawn(st.session_state.get(DRAWN), of, pair_of(view))
    st.session_state[DRAWN] = drawn
    key = f"evidence-picture-{drawn.number}"

    def pressed() -> None:
        points = st.session_state[key]["selection"].get(CELL, [])
        pair: Pair = (points[0]["row"], points[0]["column"]) if points else ("", "")
        st.session_state[DRAWN] = clicked(drawn, pair)
        change(replace(view, row=pair[0], column=pair[1]))

    look = Look(view.axis, language, scheme, pairs(matrix, drawn.start))
    axis = say(f"evidence.axis.{view.axis}", language)
    with st.container(key="evidence-picture"):
        st.vega_lite_chart(
            spec=spec_of(matrix, look),
            width="stretch",
            key=key,
            on_select=pressed,
            selection_mode=CELL,
            alt=say("evidence.picture", language, axis=axis),
        )


def chooser(matrix: Matrix, view: View, language: Language) -> None:
    """Offer a theme and a column by name: any cell, row or column, without the figure."""
    st.subheader(say("evidence.findings", language), anchor=False)
    with st.container(horizontal=True, gap="medium", key="evidence-chooser"):
        _choices("row", matrix.rows, view, language)
        _choices("column", matrix.columns, view, language)


def _choices(name: str, known: tuple[str, ...], view: View, language: Language) -> None:
    """Offer the rows or the columns; what is chosen is there also where the filters have taken it away."""
    now = view.row if name == "row" else view.column
    st.session_state[_key(name)] = now

    def named(value: str) -> str:
        if not value:
            return say("evidence.choose.all", language)
        return theme_name(value, language) if name == "row" else column_name(value, view.axis, language)

    st.selectbox(
        say(f"evidence.choose.{'row' if name == 'row' else view.axis}", language),
        list(dict.fromkeys(["", *known, now])),
        format_func=named,
        key=_key(name),
        on_change=_choose,
        args=(view, name),
    )


def _choose(view: View, name: str) -> None:
    value = st.session_state[_key(name)]
    change(replace(view, row=value) if name == "row" else replace(view, column=value))


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
                key=_key(f"export-{kind}"),
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
