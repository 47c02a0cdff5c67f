"""Put hits in the order of search, of a close look, and of how well their short answers reply."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from app.answering.close import LOOKED_AT, Closer, Look
from app.answering.understand import Understood
from corpus.records import Hit, Note, Passage
from index.search import Found

TRUST = 0.4  # weight of a close look's log-odds beside the search's own; see eval/LOG.md
SAID = 0.4  # weight of how well the best short answer replies; .2 to 1 differ little
NOTES = 2  # of a hit, whose short answers are looked at
NO_REPLY = 0.0  # how well a note without short answers replies: as right ones do, else no bare report is found
SEARCH_FIRST = 2.0  # log-odds a note must be ahead to pass one that search puts before it in the same passage


def ordered(
    closer: Closer, understood: Understood, found: Found, *, by_replies: bool = True
) -> tuple[Found, list[Look]]:
    """Return the hits in order, and what a close look gave.

    Not `by_replies`, their short answers do not count: what weighs these is fitted on the order without them.
    """
    looks, asked = closer.look(understood, found), closer.replier.asked(understood)

    def reply(notes: Sequence[Note]) -> float:
        if not by_replies:
            return NO_REPLY
        replies = [closer.replier.replies(note, asked) for note in notes[:NOTES]]
        return max((own[0].score for own in replies if own), default=NO_REPLY)

    return (_in_order(found, looks, reply) if found.hits else found), looks


def put_first(hits: Sequence[Hit], passages: Sequence[Passage]) -> tuple[Hit, ...]:
    """Return the hits with those on `passages` first, in that order; a passage that was not found becomes a hit."""
    found, best = {hit.passage.id: hit for hit in hits}, max((hit.score for hit in hits), default=0.0)
    wanted = {passage.id: passage for passage in passages}
    first = [replace(found.get(key) or Hit(own, best, 1), score=best) for key, own in wanted.items()]
    rest = [hit for hit in hits if hit.passage.id not in wanted]
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate([*first, *rest], start=1))


def put_last(hits: Sequence[Hit], passages: Sequence[Passage]) -> tuple[Hit, ...]:
    """Return the hits, and behind them those of `passages` that are not among them."""
    known, least = {hit.passage.id for hit in hits}, min((hit.score for hit in hits), default=0.0)
    others = {passage.id: passage for passage in passages if passage.id not in known}
    return (*hits, *(Hit(own, least, rank) for rank, own in enumerate(others.values(), start=len(hits) + 1)))


def of_what_is_named(hits: Sequence[Hit], named: Iterable[frozenset[str]]) -> Sequence[Hit]:
    """Return the hits; where all that is named is of one report, and that is found first, those of this report.

    `named` are, of each place or programme that the question names, the ids of the reports on it.
    """
    reports = frozenset[str]().union(*named)
    alone = len(reports) == 1 and hits[0].passage.report_id in reports
    return [hit for hit in hits if hit.passage.report_id in reports] if alone else hits


def _in_order(found: Found, looks: Sequence[Look], reply: Callable[[Sequence[Note]], float]) -> Found:
    """Return the hits in the order of search, close look and replies together, each with its best note first.

    `reply` tells how well the short answers of a hit's notes reply, the best note first.
    """
    if not any(hit.notes for hit in found.hits):  # the model was fitted on notes
        return found
    floor = min(look.odds for look in looks)
    hits: list[Hit] = []
    for position, hit in enumerate(found.hits):
        place = {note.id: at for at, note in enumerate(hit.notes)}  # in the search's order
        own = [(x.odds - SEARCH_FIRST * place.get(x.note.id, 0), x.note) for x in looks if x.hit == position]
        own.sort(key=lambda pair: -pair[0])
        notes = tuple(note for _, note in own if note.id in place) or hit.notes
        said = reply(notes) if position < LOOKED_AT else NO_REPLY
        score = hit.score + TRUST * (own[0][0] if own else floor) + SAID * said
        hits.append(replace(hit, score=score, notes=notes))
    near, far = sorted(hits[:LOOKED_AT], key=lambda hit: -hit.score), hits[LOOKED_AT:]
    least = near[-1].score  # what was not looked at stays behind what was, in score as in rank
    far = [replace(hit, score=min(hit.score, least)) for hit in far]
    return replace(found, hits=tuple(replace(h, rank=rank) for rank, h in enumerate([*near, *far], start=1)))
