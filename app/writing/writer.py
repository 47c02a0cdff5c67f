"""Who writes an answer: the built-in way, or a language model whose sentences are checked one by one.

A writer gets the built-in answer, which holds the question as understood and the passages found, and yields steps;
the last is the answer. Whatever goes wrong, that is the built-in answer with one sentence on why.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

from app.answering.framed import is_courtesy
from app.answering.judge import ORDERS
from app.answering.places import named_places
from app.wording import say
from app.writing.assemble import Draft, Written
from app.writing.breaker import Breaker, Stop
from app.writing.checks import Checker
from app.writing.prompt import NOT_COVERED, make_prompt
from app.writing.sources import make_sources
from app.writing.stream import Stream
from corpus.endpoint import Endpoint
from corpus.model import ModelFailure
from corpus.records import Answer, Report
from index.tokens import words

MOST_SOURCES = 10  # passages a model is shown: the right one is among them for 95 of 100 questions
MOSTLY = 0.5  # share of failing sentences above which an answer is not shown
BUILT_IN = "built-in"


@dataclass(frozen=True, slots=True)
class Step:
    """The answer as far as it has come; each step takes the place of the one before."""

    answer: Answer
    done: bool
    waiting: bool = False  # the built-in answer stands until the model begins


class Writer(Protocol):
    """Whoever writes answers."""

    @property
    def name(self) -> str:
        """What it is called where it is said who wrote."""
        ...

    def write(self, built: Answer, stop: Stop) -> Iterator[Step]:
        """Yield the steps to the answer; the last one, and only it, is done."""
        ...


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """The answer made of the reports' own sentences and of reading notes."""

    name: str = BUILT_IN

    def write(self, built: Answer, stop: Stop) -> Iterator[Step]:
        """Yield the answer as it is."""
        del stop  # there is nothing to stop
        yield Step(built, done=True)


@dataclass(frozen=True, slots=True)
class ModelWriter:
    """A language model, held to the passages."""

    endpoint: Endpoint
    reports: dict[str, Report]
    checker: Checker
    breaker: Breaker = field(default_factory=Breaker)

    @property
    def name(self) -> str:
        """What the endpoint calls the model."""
        return self.endpoint.model

    def write(self, built: Answer, stop: Stop) -> Iterator[Step]:
        """Yield the built-in answer to begin with, then the model's as it grows; see the module."""
        if is_settled(built, self.reports):
            yield Step(built, done=True)
            return
        yield self.waiting(built)
        try:
            yield from self._written(built, stop)
        except ModelFailure as failure:
            self.note(failure)
            yield Step(self._instead(built, failure.why), done=True)

    def waiting(self, built: Answer) -> Step:
        """Return the step that stands until the model begins."""
        notice = say("writer.waiting", built.language, model=self.name)
        return Step(replace(built, notice=notice), done=False, waiting=True)

    def note(self, failure: ModelFailure) -> None:
        """Remember a server that is down."""
        if failure.why in ("server", "timeout"):
            self.breaker.trip()

    def _instead(self, built: Answer, why: str) -> Answer:
        """Return the built-in answer with one sentence on why it stands in for the model's."""
        return replace(built, notice=say(f"model.{why}", built.language, model=self.name))

    def _written(self, built: Answer, stop: Stop) -> Iterator[Step]:
        if self.breaker.open:
            raise ModelFailure("server", self.endpoint)
        sources = make_sources(built.hits, self.reports, built.language, MOST_SOURCES)
        prompt = make_prompt(built.understood, built.language, sources, self.endpoint)
        draft = Draft(built, prompt.sources, self.checker, self.endpoint)
        with Stream(self.endpoint, prompt.instructions, prompt.text) as stream:
            stop.then(stream.stop)
            for piece in stream:
                if stop.stopped:
                    break  # what has come since is not shown
                draft.feed(piece)
                if not NOT_COVERED.startswith(draft.marks.text.strip()[: len(NOT_COVERED)]):
                    yield Step(draft.so_far(), done=False)
        self.breaker.reset()
        yield Step(self._finished(built, draft.end(stopped=stop.stopped, cut=stream.cut)), done=True)

    def _finished(self, built: Answer, written: Written) -> Answer:
        """Return the model's answer where it holds, else the built-in one."""
        language = built.language
        if written.silent:
            return self._silent(built)
        if not written.counted and not written.answer.lines:
            return self._instead(built, "stopped" if written.stopped else "refusal")
        if written.counted and written.failed / written.counted > MOSTLY:
            values = {"model": self.name, "failed": written.failed, "all": written.counted}
            return replace(built, notice=say("notice.replaced", language, **values))
        return written.answer

    def _silent(self, built: Answer) -> Answer:
        """Return that the reports do not cover it, as the model found; in the built-in words where those agree."""
        if built.abstained:
            return replace(built, writer=self.name)
        line = replace(built.lines[0], text=say("abstain.none", built.language), cites=(), verbatim=False, quotes=False)
        return replace(built, lines=(line,), citations=(), abstained=True, writer=self.name)


def is_settled(built: Answer, reports: dict[str, Report]) -> bool:
    """Tell whether no model is asked: nothing was found or asked, or the question is an order or of another place."""
    if not built.hits or is_courtesy(built.question) or not words(built.understood) or ORDERS.search(built.understood):
        return True
    places = named_places(built.understood, reports.values())
    return built.abstained and bool(places.elsewhere) and not places.covered
