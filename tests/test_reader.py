"""The reader's parts, case by case, over the real reports."""

from dataclasses import replace
from typing import Any

import pytest

from app.reader.find import find
from app.reader.place import LONGEST_NAMED, Place, read_place
from app.reader.reading import Reading
from app.reader.tree import Section, path_to, sections
from app.reader.view import tree_data
from app.wording import say
from corpus.records import Report
from index.lexicon import load_lexicon
from index.tokens import Compounds

ARENA, LOFT, THESIS = "arena-lettmetall-2007", "innovasjonsloft-hallingdal-2020", "lillehammer-regionen-2022"
PILOT, SATS = "piloten-oppland-2017", "sats-pa-hallingdal-2025"
HTML = "<script>alert(1)</script> **fet** :smile:"


@pytest.fixture(scope="module")
def compounds(reports: dict[str, Report]) -> Compounds:
    return Compounds.from_texts([r.text for r in reports.values()], load_lexicon().norwegian_words())


CHAPTER, RESULTS = "4 Arena Lettmetall – hovedprosjekt", "4.4 Delmål og resultater"


# --- where one is ---


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("", (ARENA, 1, None)),
        ("report=piloten-oppland-2017", (PILOT, 1, None)),
        ("report=piloten-oppland-2017 page=30", (PILOT, 30, None)),
        ("report=piloten-oppland-2017 page=64", (PILOT, 64, None)),
        ("report=piloten-oppland-2017 page=30 lit=100-140", (PILOT, 30, (100, 140))),  # one may read on from the words
        ("report=piloten-oppland-2017 lit=5000-5040", (PILOT, 3, (5000, 5040))),
    ],
)
def test_an_address_names_a_place(
    reports: dict[str, Report], address: str, place: tuple[str, int, tuple[int, int] | None]
) -> None:
    values = dict(pair.split("=") for pair in address.split())
    assert read_place(values, reports, "nb") == (Place(*place), "")


def unknown(name: str) -> str:
    return say("place.report", "nb", name=name, shown="Arena Lettmetall")


def beyond(page: int) -> str:
    return say("place.page.beyond", "nb", page=page, last=17, name="Sats på Hallingdal")


def no_page(page: str) -> str:
    return say("place.page.none", "nb", page=page)


@pytest.mark.parametrize(
    ("values", "place", "sentence"),
    [
        ({"report": "borte", "page": "3", "lit": "1-2"}, (ARENA, 1), unknown("borte")),
        ({"report": HTML}, (ARENA, 1), unknown(HTML)),
        ({"report": "x" * 999}, (ARENA, 1), unknown("x" * LONGEST_NAMED + " …")),
        ({"report": SATS, "page": "18"}, (SATS, 17), beyond(18)),
        ({"report": SATS, "page": "0"}, (SATS, 1), beyond(0)),
        ({"report": SATS, "page": "-4"}, (SATS, 1), no_page("-4")),
        ({"report": SATS, "page": "fem"}, (SATS, 1), no_page("fem")),
        ({"report": SATS, "page": "٣"}, (SATS, 1), no_page("٣")),
        ({"report": SATS, "page": "9" * 5000}, (SATS, 1), no_page("9" * LONGEST_NAMED + " …")),
        ({"report": SATS, "page": "4", "lit": "9-3"}, (SATS, 4), say("place.lit", "nb", lit="9-3")),
        ({"report": SATS, "page": "4", "lit": "1-99999999"}, (SATS, 4), say("place.lit", "nb", lit="1-99999999")),
        ({"report": SATS, "page": "4", "lit": HTML}, (SATS, 4), say("place.lit", "nb", lit=HTML)),
    ],
    ids=lambda value: str(value)[:40],
)
def test_an_address_that_does_not_hold_leads_to_the_nearest_place(
    reports: dict[str, Report], values: dict[str, str], place: tuple[str, int], sentence: str
) -> None:
    assert read_place(values, reports, "nb") == (Place(*place), sentence)


# --- the sections ---


def outline(tree: tuple[Section, ...], depth: int = 1) -> list[tuple[int, str, int]]:
    return [row for s in tree for row in ((depth, s.title, s.page), *outline(s.inside, depth + 1))]


@pytest.mark.parametrize(
    ("report", "chapters", "all_sections", "row"),
    [
        (ARENA, 8, 64, (3, "4.4.3 Nordic Aluminium Academy", 40)),
        (LOFT, 6, 18, (2, "3.1 Resultater på virksomhetsnivå", 6)),
        (THESIS, 12, 47, (2, "Hindringer for samarbeid", 11)),
        (PILOT, 8, 71, (3, "1.3.2 Connected Living i Gjøvikregionen", 11)),
        (SATS, 8, 34, (3, "Trainee Hallingdal", 10)),
    ],
)
def test_sections_of_the_real_reports(
    reports: dict[str, Report], report: str, chapters: int, all_sections: int, row: tuple[int, str, int]
) -> None:
    tree = sections(reports[report])
    assert len(tree) == chapters
    assert len(outline(tree)) == all_sections == sum(b.kind == "heading" for b in reports[report].blocks)
    assert row in outline(tree)


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("Det ble utviklet store vyer", [CHAPTER, RESULTS, "4.4.3 Nordic Aluminium Academy"]),
        ("4.4 Delmål og resultater\n", [CHAPTER, RESULTS]),
    ],
)
def test_the_path_to_a_place(reports: dict[str, Report], words: str, path: list[str]) -> None:
    report = reports[ARENA]
    places = [i for i in range(len(report.text)) if report.text.startswith(words, i)]
    assert places, "the case names words that do not stand in the report"
    assert [s.title for s in path_to(sections(report), places[-1])] == path


