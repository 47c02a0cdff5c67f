"""Ask from the command line.

python -m app "Hva fungerte i Hallingdal?"       prints a cited answer
python -m app --json "What came out of RISC?"    prints an answer record
python -m app --writer model "Hva er RISC?"      lets the configured language model write it, checked
python -m app --writer model "…"                 lets the configured language model write, checked
"""

import argparse
import json
import sys

from app.assistant import open_assistant
from app.record import as_markdown, as_record, place
from app.writing.asking import WRITERS, Asked, ask_by, make_writer
from corpus.endpoint import Endpoint
from corpus.errors import RegionsvarError
from corpus.records import Filters
from index.settings import Settings


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit status: 0 also where the reports do not answer."""
    parser = argparse.ArgumentParser(prog="python -m app", description="Ask the reports.")
    parser.add_argument("question")
    parser.add_argument("--json", action="store_true", help="print an answer record")
    parser.add_argument("--region", action="append", default=[], help="only reports about this place (repeatable)")
    parser.add_argument("--report", action="append", default=[], help="only this report (repeatable)")
    parser.add_argument("--writer", choices=WRITERS, default="", help="who writes; the model where one is configured")
    chosen = parser.parse_args(arguments)
    filters = Filters(reports=tuple(chosen.report), regions=tuple(chosen.region))
    try:
        assistant = open_assistant(Settings.from_env())
        writer = make_writer(assistant, Endpoint.from_env(), chosen.writer)
        answer = ask_by(assistant, Asked(chosen.question, filters=filters), writer)
    except RegionsvarError as error:
        print(error, file=sys.stderr)
        return 1
    if chosen.json:
        print(json.dumps(as_record(answer, assistant.reports), ensure_ascii=False, indent=1))
        return 0
    print(as_markdown(answer, assistant.reports))
    shown = [f"[{c.n}] {place(c, assistant.reports, answer.language)}" for c in answer.citations]
    print("\n" + "\n".join(shown) if shown else "")
    if answer.notice:
        print(f"\n{answer.notice}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
