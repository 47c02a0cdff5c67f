"""Ask, and be answered step by step by whoever writes."""

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.writing.breaker import Stop
from app.writing.checks import Checker
from app.writing.followup import rewritten
from app.writing.names import Names
from app.writing.support import Support
from app.writing.writer import BuiltIn, ModelWriter, Step, Writer
from corpus.endpoint import Endpoint
from corpus.model import ModelFailure
from corpus.records import Answer, Filters
from index.search import Searcher

if TYPE_CHECKING:
    from app.assistant import Assistant

WRITERS = ("built-in", "model")  # what can be asked for


def make_writer(assistant: "Assistant", endpoint: Endpoint, wanted: str = "") -> Writer:
    """Return the writer that is wanted, of `WRITERS`; if none, the model where the settings name one.

    Raises:
        ModelError: the model is wanted and the settings name none.
    """
    if wanted == "model":
        endpoint.require()
    if wanted == "built-in" or not endpoint.given:
        return BuiltIn()
    return ModelWriter(endpoint, assistant.reports, make_checker(assistant.searcher))


def make_checker(searcher: Searcher) -> Checker:
    """Return what holds sentences against passages of the library that is searched."""
    return Checker(
        Support.of(searcher.embedder, searcher.library), Names.of(searcher.library, searcher.index.compounds)
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with all it is asked with; see `Assistant.ask`."""

    question: str
    history: Sequence[str] = ()
    filters: Filters | None = None
    as_written: bool = False
    without: Collection[str] = ()

    def of(self, assistant: "Assistant") -> Answer:
        """Return the built-in answer.

        Raises:
            QuestionError: the question is empty or too long.
        """
        return assistant.ask(
            self.question, self.history, self.filters, as_written=self.as_written, without=self.without
        )


def ask_stream(assistant: "Assistant", asked: Asked, writer: Writer, stop: Stop | None = None) -> Iterator[Step]:
    """Yield the steps to the answer; the first is there as fast as the built-in answer, the last is done.

    Args:
        assistant: what searches.
        asked: the question.
        writer: who writes.
        stop: set it to stop; what is whole by then is kept.

    Raises:
        QuestionError: the question is empty or too long.
    """
    started = time.perf_counter()
    built = asked.of(assistant)
    if isinstance(writer, ModelWriter) and asked.history and built.understood != built.question:
        yield _timed(writer.waiting(built), started)
        built = _asked_anew(assistant, asked, built, writer)
    for step in writer.write(built, stop or Stop()):
        yield _timed(step, started)


def ask_by(assistant: "Assistant", asked: Asked, writer: Writer) -> Answer:
    """Return the answer by `writer`, when it is done.

    Raises:
        QuestionError: the question is empty or too long.
    """
    *_, last = ask_stream(assistant, asked, writer)
    return last.answer


def _asked_anew(assistant: "Assistant", asked: Asked, built: Answer, writer: ModelWriter) -> Answer:
    """Return the built-in answer to a follow-up as the model reads it; as read before where that does not hold."""
    if writer.breaker.open:
        return built
    try:
        alone = rewritten(built.question, asked.history, built.language, writer.endpoint, writer.checker.names)
    except ModelFailure as failure:
        writer.note(failure)
        return built
    if alone is None or alone == built.understood:
        return built
    return replace(replace(asked, question=alone, history=()).of(assistant), question=built.question)


def _timed(step: Step, started: float) -> Step:
    return replace(step, answer=replace(step.answer, seconds=time.perf_counter() - started))
