"""Question sets, judgements, runs and floors on disk: what is read, what is refused, what is taken up again."""

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import QuestionSetError
from corpus.records import Report
from eval import commands
from eval.gate import load_floors
from eval.judged import Judgement, check_judged, load_judged, unjudged, with_judged
from eval.measures import citation_precision
from eval.questions import Evidence, Question, load_questions, own_sets
from eval.run import load_run, write_run
from eval.saved import load_rows, save_rows
from eval.scores import Mean

GOOD = '{"id": "1", "question": "Hva?", "evidence": [{"report": "a", "quote": "b"}], "facts": [["c", "d"]]}'


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_question_is_read(tmp_path: Path) -> None:
    (question,) = load_questions([write(tmp_path / "set.jsonl", GOOD, "")])
    assert question == Question("1", "Hva?", evidence=(Evidence("a", "b"),), facts=(("c", "d"),))
    assert load_questions([]) == load_questions([write(tmp_path / "empty.jsonl")]) == []


def test_all_bad_lines_are_named_at_once(tmp_path: Path) -> None:
    bad = write(tmp_path / "bad.jsonl", "{", GOOD, '{"id": "2"}', "[]", '{"id": "3", "question": 4}')
    with pytest.raises(QuestionSetError, match=r"4 of the lines.*line 1:.*line 3: 'question' is.*line 4:.*line 5:"):
        load_questions([bad])
    with pytest.raises(QuestionSetError, match=r"missing\.jsonl cannot be read"):
        load_questions([tmp_path / "missing.jsonl"])


def test_the_projects_sets_are_read_and_split() -> None:
    questions = load_questions(own_sets())
    assert len({q.id for q in questions}) == len(questions)
    assert 0.1 < sum(q.held_out for q in questions) / len(questions) < 0.3


QUESTION = Question("1", "Hva?", evidence=(Evidence("a", "ferja gikk hver time"),))
PLACE = Evidence("a", "rutene ble doblet i fjor")
CITED: dict[str, Any] = {"report": "a", "text": f"Men {PLACE.quote}, sies det.", "quote": PLACE.quote}


def judged_line(**changed: object) -> str:
    return json.dumps({"question": "1", "report": "a", "quote": PLACE.quote, "supports": True, **changed})


def test_a_citation_judged_to_support_counts(tmp_path: Path) -> None:
    record = {"citations": [CITED]}
    for supports, precision in ((True, 1.0), (False, 0.0)):
        judged = load_judged(write(tmp_path / "judged.jsonl", judged_line(supports=supports), ""))
        (question,) = with_judged([QUESTION], judged)
        assert citation_precision(question, record) == precision
        assert list(unjudged([question], {"1": record}, judged)) == []
    assert citation_precision(QUESTION, record) == 0.0


def test_what_is_to_be_judged() -> None:
    refused = Question("2", "?", group="unanswerable")
    evidence = {**CITED, "text": QUESTION.evidence[0].quote}
    records = {"1": {"citations": [CITED, evidence]}, "2": {"citations": [CITED]}}
    (line,) = unjudged([QUESTION, refused], records, [])
    assert (line["question"], line["quote"], line["supports"]) == ("1", PLACE.quote, None)


def test_no_judgements_are_fine(tmp_path: Path) -> None:
    assert load_judged(tmp_path / "missing.jsonl") == load_judged(write(tmp_path / "empty.jsonl")) == []


def test_all_bad_judgements_are_named_at_once(tmp_path: Path) -> None:
    lines = ["{", judged_line(), judged_line(supports=None), judged_line(quote=" "), judged_line(supports=False), "{}"]
    with pytest.raises(QuestionSetError, match=r"5 lines.*line 1:.*line 3:.*line 4:.*line 5: an earlier.*line 6:"):
        load_judged(write(tmp_path / "judged.jsonl", *lines))


def test_judgements_are_held_against_sets_and_reports(reports: dict[str, Report]) -> None:
    report = next(iter(reports.values()))
    stands = Evidence(report.id, report.text[100:160])
    assert check_judged([Judgement("1", stands, supports=True)], [QUESTION], reports) == []
    assert len(check_judged([Judgement("9", PLACE, supports=True)], [QUESTION], reports)) == 2


QUESTIONS = [Question(str(i), f"Spørsmål {i}?") for i in range(4)]


class Counting:
    """Answers with the question's id, and counts."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, question: Question) -> dict[str, Any]:
        self.asked.append(question.id)
        return {"id": question.id, "question": question.question, "answer": "ja"}


def test_a_run_is_taken_up_where_it_broke_off(tmp_path: Path) -> None:
    whole, out = tmp_path / "whole.jsonl", tmp_path / "runs" / "run.jsonl"
    write_run(QUESTIONS, Counting(), whole)
    lines = whole.read_text(encoding="utf-8").splitlines()
    out.parent.mkdir()
    write(out, *lines[:2], lines[2][:10])
    again = Counting()
    write_run(QUESTIONS, again, out, resume=True)
    assert again.asked == ["2", "3"]
    assert out.read_bytes() == whole.read_bytes()


def test_what_no_longer_fits_is_asked_anew(tmp_path: Path) -> None:
    out = tmp_path / "run.jsonl"
    write_run(QUESTIONS, Counting(), out)
    other = [QUESTIONS[0], Question("1", "Et annet spørsmål?"), *QUESTIONS[2:]]
    again = Counting()
    write_run(other, again, out, resume=True)
    assert again.asked == ["1", "2", "3"]
    assert [r["id"] for r in load_run(out)] == ["0", "1", "2", "3"]
    write_run([], again, out)
    assert load_run(out) == []


@pytest.mark.parametrize("text", ["{", "[]", '{"answer": "no id"}'])
def test_a_run_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(QuestionSetError, match=r"run\.jsonl"):
        load_run(write(tmp_path / "run.jsonl", text))


def test_a_run_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    write(tmp_path / "file", "")
    with pytest.raises(QuestionSetError, match="cannot be written"):
        write_run(QUESTIONS, Counting(), tmp_path / "file" / "run.jsonl")


def test_saved_rows_are_read_back(tmp_path: Path) -> None:
    path, rows = tmp_path / "runs" / "rows.json", [Mean(0.5, 0.4, 0.6, 9)]
    assert load_rows(Mean, path, "python -m eval") == []
    save_rows(rows, path)
    assert load_rows(Mean, path, "python -m eval") == rows
    with pytest.raises(QuestionSetError, match="make it anew: python -m eval"):
        load_rows(Question, path, "python -m eval")


@pytest.mark.parametrize("text", ["[", "[at_least]", '[at_least]\n"recall@5" = 0.9\n[at_most]'])
def test_floors_that_are_none_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(QuestionSetError, match=r"floors\.toml"):
        load_floors(write(tmp_path / "floors.toml", text))


def test_the_projects_own_sets_hold() -> None:
    faults, number = commands.check()
    assert faults == []
    assert number > 4000
