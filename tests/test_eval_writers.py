"""The evaluation by either writer: the same checks for both, in one table."""

import pytest

from app.assistant import Assistant
from app.writing.asking import make_checker
from app.writing.writer import ModelWriter
from eval.questions import Question
from eval.run import ask_all, asker, by_id
from eval.scores import score_all
from eval.writers import hold, writers_table
from tests.model_server import Script, endpoint, serving

QUESTIONS = [
    Question("a", "How many jobs did Innovasjonsløft Hallingdal create?", facts=(("10.5", "10,5"),)),
    Question("b", "Hva er hovedstaden i Australia?", group="unanswerable"),
]
WRITTEN = "24 companies reported 10.5 new full-time equivalents. [1] Another 990 firms did in 2031. [1]"


def test_both_writers_stand_in_one_table(assistant: Assistant) -> None:
    checker = make_checker(assistant.searcher)
    runs = {"built-in": by_id(ask_all(QUESTIONS, asker(assistant, checker=checker), show=False))}
    script = Script(say=lambda r: WRITTEN if "create?" in r["messages"][1]["content"] else "NOT_COVERED")
    with serving(script) as url:
        writer = ModelWriter(endpoint(url), assistant.reports, checker)
        runs["model"] = by_id(ask_all(QUESTIONS, asker(assistant, writer=writer, checker=checker), show=False))
    assert (runs["model"]["a"]["sentences"], runs["model"]["a"]["unsupported"]) == (2, 1)
    assert runs["model"]["a"]["writer"] == "tiny"
    assert runs["built-in"]["a"]["unsupported"] == 0
    rows = {name: (found, score_all(QUESTIONS, found, assistant.reports)) for name, found in runs.items()}
    table = writers_table(QUESTIONS, rows).splitlines()
    assert "unsupported sentences" in table[0]
    assert table[2].startswith("| built-in | 2 |")
    assert "0.500 (1 of 2)" in table[3]


def test_the_built_in_answers_own_sentences_are_held_too(assistant: Assistant) -> None:
    checker = make_checker(assistant.searcher)
    answer = assistant.ask("Hvem betalte for Arena Lettmetall og for Sats på Hallingdal?")
    held = hold(answer, assistant.reports, checker)
    assert held.sentences >= 3
    assert held.unsupported <= 1


@pytest.mark.parametrize("arguments", [["run", "--writer", "nobody"], ["answer", "--out", "x", "--writer", ""]])
def test_a_writer_that_is_none_is_refused(arguments: list[str]) -> None:
    from eval.__main__ import main

    with pytest.raises(SystemExit):
        main(arguments)
