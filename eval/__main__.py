"""Evaluate, offline.

python -m eval check                                    hold the question sets against the reports
python -m eval answer --questions FILE --out FILE       one answer record a line, in the questions' order
python -m eval score --questions FILE --run FILE        scores of a run
python -m eval run                                      answer and score the project's own sets
"""

import argparse
import sys
from pathlib import Path

from app import judge
from app.assistant import open_assistant
from corpus.errors import RegionsvarError
from corpus.library import load_library
from eval.check import check_sets, uncovered
from eval.fit import fit_judge, fit_reranker
from eval.questions import Question, load_questions, own_sets
from eval.run import asker, by_id, load_run, write_run
from eval.scorecard import facts, table
from eval.scores import score_all
from index import rerank
from index.search import PARTS
from index.settings import Settings

RUNS = Path(__file__).with_name("runs")


def check() -> int:
    """Print what does not hold in the project's sets; return how many faults there are."""
    questions, library = load_questions(own_sets()), load_library()
    faults = check_sets(questions, library) + uncovered(questions, library)
    print("\n".join([*faults, f"{len(questions)} questions, {len(faults)} faults"]))
    return len(faults)


def answer(questions: list[Question], out: Path, without: list[str], *, resume: bool = False) -> None:
    """Answer every question and write the records."""
    write_run(questions, asker(open_assistant(Settings.from_env()), without), out, resume=resume)


def score(questions: list[Question], run: Path) -> str:
    """Return the scores of a run as Markdown."""
    reports = {r.id: r for r in load_library(Settings.from_env().reports).reports}
    rows = score_all(questions, by_id(load_run(run)), reports)
    return f"{table(questions, rows)}\n\n{facts(questions, rows)}"


def fit(questions: list[Question]) -> None:
    """Fit reranker and judge, one after the other: the judge looks at what the new ranking finds."""
    assistant = open_assistant(Settings.from_env())
    print(f"pairs: {fit_reranker(questions, assistant.searcher, rerank.FILE)}")
    rerank.load_weights.cache_clear()
    print({k: round(v, 3) for k, v in fit_judge(questions, assistant, judge.FILE).items()})


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit status."""
    chosen = _parser().parse_args(arguments)
    try:
        if chosen.command == "check":
            return 1 if check() else 0
        questions = load_questions(getattr(chosen, "questions", None) or own_sets())
        if chosen.command == "fit":
            fit(questions)
            return 0
        if chosen.command == "answer":
            answer(questions, chosen.out, chosen.without, resume=chosen.resume)
        elif chosen.command == "score":
            print(score(questions, chosen.run))
        else:
            run = RUNS / "latest.jsonl"
            answer(questions, run, chosen.without)
            print(score(questions, run))
    except RegionsvarError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description="Evaluate, offline.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="hold the question sets against the reports")
    answering = commands.add_parser("answer", help="write an answer record for every question")
    answering.add_argument("--out", type=Path, required=True)
    answering.add_argument("--resume", action="store_true", help="keep the answers already in --out")
    scoring = commands.add_parser("score", help="print the scores of a run")
    scoring.add_argument("--run", type=Path, required=True)
    running = commands.add_parser("run", help="answer and score")
    commands.add_parser("fit", help="fit reranker and judge on the training split")
    for command in (answering, scoring, running):
        command.add_argument("--questions", type=Path, action="append", help="question file; the project's own if none")
    for command in (answering, running):
        command.add_argument("--without", action="append", default=[], choices=PARTS, help="leave a part out")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
