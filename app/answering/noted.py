"""Notes as a close look sees them: their telling words, with a vector and a weight each, question by question."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.cues import Kind, kind_of
from corpus.records import Note
from corpus.sentences import sentence_spans
from index.embed import Vectors
from index.overlap import UNKNOWN
from index.search import Searcher
from index.tokens import STOP_EN, STOP_NB, stem, stem_en, words

# Words that say what kind of answer is asked for, and none of what it is about
ASKING = frozenset(
    "hvilke hvilken hvilket kva for how many much mange mykje mye when which name list nevn når år year years slags "
    "type kind sort do did get got fikk ga give gave kom come prosent percent share del andel antall number "
    "egentlig".split()
)
LETTER = re.compile(r"\w\w")


@dataclass(frozen=True, slots=True)
class Segment:
    """The telling words of a text."""

    words: tuple[str, ...]
    weights: NDArray[np.float32]  # (words,): how telling each is
    vectors: Vectors  # (words, dimensions); empty for a part of a note, whose view holds them
    columns: NDArray[np.int64]  # (words,): which of the view's words they are
    kind: Kind = "fact"  # of a question


@dataclass(frozen=True, slots=True)
class View:
    """A note with its stretch."""

    text: str  # statement, stretch, questions and the report's title
    said: str  # statement and stretch
    vectors: Vectors  # (words, dimensions)
    is_said: NDArray[np.bool_]  # (words,): whether the word stands in statement or stretch
    questions: tuple[Segment, ...]
    sentences: tuple[Segment, ...]


class NoteViews:
    """Makes the views of notes, each once; asks the model for each word once."""

    def __init__(self, searcher: Searcher) -> None:
        """Take what knows the reports, the vectors and how common words are."""
        self._searcher = searcher
        self._reports = searcher.library.by_id
        self._vectors: dict[str, NDArray[np.float32]] = {}
        self._weights: dict[str, float] = {}
        self._views: dict[tuple[str, int, int], View] = {}

    def of(self, note: Note, without: str = "") -> View:
        """Return the view of a note, lacking the question `without`."""
        key = (note.report_id, note.start, note.end)
        if without in note.questions:
            return self._make(note, without)
        if key not in self._views:
            self._views[key] = self._make(note, "")
        return self._views[key]

    def stretch(self, note: Note) -> str:
        """Return the report's words that a note is on."""
        return self._reports[note.report_id].text[note.start : note.end]

    def content(self, text: str) -> Segment:
        """Return the telling words of a text, in its order."""
        own = telling(text)
        return Segment(own, self._weigh(own), self._embed(own), np.arange(len(own)))

    def soft_share(self, asked: Segment, text: str) -> float:
        """Return the share of a question's weight that the words of a text carry, matched softly (0 to 1)."""
        own = telling(text)
        if not own or not asked.words:
            return 0.0
        best = np.clip(asked.vectors @ self._embed(own).T, 0, 1).max(axis=1)
        return float(asked.weights @ best) / float(asked.weights.sum())

    def _make(self, note: Note, without: str) -> View:
        stretch = self.stretch(note)
        questions = [q for q in note.questions if q != without]
        sentences = [note.nb, note.en, *(stretch[s:e] for s, e in sentence_spans(stretch))]
        said = telling(" ".join(sentences))
        own = tuple(dict.fromkeys([*said, *(w for q in questions for w in telling(q))]))
        place = {word: i for i, word in enumerate(own)}
        return View(
            " ".join([note.nb, note.en, stretch, *questions, self._reports[note.report_id].about.title]),
            f"{stretch} {note.nb} {note.en}",
            self._embed(own),
            np.arange(len(own)) < len(said),
            tuple(self._parts(questions, place)),
            tuple(self._parts(sentences, place)),
        )

    def _parts(self, texts: Iterable[str], place: dict[str, int]) -> list[Segment]:
        parts = []
        for text in texts:
            own = telling(text)
            if own:
                columns = np.array([place[word] for word in own])
                parts.append(Segment(own, self._weigh(own), np.zeros((0, 0), np.float32), columns, kind_of(text)))
        return parts

    def _embed(self, own: tuple[str, ...]) -> Vectors:
        new = [word for word in own if word not in self._vectors]
        if new:
            self._vectors |= dict(zip(new, self._searcher.embedder.embed_passages(new), strict=True))
        if not own:
            return np.zeros((0, self._searcher.embedder.dimensions), np.float32)
        return np.stack([self._vectors[word] for word in own])

    def _weigh(self, own: tuple[str, ...]) -> NDArray[np.float32]:
        for word in own:
            if word not in self._weights:
                self._weights[word] = self._telling(word)
        return np.array([self._weights[word] for word in own], np.float32)

    def _telling(self, word: str) -> float:
        lexical = self._searcher.index.lexical
        forms = (("all", stem(word)), ("english", stem_en(word)))
        known = [lexical[name].idf(form) for name, form in forms if len(lexical[name].token_scores(form)[0])]
        return min(known) if known else UNKNOWN


def telling(text: str) -> tuple[str, ...]:
    """Return the words of a text that say what it is about, each once.

    >>> telling("Hvor mange bedrifter deltok i Arena?")
    ('bedrifter', 'deltok', 'arena')
    """
    own = (w for w in words(text) if w not in STOP_NB and w not in STOP_EN and w not in ASKING and LETTER.match(w))
    return tuple(dict.fromkeys(own))
