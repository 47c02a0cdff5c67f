"""References: each real report's, letter by letter, and the rules one by one.

Norwegian: Norsk APA-manual (2023), no comma before "&". English: APA's manual, 7th edition, sections 10.4 (reports:
series and number in brackets, a publisher that is the author is left out) and 10.6 (theses), 8.17 (et al.), 9.8 (more
than twenty authors), 9.17 (no date), 9.47 (a, b for the same year).
"""

from dataclasses import replace
from typing import Any

import pytest

from app.export.exchange import as_bibtex, as_ris
from app.export.names import Name, initials, read_name
from app.export.reference import (
    Published,
    in_order,
    in_text,
    joined,
    letters,
    pages_label,
    published,
    quote_text,
    reference,
)
from corpus.records import About, Citation, Language, Passage, Report
from tests.extras import skip_without

try:
    import pybtex.database
    import rispy
except ImportError:
    skip_without("pybtex", "rispy")

LETTMETALL, LOFT, LILLEHAMMER = "arena-lettmetall-2007", "innovasjonsloft-hallingdal-2020", "lillehammer-regionen-2022"
PILOTEN, SATS = "piloten-oppland-2017", "sats-pa-hallingdal-2025"
FACTORS = "Hvilke faktorer kan bidra til å øke samhandling og innovasjonsevne i Lillehammer-regionen?"
PATIENCE = "Innovativ tålmodighet: sluttrapport fra følgeevalueringen av Piloten i Oppland"


@pytest.mark.parametrize(
    ("report", "language", "text"),
    [
        (LETTMETALL, "nb", "Johnstad, T. (2007). Arena Lettmetall – En evaluering (NIBR-rapport 2007:9). NIBR."),
        (LETTMETALL, "en", "Johnstad, T. (2007). Arena Lettmetall – En evaluering (NIBR-rapport 2007:9). NIBR."),
        (
            LOFT,
            "nb",
            "Knutsen, V. S. & Flatnes, A. (2020). Evaluering av Innovasjonsløft Hallingdal. Oxford Research AS.",
        ),
        (
            LOFT,
            "en",
            "Knutsen, V. S., & Flatnes, A. (2020). Evaluering av Innovasjonsløft Hallingdal. Oxford Research AS.",
        ),
        (
            LILLEHAMMER,
            "nb",
            f"Hopland, M. & Bruset, F. L. (2022). {FACTORS} [Masteroppgave, Høgskolen i Innlandet].",
        ),
        (
            LILLEHAMMER,
            "en",
            f"Hopland, M., & Bruset, F. L. (2022). {FACTORS} [Master's thesis, Høgskolen i Innlandet].",
        ),
        (PILOTEN, "nb", f"Andersen, T. & Lundhaug, K. (2017). {PATIENCE} (ØF-notat 06/2017). Østlandsforskning."),
        (PILOTEN, "en", f"Andersen, T., & Lundhaug, K. (2017). {PATIENCE} (ØF-notat 06/2017). Østlandsforskning."),
        (
            SATS,
            "nb",
            "Regionrådet for Hallingdal. (2025). Sluttrapport for omstillingsprogrammet Sats på Hallingdal.",
        ),
        (
            SATS,
            "en",
            "Regionrådet for Hallingdal. (2025). Sluttrapport for omstillingsprogrammet Sats på Hallingdal.",
        ),
    ],
)
def test_the_reports_have_these_references(
    reports: dict[str, Report], report: str, language: Language, text: str
) -> None:
    made = reference(reports[report].about, language)
    assert made.text == text
    assert made.title == reports[report].about.title  # alone in italics


