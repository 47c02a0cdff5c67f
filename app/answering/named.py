"""A report that is named in a question, and that nobody has written notes on, comes before others.

Notes help search to a passage. Beside reports that have them, a report that was just added is seldom found first, even
where a question names its own place or programme; there the name decides.
"""

from dataclasses import replace

from app.answering.understand import Understood
from corpus.records import Hit
from index.search import Found, Searcher


def named_first(found: Found, understood: Understood, searcher: Searcher) -> Found:
    """Return the hits with those first that are of a report without notes, about a place or programme named."""
    names = {*understood.places.covered, *understood.programmes}
    library = searcher.library

    def is_named(hit: Hit) -> bool:
        report = library.by_id[hit.passage.report_id]
        return bool(report.about.names & names) and not library.notes[report.id].notes

    if len(set(map(is_named, found.hits))) < 2:  # all are, or none
        return found
    scores = [hit.score for hit in found.hits]
    lead = max(scores) - min(scores)  # so that scores fall as ranks do
    hits = [replace(hit, score=hit.score + lead) if is_named(hit) else hit for hit in found.hits]
    hits.sort(key=lambda hit: (not is_named(hit), hit.rank))
    return replace(found, hits=tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1)))
