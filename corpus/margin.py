"""What a reader pencils in a report's margin: notes, with findings and short answers; of several reports, syntheses."""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["worked", "mixed", "did-not-work", "lesson"]


@dataclass(frozen=True, slots=True)
class Finding:
    """How something went, as the source says it, with the words that carry it."""

    verdict: Verdict
    what_nb: str  # at most 12 words
    what_en: str
    where: str  # a place of the report's
    programme: str
    theme: str  # a key of `corpus/themes.toml`
    strength: str  # "survey", "interviews", "register data", "evaluator's judgement", "own report"
    start: int  # offset of the quote
    end: int
    what_nn: str = ""  # in nynorsk, where there is one


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """What answers some of a note's questions in one sentence, with the words that bear it."""

    says: tuple[str, str, str]  # in bokmål, nynorsk and English
    start: int  # offset of the quote
    end: int
    questions: tuple[str, ...]  # those of the note's that it answers, in all languages
    types: tuple[str, ...] = ()  # what kind of thing it tells: keys of `corpus.answer_types`, the fittest first


@dataclass(frozen=True, slots=True)
class Note:
    """A reading note: what a stretch of a report says, in other words and in three languages."""

    id: str  # "<report-id>#<ordinal from 1>"
    report_id: str
    start: int  # offset of the stretch
    end: int
    en: str
    nb: str
    questions_nb: tuple[str, ...]
    questions_nn: tuple[str, ...]
    questions_en: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    topics: tuple[str, ...] = ()  # keys of `corpus/topics.toml`, the most prominent first
    best_on: tuple[str, ...] = ()  # those of them on which hardly any other note of the report tells more
    nn: str = ""  # the statement in nynorsk, where there is one
    untold: tuple[str, ...] = ()  # what a reader may well ask next and the report does not tell, in all languages
    answers: tuple[ShortAnswer, ...] = ()

    @property
    def questions(self) -> tuple[str, ...]:
        """All questions, bokmål first."""
        return self.questions_nb + self.questions_nn + self.questions_en


@dataclass(frozen=True, slots=True)
class SynthesisSide:
    """What a report says on the matter of a synthesis in one place, with the words that bear it."""

    report_id: str
    says: tuple[str, str, str]  # one sentence, in bokmål, nynorsk and English
    start: int  # offset of the quote
    end: int


@dataclass(frozen=True, slots=True)
class Synthesis:
    """A matter that several reports tell of, or one in several places, and what they say of it together."""

    title: str
    says: tuple[str, str, str]  # where they agree or differ, in bokmål, nynorsk and English
    sides: tuple[SynthesisSide, ...]  # what each of them says; the report with most to say first
    questions: tuple[str, ...]  # what readers may ask that it answers, in all languages

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of the reports it is on, in the order of its sides."""
        return tuple(dict.fromkeys(side.report_id for side in self.sides))
