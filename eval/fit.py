"""Fit what the project learns from its own questions: the reranker's weights and the judge's.

Only the training split of the sets, of the pairs and of `informal/learnt` is used: the held-out fifth is never seen
here, nor are the other questions of `informal`.
Run: python -m eval fit
"""

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import expit
from sklearn.model_selection import StratifiedKFold
from tqdm import tqdm

from app.answering.judge import FEATURES, Bend, beyond, features
from app.assistant import Assistant
from corpus.records import Passage
from eval.bounded import Array, fit_bounded
from eval.matching import holds
from eval.questions import Question
from eval.ranking import List, fit_ranking
from eval.saved import write_model
from index.rerank import CLOSE
from index.rerank import FIELDS as FIELD_FEATURES
from index.search import Searcher

RERANK_PENALTY = 1.0  # between 0.1 and 10 recall hardly changes; see eval/LOG.md
JUDGE_PENALTY = 0.003  # .01 and .03 tell a little less well on questions that are not fitted on; see eval/LOG.md
BENDS = (0.05, 0.2)  # shares of the answerable training questions that are beyond a feature's bends
PAIRED_NEAR = 0.1  # what a near miss of the pairs counts for: there are ten times as many as in the sets
AGAINST = ("untold", "unknown", "unknown_share", "name_unknown", "year_unknown", "elsewhere")
SAY_NOTHING = ("spread", "score", "english", "number", "why", "yes_no", "length", "long")
FOLDS = 10
# Share of the sets' answerable questions that the judge may refuse. These reports' texts are known to the embedding,
# those that users bring are not, so that nearness means less there; silence would be worse than a word of doubt.
REFUSE_AT_MOST = {"with notes": 0.035, "without notes": 0.01}
UNSURE_AT_MOST = 0.1  # share of all answerable questions that it may refuse, or answer with a word of doubt
RERANK_FEATURES = (*FIELD_FEATURES, *CLOSE)


def fit_reranker(questions: Sequence[Question], searcher: Searcher, out: Path) -> dict[str, int]:
    """Fit the weights of `index.rerank` and write them; return the questions used for each language."""
    lists: dict[str, list[List]] = {"no": [], "en": []}
    for question in tqdm(_trained_on(questions), desc="reranker", unit="question"):
        lists["en" if question.language == "en" else "no"].append(_candidates(question, searcher))
    fitted = {key: fit_ranking(own, RERANK_PENALTY).tolist() for key, own in lists.items()}
    weights = {k: {n: round(w, 4) for n, w in zip(RERANK_FEATURES, ws, strict=True)} for k, ws in fitted.items()}
    write_model(out, {"weights": weights})
    return {key: len(own) for key, own in lists.items()}


def _trained_on(questions: Sequence[Question]) -> list[Question]:
    return [q for q in questions if q.answerable and not q.held_out and q.group == "single"]


def _candidates(question: Question, searcher: Searcher) -> List:
    """Return the features of the passages found for a question, and which of them answer it."""
    rows = searcher.candidates(question.question)
    right = [_answers(question, searcher.index.passages[i]) for i in rows]
    return np.array([[row.get(f, 0.0) for f in RERANK_FEATURES] for row in rows.values()]), np.array(right)


def _answers(question: Question, passage: Passage) -> bool:
    return any(
        e.report == passage.report_id and holds(passage.text, e.quote) for e in (*question.evidence, *question.also)
    )


def fit_judge(
    questions: Sequence[Question], assistant: Assistant, out: Path, typed: Sequence[Question] = ()
) -> dict[str, float]:
    """Fit the judge's weights and threshold and write them; return what it reaches in training.

    Args:
        questions: of the sets and the pairs.
        assistant: what finds and looks.
        out: the file of the weights.
        typed: as people type them, for the model with notes alone: of their words hardly one stands in a bare report.
    """
    models: dict[str, Any] = {}
    reached: dict[str, float] = {}
    for name, without in (("with notes", ()), ("without notes", ("notes",))):
        # Questions across reports are answered from the findings, whatever the judge says of single passages
        asked = [*questions, *typed] if not without else questions
        chosen = [q for q in asked if not q.held_out and q.group != "across"]
        labels = np.array([float(q.answerable) for q in chosen])
        counting = np.array([PAIRED_NEAR if q.paired and not q.answerable else 1.0 for q in chosen])
        own = np.array([not q.paired for q in chosen])
        seen = [judged_on(q, assistant, without) for q in tqdm(chosen, desc=f"judge {name}", unit="question")]
        models[name], probability = _fitted(np.array(seen), labels, counting)
        models[name] |= {  # whom to refuse is set without the pairs, which ask for every small thing of a report
            "threshold": float(np.quantile(probability[(labels == 1) & own], REFUSE_AT_MOST[name])),
            "sure": float(np.quantile(probability[labels == 1], UNSURE_AT_MOST)),
        }
        threshold = models[name]["threshold"]
        reached |= {
            f"unanswerable refused {name}": float((probability[labels == 0] < threshold).mean()),
            f"answerable refused {name}": float((probability[labels == 1] < threshold).mean()),
            f"unanswerable refused or doubted {name}": float((probability[labels == 0] < models[name]["sure"]).mean()),
        }
    write_model(out, models)
    return reached


def _fitted(rows: Array, labels: Array, counting: Array) -> tuple[dict[str, Any], Array]:
    """Return the fitted model, and the probability that each question got from a model fitted without it.

    On its own training questions a model is surer than it has a right to be: thresholds are set on the latter.
    """
    bends = _bends(rows[labels == 1])
    bent = np.column_stack([rows, *(_beyond(rows, bend) for bend in bends)])
    signs = [*map(sign_of, FEATURES), *([-1] * len(bends))]
    probability = np.zeros(len(labels))
    for seen, unseen in StratifiedKFold(FOLDS, shuffle=True, random_state=1).split(bent, labels):
        weights, bias = fit_bounded(bent[seen], labels[seen], signs, JUDGE_PENALTY, counting[seen])
        probability[unseen] = expit(bent[unseen] @ weights + bias)
    weights, bias = fit_bounded(bent, labels, signs, JUDGE_PENALTY, counting)
    own_weights, bend_weights = weights[: len(FEATURES)].tolist(), weights[len(FEATURES) :].tolist()
    model = {
        "bias": bias,
        "weights": dict(zip(FEATURES, own_weights, strict=True)),
        "bends": [asdict(replace(b, weight=w)) for b, w in zip(bends, bend_weights, strict=True) if w],
    }
    return model, probability


def _bends(rows: Array) -> list[Bend]:
    """Return where features bend: beyond what nearly all of the answerable questions, `rows`, have."""
    bends = []
    for name, values in zip(FEATURES, rows.T, strict=True):
        side = sign_of(name)
        shares = [share if side > 0 else 1 - share for share in BENDS] if side else []
        bends += [Bend(name, float(at), 0.0, below=side > 0) for at in np.unique(np.quantile(values, shares))]
    return bends


def _beyond(rows: Array, bend: Bend) -> Array:
    values = rows[:, FEATURES.index(bend.feature)]
    return np.array([beyond(value, bend.at, below=bend.below) for value in values])


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
    heard = assistant.hearing.hear(question.question, question.history)
    found, looks = assistant.hearing.find(heard, without=without)
    values = features(heard.understood, found, looks, assistant.closer)
    return [values.get(name, 0.0) for name in FEATURES]
