"""Every measure on cases that can be counted by hand, and against ir-measures."""

import math
from typing import Any

import pytest

from corpus.records import Report
from eval import measures as m
from eval.matching import holds, says, share_held
from eval.questions import Evidence, Question
from eval.scores import Row, abstention, language_gap, mean, percentile, rightness, score_all
from tests.extras import skip_without

try:
    import ir_measures
    from ir_measures import RR, Success, nDCG
except ImportError:
    skip_without("ir_measures")

ONE = Evidence("a", "Ferja gikk hver time i Fjordby")
TWO = Evidence("b", "Skolen i Fjellheim fikk tolv elever")
QUESTION = Question("q", "Hva skjedde?", evidence=(ONE,), also=(TWO,), answer="hver time", facts=(("time",), ("40",)))
EMPTY: dict[str, Any] = {}


def found(*passages: tuple[str, str]) -> dict[str, Any]:
    return {"passages": [{"report": report, "text": text} for report, text in passages]}


def cited(*passages: tuple[str, str]) -> dict[str, Any]:
    return {"citations": found(*passages)["passages"], "abstained": False}


NOTHING = ("a", "Ingenting om saken her")
FIRST, SECOND = ("a", f"Se: {ONE.quote}."), ("b", f"{TWO.quote}, sies det.")
ELSEWHERE = ("b", ONE.quote)  # the right words in the wrong report


@pytest.mark.parametrize(
    ("passages", "rank"),
    [
        ((), None),
        ((NOTHING,), None),
        ((ELSEWHERE,), None),
        ((FIRST,), 1),
        ((NOTHING, SECOND), 2),
        ((NOTHING, NOTHING, FIRST), 3),
    ],
)
def test_first_rank_recall_and_mrr(passages: tuple[tuple[str, str], ...], rank: int | None) -> None:
    record = found(*passages)
    assert m.first_rank(QUESTION, record) == rank
    assert m.recall_at(2)(QUESTION, record) == float(rank is not None and rank <= 2)
    assert m.reciprocal_rank(QUESTION, record) == (1 / rank if rank else 0)


@pytest.mark.parametrize(
    ("passages", "value"),
    [
        ((), 0.0),
        ((FIRST, SECOND), 1.0),
        ((SECOND, FIRST), 1.0),
        ((FIRST,), 1 / (1 + 1 / math.log2(3))),  # one of two places
        ((NOTHING, FIRST), (1 / math.log2(3)) / (1 + 1 / math.log2(3))),
        ((FIRST, FIRST), 1 / (1 + 1 / math.log2(3))),  # the same place again is worth nothing
    ],
)
def test_ndcg(passages: tuple[tuple[str, str], ...], value: float) -> None:
    assert m.ndcg_at_10(QUESTION, found(*passages)) == pytest.approx(value)


def test_one_passage_may_hold_both_places() -> None:
    both = Question("q", "?", evidence=(ONE, Evidence("a", TWO.quote)))
    assert m.ndcg_at_10(both, found(("a", f"{ONE.quote}. {TWO.quote}."))) == 1.0


def test_ranking_measures_agree_with_ir_measures() -> None:
    """Twenty questions of one to four places, each place a passage of its own, in scattered orders."""
    places = [Evidence("a", f"sted nummer{i} heter navn{i}") for i in range(30)]
    qrels, ranking, ours = [], [], []
    for number in range(20):
        right = places[number : number + 1 + number % 4]
        order = [(i * 7 + number * 11) % 30 for i in range(10 + number % 3)]
        qrels += [ir_measures.Qrel(str(number), str(places.index(p)), 1) for p in right]
        ranking += [ir_measures.ScoredDoc(str(number), str(i), -float(rank)) for rank, i in enumerate(order)]
        question = Question(str(number), "?", evidence=tuple(right[:1]), also=tuple(right[1:]))
        ours.append((question, found(*(("a", places[i].quote) for i in order))))
    theirs = {(str(x.measure), x.query_id): x.value for x in ir_measures.iter_calc(THEIRS.values(), qrels, ranking)}
    for name, measure in THEIRS.items():
        for question, record in ours:
            assert m.RETRIEVAL[name](question, record) == pytest.approx(theirs[str(measure), question.id]), name


THEIRS = {
    "recall@1": Success @ 1,
    "recall@5": Success @ 5,
    "recall@10": Success @ 10,
    "MRR": RR,
    "nDCG@10": nDCG @ 10,
}


@pytest.mark.parametrize(
    ("record", "evidence", "precision"),
    [
        (EMPTY, 0.0, 0.0),
        (cited(NOTHING), 0.0, 0.0),
        (cited(FIRST), 1.0, 1.0),
        (cited(SECOND, NOTHING), 1.0, 0.5),
    ],
)
def test_citations(record: dict[str, Any], evidence: float, precision: float) -> None:
    assert m.evidence_cited(QUESTION, record) == evidence
    assert m.citation_precision(QUESTION, record) == precision