def about(reports: dict[str, Report], **changed: Any) -> About:  # noqa: ANN401 - any field of About
    return replace(reports[LETTMETALL].about, title="Om ferja", publisher="Menon Economics", source="", **changed)


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({}, "Johnstad, T. (2007). Om ferja. Menon Economics."),
        ({"title": "Gikk ferja?"}, "Johnstad, T. (2007). Gikk ferja? Menon Economics."),
        ({"date": ""}, "Johnstad, T. (u.å.). Om ferja. Menon Economics."),
        ({"authors": ("Menon Economics",)}, "Menon Economics. (2007). Om ferja."),
        ({"authors": ()}, "Menon Economics. (2007). Om ferja."),
        ({"authors": (), "publisher": ""}, "Om ferja. (2007)."),
        ({"authors": (), "publisher": "", "title": "Gikk ferja?"}, "Gikk ferja? (2007)."),
        ({"authors": (), "publisher": "", "source": "Rapport 3/2007"}, "Om ferja (Rapport 3/2007). (2007)."),
        ({"authors": (), "publisher": "Ferja AS"}, "Ferja AS. (2007). Om ferja."),
        ({"publisher": ""}, "Johnstad, T. (2007). Om ferja."),
        ({"publisher": "Menon A.S."}, "Johnstad, T. (2007). Om ferja. Menon A.S."),
        ({"authors": ("Ola By", "Kari Li", "Per Moe")}, "By, O., Li, K. & Moe, P. (2007). Om ferja. Menon Economics."),
        ({"authors": ("Ola By", "Gol kommune")}, "By, O. & Gol kommune. (2007). Om ferja. Menon Economics."),
        (
            {"source": "Menon-publikasjon nr. 12/2019. https://menon.no/12.pdf."},
            "Johnstad, T. (2007). Om ferja (Menon-publikasjon nr. 12/2019). Menon Economics. https://menon.no/12.pdf",
        ),
        (
            {"source": "Ph.d.-avhandling, https://hdl.handle.net/10037/6409", "publisher": "UiT"},
            "Johnstad, T. (2007). Om ferja [Doktorgradsavhandling, UiT]. https://hdl.handle.net/10037/6409",
        ),
        ({"source": "Bacheloroppgave", "publisher": ""}, "Johnstad, T. (2007). Om ferja [Bacheloroppgave]."),
    ],
)
def test_each_rule(reports: dict[str, Report], changed: dict[str, Any], text: str) -> None:
    assert reference(replace(about(reports), **changed), "nb").text == text


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("NIBR-rapport 2007:9", Published("NIBR-rapport", "2007:9")),
        ("ØF-notat 06/2017, for Fylkesmannen i Oppland", Published("ØF-notat", "06/2017")),
        ("Menon-publikasjon nr. 12/2019", Published("Menon-publikasjon nr.", "12/2019")),
        ("Rapport 7", Published("Rapport", "7")),
        ("NOU 2020: 15", Published("NOU", "2020: 15")),
        ("Regionrådet 2025", Published()),
        ("Oxford Research AS for Hallingdal næringshage", Published()),
        ("Masteroppgave i innovasjon, Høgskolen i Innlandet", Published(thesis="Masteroppgave i innovasjon")),
        ("Master's thesis; NTNU", Published(thesis="Master's thesis")),
        ("Se https://eksempel.no/a_(b).", Published(url="https://eksempel.no/a_(b")),
        ("", Published()),
    ],
)
def test_what_a_source_says(source: str, found: Published) -> None:
    assert published(source) == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tom Johnstad", Name("Johnstad", "Tom")),
        ("Vegard Solhjem Knutsen", Name("Knutsen", "Vegard Solhjem")),
        ("Solhjem Knutsen, Vegard", Name("Solhjem Knutsen", "Vegard")),
        ("Ludwig van der Berg", Name("van der Berg", "Ludwig")),
        ("De Berg", Name("Berg", "De")),
        ("Ann-Kristin  Øy", Name("Øy", "Ann-Kristin")),
        ("NIBR", Name("NIBR")),
        ("Oxford Research AS", Name("Oxford Research AS")),
        ("Regionrådet for Hallingdal", Name("Regionrådet for Hallingdal")),
        ("Gol kommune", Name("Gol kommune")),
        ("Ernst & Young", Name("Ernst & Young")),
        ("Menon Economics", Name("Menon Economics")),  # the publisher
        ("{Nordic Fish}", Name("Nordic Fish")),
    ],
)
def test_names(text: str, name: Name) -> None:
    assert read_name(text, "Menon Economics") == name


@pytest.mark.parametrize(
    ("given", "written"),
    [("Tom", "T."), ("Vegard Solhjem", "V. S."), ("Ann-Kristin", "A.-K."), ("J.R. R.", "J. R. R."), ("øystein", "Ø.")],
)
def test_initials(given: str, written: str) -> None:
    assert initials(given) == written


def test_more_than_twenty_authors_are_the_first_nineteen_and_the_last() -> None:
    names = [f"N{i}" for i in range(1, 22)]
    assert joined(names[:20], "en").endswith("N19, & N20")
    assert joined(names, "nb") == f"{', '.join(names[:19])}, . . . N21"


@pytest.mark.parametrize(
    ("report", "language", "text"),
    [
        (LETTMETALL, "nb", "(Johnstad, 2007, s. 4)"),
        (LOFT, "nb", "(Knutsen & Flatnes, 2020, s. 4)"),
        (LOFT, "en", "(Knutsen & Flatnes, 2020, s. 4)"),
        (SATS, "en", "(Regionrådet for Hallingdal, 2025, s. 4)"),
    ],
)
def test_in_the_text(reports: dict[str, Report], report: str, language: Language, text: str) -> None:
    assert in_text(reports[report].about, language, "s. 4") == text


@pytest.mark.parametrize(
    ("changed", "letter", "text"),
    [
        ({"authors": ("Ola By", "Kari Li", "Per Moe")}, "", "(By et al., 2007)"),
        ({"authors": (), "publisher": ""}, "", "(Arena Lettmetall, 2007)"),
        ({"date": ""}, "", "(Johnstad, n.d.)"),
        ({"date": ""}, "b", "(Johnstad, n.d.-b)"),
        ({}, "a", "(Johnstad, 2007a)"),
    ],
)
def test_in_the_text_by_rule(reports: dict[str, Report], changed: dict[str, Any], letter: str, text: str) -> None:
    assert in_text(replace(about(reports), **changed), "en", letter=letter) == text


