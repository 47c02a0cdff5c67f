"""Search over the real reports: filters inside it, parts that can be left out, honest empty results."""

import pytest

from corpus.records import Filters
from index.search import PARTS, Searcher

JOBS = "Hvor mange nye årsverk ga Innovasjonsløft Hallingdal?"


@pytest.mark.parametrize(
    ("question", "report", "words"),
    [
        (JOBS, "innovasjonsloft-hallingdal-2020", "10,5 nyetablerte årsverk"),
        ("How many new full-time jobs came out of Innovasjonsløft?", "innovasjonsloft-hallingdal-2020", "10,5"),
        ("Kvifor vart NAA lagt ned?", "arena-lettmetall-2007", "NAA"),
        ("Hvem leder Kvinnegnist?", "sats-pa-hallingdal-2025", "Kvinnegnist"),
    ],
)
def test_the_right_passage_is_near_the_top(searcher: Searcher, question: str, report: str, words: str) -> None:
    hits = searcher.search(question, 5).hits
    assert any(h.passage.report_id == report and words in h.passage.text for h in hits)


def test_hits_are_ranked_and_distinct(searcher: Searcher) -> None:
    hits = searcher.search(JOBS, 20).hits
    assert [h.rank for h in hits] == list(range(1, 21))
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert len({h.passage.id for h in hits}) == 20


@pytest.mark.parametrize(
    ("filters", "reports"),
    [
        (Filters(reports=("sats-pa-hallingdal-2025",)), {"sats-pa-hallingdal-2025"}),
        (Filters(regions=("Hallingdal",)), {"sats-pa-hallingdal-2025", "innovasjonsloft-hallingdal-2020"}),
        (Filters(regions=("gjøvik",)), {"arena-lettmetall-2007", "piloten-oppland-2017"}),
        (Filters(kinds=("case-study",)), {"lillehammer-regionen-2022"}),
        (Filters(years=(2006, 2018)), {"arena-lettmetall-2007", "piloten-oppland-2017"}),
        (Filters(regions=("Hallingdal",), years=(2024, 2026)), {"sats-pa-hallingdal-2025"}),
        (Filters(programmes=("Kvinnegnist",)), {"sats-pa-hallingdal-2025"}),
    ],
)
def test_filters_are_exact(searcher: Searcher, filters: Filters, reports: set[str]) -> None:
    found = searcher.search("Hva kom ut av samarbeidet?", 1000, filters=filters)
    assert {h.passage.report_id for h in found.hits} == reports
    assert len(found.hits) == found.allowed


@pytest.mark.parametrize(
    "filters", [Filters(regions=("Tromsø",)), Filters(years=(1990, 1999)), Filters(reports=("none",))]
)
def test_a_filter_that_fits_nothing_finds_nothing(searcher: Searcher, filters: Filters) -> None:
    found = searcher.search(JOBS, filters=filters)
    assert (found.hits, found.allowed) == ((), 0)


@pytest.mark.parametrize("part", PARTS)
def test_each_part_can_be_left_out(searcher: Searcher, part: str) -> None:
    hits = searcher.search(JOBS, 10, without=(part,)).hits
    assert len(hits) == 10


def test_search_without_anything_to_go_by(searcher: Searcher) -> None:
    assert len(searcher.search("zzzz qqqq", 10).hits) == 10
    assert searcher.search(JOBS, 0).hits == ()


def test_the_best_note_of_a_hit_comes_first(searcher: Searcher) -> None:
    hit = searcher.search(JOBS, 1).hits[0]
    assert "årsverk" in hit.notes[0].nb or "10,5" in hit.notes[0].nb


def test_what_the_notes_name_as_not_told_is_known(searcher: Searcher) -> None:
    question = next(note.untold[0] for note in searcher.library.all_notes() if note.untold)
    assert searcher.search(question).untold > 0.5 > searcher.search(JOBS).untold
    told = [note.questions[0] for note in searcher.library.all_notes()]
    assert sum(searcher.search(q).untold < 0.5 for q in told[::25]) >= 0.9 * len(told[::25])
    assert searcher.search(question, without=("notes",)).untold == 0.0
    assert searcher.search(question, without=("dense",)).untold == 0.0
