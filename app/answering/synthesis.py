"""Which synthesis answers a question, where one does: told by the questions it was written for, and by what it says.

A logistic model (`synthesis.json`) weighs how near the question lies to those of a synthesis, by their vectors and by
their words, with names of places and programmes and without, what the synthesis says, whether it is on the reports that
the question names, and whether that sets reports side by side at all. It is fitted by `python -m eval fit`. Which
profile answers is told likewise, by another model (`profile.py`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.answering.linear import Row, load_linear
from app.answering.overview import without_cues
from app.answering.scope import Names, looks_across
from app.answering.short import Replier, nearest
from app.answering.understand import Understood
from corpus.records import Note, Report, ShortAnswer, Synthesis
from index.embed import Embedder, Vectors
from index.expected import type_vector

FILE = Path(__file__).with_name("synthesis.json")
RANKED_BY = ("near", "subject", "lead", "likest", "said", "named")  # what tells one synthesis from another
FEATURES = (*RANKED_BY, "side_by_side", "across")
SURE = 4.0  # log-odds of the words of a question beyond which they tell no more
# Log-odds from which a synthesis answers: what else is found follows it, so that one given in vain costs little, and
# without it a question put to all reports is answered from one of them; see eval/LOG.md
LEAST = -2.0
SURELY = -1.0  # the same where the judge finds no answer
# The same where its sides follow the answer to a question that names nothing: lower, as they lead nothing and take
# the place of an answer's last points alone
PERHAPS = -3.5
NARROW = ("number", "when", "who")  # kinds of question that one place answers
LOOKED_AT = 12  # syntheses that lie nearest are looked at word by word


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as syntheses are held against it."""

    understood: Understood
    named: tuple[frozenset[str], ...]  # of each place, programme or report it names, the ids of the reports on it
    left: frozenset[str]  # ids of the reports that the filters leave
    side_by_side: bool  # whether it sets reports, places or programmes side by side

    @property
    def on_one_report(self) -> bool:
        """Whether one report is about all that it names: it names something, and nothing of two reports."""
        return bool(self.named) and bool(frozenset.intersection(*self.named))

    def concerned(self, one: Synthesis) -> frozenset[str]:
        """Return the reports of a synthesis that the question is on: all, where it does not name several of them."""
        named = frozenset[str]().union(*self.named).intersection(one.reports)
        return named if len(named) > 1 else frozenset(one.reports)


def asked_of(understood: Understood, reports: Iterable[Report], left: Iterable[str], *, side_by_side: bool) -> Asked:
    """Return a question as syntheses are held against it; `left` are the ids of the reports that the filters leave."""
    reports = tuple(reports)
    named = [frozenset(r.id for r in reports if name in r.about.names) for name in understood.names]
    return Asked(
        understood, (*named, *(frozenset([report]) for report in understood.meant)), frozenset(left), side_by_side
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """The vectors of a synthesis, each (texts, dimensions), beside those of its questions, which the replier keeps."""

    subjects: Vectors  # of its questions without names and cues
    leads: Vectors  # of what it says, in each language, and of its title
    types: Vectors  # (types,): what its questions expect in the mean


def besides(asked: Asked, names: Names) -> Row:
    """Return the features of a question that tell whether it wants a synthesis at all."""
    across = looks_across(asked.understood.focus or asked.understood.text, names)
    return {"side_by_side": float(asked.side_by_side), "across": min(SURE, max(-SURE, across)) / SURE}


class Synthesist:
    """Holds the syntheses of a library, or its profiles, against questions; keeps what it has made of each."""

    def __init__(
        self,
        syntheses: Sequence[Synthesis],
        reports: Iterable[Report],
        replier: Replier,
        embedder: Embedder,
        model: Path = FILE,
    ) -> None:
        """Take the syntheses, the reports, what holds questions against those of notes, what embeds them, the model."""
        reports = tuple(reports)
        self.syntheses, self.names = tuple(syntheses), Names(reports)
        self._replier, self._embedder, self._model = replier, embedder, model
        self._notes = [_as_note(at, one) for at, one in enumerate(self.syntheses)]
        self._kept: dict[int, Kept] = {}

    def prepare(self) -> Iterator[None]:
        """Make what is kept of each synthesis, one a step."""
        for at in range(len(self.syntheses)):
            self._of(at)
            yield

    def likeliest(self, asked: Asked, besides: Row) -> tuple[float, Synthesis] | None:
        """Return the synthesis that answers likeliest, and its log-odds; None where the filters leave none.

        `besides` are the features that tell whether any does.
        """
        model = load_linear(self._model)
        scored = [(model.score(row | besides), at) for at, row in self.rows(asked).items()]
        if not scored:
            return None
        odds, at = max(scored)
        return odds, self.syntheses[at]

    def rows(self, asked: Asked) -> dict[int, Row]:
        """Return the features of the nearest syntheses, each about 0 to 1, by their place in `syntheses`."""
        words, now = self._replier.asked(asked.understood), asked.understood.focus or asked.understood.text
        subject, types = self._embedder.embed_question(self._subject(now))[0], type_vector(now)
        out: dict[int, Row] = {}
        for at, one in enumerate(self.syntheses):
            if asked.left.issuperset(one.reports):
                kept = self._of(at)
                out[at] = {
                    "near": nearest(self._replier.near(self._notes[at], words.vector).values()),
                    "subject": nearest((kept.subjects @ subject).tolist()),
                    "lead": float((kept.leads @ words.vector).max()),
                    "typed": float(kept.types @ types),
                }
        closest = sorted(out, key=lambda at: -sum(out[at].values()))[:LOOKED_AT]
        return {at: out[at] | self._close(at, asked) for at in closest}

    def _close(self, at: int, asked: Asked) -> Row:
        """Return the features of one synthesis that its words and its reports tell."""
        [row] = self._replier.features(self._notes[at], self._replier.asked(asked.understood))
        own, named = set(self.syntheses[at].reports), asked.named
        return {
            "likest": row["likest"],
            "said": row["said"],
            "named": float(np.mean([bool(own & reports) for reports in named])) if named else 1.0,
        }

    def _of(self, at: int) -> Kept:
        if at not in self._kept:
            one, embed = self.syntheses[at], self._embedder.embed_passages
            self._replier.prepare(self._notes[at])
            subjects = [self._subject(question) for question in one.questions]
            types = np.sum([type_vector(question) for question in one.questions], axis=0)
            self._kept[at] = Kept(embed(subjects), embed([*one.says, one.title]), types / np.linalg.norm(types))
        return self._kept[at]

    def _subject(self, question: str) -> str:
        """Return a question without names and without words that say what kind of answer is asked for."""
        return without_cues(self.names.without(question)) or question


def _as_note(at: int, one: Synthesis) -> Note:
    """Return a synthesis as a note with one short answer, on the words of its first side."""
    first = one.sides[0]
    nb, nn, en = (" ".join([one.says[i], *(side.says[i] for side in one.sides)]) for i in range(len(one.says)))
    answer = ShortAnswer((nb, nn, en), first.start, first.end, one.questions)
    place = f"synthesis#{at} {one.title}", first.report_id, first.start, first.end
    return Note(*place, en, nb, one.questions, (), (), nn=nn, answers=(answer,))
