"""What one browser tab remembers, in one typed place."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from app.turn import Turn
from app.wording import say
from corpus.records import Answer, Filters, Language

if TYPE_CHECKING:
    from app.writing.job import Job


@dataclass(slots=True)
class Session:
    """The state of a tab."""

    language: Language = "nb"
    filters: Filters = field(default_factory=Filters)
    owner: str = ""  # who is logged in; empty for the one local user
    conversation: str = ""  # its id; empty until something has been asked
    turns: list[Turn] = field(default_factory=list)
    open_turn: int | None = None  # whose citation is open
    open_citation: int | None = None  # its number, from 1
    asked: str | None = None  # a question that waits to be answered
    again: int | None = None  # the turn whose place its answer takes; None: after the last
    as_written: bool = False  # it is asked without the conversation before it
    job: "Job | None" = None  # the answering, while it goes on
    fresh: str = ""  # id of the turn answered last in this tab: the one that is announced
    address: str = ""  # the conversation that the tab's address named last
    listed: int = 30  # conversations shown in the list
    printed: bool = False  # reports' pages are shown as printed, where they can be
    notice: str = ""  # a key of `wording.TEXTS`: something to say once

    @property
    def begun(self) -> bool:
        """Tell whether anything has been asked."""
        return bool(self.turns) or self.asked is not None

    @property
    def place_of_asked(self) -> int:
        """Which turn the question that waits is, or will be."""
        return len(self.turns) if self.again is None else self.again

    def history(self) -> list[str]:
        """Return the questions that the one that waits goes on from, oldest first."""
        if self.as_written:
            return []
        return [turn.question for turn in self.turns[: self.place_of_asked] if turn.answer is not None]

    def ask(self, question: str) -> None:
        """Let a question wait for its answer; what was said of an empty one before it goes."""
        self.turns = [turn for turn in self.turns if turn.question.strip()]
        self._wait(question, None)

    def ask_again(self, number: int, *, as_written: bool = False) -> None:
        """Let the question of a turn be answered once more, `as_written` without what was asked before it."""
        self._wait(self.turns[number].question, number, as_written=as_written)

    def edit(self, number: int, question: str) -> list[str]:
        """Ask another question in the place of a turn; return the ids of the turns after it, which go."""
        gone = [turn.id for turn in self.turns[number + 1 :]]
        del self.turns[number + 1 :]
        self.turns[number] = replace(self.turns[number], question=question)
        self._wait(question, number)
        return gone

    def _wait(self, question: str, place: int | None, *, as_written: bool = False) -> None:
        self.drop_job()
        self.asked, self.again, self.as_written = question, place, as_written
        self.close()

    def drop_job(self) -> None:
        """Let go of the answering that goes on, if any."""
        if self.job is not None:
            self.job.stop()
        self.job = None

    def take(self, answer: Answer | None, error: str = "") -> Turn:
        """Keep what came of the question that waited, and return its turn."""
        place = self.place_of_asked
        known = self.turns[place].id if place < len(self.turns) else uuid4().hex
        turn = Turn(
            self.asked or "",
            answer,
            error,
            self.filters,
            id=known,
            as_written=self.as_written,
            asked=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        self.turns[place : place + 1] = [turn]
        self.conversation = self.conversation or str(uuid4())  # unguessable: it stands in the address
        self.fresh = turn.id if answer is not None else ""
        self._idle()
        return turn

    def halt(self, error: str) -> Turn:
        """Stop the answering that goes on: what is whole is the answer, else `error` says that there is none."""
        step = None if self.job is None else self.job.halt()
        if step is None:
            return self.take(None, error)
        answer = step.answer
        return self.take(answer if step.done else replace(answer, notice=say("notice.stopped", answer.language)))

    def _idle(self) -> None:
        self.drop_job()
        self.asked, self.again, self.as_written = None, None, False

    def open(self, turn: int, citation: int) -> None:
        """Open a citation; opening the one that is open closes it."""
        same = (self.open_turn, self.open_citation) == (turn, citation)
        self.open_turn, self.open_citation = (None, None) if same else (turn, citation)

    def close(self) -> None:
        """Close the open citation."""
        self.open_turn = self.open_citation = None

    def opened(self) -> Turn | None:
        """Return the turn whose citation is open."""
        turn = None if self.open_turn is None else self.turns[self.open_turn]
        return turn if turn is not None and turn.answer is not None else None

    def move(self, where: str) -> None:
        """Go from the open citation to the "previous" or the "next" one, or "close" it; the ends stay put."""
        turn = self.opened()
        if where == "close" or turn is None or turn.answer is None or self.open_citation is None:
            self.close()
            return
        step = {"previous": -1, "next": 1}[where]
        self.open_citation = min(max(1, self.open_citation + step), len(turn.answer.citations))

    def start_over(self) -> None:
        """Begin a new conversation; the language and the filters stay."""
        self.resume("", [])

    def resume(self, conversation: str, turns: list[Turn]) -> None:
        """Go on with a conversation that was kept, under the filters of its last question."""
        self._idle()
        self.close()
        self.conversation, self.turns, self.fresh = conversation, turns, ""
        if turns:
            self.filters = turns[-1].filters


def first_language(locale: str | None) -> Language:
    """Return the language to begin in: bokmål for a Norwegian browser, else English."""
    return "nb" if (locale or "nb").lower().split("-")[0] in ("nb", "nn", "no") else "en"
