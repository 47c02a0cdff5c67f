"""A model's text on its way to an answer: read, checked sentence by sentence, cited, and put in lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.answering.citing import Citer
from app.wording import say
from app.writing.checks import Checked, Checker
from app.writing.marks import Marks
from app.writing.prompt import NOT_COVERED
from app.writing.sentences import Sentence, is_closed, sentences
from app.writing.sources import Source
from corpus.endpoint import Endpoint
from corpus.records import Answer, Line


@dataclass(frozen=True, slots=True)
class Written:
    """A model's answer, with what the checks came to."""

    answer: Answer
    counted: int  # sentences that claim something
    failed: int  # of these, with a fault
    silent: bool  # the model says that the reports do not cover it
    stopped: bool  # the asker stopped it


@dataclass(slots=True)
class Draft:
    """Takes in a model's text; `so_far` and `end` give what it comes to."""

    built: Answer
    sources: Sequence[Source]
    checker: Checker
    endpoint: Endpoint
    marks: Marks = field(init=False)
    _checked: dict[Sentence, Checked] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with nothing read."""
        self.marks = Marks({s.id for s in self.sources})

    def feed(self, piece: str) -> None:
        """Take in the next piece of text."""
        self.marks.feed(piece)

    def so_far(self) -> Answer:
        """Return what has come: whole sentences checked, the last one as it stands."""
        return self._answer(sentences(self.marks, ended=False))

    def end(self, *, stopped: bool, cut: bool) -> Written:
        """Return what came of it; a last sentence that was broken off is left out."""
        self.marks.end()
        silent = NOT_COVERED in self.marks.text[: len(NOT_COVERED) + 8]
        found = sentences(self.marks, ended=True)
        if (stopped or cut) and found and not is_closed(found[-1].text):
            found.pop()
        checked = [self._check(s) for s in found]
        claims = [c for c in checked if not c.gap]
        failed = sum(bool(c.faults) for c in claims)
        answer = self._answer(found)
        gaps_only = bool(checked) and not claims
        notice = self._notice(checked, stopped=stopped, cut=cut)
        answer = replace(answer, notice=notice, abstained=gaps_only)
        return Written(answer, len(claims), failed, silent, stopped)

    def _check(self, sentence: Sentence) -> Checked:
        if sentence not in self._checked:
            built = self.built
            self._checked[sentence] = self.checker.check(sentence, self.sources, built.understood, built.language)
        return self._checked[sentence]

    def _answer(self, found: Sequence[Sentence]) -> Answer:
        citer = Citer({s.report.id: s.report for s in self.sources})
        lines: list[Line] = []
        opens = True
        for sentence in found:
            opens = opens or sentence.opens
            checked = self._check(sentence) if sentence.whole else Checked(sentence, (), ())
            if checked.faults and self.endpoint.failing == "remove":
                continue
            lines.append(self._line(checked, citer, run_on=not opens))
            opens = False
        built = self.built
        return replace(
            built, lines=tuple(lines), citations=tuple(citer.citations), abstained=False, writer=self.endpoint.model
        )

    def _line(self, checked: Checked, citer: Citer, *, run_on: bool) -> Line:
        sentence, language = checked.sentence, self.built.language
        cites = tuple(dict.fromkeys(citer.cite(w.source.passage, w.start, w.end) for w in checked.windows))
        why = "; ".join(fault.say(language) for fault in checked.faults)
        aside = say("check.unsupported", language, why=why) if why else ""
        return Line(sentence.text, cites, bullet=sentence.bullet, aside=aside, run_on=run_on, unsupported=checked.kinds)

    def _notice(self, checked: Sequence[Checked], *, stopped: bool, cut: bool) -> str:
        """Return what is to be said of the answer as a whole; empty where all is well."""
        language = self.built.language
        claims = [c for c in checked if not c.gap]
        failed = sum(bool(c.faults) for c in claims)
        kind = "notice.removed" if self.endpoint.failing == "remove" else "notice.marked"
        said = [say(kind, language, failed=failed, all=len(claims))] if failed else []
        said += [say("notice.unknown", language, count=self.marks.unknown)] if self.marks.unknown else []
        said += [say("notice.stopped", language)] if stopped else []
        said += [say("notice.cut", language)] if cut else []
        return " ".join(said)
