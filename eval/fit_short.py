"""Fit which short answer comes first (`app.answering.short`): on the training split and on questions as people type.

Right is a short answer whose words overlap the evidence and which says one of the key facts, where there are some.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tqdm import tqdm

from app.answering.order import NOTES, ordered
from app.answering.short import FEATURES
from app.assistant import Assistant
from corpus.language import short
from corpus.records import Note, ShortAnswer
from corpus.squeezed import Squeezed
from eval.matching import says
from eval.questions import Question
from eval.ranking import List, fit_ranking
from eval.saved import write_model

PENALTY = 4.0  # between 1 and 10 the first answer hardly changes; see eval/LOG.md
HITS = 8  # that short answers are taken from
FARTHEST = 10**9  # characters: evidence may stand anywhere in a report
Span = tuple[str, int, int]  # report, offsets


def fit_short(questions: Sequence[Question], assistant: Assistant, out: Path) -> dict[str, float]:
    """Fit the weights and write them; return how often the right one comes first in training."""
    asked = [q for q in questions if q.answerable and not q.held_out and q.group in ("single", "follow-up")]
    texts = {report.id: Squeezed(report.text) for report in assistant.reports.values()}
    lists = [_candidates(q, assistant, texts) for q in tqdm(asked, desc="short answers", unit="question")]
    lists = [one for one in lists if one[1].any() and not one[1].all()]
    fitted = fit_ranking(lists, PENALTY)
    weights = fitted / fitted[0]  # the first is that of the hit's own score, which counts 1
    first = [right[int(np.argmax(rows @ weights))] for rows, right in lists]
    replies = [float((rows[right][:, 1:] @ weights[1:]).max()) for rows, right in lists]
    data = {"bias": -float(np.median(replies)), "weights": dict(zip(FEATURES, weights[1:].tolist(), strict=True))}
    write_model(out, data)
    return {"questions": len(lists), "right one first": float(np.mean(first))}


def _candidates(question: Question, assistant: Assistant, texts: dict[str, Squeezed]) -> List:
    """Return score and features of the short answers of what is found, and which of them are right."""
    heard = assistant.hearing.hear(question.question, question.history)
    found = assistant.searcher.search(heard.alone.focus, HITS, language=heard.language, context=heard.alone.context)
    found, _ = ordered(assistant.closer, heard.understood, found, by_replies=False)
    replier = assistant.closer.replier
    asked = replier.asked(heard.understood)
    evidence = [span for e in (*question.evidence, *question.also) if (span := _span(e.report, e.quote, texts))]
    rows: list[list[float]] = []
    right: list[bool] = []
    for hit in found.hits:
        for note in hit.notes[:NOTES]:
            for answer, row in zip(note.answers, replier.features(note, asked), strict=True):
                rows.append([hit.score, *(row[name] for name in FEATURES)])
                right.append(_is_right(answer, note, question, evidence))
    return np.array(rows).reshape(-1, len(FEATURES) + 1), np.array(right, bool)


def _is_right(answer: ShortAnswer, note: Note, question: Question, evidence: Sequence[Span]) -> bool:
    held = any(report == note.report_id and answer.start < e and s < answer.end for report, s, e in evidence)
    text = short(answer, "en" if question.language == "en" else "nb")
    return held and (not question.facts or any(says(text, forms) for forms in question.facts))


def _span(report: str, quote: str, texts: dict[str, Squeezed]) -> Span | None:
    place = texts[report].find(quote, 0, FARTHEST) if report in texts else None
    return (report, *place) if place else None
