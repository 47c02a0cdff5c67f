"""Fit what tells the types of answer that a question expects (`index.expected`); no question set is touched.

Readers told the types of 12,543 questions, drawn from those that the notes answer and those they name as not told
(`eval/expected.tsv`: the question, then at most three types, the likeliest first). The notes' other questions
expect, for a tenth of the weight, the types of the short answer they stand under.
"""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from corpus.answer_types import ANSWER_TYPES
from corpus.errors import QuestionSetError
from corpus.records import Note
from eval.saved import write_model
from index.expected import Weights, expected, features

FILE = Path(__file__).with_name("expected.tsv")
TOLD = 0.1  # what a question counts for whose types are told by its short answer alone
SEEN = 4.0  # times a feature must have been seen; among the notes' questions each is a fifth of a time
FIFTH = 0.2
STRENGTH = 1.0  # inverse strength of the penalty; .3 to 3 differ little
LEAST = 0.08  # weights smaller than this are left out
HELD_BACK = 6  # one question in so many is first not fitted on, but measured on
TYPES = tuple(ANSWER_TYPES)
Asked = tuple[str, tuple[str, ...], float]  # a question, the types it expects, and what it counts for


def load_asked(path: Path = FILE) -> list[Asked]:
    """Read the questions whose types a reader told.

    Raises:
        QuestionSetError: a line is no question with types.
    """
    asked: list[Asked] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        question, _, types = line.partition("\t")
        known = tuple(types.split())
        if not question or not known or set(known) - set(TYPES):
            raise QuestionSetError(f"{path.name} line {number} should be a question, a tab and types, not {line!r}.")
        asked.append((question, known, 1.0))
    return asked


def fit_expected(notes: Sequence[Note], out: Path) -> dict[str, float]:
    """Fit the model and write it; return how often the likeliest type of questions held back is one a reader told."""
    asked = load_asked()
    by_reader = {question for question, _, _ in asked}
    answers = [answer for note in notes for answer in note.answers if answer.types]
    told = [(q, a.types, TOLD) for a in answers for q in a.questions if q not in by_reader]
    back = asked[::HELD_BACK]
    held = {question for question, _, _ in back}
    trial = _fitted([one for one in (*asked, *told) if one[0] not in held])
    guessed = [(expected(question, trial), types) for question, types, _ in back]
    model = _fitted([*asked, *told])
    weights = {n: {str(at): round(100 * w) for at, w in row.items()} for n, row in sorted(model.weights.items())}
    data = {"types": list(model.types), "bias": model.bias.tolist(), "usual": model.usual.tolist()}
    write_model(out, {**data, "weights": weights}, compact=True)
    return {
        "questions": len(asked) + len(told),
        "likeliest type right": float(np.mean([guess.best()[0] in types for guess, types in guessed])),
        "one of three": float(np.mean([bool({*guess.best(3)} & {*types}) for guess, types in guessed])),
    }


def _fitted(asked: Sequence[Asked]) -> Weights:
    found = [features(question) for question, _, _ in asked]
    seen: defaultdict[str, float] = defaultdict(float)
    for own, (_, _, counts) in zip(found, asked, strict=True):
        for name in own:
            seen[name] += 1.0 if counts == 1.0 else FIFTH
    names = sorted(name for name, times in seen.items() if times >= SEEN)
    place = {name: at for at, name in enumerate(names)}
    rows = [sorted(place[name] for name in own if name in place) for own in found]
    number, label, counting = _labelled(asked)
    table = csr_matrix(
        (np.ones(sum(map(len, rows))), [at for row in rows for at in row], np.cumsum([0, *map(len, rows)])),
        shape=(len(rows), len(names)),
    )
    model = LogisticRegression(C=STRENGTH, max_iter=200).fit(table[number], label, sample_weight=counting)
    weights: dict[str, dict[int, float]] = {}
    for name, column in zip(names, model.coef_.T, strict=True):
        kept = {int(at): float(column[at]) for at in np.flatnonzero(np.abs(column) >= LEAST)}
        if kept:
            weights[name] = kept
    usual = np.bincount(label, counting)[model.classes_]
    return Weights(tuple(TYPES[at] for at in model.classes_), model.intercept_, usual / usual.sum(), weights)


def _labelled(asked: Sequence[Asked]) -> tuple[list[int], list[int], list[float]]:
    """Return each question once for each of its types: its number, the type, and what that counts for.

    The second of a question's types counts half of the first, the third a third.
    """
    number: list[int] = []
    label: list[int] = []
    counting: list[float] = []
    for at, (_, types, counts) in enumerate(asked):
        shares = [1 / rank for rank in range(1, len(types) + 1)]
        for name, share in zip(types, shares, strict=True):
            number.append(at)
            label.append(TYPES.index(name))
            counting.append(counts * share / sum(shares))
    return number, label, counting
