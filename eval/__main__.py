"""Evaluate, offline.

python -m eval check                                    hold the question sets against the reports
python -m eval answer --questions FILE --out FILE       one answer record a line, in the questions' order
python -m eval score --questions FILE --run FILE        scores of a run
python -m eval run [--writer model]                     answer and score the project's own sets, by either writer
python -m eval pairs                                    answer and score the pairs, a question and a near miss a stretch
python -m eval informal                                 answer and score questions as people type them; never fitted on
python -m eval conversations                            follow-ups against their stand-alone forms; new matters
python -m eval report                                   scorecard and HTML page of the last run, in eval/runs/
python -m eval compare [--model NAME]                   the search against its own parts and its peers
python -m eval benchmark --data FOLDER                  the index code on NorQuAD and NTREX
python -m eval gate                                     a third of the questions, held to eval/floors.toml
python -m eval replies                                  how often the right short answer of a note comes first
python -m eval unjudged                                 citations to judge, as lines for eval/judged.jsonl
python -m eval feedback [--data FOLDER] [--out FILE]    what users said of answers, as candidate questions
"""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from app.answering import close, judge, profile, scope, short, synthesis
from app.answering.linear import load_linear
from app.assistant import open_assistant
from app.writing.asking import WRITERS
from app.writing.writer import BUILT_IN
from corpus.errors import RegionsvarError
from corpus.library import load_library
from eval import commands
from eval.fit import fit_judge, fit_reranker
from eval.fit_close import fit_close
from eval.fit_expected import fit_expected
from eval.fit_profile import fit_profile
from eval.fit_scope import fit_scope, fit_whole
from eval.fit_short import fit_short
from eval.fit_synthesis import fit_synthesis
from eval.fit_topical import fit_topical
from eval.fit_worded import fit_worded
from eval.questions import Question
from eval.replies import measure_replies, replies_table
from eval.saved import save_text
from index import byword, expected, rerank, topical, worded
from index.search import PARTS
from index.settings import Settings

Chosen = argparse.Namespace


def check(_chosen: Chosen) -> int:
    """Print what does not hold in the project's sets."""
    faults, count = commands.check()
    print("\n".join([*faults, f"{count} questions, {len(faults)} faults"]))
    return int(bool(faults))


def answer(chosen: Chosen) -> int:
    """Write an answer record for every question."""
    commands.answer(_questions(chosen), chosen.out, chosen.without, writer=chosen.writer, resume=chosen.resume)
    return 0


def score(chosen: Chosen) -> int:
    """Print the scores of a run."""
    print(commands.score(_questions(chosen), chosen.run))
    return 0


def run(chosen: Chosen) -> int:
    """Answer, then score; beside the other writer, where its run is there."""
    questions, out = _questions(chosen), commands.run_of(chosen.writer)
    commands.answer(questions, out, chosen.without, writer=chosen.writer, resume=chosen.resume)
    print(f"{commands.score(questions, out)}\n\n{commands.writers(questions)}")
    return 0


def pairs(_chosen: Chosen) -> int:
    """Answer the pairs, then score."""
    return _answer_and_score(commands.pairs(), commands.PAIRS)


def informal(_chosen: Chosen) -> int:
    """Answer the questions as people type them, then score."""
    return _answer_and_score(commands.informal(), commands.INFORMAL)


def whole(_chosen: Chosen) -> int:
    """Answer the broad questions on one programme that nothing is fitted on, then score."""
    return _answer_and_score(commands.whole(), commands.WHOLE)


def _answer_and_score(questions: list[Question], out: Path) -> int:
    commands.answer(questions, out, ())
    print(commands.score(questions, out))
    return 0


def report(chosen: Chosen) -> int:
    """Write the report of a run and print its scorecard."""
    print(commands.report(_questions(chosen), chosen.run))
    print(f"Written: {commands.CARD} and {commands.PAGE}", file=sys.stderr)
    return 0


def compare(chosen: Chosen) -> int:
    """Print the search beside its parts and peers."""
    questions = [q for q in _questions(chosen) if q.held_out or not chosen.held_out]
    print(commands.compare(questions, chosen.model))
    return 0


def benchmark(chosen: Chosen) -> int:
    """Print the outside benchmark."""
    print(commands.benchmark(chosen.data))
    return 0


def gate(chosen: Chosen) -> int:
    """Print the gate's figures and every broken floor."""
    broken, shown = commands.gate(_questions(chosen))
    print("\n".join([shown, *broken]))
    return int(bool(broken))


def unjudged(chosen: Chosen) -> int:
    """Print what is to be judged."""
    for line in commands.to_judge(_questions(chosen), chosen.run):
        print(json.dumps(line, ensure_ascii=False))
    return 0


def conversations(_chosen: Chosen) -> int:
    """Print what a conversation does to a question."""
    print(commands.conversations())
    return 0


