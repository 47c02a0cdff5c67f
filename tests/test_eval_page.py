"""The report page, its plots, the scorecard, and the commands that make them."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from app.assistant import Assistant
from eval import __main__ as command
from eval.charts import bars, curve_plot, histogram
from eval.compare import Line
from eval.doubt import Point, curve, sureness
from eval.outside import Outcome
from eval.page import Outcomes, report_page, worst
from eval.questions import Evidence, Question
from eval.scorecard import scorecard
from eval.scores import Mean, score_all

EVIL = "<script>alert('x')</script> & \"$body\""
QUESTIONS = [
    Question("1", f"Hva? {EVIL}", ("Før?",), "", "nb", "single", "fact", "a", "", (Evidence("a", f"b {EVIL}"),)),
    Question("2", "What?", language="en", kind="fact", evidence=(Evidence("a", "never found"),), answer=EVIL),
    Question("3", "Hva ellers?", language="nb", group="unanswerable"),
]
PASSAGE: dict[str, Any] = {"report": "a", "page": 1, "section": EVIL, "text": f"b {EVIL} " + "x" * 500}
RECORDS: dict[str, dict[str, Any]] = {
    "1": {"answer": EVIL, "passages": [PASSAGE], "seconds": 0.2},
    "3": {"answer": "", "abstained": True, "passages": []},
}
MEANS = dict.fromkeys(("recall@1", "recall@5", "recall@10", "MRR", "nDCG@10"), 0.5)
LINES = [
    Line("full", "all", 2, MEANS, {}),
    Line(f"other | {EVIL}", "all", 2, MEANS, {"recall@5": 0.2, "nDCG@10": 0.0001}),
]


class Tags(HTMLParser):
    """Collects the elements of a page and fails on one that is not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes += attrs
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes += attrs


def outcomes(questions: list[Question], **changed: Any) -> Outcomes:  # noqa: ANN401 - the fields of Outcomes
    rows = score_all(questions, RECORDS, {})
    empty: dict[str, Any] = {"doubt": [], "compared": [], "outside": []}
    return Outcomes(questions, RECORDS, rows, **{**empty, **changed})


def read(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    return tags


def test_the_page_is_whole_escaped_and_asks_for_nothing() -> None:
    full = outcomes(
        QUESTIONS,
        doubt=[Point(0.2, 0.0, 0.5), Point(0.4, 1.0, 1.0)],
        compared=LINES,
        outside=[Outcome("NorQuAD", "vectors alone", 0.5, 3, 4)],
    )
    page = report_page(full)
    tags = read(page)
    assert {"svg", "table", "details", "blockquote"} <= tags.seen
    assert not {"script", "link", "img", "iframe", "object"} & tags.seen
    assert not [a for a in tags.attributes if a[0] in ("src", "href", "action") or a[0].startswith("on")]
    assert "url(" not in page
    assert "@import" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("questions", [[], QUESTIONS[:1], QUESTIONS[2:]])
def test_the_page_of_little(questions: list[Question]) -> None:
    page = report_page(outcomes(questions))
    read(page)
    assert "python -m eval compare" in page
    assert not re.search(r"\bnan\b", page.lower())


def test_the_worst_come_first_and_the_right_not_at_all() -> None:
    shown = outcomes(QUESTIONS)
    assert [q.id for q in worst(QUESTIONS, shown.rows)] == ["2", "1"]
    right = {**shown.rows, "1": {**shown.rows["1"], "right": 1.0}}
    assert [q.id for q in worst(QUESTIONS, right)] == ["2"]
    assert worst([], {}) == []


def test_plots_are_well_formed() -> None:
    plots = [
        bars(EVIL, [(EVIL, Mean(0.5, 0.4, 0.6, 3)), ("none", Mean(0.0, 0.0, 0.0, 0))]),
        bars("empty", []),
        curve_plot(EVIL, [(0, 0), (1, 1)], (0.5, 0.5), (EVIL, "y")),
        histogram(EVIL, [0.1, 0.2, 0.2], "seconds"),
        histogram("empty", [], "seconds"),
    ]
    for plot in plots:
        assert ET.fromstring(plot).tag == "svg"  # noqa: S314 - our own drawing


def test_bars_are_as_long_as_their_values() -> None:
    drawn = bars("x", [("a", Mean(1.0, 1.0, 1.0, 1)), ("b", Mean(0.5, 0.5, 0.5, 1))])
    whole, half = (float(w) for w in re.findall(r'class="bar"[^>]* width="([\d.]+)"', drawn))
    assert half == whole / 2


def test_the_curve_of_abstaining() -> None:
    points = curve([QUESTIONS[0], QUESTIONS[2]], [0.8, 0.3])
    assert [(p.answerable, p.unanswerable) for p in points] == [(0.0, 0.0), (0.0, 1.0), (1.0, 1.0)]
    assert curve([], []) == curve(QUESTIONS[:2], [0.5, 0.5]) == []


def test_sureness_tells_covered_from_uncovered(assistant: Assistant) -> None:
    covered = Question("1", "Når fikk Hallingdal omstillingsstatus?")
    beside = Question("2", "Hva er en god oppskrift på lasagne?")
    assert 0 <= sureness(beside, assistant) < sureness(covered, assistant) <= 1


def test_the_scorecard() -> None:
    rows = score_all(QUESTIONS, RECORDS, {})
    card = scorecard(QUESTIONS, rows, LINES, [])
    assert card.startswith("3 questions, 1 of them unanswerable")
    assert "| all | 2 | 0.50 (" in card
    assert "| fact |" not in card
    assert "< 0.001" in card
    assert "Outside benchmark" not in card
    assert scorecard([], {}, [], []).startswith("0 questions")


def test_commands_report_errors_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = str(tmp_path / "missing.jsonl")
    for arguments in (["score", "--run", missing], ["benchmark", "--data", missing], ["run", "--questions", missing]):
        assert command.main(arguments) == 1
        assert "missing.jsonl" in capsys.readouterr().err


def test_an_outsiders_questions_are_answered_and_scored(
    tmp_path: Path,
    assistant: Assistant,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Lines of `id` and `question` alone are enough; none is skipped, whatever it asks."""
    asked, out = tmp_path / "asked.jsonl", tmp_path / "out.jsonl"
    asked.write_text('{"id": "1", "question": "Hva virket?"}\n{"id": "2", "question": ""}\n', encoding="utf-8")
    monkeypatch.setattr("eval.commands.open_assistant", lambda _settings: assistant)
    assert command.main(["answer", "--questions", str(asked), "--out", str(out)]) == 0
    assert len(out.read_text(encoding="utf-8").splitlines()) == 2
    assert command.main(["score", "--questions", str(asked), "--run", str(out)]) == 0
    assert "| all | 2 |" in capsys.readouterr().out
