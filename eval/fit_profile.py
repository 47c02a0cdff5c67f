"""Fit which profile answers a question (`app.answering.profile`), and when none does.

What is learnt is which answer is better: that of the likeliest profile, or the one given without profiles. A profile is
right for a question where its sides lie at the evidence and it says the key facts, and never for one that no report
answers. Where both are as good, the question says nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from tqdm import tqdm

from app.answering.profile import FEATURES, RANKED_BY, besides
from app.answering.synthesis import SURE
from app.assistant import Assistant
from corpus.squeezed import Squeezed
from eval.fit_synthesis import right_ones, worth
from eval.measures import evidence_cited, key_facts
from eval.questions import Question
from eval.ranking import fit_ranking
from eval.run import Ask, asker
from eval.saved import write_model
from index.search import Searcher

PENALTY = 1.0  # of the ranking, as for syntheses


@dataclass(frozen=True, slots=True)
class Seen:
    """One question with the profiles nearest to it."""

    rows: NDArray[np.float64]  # (profiles, features), in the order of `FEATURES`
    worths: NDArray[np.float64]  # (profiles,): how much of it each answers
    without: float  # how much of it is answered without profiles


def fit_profile(
    questions: Sequence[Question], assistant: Assistant, unseen: Mapping[str, float], out: Path
) -> dict[str, float]:
    """Fit the weights and write them; return what they reach in training.

    `unseen` are the log-odds that questions ask for a whole, of models that did not see them (`eval.fit_scope`).
    """
    texts = {report.id: Squeezed(report.text) for report in assistant.reports.values()}
    ask = asker(_without_profiles(assistant))
    chosen = [q for q in questions if not q.held_out and q.group != "across" and not q.history]
    shown = tqdm(chosen, desc="profiles", unit="question")
    seen = [one for one in (_seen(q, assistant, ask, texts, unseen) for q in shown) if len(one.rows)]
    ranked = [(one.rows[:, : len(RANKED_BY)], right_ones(one.worths)) for one in seen]
    weights = fit_ranking([one for one in ranked if one[1].any() and not one[1].all()], PENALTY)
    best = [int(np.argmax(rows @ weights)) for rows, _ in ranked]
    pairs, told_by = list(zip(seen, best, strict=True)), len(RANKED_BY)
    score = np.array([[one.rows[at, :told_by] @ weights, *one.rows[at, told_by:]] for one, at in pairs])
    gain = np.array([one.worths[at] - one.without for one, at in pairs])
    tells = gain != 0
    model = LogisticRegression(C=np.inf).fit(score[tells], gain[tells] > 0, sample_weight=abs(gain[tells]))
    scale, *others = model.coef_[0].tolist()
    values = [*(scale * weights).tolist(), *others]
    write_model(out, {"bias": float(model.intercept_[0]), "weights": dict(zip(FEATURES, values, strict=True))})
    given = model.decision_function(score) >= 0
    return {
        "answered better by the likeliest profile": float((gain > 0).sum()),
        "of these given": float(given[gain > 0].mean()),
        "answered worse": float((gain < 0).sum()),
        "of those given": float(given[gain < 0].mean()),
    }


def _without_profiles(assistant: Assistant) -> Assistant:
    searcher = assistant.searcher
    return Assistant(Searcher(searcher.index, replace(searcher.library, profiles={}), searcher.embedder))


def _seen(
    question: Question, assistant: Assistant, ask: Ask, texts: dict[str, Squeezed], unseen: Mapping[str, float]
) -> Seen:
    reading = assistant.hearing.read(question.question)
    asked = assistant.composer(reading).asked
    profiles, record = assistant.profiles, ask(question)
    near = profiles.rows(asked) if reading.judgement else {}
    told = besides(asked, profiles.names, reading.found, reading.judgement) if reading.judgement else {}
    if question.question in unseen:
        told["whole"] = min(SURE, max(-SURE, unseen[question.question])) / SURE
    rows = np.array([[(row | told)[name] for name in FEATURES] for row in near.values()]).reshape(-1, len(FEATURES))
    worths = [worth(profiles.syntheses[at], question, texts) * question.answerable for at in near]
    return Seen(rows, np.array(worths), _share(question, record))


def _share(question: Question, record: Mapping[str, object]) -> float:
    """Return how much of a question a record answers, as `worth` counts it; all, where it rightly refuses."""
    if not question.answerable:
        return float(bool(record["abstained"]))
    if record["abstained"]:
        return 0.0
    shares = [evidence_cited(question, record), *([key_facts(question, record)] if question.facts else [])]
    return sum(shares) / len(shares)