def test_every_block_lies_in_the_sections_it_names(reports: dict[str, Report]) -> None:
    for report in reports.values():
        tree = sections(report)
        for block in report.blocks:
            assert tuple(s.title for s in path_to(tree, block.start)) == block.section


@pytest.mark.parametrize(
    ("what", "value", "place", "aim"),
    [
        ("go", 7, (7, None), "page"),
        ("go", 999, (17, None), "page"),
        ("seen", 3, (3, (100, 140)), "lit"),  # scrolled there: nothing is brought into sight
        ("find", "trainee", (10, (100, 140)), "now"),
        ("hit", 1, None, "lit"),  # nothing is searched for
        ("form", "printed", None, "page"),  # the words lit stand on page 1
        ("notes", False, None, "lit"),
        ("go", "7", None, "lit"),
        ("hit", 5, None, "lit"),
        ("dance", 1, None, "lit"),
    ],
)
def test_what_is_done_in_the_pane_leads_somewhere(
    reports: dict[str, Report],
    compounds: Compounds,
    what: str,
    value: object,
    place: tuple[int, tuple[int, int] | None] | None,
    aim: str,
) -> None:
    report, reading, here = reports[SATS], Reading(), Place(SATS, 9, (100, 140))
    reading.arrive(here)
    to = reading.act(what, value, here, report, lambda words: find(report, words, compounds))
    expected = here if what == "hit" and value == 1 else place and Place(SATS, *place)
    assert (to, reading.aim) == (expected, aim)
    assert reading.notes == (what != "notes")


def test_turning_a_page_over_keeps_the_words_lit_in_sight(reports: dict[str, Report]) -> None:
    report, reading = reports[SATS], Reading()
    for page, aim in ((1, "lit"), (2, "page")):
        before = reading.moves
        reading.turn_over(Place(SATS, page, (100, 140)), report)
        assert (reading.moves, reading.aim) == (before + 1, aim)


def test_a_report_without_headings_says_so(reports: dict[str, Report]) -> None:
    report = replace(reports[SATS], blocks=tuple(b for b in reports[SATS].blocks if b.kind != "heading"))
    data = tree_data(report, 0, "nb")
    assert (data["sections"], data["empty"]) == ([], say("reader.tree.none", "nb"))


def marked(rows: list[dict[str, Any]], what: str) -> list[str]:
    return [t for r in rows for t in ([r["title"]] if r[what] else []) + marked(r["inside"], what)]


def test_the_tree_marks_where_one_is(reports: dict[str, Report]) -> None:
    report = reports[PILOT]
    data = tree_data(report, report.page(12).start, "nb")
    assert marked(data["sections"], "on") == [
        "1 INNLEDNING",
        "1.3 Delpilotene – substansen i prosjektet",
        "1.3.2 Connected Living i Gjøvikregionen",
    ]
    assert marked(data["sections"], "current") == ["1.3.2 Connected Living i Gjøvikregionen"]


# --- moving about ---


@pytest.mark.parametrize(("page", "to"), [(4, 4), (0, 1), (-9, 1), (18, 17), (10**9, 17)])
def test_going_stays_within_the_report(reports: dict[str, Report], page: int, to: int) -> None:
    place = Place(SATS, 3, (10, 20))
    assert Reading().go(place, page, reports[SATS]) == Place(SATS, to)
    assert Reading().seen(place, page, reports[SATS]) == Place(SATS, to, (10, 20))


@pytest.mark.parametrize(("steps", "hit"), [([], 2), ([1], 3), ([1] * 5, 7), ([1] * 6, 0), ([-1] * 3, 7), ([-1, 1], 2)])
def test_hits_are_gone_through_in_a_ring(
    reports: dict[str, Report], compounds: Compounds, steps: list[int], hit: int
) -> None:
    report = reports[ARENA]
    found = find(report, "Innovasjon Norge", compounds)
    reading, place = Reading(), Place(ARENA, 2)  # two of the eight hits stand on page 1
    place = reading.search(place, "Innovasjon Norge", found, report)
    for by in steps:
        place = reading.step(place, by, found, report)
    assert (reading.hit, reading.aim, reading.moves) == (hit, "now", 1 + len(steps))
    assert place.page == report.page_at(found.hits[hit][0][0]).number


def test_the_reader_is_sent_only_where_it_has_not_gone_itself(reports: dict[str, Report]) -> None:
    reading = Reading()
    reading.arrive(Place(SATS, 3, (6000, 6010)))
    assert (reading.moves, reading.aim) == (1, "lit")
    reading.arrive(Place(SATS, 3, (6000, 6010)))  # the same address drawn again
    assert reading.moves == 1
    reading.arrive(reading.seen(Place(SATS, 3), 4, reports[SATS]))  # scrolled there
    assert reading.moves == 1
    heading = next(b for b in reports[SATS].blocks if b.kind == "heading" and b.section[-1] == "Trainee Hallingdal")
    place = reading.go_to_section(Place(SATS, 4), heading.start, reports[SATS])
    reading.arrive(place)
    assert (place.page, reading.moves, reading.aim, reading.section) == (10, 2, "section", heading.start)
    reading.arrive(Place(PILOT, 1))
    assert (reading.moves, reading.aim, reading.section) == (3, "page", None)
