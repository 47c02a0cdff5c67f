"""What one browser tab remembers, in one typed place."""

from dataclasses import dataclass, field

from corpus.records import Answer, Filters, Language


@dataclass(slots=True)
class Turn:
    """One question and what came of it."""

    question: str
    answer: Answer | None = None
    error: str = ""  # one clear sentence, where there is no answer


@dataclass(slots=True)
class Session:
    """The state of a tab."""

    language: Language = "nb"
    filters: Filters = field(default_factory=Filters)
    turns: list[Turn] = field(default_factory=list)
    open_turn: int | None = None  # whose citation is open
    open_citation: int | None = None  # its number, from 1
    asked: str = ""  # a question that waits to be answered
    as_written: bool = False  # answer it without the conversation

    @property
    def history(self) -> list[str]:
        """The questions answered so far, oldest first."""
        return [turn.question for turn in self.turns if turn.answer is not None]

    def open(self, turn: int, citation: int) -> None:
        """Open a citation; opening the one that is open closes it."""
        same = (self.open_turn, self.open_citation) == (turn, citation)
        self.open_turn, self.open_citation = (None, None) if same else (turn, citation)


def first_language(locale: str | None) -> Language:
    """Return the language to begin in: bokmål for a Norwegian browser, else English."""
    return "nb" if (locale or "nb").lower().split("-")[0] in ("nb", "nn", "no") else "en"