def test_a_question_across_reports_needs_all_of_its_evidence() -> None:
    across = Question("q", "?", group="across", evidence=(ONE, TWO))
    assert m.evidence_cited(across, cited(FIRST)) == 0.5
    assert m.evidence_cited(across, cited(FIRST, SECOND)) == 1.0
    assert m.reports_cited(across, cited(NOTHING)) == 0.5
    assert m.reports_cited(across, EMPTY) == m.evidence_cited(across, EMPTY) == 0.0


@pytest.mark.parametrize(
    ("answer", "share", "f1"),
    [("", 0.0, 0.0), ("Hver time", 0.5, 1.0), ("40 ganger hver time", 1.0, 2 * 2 / 6), ("140", 0.0, 0.0)],
)
def test_answers(answer: str, share: float, f1: float) -> None:
    record = {"answer": answer}
    assert m.key_facts(QUESTION, record) == share
    assert m.all_facts(QUESTION, record) == float(share == 1)
    assert m.f1(QUESTION, record) == pytest.approx(f1)
    assert m.length(QUESTION, record) == len(answer.split())


def test_right_needs_an_answer_evidence_and_facts() -> None:
    record = {**cited(FIRST), "answer": "40 ganger hver time"}
    assert m.right(QUESTION, record) == 1.0
    assert m.right(QUESTION, {**record, "abstained": True}) == 0.0
    assert m.right(QUESTION, {**record, "answer": "hver time"}) == 0.0
    assert m.right(QUESTION, {**record, "citations": []}) == 0.0
    assert m.right(QUESTION, EMPTY) == m.abstained(QUESTION, EMPTY) == 0.0


def test_verbatim(reports: dict[str, Report]) -> None:
    report = next(iter(reports.values()))
    page = report.pages[4]
    citation = {"report": report.id, "page": 5, "start": 10, "end": 60, "quote": page.text[10:60]}
    changed = {**citation, "quote": "x" + page.text[10:60]}
    nowhere, unknown = {**citation, "page": 10_000}, {**citation, "report": "no-such-report"}
    assert m.verbatim({"citations": [citation]}, reports) == 1.0
    assert m.verbatim({"citations": [citation, changed, nowhere, unknown]}, reports) == 0.25
    assert m.verbatim(EMPTY, reports) == 1.0


def test_matching() -> None:
    assert holds("(Ferja gikk, hver\ntime, i Fjordby!)", ONE.quote)
    assert share_held("Ferja gikk hver dag", "Ferja gikk hver time") == 0.5
    assert share_held("", "") == share_held("noe", "") == 0.0
    assert says("Det var 1 000 stykker", ("1000",))
    assert not says("18 år", ("8",))
    assert not says("8,5 år", ("8",))
    assert says("tilliten", ("tillit",))
    assert not says("noe", ())


YES, NO = Question("1", "?", language="nb", evidence=(ONE,)), Question("2", "?", language="en", group="unanswerable")


def rows(*answers: tuple[float, float]) -> dict[str, Row]:
    return {str(i): {"abstained": a, "right": r, "recall@5": r} for i, (a, r) in enumerate(answers, start=1)}


def test_abstention_and_rightness() -> None:
    assert abstention([], {}) == {"precision": 0.0, "recall": 0.0, "answerable refused": 0.0}
    assert abstention([YES, NO], rows((0, 1), (1, 0))) == {"precision": 1.0, "recall": 1.0, "answerable refused": 0.0}
    assert abstention([YES, NO], rows((1, 0), (1, 0))) == {"precision": 0.5, "recall": 1.0, "answerable refused": 1.0}
    assert rightness([], {}) == {"accuracy": 0.0, "precision": 0.0}
    assert rightness([YES, NO], rows((0, 1), (0, 0))) == {"accuracy": 1.0, "precision": 0.5}
    assert rightness([YES, NO], rows((0, 1), (1, 0))) == {"accuracy": 1.0, "precision": 1.0}


def test_the_gap_between_languages() -> None:
    english = Question("2", "?", language="en", evidence=(ONE,))
    assert language_gap([YES, english], rows((0, 1), (0, 0))) == 1.0
    assert language_gap([YES, english], rows((0, 1), (0, 0)), fewest=2) == 0.0
    assert language_gap([], {}) == 0.0


def test_means() -> None:
    assert mean([]).n == 0
    assert mean([1.0, 1.0]) == mean([1.0, 1.0])
    one = mean([0.0, 1.0])
    assert (one.value, one.low, one.high, one.n) == (0.5, 0.0, 1.0, 2)
    assert percentile([], 0.5) == 0.0
    assert percentile([{"seconds": 1.0}, {"seconds": 3.0}], 0.5) == 2.0


def test_what_a_run_left_out_counts_as_empty(reports: dict[str, Report]) -> None:
    scored = score_all([YES, NO], {}, reports)
    assert scored["1"]["recall@5"] == scored["1"]["evidence cited"] == scored["1"]["right"] == 0.0
    assert scored["2"] == {"abstained": 0.0, "verbatim": 1.0, "seconds": 0.0}
