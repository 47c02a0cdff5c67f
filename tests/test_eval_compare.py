"""Peers and parts: what each variant finds, significance, and the outside benchmark on a made-up folder."""

import json
import lzma
from pathlib import Path

import numpy as np
import pytest

from app.answering.reading import Heard
from app.assistant import Assistant
from corpus.errors import QuestionSetError
from eval import peers
from eval.compare import MEASURES, Line, cell, chance, compare_table, measured, significance
from eval.measures import Record
from eval.outside import FUSED, LEXICAL, TASKS, gain, outside_table, read_tasks, run_task
from eval.questions import Evidence, Question
from eval.scorecard import compared_briefly
from index.search import Searcher
from index.settings import Settings
from index.tokens import Compounds


def ask(assistant: Assistant, question: str, *history: str) -> Heard:
    return assistant.hearing.hear(question, history)


def test_every_variant_finds_ten_passages(assistant: Assistant) -> None:
    heard = ask(assistant, "Hva fungerte i Hallingdal?")
    found = {v.name: v.find(heard) for v in peers.own_variants(assistant.searcher)}
    assert next(iter(found)) == "full"
    assert {len(passages) for passages in found.values()} == {peers.DEPTH}
    assert found["full"] == [
        {"report": h.passage.report_id, "text": h.passage.text}
        for h in assistant.searcher.search("Hva fungerte i Hallingdal?").hits
    ]
    assert sum(passages == found["full"] for passages in found.values()) < len(found) / 2


def test_a_follow_up_is_heard_as_the_assistant_reads_it(assistant: Assistant) -> None:
    assert "Hallingdal" in ask(assistant, "Og i Hallingdal?", "Hva fungerte i Oppland?").alone.text


def test_fields_made_anew_score_as_the_index_does(searcher: Searcher) -> None:
    """Guards `with_compounds`, which makes three fields as the index build does."""
    same, index = peers.with_compounds(searcher, searcher.index.compounds).index, searcher.index
    tokens = index.compounds.tokens("arbeidsplasser næringsutvikling kommunene")
    for field in ("text", "all", "unit"):
        for token in tokens:
            for one, other in zip(
                same.lexical[field].token_scores(token), index.lexical[field].token_scores(token), strict=True
            ):
                assert np.allclose(one, other, rtol=1e-5)  # the index build sums in another order


def test_without_decompounding_no_part_is_found(searcher: Searcher) -> None:
    index = peers.undivided(searcher).index
    assert index.compounds.parts("arbeidsplasser") == ()
    assert len(index.compounds.tokens("arbeidsplasser")) == 1 < len(searcher.index.compounds.tokens("arbeidsplasser"))
    assert Compounds(()).vocabulary == []


def test_the_tutorial_pipeline_cuts_the_raw_text(tiny: Path, assistant: Assistant) -> None:
    settings = Settings(reports=tiny)
    variant = peers.tutorial("tutorial", assistant.searcher.embedder, settings, ["fjord-2019", "fjell-2021"])
    (first, *_) = variant.find(ask(assistant, "Hvor mange nye elever fikk skolen?"))
    assert first["report"] == "fjell-2021"
    assert "12 nye elever" in first["text"]


def test_the_tutorials_model_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "TUTORIAL_PACKAGE", "no_such_package_here")
    assert peers.tutorial_model() is None
    assert "pip install" in peers.NO_TUTORIAL


def test_significance() -> None:
    better, none = np.ones(20), np.zeros(20)
    assert significance(better, better) == significance(np.array([]), np.array([])) == 1.0
    assert significance(better, none) < 0.001
    assert significance(better, none) == significance(none, better)
    assert significance(np.array([1.0]), np.array([0.0])) == 1.0  # one question shows nothing
    assert significance(np.array([1.0, 1.0, 1.0]), np.zeros(3)) == pytest.approx(0.25, abs=0.02)  # 2 of 8 signs


def test_a_comparison_by_hand(assistant: Assistant) -> None:
    quote = "ferja gikk hver time i fjord"
    questions = [
        Question("1", "Hva?", language="nb", evidence=(Evidence("a", quote),)),
        Question("2", "What?", language="en", evidence=(Evidence("a", quote),)),
        Question("3", "Hva?", language="nb", group="unanswerable"),
    ]
    right: list[Record] = [{"report": "a", "text": quote}]
    variants = [
        peers.Variant("full", lambda _: right),
        peers.Variant("half | x", lambda heard: right if heard.language == "nb" else []),
    ]
    lines = {(x.variant, x.language): x for x in measured(questions, variants, assistant)}
    assert lines["full", "all"].means["recall@1"] == 1.0
    assert lines["full", "all"].p == {}
    assert lines["half | x", "all"].means["nDCG@10"] == 0.5
    assert lines["half | x", "all"].n == 2
    assert lines["half | x", "en"].means["MRR"] == 0.0
    assert ("full", "nn") not in lines
    assert "| half \\| x | all | 2 | 0.500 |" in compare_table(list(lines.values()))
    assert "| half \\| x | 0.50 | 0.50 | 1.00 | 0.00 |" in compared_briefly(list(lines.values()))


def test_a_comparison_of_nothing(assistant: Assistant) -> None:
    assert measured([], [], assistant) == []
    assert measured([], [peers.Variant("full", lambda _: [])], assistant) == []
    assert compare_table([]).count("\n") == 1
    assert (chance(0.0001), chance(0.5), cell("a|b")) == ("< 0.001", "0.500", "a\\|b")
    assert "full" in compare_table([Line("full", "all", 1, dict.fromkeys(MEASURES, 0.0), {})])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with the two files of the benchmark, of a few lines each."""
    ntrex = [
        {"doc": f"d{i // 5}", "en": f"The word{i} works", "nb": f"Nå ord{i} virker", "nn": f"No ord{i} verkar"}
        for i in range(20)
    ]
    norquad = [
        {
            "split": "test" if i % 2 else "train",
            "question": f"Hva gjorde person{i}?",
            "context": f"Her står det at person{i} gjorde noe{i}.",
            "answer": f"noe{i}",
            "answer_start": 20,
        }
        for i in range(12)
    ]
    for name, rows in (("ntrex", ntrex), ("norquad", norquad)):
        with lzma.open(tmp_path / f"{name}.jsonl.xz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return tmp_path


def test_the_outside_benchmark(data: Path, searcher: Searcher) -> None:
    tasks = read_tasks(data)
    assert [t.name for t in tasks] == list(TASKS)
    outcomes = run_task(tasks[0], searcher.embedder, Settings())
    found = {o.search: o for o in outcomes}
    assert found[LEXICAL].ndcg == 1.0
    assert (found[FUSED].questions, found[FUSED].passages) == (6, 12)
    assert "| vectors alone | " in outside_table(outcomes)
    assert "multilingual-e5-base" in outside_table([])


def test_a_benchmark_that_is_not_there_is_told(data: Path) -> None:
    (data / "ntrex.jsonl.xz").write_bytes(b"no xz")
    with pytest.raises(QuestionSetError, match="cannot be read"):
        read_tasks(data)
    (data / "ntrex.jsonl.xz").unlink()
    with pytest.raises(QuestionSetError, match=r"lacks ntrex\.jsonl\.xz; give the folder"):
        read_tasks(data)


@pytest.mark.parametrize(("scores", "value"), [([3, 2, 1], 1.0), ([3, 3, 1], 0.6309), ([1] * 11, 0.0)])
def test_gain_counts_ties_against_us(scores: list[float], value: float) -> None:
    assert gain(np.array(scores, np.float32), 0) == pytest.approx(value, abs=1e-4)
