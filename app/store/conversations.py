"""Conversations on disk: listed, opened, renamed, deleted, and each turn kept as it comes.

A turn is added or replaced by its own id, so two tabs that go on with one conversation lose nothing of each other's.
"""

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from app.store.coding import decode, encode
from app.store.database import Database
from app.turn import Turn

LONGEST_TITLE = 80  # characters

Execute = Callable[[str, tuple[str, ...]], sqlite3.Cursor]


@dataclass(frozen=True, slots=True)
class Summary:
    """A conversation in the list."""

    id: str
    title: str
    touched: str  # UTC, ISO 8601


class Conversations:
    """The conversations of one database."""

    def __init__(self, database: Database) -> None:
        """Take the database; every operation may raise StoreError."""
        self._database = database

    def listed(self, owner: str, most: int) -> list[Summary]:
        """Return the newest conversations of `owner`, at most `most`, the one that was touched last first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id, title, touched FROM conversations WHERE owner = ? "
                "ORDER BY touched DESC, rowid DESC LIMIT ?",
                (owner, most),
            ).fetchall()
        return [Summary(*row) for row in rows]

    def turns(self, owner: str, conversation: str) -> list[Turn] | None:
        """Return the turns of a conversation, oldest first; None where `owner` has no such conversation.

        A turn whose record cannot be read any more is shown with its question and no answer.
        """
        with self._database.reading() as connection:
            if not _owns(connection.execute, owner, conversation):
                return None
            rows = connection.execute(
                "SELECT id, question, record FROM turns WHERE conversation = ? ORDER BY position", (conversation,)
            ).fetchall()
        return [_read(*row) for row in rows]

    def keep(self, owner: str, conversation: str, turn: Turn) -> None:
        """Add a turn at the end of a conversation, begun with it where it is new, or put it in place of itself."""
        now, record = _now(), _record(turn)
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO conversations VALUES (?, ?, ?, ?, ?)",
                (conversation, owner, titled(turn.question), now, now),
            )
            if not _owns(connection.execute, owner, conversation):
                return  # an id of someone else's, however it was come by
            connection.execute(
                "INSERT INTO turns SELECT ?, ?, COALESCE(MAX(position), 0) + 1, ?, ? FROM turns WHERE conversation = ? "
                "ON CONFLICT (id) DO UPDATE SET question = excluded.question, record = excluded.record",
                (turn.id, conversation, turn.question, record, conversation),
            )
            connection.execute("UPDATE conversations SET touched = ? WHERE id = ?", (now, conversation))

    def drop(self, owner: str, conversation: str, turns: Sequence[str]) -> None:
        """Delete turns, by their ids."""
        with self._database.writing() as connection:
            if _owns(connection.execute, owner, conversation):
                rows = [(conversation, turn) for turn in turns]
                connection.executemany("DELETE FROM turns WHERE conversation = ? AND id = ?", rows)

    def rename(self, owner: str, conversation: str, title: str) -> None:
        """Give a conversation another title; an empty one changes nothing."""
        if not title.strip():
            return
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE conversations SET title = ? WHERE id = ? AND owner = ?", (titled(title), conversation, owner)
            )

    def delete(self, owner: str, conversation: str) -> None:
        """Delete a conversation and its turns; the feedback given in it stays."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM conversations WHERE id = ? AND owner = ?", (conversation, owner))


def titled(text: str) -> str:
    """Return a text as a title: one line, cut at a word.

    >>> titled("Hva  fungerte?")
    'Hva fungerte?'
    """
    line = " ".join(text.split())
    if len(line) <= LONGEST_TITLE:
        return line
    return f"{line[:LONGEST_TITLE].rsplit(' ', 1)[0].rstrip(' ,.;:')} …"


def _owns(execute: Execute, owner: str, conversation: str) -> bool:
    found = execute("SELECT 1 FROM conversations WHERE id = ? AND owner = ?", (conversation, owner))
    return found.fetchone() is not None


def _record(turn: Turn) -> str:
    """Return a turn as JSON; without the passages its answer was chosen from, which are not shown again."""
    answer = None if turn.answer is None else replace(turn.answer, hits=())
    return json.dumps(encode(replace(turn, answer=answer)), ensure_ascii=False)


def _read(name: str, question: str, record: str) -> Turn:
    try:
        return decode(Turn, json.loads(record))
    except ValueError:
        return Turn(question, id=name)


def _now() -> str:
    return datetime.now(UTC).isoformat()
