"""Which of what is found is on what a question names.

Notes help search to a passage. Beside reports that have them, a report that was just added is seldom found first, even
where a question names its own place or programme; there the name decides. And "how long did Piloten last?" asks
nothing of how long another report's interviews lasted.
"""

from collections.abc import Sequence
from dataclasses import replace

from app.answering.reported import written
from app.answering.understand import Understood
from corpus.cues import ACROSS
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
    return _ranked(found, hits)


def programmes_named_first(found: Found, understood: Understood, searcher: Searcher) -> Found:
    """Return the hits with those first that are of a report on a programme named, or speak of it.

    They are left in their order where the question names no programme, asks of several reports, or nothing is on it.
    """
    names, library = set(understood.programmes), searcher.library
    if not names or understood.meant or ACROSS.search(understood.text):
        return found
    forms = {form.lower() for r in library.reports for name in names & r.about.names for form in written(name, r)}

    def is_on_it(hit: Hit) -> bool:
        said = " ".join([*hit.passage.section, hit.passage.text, *(note.nb for note in hit.notes)]).lower()
        about = library.by_id[hit.passage.report_id].about
        return bool(about.names & names) or any(form in said for form in forms)

    first = [hit for hit in found.hits if is_on_it(hit)]
    if len(first) in (0, len(found.hits)):
        return found
    least = first[-1].score  # scores fall as ranks do
    others = [replace(hit, score=min(hit.score, least)) for hit in found.hits if hit not in first]
    return _ranked(found, [*first, *others])


def _ranked(found: Found, hits: Sequence[Hit]) -> Found:
    return replace(found, hits=tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1)))
