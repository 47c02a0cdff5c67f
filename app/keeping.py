"""Keep conversations and feedback, or, where the disk cannot be written to, go on without and say so once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from app.session import Session
from app.store.conversations import Conversations, Summary
from app.store.database import Database
from app.store.feedback import Feedback, Opinion, judgement_of
from app.store.settle import Settled
from app.turn import Turn, sources_of
from corpus.errors import RegionsvarError, StoreError, bare
from corpus.records import Report

LISTED = 30  # conversations shown at first, and how many more at a time
LONGEST_COMMENT = 2000  # characters

T = TypeVar("T")


class Keeper:
    """What a server keeps; none of its operations fails, `notice` says what could not be done."""

    def __init__(self, folder: Path) -> None:
        """Open or begin the database in `folder`."""
        self.notice: tuple[str, dict[str, str | RegionsvarError]] | None = (
            None  # a key of `wording.TEXTS`, and what fills it
        )
        self._database: Database | None = None
        try:
            self._database = Database(folder)
        except StoreError as error:
            self.notice = ("store.unsaved", {"error": bare(error)})
            return
        if self._database.set_aside is not None:
            self.notice = ("store.damaged", {"path": str(self._database.set_aside)})

    def _try(self, do: Callable[[Database], T], otherwise: T) -> T:
        """Return what `do` returns; `otherwise` where there is no database or it fails."""
        if self._database is None:
            return otherwise
        try:
            return do(self._database)
        except StoreError as error:
            self.notice = ("store.unsaved", {"error": bare(error)})
            return otherwise

    def listed(self, session: Session, most: int = LISTED) -> list[Summary]:
        """Return the conversations of the session's owner, the newest first."""
        return self._try(lambda d: Conversations(d).listed(session.owner, most), [])

    def resume(self, session: Session, conversation: str) -> None:
        """Go on with a kept conversation; where there is none such, begin anew and say so."""
        turns = self._try(lambda d: Conversations(d).turns(session.owner, conversation), None)
        session.resume(conversation if turns is not None else "", turns or [])
        session.notice = "" if turns is not None else "conversation.gone"

    def keep(self, session: Session, turn: Turn, version: str, reports: dict[str, Report]) -> Turn:
        """Keep a turn that was just answered in the session; return it with what is needed to show it again.

        Args:
            session: where it was asked.
            turn: the turn, as the session took it.
            version: of the index.
            reports: those its answer cites.
        """
        sources = sources_of(turn.answer, reports) if turn.answer is not None else ()
        whole = replace(turn, version=version, sources=sources)
        session.turns[session.turns.index(turn)] = whole
        if whole.question.strip():  # what was said of an empty question is gone with the next one
            self._try(lambda d: Conversations(d).keep(session.owner, session.conversation, whole), None)
        return whole

    def edit(self, session: Session, number: int, question: str) -> None:
        """Ask another question in the place of a turn; the turns after it go."""
        gone = session.edit(number, question)
        self._try(lambda d: Conversations(d).drop(session.owner, session.conversation, gone), None)

    def rename(self, session: Session, conversation: str, title: str) -> None:
        """Give a conversation another title."""
        self._try(lambda d: Conversations(d).rename(session.owner, conversation, title), None)

    def delete(self, session: Session, conversation: str) -> None:
        """Delete a conversation; where it is the open one, a new one is begun."""
        self._try(lambda d: Conversations(d).delete(session.owner, conversation), None)
        if session.conversation == conversation:
            session.start_over()

    def judge(
        self, session: Session, number: int, opinion: Opinion | None, settled: Settled, citation: int = 0
    ) -> None:
        """Keep what is said of a turn's answer or of one of its citations; None takes back what was said."""
        turn = session.turns[number]
        if opinion is None:
            self._try(lambda d: Feedback(d).withdraw(session.owner, turn.id, citation), None)
            return
        if turn.answer is None or not 0 <= opinion.citation <= len(turn.answer.citations):
            return
        before = [] if turn.as_written else [t.question for t in session.turns[:number] if t.answer is not None]
        judgement = judgement_of(turn, settled, before)
        kept = replace(opinion, turn=turn.id, comment=opinion.comment.strip()[:LONGEST_COMMENT])
        self._try(lambda d: Feedback(d).give(session.owner, kept, judgement), None)

    def opinions(self, session: Session) -> dict[tuple[str, int], Opinion]:
        """Return what has been said in the session's conversation, by turn and number of the citation."""
        turns: Sequence[str] = [turn.id for turn in session.turns]
        return self._try(lambda d: Feedback(d).given(session.owner, turns), {}) if turns else {}
