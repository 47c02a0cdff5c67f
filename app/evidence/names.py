"""What the parts of a view are called on screen, in the reader's language."""

from app.evidence.items import NO_PROGRAMME, Evidence
from app.evidence.regions import OTHER
from app.evidence.state import Parameter
from app.evidence.view import Axis, View
from app.wording import column, listed, say
from corpus.records import Language, Report
from corpus.themes import themes


def theme_name(theme: str, language: Language) -> str:
    """Return a theme's name."""
    return themes()[theme]["en" if column(language) else "nb"]


def region_name(region: str, language: Language) -> str:
    """Return a region's name: a proper name, save for the column that gathers the rest."""
    return say("evidence.other", language) if region == OTHER else region


def programme_name(programme: str, language: Language) -> str:
    """Return a programme's name."""
    return say("evidence.no-programme", language) if programme == NO_PROGRAMME else programme


def column_name(name: str, axis: Axis, language: Language) -> str:
    """Return what a column is called."""
    return region_name(name, language) if axis == "region" else programme_name(name, language)


def report_name(report: Report) -> str:
    """Return "Arena Lettmetall (2007)"."""
    return f"{report.about.short} ({report.about.year})"


def value_name(parameter: Parameter, value: str, evidence: Evidence, language: Language) -> str:
    """Return what a filter's value is called."""
    if parameter == "theme":
        return theme_name(value, language)
    if parameter == "region":
        return region_name(value, language)
    if parameter == "programme":
        return programme_name(value, language)
    if parameter == "report":
        return next(report_name(r) for r in evidence.reports if r.id == value)
    return say(f"{parameter}.{value}", language)


def place_name(view: View, language: Language) -> str:
    """Return what is chosen: "Arbeidsplasser i Hallingdal", one of the two alone, or everything."""
    row = theme_name(view.row, language) if view.row else ""
    across = column_name(view.column, view.axis, language) if view.column else ""
    return " · ".join(part for part in (row, across) if part) or say("evidence.everything", language)


def narrowed_text(view: View, evidence: Evidence, language: Language) -> str:
    """Return the filters in force in words: "Hallingdal og Hadeland · fungerte · 2014–2017"; empty for none."""
    narrowed = view.narrowed
    parts = [
        listed(
            [_within(name, value_name(name, value, evidence, language)) for value in getattr(narrowed, name)], language
        )
        for name in ("region", "programme", "report", "theme", "verdict", "strength")
    ]
    years = "{}–{}".format(*narrowed.years) if narrowed.years else ""
    return " · ".join(part for part in (*parts, years) if part)


def _within(parameter: Parameter, name: str) -> str:
    """Return a value's name as it stands within a sentence: what is a name of ours and no proper one is lower-case."""
    return name[:1].lower() + name[1:] if parameter in ("theme", "verdict") else name