def replies(_chosen: Chosen) -> int:
    """Print how often the right short answer of a note comes first."""
    print(replies_table(measure_replies(open_assistant(Settings.from_env()))))
    return 0


def feedback(chosen: Chosen) -> int:
    """Print or write the candidate questions that feedback makes."""
    text = commands.feedback(chosen.data)
    if chosen.out is None:
        print(text, end="")
        return 0
    save_text(text, chosen.out)
    print(f"{len(text.splitlines())} candidate questions written to {chosen.out}", file=sys.stderr)
    return 0


def fit(chosen: Chosen) -> int:
    """Fit all models, one after the other: each looks at what the ones before it find."""
    library = load_library(Settings.from_env().reports)
    print({k: round(v, 3) for k, v in fit_expected(library.all_notes(), expected.FILE).items()})
    expected.load_weights.cache_clear()
    print({k: round(v, 3) for k, v in fit_worded(library.all_notes(), worded.FILE).items()})
    print({k: round(v, 3) for k, v in fit_topical(library.all_notes(), topical.FILE).items()})
    byword.load_weights.cache_clear()
    assistant = open_assistant(Settings.from_env())
    questions, typed = [*_questions(chosen), *commands.pairs()], commands.learnt()
    print(f"reranker, questions: {fit_reranker(questions, assistant.searcher, rerank.FILE)}")
    rerank.load_weights.cache_clear()
    print({k: round(v, 3) for k, v in fit_close(assistant, close.FILE).items()})
    load_linear.cache_clear()
    print({k: round(v, 3) for k, v in fit_short([*_questions(chosen), *typed], assistant, short.FILE).items()})
    load_linear.cache_clear()
    print({k: round(v, 3) for k, v in fit_judge(questions, assistant, judge.FILE, typed).items()})
    judge.load_weights.cache_clear()
    every = [*_questions(chosen), *typed]
    figures, unseen = fit_scope(every, library, scope.FILE)
    scope.load_weights.cache_clear()
    figures |= fit_synthesis(every, assistant, unseen, synthesis.FILE)
    print({k: round(v, 3) for k, v in figures.items()})
    every += commands.whole(kept=False)  # these teach no other model: that is answered by profiles, not by passages
    figures, unseen = fit_whole(every, library, profile.WHOLE)
    scope.load_weights.cache_clear()
    load_linear.cache_clear()
    figures |= fit_profile(every, assistant, unseen, profile.FILE)
    print({k: round(v, 3) for k, v in figures.items()})
    return 0


def _questions(chosen: Chosen) -> list[Question]:
    return commands.questions_of(getattr(chosen, "questions", None))


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit status."""
    chosen = _parser().parse_args(arguments)
    try:
        return int(chosen.do(chosen))
    except RegionsvarError as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description="Evaluate, offline.")
    commands_of = parser.add_subparsers(dest="command", required=True)

    def command(do: Callable[[Chosen], int], shown: str) -> argparse.ArgumentParser:
        made = commands_of.add_parser(do.__name__, help=shown)
        made.set_defaults(do=do)
        return made

    def reads_run(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
        made.add_argument("--run", type=Path, default=commands.LATEST, help="file of answer records; the last run's")
        return made

    command(check, "hold the question sets against the reports")
    answering = command(answer, "write an answer record for every question")
    answering.add_argument("--out", type=Path, required=True)
    running = command(run, "answer and score")
    command(pairs, "answer and score the pairs")
    command(informal, "answer and score questions as people type them")
    command(whole, "answer and score broad questions on one programme")
    scoring, reporting = (reads_run(command(d, s)) for d, s in ((score, "print the scores"), (report, "report a run")))
    comparing = command(compare, "measure the search against its parts and peers")
    comparing.add_argument("--model", action="append", default=[], help="another embedding model: hub name or folder")
    comparing.add_argument("--held-out", action="store_true", help="only questions that nothing was fitted on")
    command(benchmark, "NorQuAD and NTREX").add_argument("--data", type=Path, required=True, help="folder of the data")
    command(gate, "hold a third of the questions to the floors")
    reads_run(command(unjudged, "print the citations to judge"))
    command(conversations, "follow-ups against their stand-alone forms")
    command(replies, "how often the right short answer of a note comes first")
    saying = command(feedback, "candidate questions from what users said of answers")
    saying.add_argument("--data", type=Path, help="folder of conversations and feedback; the user's own if none")
    saying.add_argument("--out", type=Path, help="file of question lines; printed if none")
    command(fit, "fit reranker and judge on the training split")
    for made in (answering, running, scoring, reporting, comparing):
        made.add_argument("--questions", type=Path, action="append", help="question file; the project's own if none")
    for made in (answering, running):
        made.add_argument("--without", action="append", default=[], choices=PARTS, help="leave a part out")
        made.add_argument("--writer", choices=WRITERS, default=BUILT_IN, help="who writes the answers")
        made.add_argument("--resume", action="store_true", help="keep the answers that are there already")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
