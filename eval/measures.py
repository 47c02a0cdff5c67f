"""The measures: one pure function each, on one question and its answer record; means are taken elsewhere.

A question the run left out scores as an empty record does: 0, never dropped.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from corpus.records import Report
from eval.matching import holds, says, tokens
from eval.questions import NEED_ALL, Evidence, Question

Record = Mapping[str, Any]
Measure = Callable[[Question, Record], float]


def _places(question: Question) -> tuple[Evidence, ...]:
    return (*question.evidence, *question.also)


def _holds(passage: Record, place: Evidence) -> bool:
    return bool(place.report == passage["report"]) and holds(passage["text"], place.quote)


def _answers(question: Question, passage: Record) -> bool:
    """Tell whether a passage holds evidence for the question, or another place that answers as well."""
    return any(_holds(passage, place) for place in _places(question))


def first_rank(question: Question, record: Record) -> int | None:
    """Return the rank of the first passage that answers, from 1; None where none does."""
    passages = record.get("passages", ())
    return next((i for i, p in enumerate(passages, start=1) if _answers(question, p)), None)


def recall_at(k: int) -> Measure:
    """Return the measure: 1 where one of the first `k` passages answers (success@k, as recall@k is often used)."""

    def recall(question: Question, record: Record) -> float:
        rank = first_rank(question, record)
        return float(rank is not None and rank <= k)

    return recall


def reciprocal_rank(question: Question, record: Record) -> float:
    """Return 1 over the rank of the first passage that answers, 0 where none does."""
    rank = first_rank(question, record)
    return 1 / rank if rank else 0.0


def ndcg_at_10(question: Question, record: Record) -> float:
    """Return nDCG@10 with binary gains (Järvelin and Kekäläinen 2002): each place that answers counts once.

    The best order has one passage for each place; places that came together in one passage need no second.
    """
    places = set(_places(question))
    gains, together = [], 0
    found = set[Evidence]()
    for passage in record.get("passages", ())[:10]:
        new = {e for e in places - found if _holds(passage, e)}
        found |= new
        gains.append(float(bool(new)))
        together += max(0, len(new) - 1)
    ideal = _dcg([1.0] * min(10, len(places) - together))
    return _dcg(gains) / ideal if ideal else 0.0


def _dcg(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains))


def evidence_cited(question: Question, record: Record) -> float:
    """Return the share of the evidence needed that a cited passage holds; another place that answers counts."""
    cited = record.get("citations", ())
    if question.group not in NEED_ALL:
        return float(any(_answers(question, c) for c in cited))
    held = [any(_holds(c, e) for c in cited) for e in question.evidence]
    return sum(held) / len(held) if held else 0.0


def reports_cited(question: Question, record: Record) -> float:
    """Return the share of the reports a question is about that are cited."""
    wanted = {e.report for e in question.evidence}
    return len(wanted & {c["report"] for c in record.get("citations", ())}) / len(wanted) if wanted else 0.0


def citation_precision(question: Question, record: Record) -> float:
    """Return the share of the shown citations whose passage answers, or was judged to; 0 where none is cited."""
    cited = record.get("citations", ())
    supported = [_answers(question, c) or any(_holds(c, place) for place in question.judged) for c in cited]
    return sum(supported) / len(cited) if cited else 0.0


def key_facts(question: Question, record: Record) -> float:
    """Return the share of the key facts that the answer says."""
    said = [says(record.get("answer", ""), forms) for forms in question.facts]
    return sum(said) / len(said) if said else 1.0


def all_facts(question: Question, record: Record) -> float:
    """Return 1 where the answer says every key fact."""
    return float(key_facts(question, record) == 1.0)


def f1(question: Question, record: Record) -> float:
    """Return the word F1 of answer and reference answer (as SQuAD counts it)."""
    said, wanted = Counter(tokens(record.get("answer", ""))), Counter(tokens(question.answer))
    common = sum((said & wanted).values())
    return 2 * common / (said.total() + wanted.total()) if common else 0.0


def abstained(_question: Question, record: Record) -> float:
    """Return 1 where the record says it is no answer; a missing record is none."""
    return float(bool(record.get("abstained", False)))


def length(_question: Question, record: Record) -> float:
    """Return the words of the answer, its quotes included."""
    return float(len(str(record.get("answer", "")).split()))


def right(question: Question, record: Record) -> float:
    """Return 1 where an answerable question is answered with evidence cited and every key fact said."""
    answered = not record.get("abstained", True)
    return float(answered and evidence_cited(question, record) == 1.0 and key_facts(question, record) == 1.0)


def verbatim(record: Record, reports: Mapping[str, Report]) -> float:
    """Return the share of citations whose quote stands verbatim at its page and offsets (1 where none is cited)."""
    cited = record.get("citations", ())
    return sum(_stands(c, reports) for c in cited) / len(cited) if cited else 1.0


def _stands(citation: Record, reports: Mapping[str, Report]) -> bool:
    spans = [citation, *citation.get("continues", ())]
    try:
        report = reports[citation["report"]]
        parts = [report.page(s["page"]).text[s["start"] : s["end"]] for s in spans]
    except LookupError:  # no such report or page: another system's run may name anything
        return False
    return all(parts) and " ".join(" ".join(parts).split()) == " ".join(citation["quote"].split())


RETRIEVAL: dict[str, Measure] = {
    "recall@1": recall_at(1),
    "recall@3": recall_at(3),
    "recall@5": recall_at(5),
    "recall@10": recall_at(10),
    "MRR": reciprocal_rank,
    "nDCG@10": ndcg_at_10,
}
ANSWERS: dict[str, Measure] = {
    "evidence cited": evidence_cited,
    "citation precision": citation_precision,
    "key facts": key_facts,
    "all facts": all_facts,
    "F1": f1,
    "right": right,
    "words": length,
}
