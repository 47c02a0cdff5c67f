"""Fit which synthesis answers a question (`app.answering.synthesis`), and when none does.

A synthesis is right for a question across reports where its sides lie at the evidence and say the key facts as no
other's do, or nearly so. None is right for a question that one report answers, or that nothing does.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from tqdm import tqdm

from app.answering.reading import Reading
from app.answering.synthesis import FEATURES, RANKED_BY, SURE, besides
from app.answering.synthesis import LEAST as GIVEN_FROM
from app.assistant import Assistant
from corpus.records import Synthesis
from corpus.squeezed import Squeezed
from eval.matching import says
from eval.questions import Question
from eval.ranking import fit_ranking
from eval.saved import write_model

PENALTY = 1.0  # between 1 and 4 the choice hardly changes; see eval/LOG.md
LEAST = 0.4  # mean share of evidence and key facts that a synthesis needs
BEHIND = 0.15  # how far behind the best one another is as right
BESIDE = 300  # characters from the evidence at which a side still stands at it: reports say things twice
FARTHEST = 10**9  # characters: evidence may stand anywhere in a report


def fit_synthesis(
    questions: Sequence[Question], assistant: Assistant, unseen: Mapping[str, float], out: Path
) -> dict[str, float]:
    """Fit the weights and write them; return what they reach in training.

    `unseen` are the log-odds that questions look across, of models that did not see them (`eval.fit_scope`).
    """
    texts = {report.id: Squeezed(report.text) for report in assistant.reports.values()}
    chosen = [q for q in questions if not q.held_out]
    seen = [_rows(q, assistant, texts, unseen) for q in tqdm(chosen, desc="syntheses", unit="question")]
    ranked = [(rows[:, : len(RANKED_BY)], right_ones(worths)) for rows, worths in seen]
    weights = fit_ranking([one for one in ranked if one[1].any() and not one[1].all()], PENALTY)
    best = [int(np.argmax(rows @ weights)) for rows, _ in ranked]
    told = np.array([worths[at] >= LEAST for (_, worths), at in zip(seen, best, strict=True)])
    told_by = len(RANKED_BY)
    score = [[rows[at, :told_by] @ weights, *rows[at, told_by:]] for (rows, _), at in zip(seen, best, strict=True)]
    model = LogisticRegression(C=np.inf).fit(np.array(score), told)
    scale, *others = model.coef_[0].tolist()
    values = [*(scale * weights).tolist(), *others]
    write_model(out, {"bias": float(model.intercept_[0]), "weights": dict(zip(FEATURES, values, strict=True))})
    given, some = model.decision_function(np.array(score)) >= GIVEN_FROM, np.array([right.any() for _, right in ranked])
    first = np.array([right[at] for (_, right), at in zip(ranked, best, strict=True)])
    return {
        "questions that a synthesis answers": float(some.sum()),
        "right one first": float(first[some].mean()),
        "right one given": float((first & given)[some].mean()),
        "others given one": float(given[~some].mean()),
    }


def right_ones(worths: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which syntheses are as right for a question as any."""
    right: NDArray[np.bool_] = worths >= max(LEAST, worths.max(initial=0.0) - BEHIND)
    return right


def _rows(
    question: Question, assistant: Assistant, texts: dict[str, Squeezed], unseen: Mapping[str, float]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the features of the syntheses nearest to a question, and what each is worth as an answer."""
    heard = assistant.hearing.hear(question.question, question.history)
    asked = assistant.composer(Reading(heard, *assistant.hearing.find(heard), judgement=None)).asked
    near, told = assistant.synthesist.rows(asked), besides(asked, assistant.synthesist.names)
    if question.question in unseen:
        told["across"] = min(SURE, max(-SURE, unseen[question.question])) / SURE
    rows = np.array([[(row | told)[name] for name in FEATURES] for row in near.values()]).reshape(-1, len(FEATURES))
    several = question.group == "across"
    return rows, np.array([worth(assistant.synthesist.syntheses[at], question, texts) * several for at in near])


def worth(one: Synthesis, question: Question, texts: dict[str, Squeezed]) -> float:
    """Return how much of a question a synthesis answers: the mean of the shares of its evidence and of its facts."""
    said = " ".join(" ".join(own) for own in (one.says, *(side.says for side in one.sides)))
    facts = [says(said, forms) for forms in question.facts]
    at = [(e.report, texts[e.report].find(e.quote, 0, FARTHEST)) for e in question.evidence]
    held = [
        any(s.report_id == report and s.start < place[1] + BESIDE and place[0] < s.end + BESIDE for s in one.sides)
        for report, place in at
        if place is not None
    ]
    shares = [sum(own) / len(own) for own in (facts, held) if own]
    return sum(shares) / len(shares) if shares else 0.0
