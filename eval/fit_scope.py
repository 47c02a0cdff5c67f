"""Fit what tells by its words whether a question is put to several reports, or to a whole one (`app.answering.scope`).

The questions of syntheses are put to several, those of profiles to a whole programme, those of notes to neither; so it
is with those of the training sets, which count for more each, since people put them who had not just read what answers
them.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from app.answering.scope import SCALE, Names, Weights, looks_across, shown
from corpus.library import Library
from eval.questions import Question
from eval.saved import write_model

TYPED = 10.0  # what a question of the sets counts for
SEEN = 3  # times a feature must have been seen
STRENGTH = 0.3  # inverse strength of the penalty
LEAST = 0.05  # weights smaller than this are left out
FOLDS = 5
WHOLE = "whole"  # group of the questions that profiles answer
Asked = tuple[str, bool, float]  # a question, whether it is of the kind that is told, and what it counts for


def fit_scope(questions: Sequence[Question], library: Library, out: Path) -> tuple[dict[str, float], dict[str, float]]:
    """Fit what looks across reports and write it; return what it reaches, and the log-odds of the sets' questions.

    Both are of models that did not see the question.
    """
    across = [q for one in library.syntheses.syntheses for q in one.questions]
    chosen = [q for q in questions if not q.held_out and q.group in ("single", "across")]
    return _fit(across, [(q.question, q.group == "across", TYPED) for q in chosen], library, out)


def fit_whole(questions: Sequence[Question], library: Library, out: Path) -> tuple[dict[str, float], dict[str, float]]:
    """Fit what asks for a whole programme and write it; return the same as `fit_scope`."""
    whole = [q for one in library.all_profiles() for q in one.questions]
    chosen = [q for q in questions if not q.held_out and q.group in ("single", WHOLE)]
    return _fit(whole, [(q.question, q.group == WHOLE, TYPED) for q in chosen], library, out)


def _fit(
    wanted: Sequence[str], typed: Sequence[Asked], library: Library, out: Path
) -> tuple[dict[str, float], dict[str, float]]:
    names = Names(library.reports)
    single = [q for note in library.all_notes() for answer in note.answers for q in answer.questions]
    written = [(q, True, 1.0) for q in wanted] + [(q, False, len(wanted) / len(single)) for q in single]
    scores = np.zeros(len(typed))
    for fold in range(FOLDS):
        model = _fitted([*written, *(one for at, one in enumerate(typed) if at % FOLDS != fold)], names)
        scores[fold::FOLDS] = [looks_across(text, names, model) for text, _, _ in typed[fold::FOLDS]]
    model = _fitted([*written, *typed], names)
    weights = {name: round(SCALE * weight) for name, weight in sorted(model.weights.items())}
    write_model(out, {"bias": model.bias, "weights": weights}, compact=True)
    area = float(roc_auc_score([right for _, right, _ in typed], scores))
    unseen = {text: float(score) for (text, _, _), score in zip(typed, scores, strict=True)}
    return {"questions": len(written) + len(typed), "area under the curve": area}, unseen


def _fitted(asked: Sequence[Asked], names: Names) -> Weights:
    found = [shown(question, names) for question, _, _ in asked]
    seen = Counter(name for own in found for name in own)
    known = sorted(name for name, times in seen.items() if times >= SEEN)
    place = {name: at for at, name in enumerate(known)}
    rows = [sorted(place[name] for name in own if name in place) for own in found]
    columns, ends = [at for row in rows for at in row], np.cumsum([0, *map(len, rows)])
    table = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(known)))
    model = LogisticRegression(C=STRENGTH, max_iter=300)
    model.fit(table, [several for _, several, _ in asked], sample_weight=[counts for _, _, counts in asked])
    kept = {name: float(w) for name, w in zip(known, model.coef_[0], strict=True) if abs(w) >= LEAST}
    return Weights(float(model.intercept_[0]), kept)
