"""What the commands of `python -m eval` do, each a function of plain arguments; nothing is printed here."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from app.assistant import Assistant, open_assistant
from app.writing.asking import WRITERS, make_checker, make_writer
from app.writing.writer import BUILT_IN
from corpus.endpoint import Endpoint
from corpus.library import load_library
from eval import gate as gates
from eval.check import check_sets, uncovered
from eval.compare import Line, compare_table, measured
from eval.conversations import conversations_table, measure_conversations
from eval.doubt import curve, sureness
from eval.feedback import candidates
from eval.fit_topical import load_general
from eval.judged import check_judged, load_judged, unjudged, with_judged
from eval.outside import Outcome, outside_table, read_tasks, run_task
from eval.page import Outcomes, report_page
from eval.peers import NO_TUTORIAL, Variant, own_variants, tutorial, tutorial_model, with_model
from eval.questions import Question, informal_sets, learnt_sets, load_questions, own_sets, pair_sets, whole_sets
from eval.run import ask_all, asker, by_id, load_run, write_run
from eval.saved import RUNS, load_rows, save_rows, save_text
from eval.scorecard import facts, scorecard, table
from eval.scores import score_all
from eval.writers import writers_table
from index.build import Progress
from index.settings import Settings
from index.static import open_embedder

LATEST, COMPARED, OUTSIDE = RUNS / "latest.jsonl", RUNS / "compare.json", RUNS / "benchmark.json"
PAIRS, INFORMAL, WHOLE = RUNS / "pairs.jsonl", RUNS / "informal.jsonl", RUNS / "whole.jsonl"
PAGE, CARD = RUNS / "report.html", RUNS / "scorecard.md"


def questions_of(files: Sequence[Path] | None) -> list[Question]:
    """Return the questions of `files`, or the project's own; with what was judged of their citations.

    Raises:
        QuestionSetError: a file cannot be read.
    """
    return with_judged(load_questions(files or own_sets()), load_judged())


def pairs() -> list[Question]:
    """Return the questions of the pairs.

    Raises:
        QuestionSetError: a file cannot be read.
    """
    return load_questions(pair_sets())


def informal() -> list[Question]:
    """Return the questions as people type them.

    Raises:
        QuestionSetError: a file cannot be read.
    """
    return load_questions(informal_sets())


def learnt() -> list[Question]:
    """Return those questions as people type them that weights are fitted on.

    Raises:
        QuestionSetError: a file cannot be read.
    """
    return load_questions(learnt_sets())


def whole(*, kept: bool = True) -> list[Question]:
    """Return the broad questions on one programme: those kept from fitting, or those fitted on.

    Raises:
        QuestionSetError: a file cannot be read.
    """
    return load_questions(whole_sets(kept=kept))


def check() -> tuple[list[str], int]:
    """Return what does not hold in the project's sets and judgements, and how many questions there are."""
    questions, library = load_questions(own_sets()), load_library(Settings.from_env().reports)
    general = load_general()
    faults = check_sets(questions, library, general=general) + uncovered(questions, library)
    faults += check_judged(load_judged(), questions, library.by_id) + check_sets(pairs(), library, answers=False)
    typed = [*informal(), *learnt(), *whole(), *whole(kept=False)]
    faults += check_sets(typed, library, general=general)
    return faults, len(questions) + len(pairs()) + len(typed)


def answer(
    questions: Sequence[Question], out: Path, without: Sequence[str], *, writer: str = BUILT_IN, resume: bool = False
) -> None:
    """Answer every question by a writer, of `app.writing.asking.WRITERS`, and write the records.

    Raises:
        RegionsvarError: there is no index, no such model is set, or the records cannot be written.
    """
    assistant = open_assistant(Settings.from_env())
    by = make_writer(assistant, Endpoint.from_env(), writer)
    ask = asker(assistant, without, writer=by, checker=make_checker(assistant.searcher))
    write_run(questions, ask, out, resume=resume)


def conversations() -> str:
    """Return what a conversation does to a question, over the project's own and those that people type.

    Raises:
        RegionsvarError: a file cannot be read, or there is no index.
    """
    assistant = open_assistant(Settings.from_env())
    return conversations_table(measure_conversations([*questions_of(None), *informal()], asker(assistant)))


def run_of(writer: str) -> Path:
    """Return where the run of a writer is kept."""
    return LATEST if writer == BUILT_IN else LATEST.with_name(f"latest-{writer}.jsonl")


def writers(questions: Sequence[Question]) -> str:
    """Return the writers' runs in one table; of each writer, the last that was made.

    Raises:
        QuestionSetError: a run cannot be read.
    """
    reports = load_library(Settings.from_env().reports).by_id
    runs = {name: by_id(load_run(run_of(name))) for name in WRITERS if run_of(name).exists()}
    asked = [q for q in questions if all(q.id in records for records in runs.values())]
    return writers_table(asked, {name: (found, score_all(asked, found, reports)) for name, found in runs.items()})


