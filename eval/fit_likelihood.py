"""Fit which words of notes call forth which of questions (`index.likelihood`); no question set is touched.

Expectation maximization of IBM's model 1 (Brown et al. 1993), on the notes' questions and the short answers they
stand under.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import save_file
from scipy.sparse import csr_matrix

from corpus.errors import QuestionSetError
from corpus.records import Note
from index.likelihood import ANY, key_of, stems, words_of

SEEN = 2  # questions in which a word must stand
ROUNDS = 4  # of expectation and maximization; 3 to 12 differ little
PRIOR = 1.0  # times that a word of a note has called forth nothing, before anything is seen
LEAST = 0.001  # chances smaller than this are left out
MOST_SAID = 65535  # words of notes that the kept columns can tell apart
Told = tuple[Mapping[str, float], tuple[str, ...]]  # what an answer's words count for, and its questions
Places = Mapping[str, int]
Whole = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Cells:
    """Every word of every question beside every word of its answer, and the table they have a place in."""

    place: Whole  # (cells,): in the table's cells
    share: Floats  # (cells,): what the answer's word counts for
    token: Whole  # (cells,): which of all words of all questions
    tokens: Whole  # (tokens,): which word each is, its row in the table
    rows: Whole  # (cells of the table,)
    columns: Whole  # (cells of the table,)


def fit_likelihood(notes: Sequence[Note], out: Path) -> dict[str, int]:
    """Fit the model and write it; return how many questions it is fitted on, and how many chances it keeps.

    Raises:
        QuestionSetError: no short answer has questions, the notes say too many words, or `out` cannot be written.
    """
    docs = [doc for note in notes for doc in words_of(note)]
    told = [(doc, a.questions) for note in notes for doc, a in zip(words_of(note), note.answers, strict=False)]
    times = Counter(word for _, questions in told for question in questions for word in stems(question))
    rows, columns = _places(word for word, count in times.items() if count >= SEEN), _places(w for d in docs for w in d)
    if not rows:
        raise QuestionSetError("The notes should have questions under short answers to fit on; write them first.")
    if len(columns) > MOST_SAID:
        raise QuestionSetError(f"The notes say {len(columns)} different words; at most {MOST_SAID} can be kept.")
    rarity = _rarity(docs, columns)
    cells = _cells(told, rows, columns, rarity)
    usual = (np.bincount(cells.tokens, minlength=len(rows)) / len(cells.tokens)).astype(np.float32)
    chances = _chances(cells, usual, len(columns))
    kept = chances >= LEAST
    table = csr_matrix((chances[kept], (cells.rows[kept], cells.columns[kept])), shape=(len(rows), len(columns)))
    _write(table, usual, rarity, (rows, columns), out)
    return {"questions": sum(len(questions) for _, questions in told), "chances kept": int(table.nnz)}


def _places(words: Iterable[str]) -> dict[str, int]:
    """Return a place for each word, in the order of what it is kept by."""
    return {word: at for at, word in enumerate(sorted(set(words), key=key_of))}


def _rarity(docs: Sequence[Mapping[str, float]], columns: Places) -> Floats:
    held = Counter(word for doc in docs for word in doc)
    return np.array([np.log(len(docs) / held[word]) + 0.1 for word in columns], np.float32)


def _cells(told: Sequence[Told], rows: Places, columns: Places, rarity: Floats) -> Cells:
    said, shares, token, tokens, count = [], [], [], [], 0
    for doc, questions in told:
        own = np.array([columns[word] for word in doc])
        weighed = np.array(list(doc.values()), np.float32) * rarity[own]
        asked = [rows[word] for question in questions for word in stems(question) if word in rows]
        said.append(np.tile(own, len(asked)))
        shares.append(np.tile(weighed / weighed.sum(), len(asked)))
        token.append(np.repeat(np.arange(count, count + len(asked)), len(own)))
        tokens.append(np.array(asked, np.int64))
        count += len(asked)
    every, at = np.concatenate(tokens), np.concatenate(token)
    place = every[at] * len(columns) + np.concatenate(said)
    known, where = np.unique(place, return_inverse=True)
    return Cells(where, np.concatenate(shares), at, every, known // len(columns), known % len(columns))


def _chances(cells: Cells, usual: Floats, said: int) -> NDArray[np.float64]:
    """Return the chance, for each cell of the table, that its column's word calls forth its row's."""
    chances = np.ones(len(cells.rows))
    for _ in range(ROUNDS):
        weighed = chances[cells.place] * cells.share
        called = np.bincount(cells.token, weighed, minlength=len(cells.tokens))
        either = (1 - ANY) * called + ANY * usual[cells.tokens]
        counts = np.bincount(cells.place, (1 - ANY) * weighed / either[cells.token], minlength=len(cells.rows))
        chances = counts / (np.bincount(cells.columns, counts, minlength=said) + PRIOR)[cells.columns]
    return chances


def _write(table: csr_matrix, usual: Floats, rarity: Floats, places: tuple[Places, Places], out: Path) -> None:
    asked, said = (np.array([key_of(word) for word in words], np.uint32) for words in places)
    data: dict[str, NDArray[np.generic]] = {
        "asked": asked, "said": said, "usual": usual, "rarity": rarity, "starts": table.indptr.astype(np.int64),
        "columns": table.indices.astype(np.uint16), "chances": table.data.astype(np.float16),
    }  # fmt: skip
    try:
        save_file(data, out, metadata={"fitted by": "python -m eval fit"})
    except (OSError, SafetensorError) as error:
        raise QuestionSetError(f"{out} cannot be written: {error}; free it or its folder.") from error
