"""Notes as a close look sees them: their telling words, with a vector and a weight each, question by question."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.answering.wordvectors import Numbers, WordVectors
from corpus.cues import Kind, kind_of
from corpus.records import Note
from corpus.sentences import sentence_spans
from index.embed import Vectors
from index.search import Searcher
from index.tokens import STOP_EN, STOP_NB, words

# Words that say what kind of answer is asked for, and none of what it is about
ASKING = frozenset(
    "hvilke hvilken hvilket kva for how many much mange mykje mye when which name list nevn når år year years slags "
    "type kind sort do did get got fikk ga give gave kom come prosent percent share del andel antall number "
    "egentlig kanskje maybe perhaps".split()
)
LETTER = re.compile(r"\w\w")


@dataclass(frozen=True, slots=True)
class Content:
    """The telling words of a question."""

    words: tuple[str, ...]
    weights: NDArray[np.float32]  # (words,): how telling each is
    vectors: Vectors  # (words, dimensions)


@dataclass(frozen=True, slots=True)
class Parts:
    """Several texts of a note, one after the other, by the words of its view; none is without words."""

    columns: NDArray[np.int64]  # which of the view's words stand in them
    weights: NDArray[np.float32]  # of each of these, how telling it is
    starts: NDArray[np.int64]  # (texts,): where each text begins in `columns`
    kinds: tuple[Kind, ...]  # of each text, where they are questions
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A note with its stretch."""

    text: str  # statement, stretch, questions and the report's title
    said: str  # statement and stretch
    words: Numbers  # (words,): by the numbers of `WordVectors`
    is_said: NDArray[np.bool_]  # (words,): whether the word stands in statement or stretch
    questions: Parts
    sentences: Parts
    kinds: dict[str, Kind]  # of each question, those without a telling word too: told once, as notes recur


class NoteViews:
    """Makes the views of notes, each once."""

    def __init__(self, searcher: Searcher) -> None:
        """Take what knows the reports, the vectors and how common words are."""
        self._reports = searcher.library.by_id
        self._words = WordVectors(searcher)
        self._views: dict[tuple[str, str, int, int], View] = {}

    def of(self, note: Note, without: str = "") -> View:
        """Return the view of a note, lacking the question `without`."""
        key = (note.id, note.report_id, note.start, note.end)
        if without in note.questions:
            return self._make(note, without)
        if key not in self._views:
            self._views[key] = self._make(note, "")
        return self._views[key]

    def stretch(self, note: Note) -> str:
        """Return the report's words that a note is on."""
        return self._reports[note.report_id].text[note.start : note.end]

    def content(self, text: str) -> Content:
        """Return the telling words of a text, in its order."""
        own = telling(text)
        numbers = self._words.numbers(own)
        return Content(own, self._words.weights(numbers), self._words.vectors(numbers))

    def match(self, asked: Content, view: View) -> NDArray[np.float32]:
        """Return how near each word of a question is to each of a view (0 to 1), shape (words, words)."""
        near: NDArray[np.float32] = np.clip(asked.vectors @ self._words.vectors(view.words).T, 0, 1)
        return near

    def soft_share(self, asked: Content, text: str) -> float:
        """Return the share of a question's weight that the words of a text carry, matched softly (0 to 1)."""
        own = telling(text)
        if not own or not asked.words:
            return 0.0
        vectors = self._words.vectors(self._words.numbers(own))
        best = np.clip(asked.vectors @ vectors.T, 0, 1).max(axis=1)
        return float(asked.weights @ best) / float(asked.weights.sum())

    def likeness(self, asked: Content, note: Note) -> dict[str, float]:
        """Return how alike a question and each of a note's are, by its text: the F-measure of both ways (0 to 1)."""
        view = self.of(note)
        if not asked.words or not view.questions.texts:
            return {}
        match = self.match(asked, view)
        recall, precision = both_ways(asked, match, best_of(match, view.questions), view.questions)
        like = 2 * recall * precision / np.maximum(recall + precision, 1e-9)
        return dict(zip(view.questions.texts, like.tolist(), strict=True))

    def _make(self, note: Note, without: str) -> View:
        stretch = self.stretch(note)
        questions = [q for q in note.questions if q != without]
        sentences = [note.nb, note.en, *(stretch[s:e] for s, e in sentence_spans(stretch))]
        said, kinds = telling(" ".join(sentences)), {question: kind_of(question) for question in questions}
        asked = {question: words_of for question in questions if (words_of := telling(question))}
        own = tuple(dict.fromkeys([*said, *(word for words_of in asked.values() for word in words_of)]))
        place = {word: i for i, word in enumerate(own)}
        numbers = self._words.numbers(own)
        return View(
            " ".join([note.nb, note.en, stretch, *questions, self._reports[note.report_id].about.title]),
            f"{stretch} {note.nb} {note.en}",
            numbers,
            np.arange(len(own)) < len(said),
            self._parts(asked, place, numbers, kinds),
            self._parts({text: words_of for text in sentences if (words_of := telling(text))}, place, numbers),
            kinds,
        )

    def _parts(
        self,
        own: Mapping[str, tuple[str, ...]],
        place: Mapping[str, int],
        numbers: Numbers,
        kinds: Mapping[str, Kind] = {},
    ) -> Parts:
        """Return texts by their telling words."""
        columns = np.array([place[word] for said in own.values() for word in said], np.int64)
        ends = np.cumsum([0, *map(len, own.values())], dtype=np.int64)
        asked_for = tuple(kinds[text] for text in own if text in kinds)
        return Parts(columns, self._words.weights(numbers[columns]), ends[:-1], asked_for, tuple(own))


def best_of(match: NDArray[np.float32], parts: Parts) -> NDArray[np.float32]:
    """Return how well each of several texts meets each word of a question, shape (words, texts)."""
    return np.maximum.reduceat(match[:, parts.columns], parts.starts, axis=1)


def both_ways(
    asked: Content, match: NDArray[np.float32], best: NDArray[np.float32], parts: Parts
) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Return the share of a question that each of several texts carries, and of each text that the question does.

    `best` is what `best_of` made of `match` and `parts`.
    """
    recall = asked.weights @ best / float(asked.weights.sum())
    met = parts.weights * match[:, parts.columns].max(axis=0)
    precision = np.add.reduceat(met, parts.starts) / np.add.reduceat(parts.weights, parts.starts)
    return recall, precision


def telling(text: str) -> tuple[str, ...]:
    """Return the words of a text that say what it is about, each once.

    >>> telling("Hvor mange bedrifter deltok i Arena?")
    ('bedrifter', 'deltok', 'arena')
    """
    own = (w for w in words(text) if w not in STOP_NB and w not in STOP_EN and w not in ASKING and LETTER.match(w))
    return tuple(dict.fromkeys(own))
