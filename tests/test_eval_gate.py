"""The gate is green on the project as it is, and red on each part deliberately broken."""

import itertools
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

import pytest

from app.assistant import Assistant
from corpus.records import Filters, Language, Report
from eval.gate import FEWEST, Floors, broken, figures, load_floors, subset
from eval.questions import Question, load_questions, own_sets
from eval.run import ask_all, asker, by_id
from index.search import Found, Searcher

Records = Mapping[str, dict[str, Any]]


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    return subset(load_questions(own_sets()))


@pytest.fixture(scope="module")
def records(questions: list[Question], assistant: Assistant) -> Records:
    return by_id(ask_all(questions, asker(assistant), show=False))


def red(questions: list[Question], records: Records, reports: dict[str, Report]) -> set[str]:
    """Return the names of the floors broken."""
    return {line.split(" is ")[0] for line in broken(figures(questions, records, reports), load_floors())}


def test_the_subset_is_a_third_of_every_group_and_language(questions: list[Question]) -> None:
    everything = load_questions(own_sets())
    assert abs(len(questions) - len(everything) / 3) <= 8
    assert {(q.group, q.language) for q in questions} == {(q.group, q.language) for q in everything}
    assert subset(list(reversed(everything))) == list(reversed(questions))
    assert subset([]) == []


def test_the_project_passes(questions: list[Question], records: Records, reports: dict[str, Report]) -> None:
    assert broken(figures(questions, records, reports), load_floors()) == []


class Reversed(Searcher):
    """Finds what the real search finds, the worst of a hundred first."""

    def search(
        self,
        question: str,
        k: int = 10,
        *,
        filters: Filters | None = None,
        language: Language | None = None,
        context: str = "",
        without: Collection[str] = (),
    ) -> Found:
        found = super().search(
            question, max(k, 100), filters=filters, language=language, context=context, without=without
        )
        hits = [replace(h, rank=i) for i, h in enumerate(reversed(found.hits), start=1)]
        return replace(found, hits=tuple(hits[:k]))


def test_a_broken_retriever_is_red(questions: list[Question], searcher: Searcher, reports: dict[str, Report]) -> None:
    wrong = Assistant(Reversed(searcher.index, searcher.library, searcher.embedder))
    some = [q for q in questions if q.answerable][:40]
    records = by_id(ask_all(some, asker(wrong), show=False))
    assert {"recall@5", "evidence cited"} <= red(some, records, reports)


def test_a_writer_that_cites_nothing_is_red(
    questions: list[Question], records: Records, reports: dict[str, Report]
) -> None:
    silent = {name: {**record, "citations": []} for name, record in records.items()}
    assert red(questions, silent, reports) == {"evidence cited"}


def test_a_writer_that_cites_the_wrong_passage_is_red(
    questions: list[Question], records: Records, reports: dict[str, Report]
) -> None:
    """Each answer cites what the next one should: real passages, verbatim quotes, but of something else."""
    names = list(records)
    following = dict(itertools.pairwise([*names, names[0]]))
    crossed = {name: {**records[name], "citations": records[following[name]]["citations"]} for name in names}
    assert red(questions, crossed, reports) == {"evidence cited"}


def test_a_writer_that_changes_a_quote_is_red(
    questions: list[Question], records: Records, reports: dict[str, Report]
) -> None:
    name = next(name for name, record in records.items() if record["citations"])
    first, *rest = records[name]["citations"]
    changed = {**records[name], "citations": [{**first, "quote": f"ikke {first['quote']}"}, *rest]}
    assert red(questions, {**records, name: changed}, reports) == {"verbatim"}


@pytest.mark.parametrize(("always", "floor"), [(True, "answerable refused"), (False, "abstention recall")])
def test_a_broken_abstainer_is_red(
    questions: list[Question], records: Records, reports: dict[str, Report], always: bool, floor: str
) -> None:
    stuck = {name: {**record, "abstained": always} for name, record in records.items()}
    assert red(questions, stuck, reports) == {floor}


def test_one_language_that_finds_nothing_is_red(
    questions: list[Question], records: Records, reports: dict[str, Report]
) -> None:
    assert sum(q.language == "nn" and q.answerable for q in questions) >= FEWEST
    without = {q.id: {**records[q.id], "passages": []} if q.language == "nn" else records[q.id] for q in questions}
    assert "language gap" in red(questions, without, reports)


def test_what_cannot_be_measured_breaks_no_floor(reports: dict[str, Report]) -> None:
    assert figures([], {}, reports) == {}
    assert broken({}, load_floors()) == []
    one = Question("1", "?", language="nb")
    assert set(figures([one], {}, reports)) == {
        "recall@5",
        "evidence cited",
        "verbatim",
        "answerable refused",
        "language gap",
    }


def test_a_floor_is_met_by_its_own_figure() -> None:
    floors = Floors({"recall@5": 0.9}, {"language gap": 0.1})
    assert broken({"recall@5": 0.9, "language gap": 0.1}, floors) == []
    low, high = broken({"recall@5": 0.89, "language gap": 0.2}, floors)
    assert low == "recall@5 is 0.890, below its floor 0.9"
    assert high == "language gap is 0.200, above its limit 0.1"


def test_two_runs_give_the_same_but_for_seconds(
    questions: list[Question], records: Records, assistant: Assistant
) -> None:
    some = questions[::4]
    again = by_id(ask_all(some, asker(assistant), show=False))
    assert [{**again[q.id], "seconds": 0} for q in some] == [{**records[q.id], "seconds": 0} for q in some]
