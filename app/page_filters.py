"""The filters: widgets that begin from the session's filters and change them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from app.loading import Loader
from app.page_state import forget_filters
from app.page_view import filters_text
from app.session import Session
from app.wording import say
from corpus.records import Filters, Language, Report
from corpus.themes import KINDS

PLACE = 208  # pixels that the filters take
SPAN = "years-span"  # key of the years that could be chosen when the page was drawn last


def draw_filters(state: Session, reports: dict[str, Report]) -> None:
    """Offer what the reports can be narrowed by; until they are loaded there is nothing to choose, only its place.

    The first page comes .2 s sooner without the fields and what the browser fetches for them.
    """
    language, now = state.language, state.filters
    if not reports:
        st.space(PLACE)
        return
    abouts = [report.about for report in reports.values()]
    places = sorted({place for about in abouts for place in (*about.regions, *about.municipalities)})

    def named(report: str) -> str:
        return f"{reports[report].about.short} ({reports[report].about.year})" if report in reports else report

    choose = partial(_choose, language=language)
    regions = choose("region", places, now.regions)
    chosen = choose("report", list(reports), now.reports, named)
    with st.expander(say("filters.more", language), key="filters-more"):
        programmes = choose("programme", sorted({p for about in abouts for p in about.programmes}), now.programmes)
        present = [kind for kind in KINDS if any(about.kind == kind for about in abouts)]
        kinds = choose("kind", present, now.kinds, lambda k: say(f"kind.{k}", language) if k in KINDS else k)
        years = _years(sorted({about.year for about in abouts}), now.years, language)
    state.filters = Filters(chosen, regions, programmes, kinds, years)


def _choose(
    name: str,
    options: Sequence[str],
    now: Sequence[str],
    shown: Callable[[str], str] = str,
    *,
    language: Language,
) -> tuple[str, ...]:
    """Let any of `options` be chosen, beginning with those of `now`."""
    key = f"filter-{name}"
    if key not in st.session_state:
        st.session_state[key] = list(now)
    options = [*options, *(one for one in now if one not in options)]  # what a link names is in force, known or not
    label, everything = say(f"filters.{name}", language), say("filters.all", language)
    chosen: list[str] = st.multiselect(label, options, key=key, format_func=shown, placeholder=everything)
    return tuple(chosen)


def _years(years: Sequence[int], now: tuple[int, int] | None, language: Language) -> tuple[int, int] | None:
    """Let the first and the last year be chosen; None where that leaves all of them."""
    if len(years) < 2:
        return None
    low, high = now or (years[0], years[-1])
    first, last = min(years[0], low), max(years[-1], high)
    spanned = st.session_state.get(SPAN) == (first, last)  # reports may have come or gone since
    if "filter-years" not in st.session_state or (now is None and not spanned):
        st.session_state["filter-years"] = (low, high)
    st.session_state[SPAN] = (first, last)
    chosen: Any = st.slider(say("filters.years", language), first, last, key="filter-years")  # a pair, as it began
    return None if tuple(chosen) == (first, last) else tuple(chosen)


def draw_inforce(state: Session, load: Loader) -> None:
    """Name the filters in force, with a way out of them."""
    assistant = load.wait() if load.ready else None
    if not state.filters or assistant is None:
        return
    with st.container(key="inforce", horizontal=True, gap="small"):
        what = filters_text(state.filters, assistant.reports, state.language)
        st.caption(say("filters.inforce", state.language, what=what), width="content")
        st.button(say("filters.clear", state.language), key="clear", type="tertiary", on_click=_clear, args=(state,))


def _clear(state: Session) -> None:
    state.filters = Filters()
    forget_filters()
