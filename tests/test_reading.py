"""Each kind of damage the five reports took, with the real lines it was seen in."""

import unicodedata
from collections import Counter

import pytest

from corpus.library import FOLDER
from corpus.reading.text import read_text
from corpus.reading.words import Vocabulary, join, mend_ligatures
from corpus.records import About, Report

INNO, SATS, LILLE, PILOT, ALM = (
    "innovasjonsloft-hallingdal-2020",
    "sats-pa-hallingdal-2025",
    "lillehammer-regionen-2022",
    "piloten-oppland-2017",
    "arena-lettmetall-2007",
)
REPORTS = (INNO, SATS, LILLE, PILOT, ALM)


@pytest.mark.parametrize(("report", "pages"), [(INNO, 22), (SATS, 17), (LILLE, 92), (PILOT, 64), (ALM, 67)])
def test_page_breaks(reports: dict[str, Report], report: str, pages: int) -> None:
    assert len(reports[report].pages) == pages


@pytest.mark.parametrize(
    ("report", "page", "opening"),
    [
        (INNO, 2, "1. Om Innovasjonsløft"),  # line 17
        (INNO, 4, "Deltakeravgiften har også variert noe"),  # line 105
        (ALM, 22, "som produserte bildeler i aluminium"),  # after the header of lines 822–824
        (LILLE, 20, "store krav til bedriftene fra de som deler ut støtte"),  # in the middle of a sentence
    ],
)
def test_page_openings(reports: dict[str, Report], report: str, page: int, opening: str) -> None:
    assert reports[report].page(page).text.startswith(opening)


@pytest.mark.parametrize(
    ("report", "opening", "printed"),
    [
        (ALM, "som produserte bildeler", "22"),
        (ALM, "VS2010 og undertegnede", "33"),
        (LILLE, "samhandlingen. For å samle data", "3"),
        (LILLE, "Visit Lillehammer har mye samarbeid", "56"),
        (PILOT, "• Det må lages en strategi for forankring", "37"),
        (PILOT, "3.2.5 Innovasjon?", "42"),
        (INNO, "1. Om Innovasjonsløft", None),  # nothing is printed there, and nothing is guessed
    ],
)
def test_printed_page_numbers(reports: dict[str, Report], report: str, opening: str, printed: str | None) -> None:
    assert next(p.printed for p in reports[report].pages if p.text.startswith(opening)) == printed


@pytest.mark.parametrize(
    ("report", "stands", "gone"),
    [
        (INNO, "panel som gir tilbakemeldinger på prosjektet", "tilbake-"),  # a split word
        (INNO, "og Innovasjon Norge.", "Inno- "),
        (SATS, "regional satsing på bo- og blilyst", "bo-og"),  # a hyphen that stands for a part
        (ALM, "FoU-miljøene i regionen", "FoUmiljøene"),
        (ALM, "hovedprosjektet Arena Lettmetall", "hoved-prosjektet"),
        (LILLE, "mellom 12-15 minutter", "1215"),  # a range
        (INNO, "prosjektperioden (2018-21) skal", "201821"),
        (ALM, "bedriftene i TotAl-gruppen", "TotAlgruppen"),
    ],
)
def test_hyphens_at_line_ends(reports: dict[str, Report], report: str, stands: str, gone: str) -> None:
    text = " ".join(reports[report].text.split())
    assert stands in text
    assert gone not in text


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("regional utvik-", "ling", "regional utvikling"),
        ("bo-", "og blilyst", "bo- og blilyst"),
        ("mellom 12-", "15 minutter", "mellom 12-15 minutter"),
        ("KS-", "lederen i Oppland", "KS-lederen i Oppland"),
        ("et tiltak –", "som varte", "et tiltak – som varte"),
        ("", "ny linje", " ny linje"),
    ],
)
def test_join(left: str, right: str, joined: str) -> None:
    text, between = join(left, right, Vocabulary(["utvikling"]))
    assert text + between + right == joined


def test_every_second_line_blank_is_no_paragraph(reports: dict[str, Report]) -> None:
    text = reports[LILLE].text
    assert "i Lillehammer-regionen. Her er fokus rettet mot samhandling som en faktor for økt" in text


@pytest.mark.parametrize(
    ("report", "header"), [(ALM, "NIBR-rapport 2007:9"), (PILOT, "Innovativ tålmodighet ØF-notat 06/2017")]
)
def test_running_headers(reports: dict[str, Report], report: str, header: str) -> None:
    removed = [t for t in reports[report].taken_out if t.text == header]
    assert len(removed) >= 3
    assert reports[report].text.count(header) <= 1  # but for the title page's own line


@pytest.mark.parametrize(
    ("report", "clean", "footnote"),
    [
        (INNO, "105 millioner kroner i 2018. Ålhytta", "Ålhytta.no"),  # 20188
        (ALM, "støtte på kr. 600.000,-. Dette er", "Se for øvrig Gulbrandsen-Dahl (2006)"),
        (PILOT, "en nasjonalt SFI-lignende", "SFI-ordningen skal styrke innovasjon"),
        (PILOT, "sin «Tenketank» som ble", "Tenketanken ble etablert i januar 2014"),
        (PILOT, "et Arena – prosjekt, noe som krever", "Arena er et av tre nivåer"),
    ],
)
def test_footnotes(reports: dict[str, Report], report: str, clean: str, footnote: str) -> None:
    read = reports[report]
    assert clean in " ".join(read.text.split())
    assert any(b.kind == "footnote" and footnote in read.text[b.start : b.end] for b in read.blocks)