def test_reports_of_the_same_authors_and_year_are_told_apart(reports: dict[str, Report]) -> None:
    one, two = about(reports, date="2007-05"), replace(about(reports), title="Om bussen")
    other = about(reports, authors=("Ola By",))
    assert letters([("1", one), ("2", two), ("3", other)]) == {"2": "a", "1": "b"}
    assert reference(one, "nb", "b").text == "Johnstad, T. (2007b). Om ferja. Menon Economics."


def test_the_list_follows_the_norwegian_alphabet(reports: dict[str, Report]) -> None:
    names = ["Ås", "Ødegård", "Berg", "Zahl", "Ærø", "berge"]
    found = sorted((about(reports, authors=(f"{n}, Ola",)) for n in names), key=in_order)
    assert [a.authors[0].split(",")[0] for a in found] == ["Berg", "berge", "Zahl", "Ærø", "Ødegård", "Ås"]


def quote(report: Report, start: int, end: int) -> Citation:
    text = report.text[start:end]
    passage = Passage("", report.id, start, end, text, (), 1)
    return Citation(1, report.id, start, end, text, passage, report.spans(start, end))


@pytest.mark.parametrize(
    ("printed", "nb", "en"),
    [
        (("4", "5"), "s. 4–5", "pp. 4–5"),
        ((None, None), "tekstside 3–4", "text pages 3–4"),
        ((None, "5"), "tekstside 3–s. 5", "text page 3–p. 5"),
    ],
)
def test_a_quote_over_a_page_break(
    reports: dict[str, Report], printed: tuple[str | None, str | None], nb: str, en: str
) -> None:
    real = reports[LETTMETALL]
    third, fourth = (replace(p, printed=n) for p, n in zip(real.pages[2:4], printed, strict=True))
    report = replace(real, pages=(*real.pages[:2], third, fourth, *real.pages[4:]))
    over = quote(report, fourth.start - 9, fourth.start + 9)
    assert (pages_label(over, report, "nb"), pages_label(over, report, "en")) == (nb, en)


def test_a_quote_to_copy(reports: dict[str, Report]) -> None:
    report = reports[LETTMETALL]
    page = next(p for p in report.pages if p.printed == "32")
    copied = quote(report, page.start, page.start + 40)
    words = " ".join(copied.quote.split())
    assert quote_text(copied, report, "nb") == f"«{words}» (Johnstad, 2007, s. 32)"
    assert quote_text(copied, report, "en") == f"“{words}” (Johnstad, 2007, p. 32)"


HOSTILE = r"50 % & $5 #1_a {b} ~ ^ \end{x} ØÆÅ"


def odd(reports: dict[str, Report]) -> Report:
    """Return a report whose title holds every sign that means something to TeX, over two lines."""
    return replace(reports[LOFT], about=replace(reports[LOFT].about, title=f"{HOSTILE}\nTY  - BOOK"))


def test_bibtex_is_read_back(reports: dict[str, Report]) -> None:
    read = pybtex.database.parse_string(as_bibtex([*reports.values()]), "bibtex").entries
    assert set(read) == set(reports)
    assert {key: entry.type for key, entry in read.items()} == {
        **dict.fromkeys(reports, "techreport"),
        LILLEHAMMER: "mastersthesis",
    }
    fields = read[PILOTEN].fields
    assert fields["title"] == f"{{{PATIENCE}}}"
    assert (fields["type"], fields["number"], fields["institution"]) == ("ØF-notat", "06/2017", "Østlandsforskning")
    assert (fields["year"], fields["month"], fields["langid"]) == ("2017", "March", "norsk")
    assert [(p.last_names, p.first_names) for p in read[LOFT].persons["author"]] == [
        (["Knutsen"], ["Vegard"]),
        (["Flatnes"], ["André"]),
    ]
    assert read[SATS].persons["author"][0].last_names == ["{Regionrådet for Hallingdal}"]


def test_bibtex_escapes_what_tex_would_read(reports: dict[str, Report]) -> None:
    (entry,) = pybtex.database.parse_string(as_bibtex([odd(reports)]), "bibtex").entries.values()
    assert entry.fields["title"] == (
        r"{50 \% \& \$5 \#1\_a \textbraceleft{}b\textbraceright{} \textasciitilde{} \textasciicircum{} "
        r"\textbackslash{}end\textbraceleft{}x\textbraceright{} ØÆÅ TY - BOOK}"
    )


def test_ris_is_read_back(reports: dict[str, Report]) -> None:
    read = {entry["title"]: entry for entry in rispy.loads(as_ris([*reports.values(), odd(reports)]))}
    assert len(read) == 6
    thesis = read[FACTORS]
    assert (thesis["type_of_reference"], thesis["type_of_work"]) == ("THES", "Masteroppgave i innovasjon")
    assert thesis["authors"] == ["Hopland, Magnus", "Bruset, Fredrik Langerud"]
    report = read["Arena Lettmetall – En evaluering"]
    assert (report["type_of_reference"], report["issn"], report["publisher"]) == ("RPRT", "2007:9", "NIBR")
    assert (report["year"], report["date"], report["language"]) == ("2007", "2007/03//", "nb")
    assert read[f"{HOSTILE} TY - BOOK"]["type_of_reference"] == "RPRT"
