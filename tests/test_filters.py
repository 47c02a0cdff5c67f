"""A search under a filter is as good as one of an index of the filtered passages alone.

It cannot be the very same: how telling a word is (IDF) and what a compound is made of are counted over all
reports, so that the same question means the same whatever it is narrowed to. The tolerance is stated below;
eval/LOG.md has the figures.
"""

from dataclasses import replace

import numpy as np
import pytest

from corpus.library import Library
from corpus.records import Filters, Hit, Note
from index.build import build_index
from index.search import Searcher
from index.settings import Settings

QUESTIONS = 60  # of the reading notes of the filtered reports, drawn with a seed
COMMON = 0.88  # at least this share of the first five passages is common, on average (measured: .893 to .940)
WORSE = 0.02  # recall@5 under the filter may be lower by this much: one question (measured: by none)


def alone(searcher: Searcher, reports: set[str], settings: Settings) -> Searcher:
    """Return a search over an index of some reports alone."""
    library = searcher.library
    kept = tuple(r for r in library.reports if r.id in reports)
    small = Library(kept, {r.id: library.notes[r.id] for r in kept}, library.checksums)
    return Searcher(build_index(small, searcher.embedder, settings, lambda _s, _n: None), small, searcher.embedder)


def asked(notes: list[Note]) -> list[tuple[str, Note]]:
    """Return questions with the note each was written on."""
    pairs = [(q, n) for n in notes for q in n.questions]
    return [pairs[i] for i in np.random.default_rng(5).permutation(len(pairs))[:QUESTIONS]]


def right(hits: tuple[Hit, ...], note: Note) -> bool:
    """Tell whether one of the hits is a passage that the note is written on."""
    return any(note.id in {n.id for n in hit.notes} for hit in hits)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(reports=("sats-pa-hallingdal-2025",)),
        Filters(reports=("innovasjonsloft-hallingdal-2020",)),
        Filters(regions=("Hallingdal",)),
        Filters(kinds=("case-study",), years=(2020, 2023)),
    ],
    ids=str,
)
def test_a_filtered_search_is_as_good_as_an_index_of_the_filtered(
    searcher: Searcher, settings: Settings, filters: Filters
) -> None:
    left = searcher.search("Hva kom ut av det?", 10_000, filters=filters).hits
    reports = {h.passage.report_id for h in left}
    own = alone(searcher, reports, settings)
    assert len(own.index.passages) == len(left)
    common, under, by_itself = [], [], []
    for question, note in asked(own.library.all_notes()):
        one, other = searcher.search(question, 5, filters=filters).hits, own.search(question, 5).hits
        common.append(len({h.passage.id for h in one} & {h.passage.id for h in other}) / 5)
        under.append(right(one, note))
        by_itself.append(right(other, note))
    assert round(float(np.mean(common)), 6) >= COMMON  # a mean of fifths: .88 may be .87999…
    assert np.mean(under) >= np.mean(by_itself) - WORSE


HALLINGDAL = Filters(regions=("Hallingdal",))


@pytest.mark.parametrize(
    ("filters", "reports"),
    [
        (replace(HALLINGDAL, years=(2024, 2026)), {"sats-pa-hallingdal-2025"}),
        (replace(HALLINGDAL, reports=("innovasjonsloft-hallingdal-2020",)), {"innovasjonsloft-hallingdal-2020"}),
        (replace(HALLINGDAL, programmes=("Kvinnegnist",), years=(2024, 2026)), {"sats-pa-hallingdal-2025"}),
        (replace(HALLINGDAL, kinds=("case-study",)), set()),
        (replace(HALLINGDAL, years=(2006, 2010)), set()),
        (replace(HALLINGDAL, reports=("arena-lettmetall-2007",)), set()),
        (Filters(programmes=("Kvinnegnist",), reports=("piloten-oppland-2017",)), set()),
    ],
)
def test_filters_narrow_together(searcher: Searcher, filters: Filters, reports: set[str]) -> None:
    found = searcher.search("Hva kom ut av samarbeidet?", 10_000, filters=filters)
    assert {h.passage.report_id for h in found.hits} == reports
    assert len(found.hits) == found.allowed


def test_a_passage_that_says_the_same_is_named_only_where_it_is_allowed(searcher: Searcher) -> None:
    question = "I hvor stor grad har Arena Lettmetall lykkes med å nå mål og hensikter?"
    report = Filters(reports=("arena-lettmetall-2007",))
    also = {p.report_id for h in searcher.search(question, 50, filters=report).hits for p in h.also}
    assert also == {"arena-lettmetall-2007"}


def test_passages_that_say_the_same_know_each_other(searcher: Searcher) -> None:
    index = searcher.index
    for position, others in enumerate(index.alike):
        assert position not in others
        assert all(position in index.alike[other] for other in others)
    hits = searcher.search("Hvilke delprosjekt får svært god tilbakemelding i undersøkelsen?", 10).hits
    pages = {h.passage.page: {p.page for p in h.also} for h in hits if h.also}
    assert any({page} | others >= {9, 56} for page, others in pages.items())  # the summary and chapter 4