def _table(report: Report, caption: str) -> str:
    return next(
        report.text[b.start : b.end]
        for b in report.blocks
        if b.kind == "table" and b.skip is None and report.text[b.start : b.end].startswith(caption)
    )


@pytest.mark.parametrize(
    ("report", "caption", "rows"),
    [
        (INNO, "Tabell 1", ["Program Midler fra lokalt næringsliv", "7 225 000 350 000", "Totalt 945 000"]),
        (INNO, "Tabell 2", ["Program Antall virksomheter", "5 14 31", "Totalt 61 149"]),
        (INNO, "Tabell 4", ["Ingen skapte årsverk 16 0,0", "Totalt 24 10,5"]),
        (SATS, "Tabell – Budsjett", ["Finansieringskilde: 2022", "Kommunene 0,6", "Totalt 4,6"]),  # rows stood far off
        (ALM, "Tabell 4.1", ["Videreutvikle samarbeidet mellom bedrifter"]),
    ],
)
def test_tables_stand_under_their_caption(
    reports: dict[str, Report], report: str, caption: str, rows: list[str]
) -> None:
    lines = _table(reports[report], caption).split("\n")
    assert [any(line.startswith(row) for line in lines[1:]) for row in rows] == [True] * len(rows)


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("ideer og produktif isering, branding", "ideer og produktifisering, branding"),
        ("regionen og bedrif tene i klynga", "regionen og bedriftene i klynga"),
        ("videreutviklin g av nettverket", "videreutvikling av nettverket"),
        ("brev til kommunen", "brev til kommunen"),
    ],
)
def test_broken_ligatures(broken: str, mended: str) -> None:
    assert mend_ligatures(broken, Vocabulary(["bedriftene videreutvikling av til til til"])) == mended


def test_bullets_are_one_kind(reports: dict[str, Report]) -> None:
    for report in reports.values():
        assert not set(report.text) & set("\uf0b7\uf0d8\uf0a7")
    assert "• Velferdsteknologi (teknologi)" in reports[PILOT].text


@pytest.mark.parametrize(
    ("report", "words", "section"),
    [
        (INNO, "10,5 nyetablerte årsverk", "3.1 Resultater på virksomhetsnivå"),
        (
            SATS,
            "Nettverket har fått 90 medlemmer",
            "5.3 Egen initierte prosjekter › Kvinnegnist",
        ),
        (LILLE, "alle har en felles forståelse", None),
        (LILLE, "Utvikling eller død", "Resultater › Tema 1. Innovasjon"),
        (PILOT, "Næringsklynger kan ikke dikteres", "4.1 Delpilotens egne mål › 4.1.3 Mobilisere for næringsklynge"),
        (ALM, "mulig å få til innenfor rammen av 3 år", "Sammendrag › Krise, suksessfaktorer og læring"),
    ],
)
def test_section_paths(reports: dict[str, Report], report: str, words: str, section: str | None) -> None:
    read = reports[report]
    at = read.text.find(words)
    if section is None:
        assert at == -1  # not the report's words: the case keeps the search honest
        return
    path = " › ".join(next(b.section for b in read.blocks if b.start <= at < b.end))
    assert path.endswith(section)


@pytest.mark.parametrize(
    ("report", "words", "why"),
    [
        (ALM, "4.4.5 Kommersialisering ......", "contents"),
        (ALM, "Navn på person som svarer på undersøkelsen", "questionnaire"),
        (ALM, "Undersøkelsen vil ta cirka 10 minutter", None),
        (LILLE, "Håper på positivt svar", "questionnaire"),
        (SATS, "Audun Grynning", "signature"),
    ],
)
def test_what_is_no_content(reports: dict[str, Report], report: str, words: str, why: str | None) -> None:
    read = reports[report]
    at = " ".join(read.text.split()).find(words)
    assert at >= 0
    block = next(b for b in read.blocks if words in " ".join(read.text[b.start : b.end].split()))
    assert block.skip == why


@pytest.mark.parametrize("report", REPORTS)
def test_no_word_is_lost(reports: dict[str, Report], report: str) -> None:
    """Letter by letter: the cleaned text and what was taken out hold all that the file holds."""
    raw = (FOLDER / report / "report.txt").read_text(encoding="utf-8")
    read = reports[report]
    taken = "".join(t.text for t in read.taken_out)
    # a footnote's number stands twice in the file: at its mark, and where it opens at the page's foot
    feet = "".join(t.text for t in read.taken_out if t.why.startswith("footnote"))
    bullets = _letters("o" * 4) if report == PILOT else _letters("")  # four list items have an "o" for a bullet
    assert _letters(raw) == _letters(read.text + taken + feet) + bullets


def _letters(text: str) -> Counter[str]:
    return Counter(c for c in unicodedata.normalize("NFC", text) if c.isalnum())


@pytest.mark.parametrize("report", REPORTS)
def test_pages_and_blocks_lie_in_the_text(reports: dict[str, Report], report: str) -> None:
    read = reports[report]
    for page in read.pages:
        assert read.text[page.start : page.end] == page.text
    for block in read.blocks:
        parts = [read.page(s.page).text[s.start : s.end] for s in read.spans(block.start, block.end)]
        assert " ".join(" ".join(parts).split()) == " ".join(read.text[block.start : block.end].split())


ABOUT = About("t", "t", (), "", "2020", "other", "", "", "nb", (), (), (), (), (), None, "")


@pytest.mark.parametrize("raw", ["", "\n\n \n", "ett ord", "Tabell 1\n", "1 Overskrift", "•", "\f\f\f"])
def test_odd_texts_are_read(raw: str) -> None:
    read = read_text("odd", raw, ABOUT)
    assert _letters(read.text) <= _letters(raw)
    assert read.pages
