"""Fit the close look (`app.answering.close`) on the notes' own questions; no question set is touched.

A note's question is asked, the note is robbed of it, and is to be told from the other notes found for it.
A note on the same words, or one that says much the same, is no wrong answer and is left out.
"""

import random
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from tqdm import tqdm

from app.answering.close import NAMES_OF_FEATURES, Closer
from app.answering.understand import understand
from app.assistant import Assistant
from corpus.language import detect
from corpus.records import Note
from eval.saved import write_model

QUESTIONS = 1500  # of the notes' questions, drawn with a fixed seed: more brought nothing
HELD_BACK = 5  # one question in so many is not fitted on, but measured on
ALIKE = 0.7  # cosine of two notes' statements from which they say much the same
SHRINK = 0.3  # inverse strength of the penalty
Rows = NDArray[np.float64]


def fit_close(assistant: Assistant, out: Path) -> dict[str, float]:
    """Fit the weights and write them; return how well questions not fitted on are told (area under the curve)."""
    drawn = _draw(assistant)
    rows, labels, groups = _rows(drawn, assistant)
    back = groups % HELD_BACK == 0
    scale = rows.std(axis=0) + 1e-9
    trial = LogisticRegression(C=SHRINK, max_iter=3000).fit(rows[~back] / scale, labels[~back])
    area = roc_auc_score(labels[back], trial.decision_function(rows[back] / scale))
    model = LogisticRegression(C=SHRINK, max_iter=3000).fit(rows / scale, labels)
    weights = dict(zip(NAMES_OF_FEATURES, (model.coef_[0] / scale).tolist(), strict=True))
    write_model(out, {"bias": float(model.intercept_[0]), "weights": weights})
    return {"questions": len(drawn), "pairs": len(rows), "area under the curve": float(area)}


def _draw(assistant: Assistant) -> list[tuple[Note, str]]:
    pairs = [(note, q) for note in assistant.searcher.library.all_notes() for q in note.questions]
    random.Random(7).shuffle(pairs)  # noqa: S311 - a drawing that can be repeated, not a secret
    return pairs[:QUESTIONS]


def _rows(drawn: list[tuple[Note, str]], assistant: Assistant) -> tuple[Rows, Rows, NDArray[np.int64]]:
    """Return the features of each pair of question and note, whether it answers, and which question it is of."""
    closer, searcher = Closer(assistant.searcher), assistant.searcher
    notes = searcher.library.all_notes()
    vectors = dict(zip([n.id for n in notes], searcher.embedder.embed_passages([n.nb for n in notes]), strict=True))
    rows, labels, groups = [], [], []
    for number, (note, question) in enumerate(tqdm(drawn, desc="close look", unit="question")):
        understood = understand(question, assistant.reports.values(), detect(question))
        found = searcher.search(question, 20, language=understood.language)
        for look in closer.look(understood, found, without=question):
            other = look.note
            if other.id != note.id and (_overlap(note, other) or vectors[note.id] @ vectors[other.id] > ALIKE):
                continue
            rows.append([look.features.get(name, 0.0) for name in NAMES_OF_FEATURES])
            labels.append(float(other.id == note.id))
            groups.append(number)
    return np.array(rows), np.array(labels), np.array(groups)


def _overlap(one: Note, other: Note) -> bool:
    return one.report_id == other.report_id and one.start < other.end and other.start < one.end
