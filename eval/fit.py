"""Fit what the project learns from its own questions: the reranker's weights and the judge's.

Only the training split is used; the held-out fifth is never seen here. Run: python -m eval fit
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from tqdm import tqdm

from app.answering.judge import FEATURES, features
from app.assistant import Assistant
from corpus.records import Passage
from eval.bounded import fit_bounded
from eval.matching import holds
from eval.questions import Question
from eval.saved import write_model
from index.rerank import CLOSE
from index.rerank import FIELDS as FIELD_FEATURES
from index.search import Searcher

SHRINK = 0.3  # inverse strength of the penalty: few questions, correlated features
JUDGE_PENALTY = 0.01
AGAINST = ("unknown", "name_unknown", "year_unknown", "elsewhere")
SAY_NOTHING = ("spread", "score", "english", "number", "why", "yes_no", "length")
FOLDS = 10
REFUSE_AT_MOST = 0.03  # share of answerable training questions the judge may refuse
RERANK_FEATURES = (*FIELD_FEATURES, *CLOSE)


def fit_reranker(questions: Sequence[Question], searcher: Searcher, out: Path) -> dict[str, int]:
    """Fit the weights of `index.rerank` pairwise and write them; return the pairs used for each language."""
    pairs: dict[str, list[NDArray[np.float64]]] = {"no": [], "en": []}
    for question in tqdm(_trained_on(questions), desc="reranker", unit="question"):
        key = "en" if question.language == "en" else "no"
        pairs[key] += _pairs(question, searcher)
    weights = {key: _pairwise(np.array(rows)) for key, rows in pairs.items()}
    write_model(out, {"weights": weights})
    return {key: len(rows) for key, rows in pairs.items()}


def _trained_on(questions: Sequence[Question]) -> list[Question]:
    return [q for q in questions if q.answerable and not q.held_out and q.group == "single"]


def _pairs(question: Question, searcher: Searcher) -> list[NDArray[np.float64]]:
    """Return the differences in features between passages that answer and ones that do not."""
    rows = searcher.candidates(question.question)
    vectors = {i: np.array([row.get(f, 0.0) for f in RERANK_FEATURES]) for i, row in rows.items()}
    right = [i for i in rows if _answers(question, searcher.index.passages[i])]
    wrong = [i for i in rows if i not in right]
    return [vectors[r] - vectors[w] for r in right[:2] for w in wrong[:20]]


def _answers(question: Question, passage: Passage) -> bool:
    return any(
        e.report == passage.report_id and holds(passage.text, e.quote) for e in (*question.evidence, *question.also)
    )


def _pairwise(differences: NDArray[np.float64]) -> dict[str, float]:
    """Return the weights under which the right one of each pair scores higher (logistic loss)."""
    rows = np.concatenate([differences, -differences])
    labels = np.concatenate([np.ones(len(differences)), np.zeros(len(differences))])
    scale = rows.std(axis=0) + 1e-9
    model = LogisticRegression(C=SHRINK, fit_intercept=False, max_iter=2000).fit(rows / scale, labels)
    return {name: round(float(w), 4) for name, w in zip(RERANK_FEATURES, model.coef_[0] / scale, strict=True)}


def fit_judge(questions: Sequence[Question], assistant: Assistant, out: Path) -> dict[str, float]:
    """Fit the judge's weights and threshold and write them; return what it reaches in training."""
    # Questions across reports are answered from the findings, whatever the judge says of single passages
    chosen = [q for q in questions if not q.held_out and q.group != "across"]
    labels = np.array([float(q.answerable) for q in chosen])
    models: dict[str, Any] = {}
    reached: dict[str, float] = {}
    for name, without in (("with notes", ()), ("without notes", ("notes",))):
        rows = np.array([judged_on(q, assistant, without) for q in tqdm(chosen, desc=f"judge {name}", unit="question")])
        models[name], probability = _fitted(rows, labels)
        threshold = models[name]["threshold"]
        reached |= {
            f"unanswerable refused {name}": float((probability[labels == 0] < threshold).mean()),
            f"answerable refused {name}": float((probability[labels == 1] < threshold).mean()),
        }
    write_model(out, models)
    return reached


def _fitted(rows: NDArray[np.float64], labels: NDArray[np.float64]) -> tuple[dict[str, Any], NDArray[np.float64]]:
    """Return the fitted model, and the probabilities by which its threshold was set.

    The threshold is set on probabilities that each question got from a model fitted without it: on its own
    training questions a model is surer than it has a right to be.
    """
    signs = [sign_of(name) for name in FEATURES]
    probability = np.zeros(len(labels))
    for seen, unseen in StratifiedKFold(FOLDS, shuffle=True, random_state=1).split(rows, labels):
        weights, bias = fit_bounded(rows[seen], labels[seen], signs, JUDGE_PENALTY)
        probability[unseen] = expit(rows[unseen] @ weights + bias)
    weights, bias = fit_bounded(rows, labels, signs, JUDGE_PENALTY)
    threshold = float(np.quantile(probability[labels == 1], REFUSE_AT_MOST))
    named = dict(zip(FEATURES, weights.tolist(), strict=True))
    return {"bias": bias, "weights": named, "threshold": threshold}, probability


def sign_of(feature: str) -> int:
    """Return which way a feature of the judge speaks: 1 for an answer, -1 against one, 0 where nobody can say.

    >>> sign_of("note_gap_any")
    -1
    """
    name = feature.removeprefix("note_")
    if name in SAY_NOTHING:
        return 0
    against = name in AGAINST or name.startswith("gap") or name.endswith(("_missing", "_not_asked", "_without"))
    return -1 if against else 1


def judged_on(question: Question, assistant: Assistant, without: Sequence[str] = ()) -> list[float]:
    """Return the judge's features of a question, in the order of `FEATURES`."""
    heard = assistant.hear(question.question, question.history)
    found, looks = assistant.find(heard, without=without)
    values = features(heard.understood, found, looks, assistant.searcher)
    return [values.get(name, 0.0) for name in FEATURES]
