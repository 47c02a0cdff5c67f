"""Right or wrong, said of an answer or of one of its citations, kept with what was judged."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from app.record import as_markdown
from app.store.coding import decode, encode
from app.store.database import Database
from app.store.settle import Settled
from app.turn import Turn
from corpus.errors import StoreDamaged
from corpus.records import Filters, Language

Verdict = Literal["right", "wrong"]
WHOLE = 0  # stands for the whole answer where the number of a citation is wanted


@dataclass(frozen=True, slots=True)
class Judged:
    """A citation as it stood when its answer was judged."""

    n: int
    report: str
    page: int  # number of the text page
    quote: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was judged: the question in its conversation, and the answer as shown."""

    question: str
    history: tuple[str, ...]  # the questions it went on from, oldest first
    understood: str
    language: Language
    filters: Filters
    answer: str  # the text shown, Markdown
    abstained: bool
    citations: tuple[Judged, ...]
    version: str  # of the index
    writer: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """What someone said of an answer or a citation."""

    turn: str  # id of the turn
    citation: int  # its number; `WHOLE` for the answer
    verdict: Verdict
    comment: str = ""
    at: str = ""  # UTC, ISO 8601


class Feedback:
    """The opinions in one database."""

    def __init__(self, database: Database) -> None:
        """Take the database; every operation may raise StoreError."""
        self._database = database

    def give(self, owner: str, opinion: Opinion, judgement: Judgement) -> None:
        """Keep an opinion, in place of what the same person said of the same before."""
        row = (owner, opinion.turn, opinion.citation, opinion.at or _now(), opinion.verdict, opinion.comment)
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*row, json.dumps(encode(judgement), ensure_ascii=False)),
            )

    def withdraw(self, owner: str, turn: str, citation: int) -> None:
        """Forget an opinion."""
        with self._database.writing() as connection:
            connection.execute(
                "DELETE FROM feedback WHERE owner = ? AND turn = ? AND citation = ?", (owner, turn, citation)
            )

    def given(self, owner: str, turns: Sequence[str]) -> dict[tuple[str, int], Opinion]:
        """Return what `owner` said of these turns, by turn and number of the citation."""
        marks = ", ".join("?" * len(turns))
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT turn, citation, verdict, comment, at FROM feedback WHERE owner = ? AND turn IN ({marks})",  # noqa: S608 - marks only
                (owner, *turns),
            ).fetchall()
        return {(row[0], row[1]): Opinion(*row) for row in rows}

    def everything(self) -> list[tuple[Opinion, Judgement]]:
        """Return all opinions with what was judged, oldest first.

        Raises:
            StoreDamaged: a record cannot be read.
        """
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT turn, citation, verdict, comment, at, record FROM feedback ORDER BY at, turn, citation"
            ).fetchall()
        try:
            return [(Opinion(*row[:5]), decode(Judgement, json.loads(row[5]))) for row in rows]
        except ValueError as error:
            raise StoreDamaged(f"Feedback in {self._database.path} cannot be read: {error}.") from error


def judgement_of(turn: Turn, settled: Settled, history: Sequence[str]) -> Judgement:
    """Return what is judged when a turn is judged.

    Args:
        turn: the turn as it was kept.
        settled: the same, over the reports as they are now.
        history: the questions it went on from, oldest first.

    Raises:
        ValueError: the turn has no answer to judge.
    """
    answer, shown = turn.answer, settled.turn.answer
    if answer is None or shown is None:
        raise ValueError(f"the turn {turn.id} has no answer to judge")
    return Judgement(
        turn.question,
        tuple(history),
        answer.understood,
        answer.language,
        turn.filters,
        as_markdown(shown, settled.reports),
        answer.abstained,
        tuple(Judged(c.n, c.report_id, c.spans[0].page, c.quote) for c in answer.citations),
        turn.version,
        answer.writer,
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")  # two opinions of one second keep their order
