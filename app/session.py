"""What one browser tab remembers, in one typed place."""

from dataclasses import dataclass, field

from corpus.records import Answer, Filters, Language


@dataclass(slots=True)
class Turn:
    """One question and what came of it."""

    question: str
    answer: Answer | None = None
    error: str = ""  # one clear sentence, where there is no answer
    filters: Filters = field(default_factory=Filters)  # what was in force when it was asked


@dataclass(slots=True)
class Session:
    """The state of a tab."""

    language: Language = "nb"
    filters: Filters = field(default_factory=Filters)
    turns: list[Turn] = field(default_factory=list)
    open_turn: int | None = None  # whose citation is open
    open_citation: int | None = None  # its number, from 1
    asked: str | None = None  # a question that waits to be answered
    again: int | None = None  # the turn that is asked once more, as written: without the conversation

    @property
    def history(self) -> list[str]:
        """The questions answered so far, oldest first."""
        return [turn.question for turn in self.turns if turn.answer is not None]

    @property
    def begun(self) -> bool:
        """Tell whether anything has been asked."""
        return bool(self.turns) or self.asked is not None

    @property
    def place_of_asked(self) -> int:
        """Which turn the question that waits is, or will be."""
        return len(self.turns) if self.again is None else self.again

    def ask(self, question: str) -> None:
        """Let a question wait for its answer; what was said of an empty one before it goes."""
        self.turns = [turn for turn in self.turns if turn.question.strip()]
        self.asked, self.again = question, None
        self.close()

    def ask_as_written(self, number: int) -> None:
        """Let the question of a turn be answered once more, without what was asked before it."""
        self.asked, self.again = self.turns[number].question, number
        self.close()

    def take(self, turn: Turn) -> None:
        """Keep what came of the question that waited."""
        if self.again is None:
            self.turns.append(turn)
        else:
            self.turns[self.again] = turn
        self.asked, self.again = None, None

    def open(self, turn: int, citation: int) -> None:
        """Open a citation; opening the one that is open closes it."""
        same = (self.open_turn, self.open_citation) == (turn, citation)
        self.open_turn, self.open_citation = (None, None) if same else (turn, citation)

    def close(self) -> None:
        """Close the open citation."""
        self.open_turn = self.open_citation = None

    def opened(self) -> Answer | None:
        """Return the answer whose citation is open."""
        return None if self.open_turn is None else self.turns[self.open_turn].answer

    def move(self, where: str) -> None:
        """Go from the open citation to the "previous" or the "next" one, or "close" it; the ends stay put."""
        answer = self.opened()
        if where == "close" or answer is None or self.open_citation is None:
            self.close()
            return
        step = {"previous": -1, "next": 1}[where]
        self.open_citation = min(max(1, self.open_citation + step), len(answer.citations))

    def start_over(self) -> None:
        """Forget the conversation; the language and the filters stay."""
        self.turns, self.asked, self.again = [], None, None
        self.close()


def first_language(locale: str | None) -> Language:
    """Return the language to begin in: bokmål for a Norwegian browser, else English."""
    return "nb" if (locale or "nb").lower().split("-")[0] in ("nb", "nn", "no") else "en"
