"""Which short answers reply to a question: told by the questions they were written for, and by what they say.

A linear model (`short.json`) weighs how well the note was found, how alike the questions are, by their words and by
their vectors, what the answer itself says, and whether it is of the type that the question expects. It is fitted so
that the right one of all short answers of the notes found comes first (`python -m eval fit`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.answering.linear import Row, load_linear
from app.answering.noted import Content, NoteViews, telling
from app.answering.twofold import asking
from app.answering.understand import Understood
from corpus.cues import Kind, kind_of
from corpus.language import short
from corpus.numbers import figures
from corpus.records import Note, ShortAnswer
from index.embed import Embedder, Vectors
from index.expected import Expected, expected

FILE = Path(__file__).with_name("short.json")
FEATURES = ("likest", "said", "near", "fits", "figure")
KIND = 0.15  # what a question of the same kind (who, why, a number) counts for beside its likeness, which is 0 to 1
NAMED = 0.5  # what the words of a name count for: the answers of a note share the name, it tells none from another
STATED = 0.5  # what words count for that a question states, beside what it asks
BEFORE = 0.3  # what words count for that a follow-up only goes on from
ANSWERED = 0.3  # what is taken off for replying to the question that a follow-up goes on from: that has been said
NEAREST = 3  # of an answer's questions, those whose vectors are nearest count

Key = tuple[str, str, int, int]  # what tells a note from others, of other editions too


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the short answers are held against it."""

    understood: Understood
    content: Content  # its telling words, as `asked_now` weighs them
    vector: Vectors  # (dimensions,), of what is asked now
    expects: Expected
    before: Content  # the telling words of the question that it goes on from
    kept: dict[Key, tuple[Note, list["Reply"]]] = field(default_factory=dict, compare=False)  # found already


@dataclass(frozen=True, slots=True)
class Reply:
    """A short answer, and how well it replies."""

    answer: ShortAnswer
    score: float  # beside that of the hit: 0 for about as good a reply as right ones are
    share: float  # of 1, over the note's short answers: how likely it is that one of them which replies
    fits: float  # whether it is of the type that the question expects; see `FEATURES`


def asked_now(understood: Understood, views: NoteViews) -> Content:
    """Return the telling words of a question; names, what it states and what it goes on from count for less."""
    asked, asks = views.content(understood.text), set(telling(asking(understood.focus or understood.text)))
    now, left = set(telling(understood.focus)) or set(asked.words), set(telling(understood.rest))
    places = {word for place in understood.names for word in telling(place)}
    counting = [
        (1.0 if word in asks else STATED if word in now else BEFORE)
        * (1.0 if word in left and word not in places else NAMED)
        for word in asked.words
    ]
    return replace(asked, weights=asked.weights * np.array(counting, np.float32))


class Replier:
    """Holds short answers against questions; keeps the vectors of a note's questions, since notes recur."""

    def __init__(self, views: NoteViews, embedder: Embedder) -> None:
        """Take what knows the notes, and what embeds questions."""
        self.views = views
        self._embedder = embedder
        self._vectors: dict[Key, tuple[Mapping[str, int], NDArray[np.float16]]] = {}
        self._last: Asked | None = None

    def asked(self, understood: Understood) -> Asked:
        """Return a question as short answers are held against it; the last one is kept, with its replies."""
        last = self._last
        if last is None or last.understood != understood:
            now, before = understood.focus or understood.text, self.views.content(understood.context)
            vector = self._embedder.embed_question(now)[0]
            expects = expected(asking(now))
            last = self._last = Asked(understood, asked_now(understood, self.views), vector, expects, before)
        return last

    def prepare(self, note: Note) -> None:
        """Make what is kept of a note."""
        self._of(note)

    def replies(self, note: Note, asked: Asked) -> list[Reply]:
        """Return a note's short answers, the best reply first; none where it has none."""
        kept = asked.kept.get(_key(note))
        if kept is None or kept[0] is not note:  # a note robbed of a question has the same key
            kept = asked.kept[_key(note)] = (note, self._replies(note, asked) if note.answers else [])
        return kept[1]

    def _replies(self, note: Note, asked: Asked) -> list[Reply]:
        model = load_linear(FILE)  # its scores count as the score of a hit does
        rows = self.features(note, asked)
        scores = np.array([model.score(row) for row in rows])
        odds = np.exp(scores - scores.max())
        found = [
            Reply(answer, float(score), float(share), row["fits"])
            for answer, score, share, row in zip(note.answers, scores, odds / odds.sum(), rows, strict=True)
        ]
        return sorted(found, key=lambda reply: -reply.score)

    def features(self, note: Note, asked: Asked) -> list[Row]:
        """Return how well each short answer of a note replies, by the names in `FEATURES`.

        Each is about 0 to 1, but for "fits", from log(.1) to some 5.
        """
        understood, views = asked.understood, self.views
        alike, kinds = views.likeness(asked.content, note), views.of(note).kinds
        near = self.near(note, asked.vector)
        rows: list[Row] = []
        for answer in note.answers:
            says = short(answer, understood.language)
            rows.append(
                {
                    "likest": _likest(answer, alike, kinds, understood.kind),
                    "said": views.soft_share(asked.content, says),
                    "near": nearest(near[q] for q in answer.questions),
                    "fits": asked.expects.fits(answer.types),
                    "figure": float(understood.kind == "number" and bool(figures(says))),
                }
            )
        if understood.context:
            alike, kind = views.likeness(asked.before, note), kind_of(understood.context)
            for row, answer in zip(rows, note.answers, strict=True):  # what replies to the question before
                row["likest"] -= ANSWERED * _likest(answer, alike, kinds, kind)
        return rows

    def near(self, note: Note, vector: Vectors) -> dict[str, float]:
        """Return the cosine of a question's vector (dimensions,) and each question of a note's, by its words."""
        place, vectors = self._of(note)
        cosines = vectors.astype(np.float32) @ vector
        return {text: float(cosines[at]) for text, at in place.items()}

    def _of(self, note: Note) -> tuple[Mapping[str, int], NDArray[np.float16]]:
        """Return the vectors of the questions under a note's short answers, and which is whose."""
        key = _key(note)
        texts = [question for answer in note.answers for question in answer.questions]
        kept = self._vectors.get(key)
        if kept is None or any(text not in kept[0] for text in texts):
            kept = self._vectors[key] = _embedded(texts, self._embedder)
        return kept


def nearest(cosines: Iterable[float]) -> float:
    """Return the mean of the greatest few; 0 of none."""
    best = sorted(cosines, reverse=True)[:NEAREST]
    return sum(best) / len(best) if best else 0.0


def _key(note: Note) -> Key:
    return note.id, note.report_id, note.start, note.end


def _embedded(texts: list[str], embedder: Embedder) -> tuple[Mapping[str, int], NDArray[np.float16]]:
    """Return texts' vectors, as halves since there are tens of thousands, and the place of each."""
    place = {text: at for at, text in enumerate(dict.fromkeys(texts))}
    if not place:
        return {}, np.zeros((0, embedder.dimensions), np.float16)
    return place, embedder.embed_passages(list(place)).astype(np.float16)


def _likest(answer: ShortAnswer, alike: Mapping[str, float], kinds: Mapping[str, Kind], kind: Kind) -> float:
    return max((alike.get(q, 0.0) + KIND * (kinds[q] == kind) for q in answer.questions), default=0.0)
