"""What users said of answers, as candidate questions that the evaluation can read."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.assistant import Assistant
from app.keeping import Keeper
from app.session import Session
from app.store.database import NAME
from app.store.feedback import WHOLE, Opinion, Verdict
from app.store.settle import settle
from eval.__main__ import main
from eval.feedback import ABSTAINED, COMPLETE, CONFIRM, candidates
from eval.questions import load_questions

ONE, FOLLOW_UP, NOWHERE = (
    "Hvem betalte for Arena Lettmetall og for Sats på Hallingdal?",
    "Og i Lillehammer?",
    "Hva fungerte i Tromsø?",
)


def said(folder: Path, assistant: Assistant, questions: list[str], *opinions: tuple[int, Verdict, str]) -> Session:
    """Ask, and say something of the last answer: (citation, verdict, comment)."""
    keeper, session = Keeper(folder), Session()
    for question in questions:
        session.ask(question)
        turn = session.take(assistant.ask(question, session.history()))
        keeper.keep(session, turn, "v7", assistant.reports)
    settled = settle(session.turns[-1], assistant.reports)
    for citation, verdict, comment in opinions:
        keeper.judge(session, len(questions) - 1, Opinion("", citation, verdict, comment), settled)
    return session


@pytest.mark.parametrize(
    ("questions", "opinions", "group", "todo", "evidence"),
    [
        ([ONE], [(WHOLE, "right", "")], "across", CONFIRM, "all"),
        ([ONE], [(WHOLE, "right", ""), (1, "right", "")], "across", CONFIRM, "first"),
        ([ONE], [(WHOLE, "right", ""), (2, "wrong", "")], "across", COMPLETE, "none"),
        ([ONE], [(WHOLE, "wrong", "Feil tall.")], "across", COMPLETE, "none"),
        ([ONE], [(1, "right", "")], "across", COMPLETE, "first"),
        (["Hva fungerte i Hallingdal?", FOLLOW_UP], [(WHOLE, "right", "")], "follow-up", CONFIRM, "all"),
        ([NOWHERE], [(WHOLE, "right", "")], "unanswerable", ABSTAINED, "none"),
        ([NOWHERE], [(WHOLE, "wrong", "")], "single", COMPLETE, "none"),
    ],
)
def test_candidates(
    tmp_path: Path,
    assistant: Assistant,
    questions: list[str],
    opinions: list[tuple[int, Verdict, str]],
    group: str,
    todo: str,
    evidence: str,
) -> None:
    session = said(tmp_path, assistant, questions, *opinions)
    (line,) = candidates(tmp_path)
    answer = session.turns[-1].answer
    assert answer is not None
    quotes = [c.quote for c in answer.citations]
    assert (line["group"], line["todo"]) == (group, todo)
    assert [e["quote"] for e in line["evidence"]] == {"all": quotes, "first": quotes[:1], "none": []}[evidence]
    assert line["history"] == questions[:-1]
    assert bool(line["answer"]) == (todo != COMPLETE)
    assert [(f["citation"], f["verdict"], f["comment"]) for f in line["feedback"]] == opinions
    assert line["shown"]["index"] == "v7"


def test_the_command_writes_lines_the_evaluation_reads(
    tmp_path: Path, assistant: Assistant, capsys: pytest.CaptureFixture[str]
) -> None:
    said(tmp_path, assistant, [ONE], (WHOLE, "right", ""))
    said(tmp_path, assistant, ["Hva fungerte i Hallingdal?", FOLLOW_UP], (WHOLE, "wrong", "For lite."))
    out = tmp_path / "out" / "candidates.jsonl"
    assert main(["feedback", "--data", str(tmp_path), "--out", str(out)]) == 0
    assert "2 candidate questions" in capsys.readouterr().err
    first, second = load_questions([out])
    assert (first.question, first.language) == (ONE, "nb")
    assert len(first.evidence) == len(assistant.ask(ONE).citations) > 1
    assert (second.history, second.group) == (("Hva fungerte i Hallingdal?",), "follow-up")
    assert second.alone == "Hva fungerte i Lillehammer?"
    assert main(["feedback", "--data", str(tmp_path)]) == 0
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["id"] for line in printed] == [first.id, second.id]


def test_a_folder_without_feedback_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["feedback", "--data", str(tmp_path)]) == 1
    assert f"There is no feedback in {tmp_path}" in capsys.readouterr().err
    assert not (tmp_path / NAME).exists()


def test_damaged_feedback_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / NAME).write_bytes(b"no database " * 999)
    assert main(["feedback", "--data", str(tmp_path)]) == 1
    assert "was damaged, and is set aside" in capsys.readouterr().err


def test_an_edited_turn_is_judged_as_it_stood(tmp_path: Path, assistant: Assistant) -> None:
    session = said(tmp_path, assistant, [ONE], (WHOLE, "wrong", ""))
    session.turns[0] = replace(session.turns[0], question="Noe annet?")
    (line,) = candidates(tmp_path)
    assert line["question"] == ONE
