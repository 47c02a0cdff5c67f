"""How likely a question is of what a note's short answers say: a translation model between readers' words and notes'.

IBM's model 1 (Brown et al. 1993) as Berger and Lafferty (1999) and Xue et al. (2008) use it for retrieval: each word of
a question is called forth by one of the words that its answer says, in whichever language ("jobs" by "årsverk", "vart
med" by "deltok"), or by none of them, as often as it stands in any question. What every word calls forth is learnt of
the notes' own questions and the answers they stand under; no question set is used. Run: python -m eval fit
"""

import re
import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from corpus.records import Note

FILE = Path(__file__).with_name("likelihood.safetensors")
WORD = re.compile(r"\w+")
STEM = 6  # first letters that stand for a word
MOST_WORDS = 60  # of a question that are looked at
ANY = 0.3  # chance that a word of a question is called forth by nothing in particular
BESIDE = 0.2  # what a word counts for that stands in the note, and not in the answer
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """The fitted model: what each word that notes say calls forth."""

    asked: NDArray[np.uint32]  # (asked,): keys of the words of questions, in order
    said: NDArray[np.uint32]  # (said,): keys of the words of notes, in order
    usual: Floats  # (asked,): share of all words of questions
    rarity: Floats  # (said,): inverse document frequency among notes
    starts: NDArray[np.int64]  # (asked + 1,): where the row of each begins
    columns: NDArray[np.uint16]  # (chances,): places in `said`
    chances: NDArray[np.float16]  # (chances,): that a word of a note calls forth one of a question


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as notes are held against it: of its words, those the model knows."""

    chances: Floats  # (words, said): of each under each word that a note may say
    usual: Floats  # (words,)


@dataclass(frozen=True, slots=True)
class Said:
    """What a note's answers say, one after the other; what the note itself says where it has no answers."""

    columns: NDArray[np.int64]  # (words of all answers,): places in the model's `said`
    shares: Floats  # (words of all answers,): what each counts for; of each answer together 1
    starts: NDArray[np.int64]  # (answers,): where each begins


@cache
def load_weights(path: Path = FILE) -> Weights:
    """Read the fitted model."""
    return Weights(**load_file(path))


def stems(text: str) -> list[str]:
    """Return what stands for the words of a text, each once.

    >>> stems("Hvor mange arbeidsplasser?")
    ['hvor', 'mange', 'arbeid']
    """
    words = WORD.findall(unicodedata.normalize("NFC", text).lower())
    return list(dict.fromkeys(word[:STEM] for word in words))


def key_of(stem: str) -> int:
    """Return what a word is kept by."""
    return zlib.crc32(stem.encode())


def words_of(note: Note) -> list[dict[str, float]]:
    """Return what each of a note's answers says, and what each word counts for; of the note where it has none."""
    whole = stems(" ".join([note.nb, note.en, note.nn, *(says for answer in note.answers for says in answer.says)]))
    if not note.answers:
        return [dict.fromkeys(whole, 1.0)]
    return [dict.fromkeys(whole, BESIDE) | dict.fromkeys(stems(" ".join(a.says)), 1.0) for a in note.answers]


def asked(question: str, model: Weights | None = None) -> Asked:
    """Return a question as notes are held against it; `model` is the fitted one if None."""
    model = model or load_weights()
    rows = _places([key_of(stem) for stem in stems(question)[:MOST_WORDS]], model.asked)
    rows = rows[rows >= 0]
    chances = np.zeros((len(rows), len(model.said)), np.float32)
    for at, row in enumerate(rows):
        own = slice(int(model.starts[row]), int(model.starts[row + 1]))
        chances[at, model.columns[own]] = model.chances[own]
    return Asked(chances, model.usual[rows])


def said(note: Note, model: Weights | None = None) -> Said:
    """Return what a note's answers say; `model` is the fitted one if None."""
    model = model or load_weights()
    columns, shares, starts = [], [], []
    for words in words_of(note):
        places = _places([key_of(stem) for stem in words], model.said)
        known = places >= 0
        own = np.fromiter(words.values(), np.float32, len(words))[known] * model.rarity[places[known]]
        starts.append(sum(map(len, columns)))
        columns.append(places[known])
        shares.append(own / max(float(own.sum()), 1e-9))
    return Said(np.concatenate(columns), np.concatenate(shares), np.array(starts))


def log_odds(question: Asked, answers: Said) -> Floats:
    """Return how much likelier each word of a question is of each answer than of any, (words, answers), in log-odds."""
    if not len(answers.columns) or not len(question.usual):
        return np.zeros((len(question.usual), len(answers.starts)), np.float32)
    weighed = question.chances[:, answers.columns] * answers.shares
    # an answer none of whose words is known begins where the next does: nothing of it counts
    ends = np.append(answers.starts[1:], len(answers.columns))
    sums = np.concatenate([np.zeros((len(weighed), 1), np.float32), np.cumsum(weighed, axis=1, dtype=np.float32)], axis=1)
    called = np.maximum(sums[:, ends] - sums[:, answers.starts], 0.0)
    odds: Floats = np.log((1 - ANY) / ANY * called / question.usual[:, None] + 1.0).astype(np.float32)
    return odds


def _places(keys: list[int], known: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return where keys stand among those known, -1 for those that are not."""
    own = np.array(keys, np.uint32)
    at = np.searchsorted(known, own)
    found = at < len(known)
    found[found] = known[at[found]] == own[found]
    return np.where(found, at, -1)