def score(questions: Sequence[Question], run: Path) -> str:
    """Return the scores of a run as Markdown.

    Raises:
        QuestionSetError: the run cannot be read.
    """
    reports = load_library(Settings.from_env().reports).by_id
    rows = score_all(questions, by_id(load_run(run)), reports)
    return f"{table(questions, rows)}\n\n{facts(questions, rows)}"


def compare(questions: Sequence[Question], models: Sequence[str]) -> str:
    """Measure the search against its parts and its peers, keep the figures, and return them as Markdown.

    Raises:
        RegionsvarError: there is no index, or a model cannot be loaded.
    """
    settings = Settings.from_env()
    assistant = open_assistant(settings)
    variants, notice = _variants(assistant, settings, models)
    lines = measured(questions, variants, assistant)
    save_rows(lines, COMPARED)
    return f"{compare_table(lines)}\n\n{notice}".strip()


def _variants(assistant: Assistant, settings: Settings, models: Sequence[str]) -> tuple[list[Variant], str]:
    reports = list(assistant.reports)
    variants, folder = own_variants(assistant.searcher), tutorial_model()
    if folder:
        name = "tutorial pipeline, all-MiniLM-L6-v2"
        variants.append(tutorial(name, open_embedder(str(folder)), settings, reports))
    for model in models:
        embedder = open_embedder(model)
        name = Path(model).name  # a folder's place is this machine's own; of a hub name, the part that tells
        with tqdm(total=100, desc=f"index of {name}", bar_format="{desc} {percentage:3.0f}% |{bar:30}|") as bar:
            variants += with_model(name, embedder, assistant.searcher, settings, _moving(bar))
        variants.append(tutorial(f"tutorial pipeline, {name}", embedder, settings, reports))
    return variants, "" if folder else NO_TUTORIAL


def _moving(bar: "tqdm[Any]") -> Progress:
    """Return a progress function that moves `bar` to each step's share."""

    def show(_step: str, share: float) -> None:
        bar.update(100 * share - bar.n)

    return show


def benchmark(data: Path) -> str:
    """Measure the index code on the outside benchmark, keep the figures, and return them as Markdown.

    Raises:
        RegionsvarError: the data or the model cannot be read.
    """
    settings = Settings.from_env()
    tasks, embedder = read_tasks(data), open_embedder(settings.model)
    outcomes = [outcome for task in tasks for outcome in run_task(task, embedder, settings)]
    save_rows(outcomes, OUTSIDE)
    return outside_table(outcomes)


def report(questions: Sequence[Question], run: Path = LATEST) -> str:
    """Write the report page and the scorecard of a run; return the scorecard.

    Raises:
        RegionsvarError: the run or the index cannot be read, or the files cannot be written.
    """
    assistant = open_assistant(Settings.from_env())
    records = by_id(load_run(run))
    rows = score_all(questions, records, assistant.reports)
    sure = [sureness(q, assistant) for q in tqdm(questions, desc="sureness", unit="question")]
    compared = load_rows(Line, COMPARED, "python -m eval compare")
    outside = load_rows(Outcome, OUTSIDE, "python -m eval benchmark --data FOLDER")
    save_text(report_page(Outcomes(questions, records, rows, curve(questions, sure), compared, outside)), PAGE)
    card = scorecard(questions, rows, compared, outside)
    save_text(card, CARD)
    return card


def gate(questions: Sequence[Question]) -> tuple[list[str], str]:
    """Ask the gate's questions; return one line for every broken floor, and the figures.

    Raises:
        RegionsvarError: the floors or the index cannot be read.
    """
    floors, assistant = gates.load_floors(), open_assistant(Settings.from_env())
    chosen = gates.subset(questions)
    records = by_id(ask_all(chosen, asker(assistant)))
    found = gates.figures(chosen, records, assistant.reports)
    shown = ", ".join(f"{name} {value:.3f}" for name, value in found.items())
    return gates.broken(found, floors), f"{len(chosen)} questions: {shown}"


def to_judge(questions: Sequence[Question], run: Path = LATEST) -> list[dict[str, object]]:
    """Return a line for every citation of a run that is neither evidence nor judged yet.

    Raises:
        QuestionSetError: the run cannot be read.
    """
    return list(unjudged(questions, by_id(load_run(run)), load_judged()))


def feedback(data: Path | None = None) -> str:
    """Return a question line for everything that users said something of.

    Raises:
        RegionsvarError: there is no feedback, or it cannot be read.
    """
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in candidates(data))
