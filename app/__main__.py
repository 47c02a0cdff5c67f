"""Ask from the command line.

python -m app "Hva fungerte i Hallingdal?"       prints a cited answer
python -m app --json "What came out of RISC?"    prints an answer record
python -m app "…" --out answer.docx              writes the answer with its quotes: .docx, .html or .md
python -m app --writer model "…"                 lets the configured language model write, checked
"""

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path

from app.assistant import Assistant, open_assistant
from app.export.document import Document, document
from app.export.files import format_of, write
from app.record import as_markdown, as_record, place
from app.turn import Turn
from app.writing.asking import WRITERS, Asked, ask_by, make_writer
from corpus.endpoint import Endpoint
from corpus.errors import RegionsvarError
from corpus.records import Answer, Filters
from index.settings import Settings


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit status: 0 also where the reports do not answer."""
    parser = argparse.ArgumentParser(prog="python -m app", description="Ask the reports.")
    parser.add_argument("question")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print an answer record")
    form.add_argument("--out", type=Path, help="write the answer to this file: .docx, .html or .md")
    parser.add_argument("--region", action="append", default=[], help="only reports about this place (repeatable)")
    parser.add_argument("--report", action="append", default=[], help="only this report (repeatable)")
    parser.add_argument("--writer", choices=WRITERS, default="", help="who writes; the model where one is configured")
    chosen = parser.parse_args(arguments)
    filters = Filters(reports=tuple(chosen.report), regions=tuple(chosen.region))
    try:
        make = format_of(chosen.out).make if chosen.out else None  # told before anything slow is done
        assistant = open_assistant(Settings.from_env())
        writer = make_writer(assistant, Endpoint.from_env(), chosen.writer)
        answer = ask_by(assistant, Asked(chosen.question, filters=filters), writer)
        if make is not None:
            write(chosen.out, make(_document(answer, filters, assistant)))
    except RegionsvarError as error:
        print(error, file=sys.stderr)
        return 1
    if chosen.out:
        print(f"Written to {chosen.out}")
    elif chosen.json:
        print(json.dumps(as_record(answer, assistant.reports), ensure_ascii=False, indent=1))
    else:
        _show(answer, assistant)
    return 0


def _document(answer: Answer, filters: Filters, assistant: Assistant) -> Document:
    turn, version = Turn(answer.question, answer, filters=filters), assistant.searcher.index.version
    return document([turn], assistant.reports, version, answer.language, datetime.now().astimezone())


def _show(answer: Answer, assistant: Assistant) -> None:
    print(as_markdown(answer, assistant.reports))
    shown = [f"[{c.n}] {place(c, assistant.reports, answer.language)}" for c in answer.citations]
    print("\n" + "\n".join(shown) if shown else "")
    if answer.notice:
        print(f"\n{answer.notice}")


if __name__ == "__main__":
    raise SystemExit(main())
