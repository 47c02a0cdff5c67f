"""Conversations and feedback on disk: kept, found, shared by many, and never in the way."""

import multiprocessing
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.assistant import Assistant
from app.keeping import Keeper
from app.session import Session
from app.store.conversations import LONGEST_TITLE, Conversations, titled
from app.store.database import MIGRATIONS, NAME, Database
from app.store.feedback import WHOLE, Feedback, Opinion
from app.store.settle import settle
from app.turn import Turn
from corpus.errors import StoreDamaged, StoreError
from corpus.records import Answer, Filters

NOWHERE = Path("/proc/regionsvar")  # where nobody can write, not even the system's owner


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    return Keeper(tmp_path / "data")


@pytest.fixture
def talk(tmp_path: Path) -> Conversations:
    return Conversations(Database(tmp_path / "data"))


def ask(keeper: Keeper, session: Session, assistant: Assistant, question: str) -> Turn:
    session.ask(question)
    answer = assistant.ask(question, session.history(), session.filters)
    return keeper.keep(session, session.take(answer), "v1", assistant.reports)


def test_a_conversation_is_there_after_a_restart(tmp_path: Path, assistant: Assistant) -> None:
    session = Session(filters=Filters(regions=("Hallingdal",)))
    before = Keeper(tmp_path)
    for question in ("Hva fungerte i Hallingdal?", "Og i Gol?"):
        ask(before, session, assistant, question)
    after, tab = Keeper(tmp_path), Session()
    (listed,) = after.listed(tab)
    assert (listed.id, listed.title) == (session.conversation, "Hva fungerte i Hallingdal?")
    after.resume(tab, listed.id)
    assert [t.question for t in tab.turns] == ["Hva fungerte i Hallingdal?", "Og i Gol?"]
    assert [replace(t.answer or fail(), hits=()) for t in session.turns] == [t.answer for t in tab.turns]
    assert tab.filters == Filters(regions=("Hallingdal",))
    assert {(t.version, bool(t.asked), len(t.sources) > 0) for t in tab.turns} == {("v1", True, True)}
    assert before.notice is after.notice is None


def fail() -> Answer:
    raise AssertionError("there is no answer")


def test_listed_newest_first_renamed_and_deleted(talk: Conversations) -> None:
    for name in ("a", "b", "c"):
        talk.keep("", name, Turn(f"Hva er {name}?"))
    talk.keep("", "a", Turn("Og nå?"))
    assert [c.id for c in talk.listed("", 9)] == ["a", "c", "b"]
    assert [c.id for c in talk.listed("", 2)] == ["a", "c"]
    talk.rename("", "b", "  Om\nb ")
    talk.rename("", "c", " ")
    assert [c.title for c in talk.listed("", 9)] == ["Hva er a?", "Hva er c?", "Om b"]
    talk.delete("", "a")
    assert [c.id for c in talk.listed("", 9)] == ["c", "b"]
    assert talk.turns("", "a") is None


def test_nobody_sees_or_changes_what_another_owns(talk: Conversations) -> None:
    talk.keep("kari", "k", Turn("Hva er mitt?", id="t"))
    talk.rename("ola", "k", "Stjålet")
    talk.delete("ola", "k")
    talk.drop("ola", "k", ["t"])
    talk.keep("ola", "k", Turn("Hva er ditt?"))
    assert talk.listed("ola", 9) == []
    assert talk.turns("ola", "k") is None
    assert [t.question for t in talk.turns("kari", "k") or []] == ["Hva er mitt?"]
    assert [c.title for c in talk.listed("kari", 9)] == ["Hva er mitt?"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Hva  fungerte\n?", "Hva fungerte ?"),
        ("a" * LONGEST_TITLE, "a" * LONGEST_TITLE),
        ("ord " * 40, "ord " * 20 + "…"),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert titled(text) == title


def test_a_turn_asked_again_keeps_its_place_and_edited_ones_drop_the_rest(talk: Conversations) -> None:
    turns = [Turn(f"Spørsmål {n}?") for n in range(4)]
    for turn in turns:
        talk.keep("", "c", turn)
    talk.keep("", "c", replace(turns[1], question="Et annet?"))
    talk.drop("", "c", [turns[2].id, turns[3].id])
    assert [t.question for t in talk.turns("", "c") or []] == ["Spørsmål 0?", "Et annet?"]


def test_a_record_that_cannot_be_read_costs_its_answer_only(tmp_path: Path) -> None:
    database = Database(tmp_path)
    talk = Conversations(database)
    talk.keep("", "c", Turn("Hva?", error="x"))
    with database.writing() as connection:
        connection.execute("""UPDATE turns SET record = '{"colour": 1}'""")
    assert [(t.question, t.answer, t.error) for t in talk.turns("", "c") or []] == [("Hva?", None, "")]


def keep_many(folder: Path, name: str, count: int) -> None:
    talk = Conversations(Database(folder))
    for number in range(count):
        talk.keep("", "shared", Turn(f"{name} {number}?"))


def test_many_writers_lose_nothing(tmp_path: Path) -> None:
    """Threads of this process and other processes, all beginning the same database and conversation at once."""
    processes = [
        multiprocessing.get_context("spawn").Process(target=keep_many, args=(tmp_path, f"p{n}", 15)) for n in range(2)
    ]
    for process in processes:
        process.start()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: keep_many(tmp_path, f"t{n}", 15), range(4)))
    for process in processes:
        process.join()
    assert [p.exitcode for p in processes] == [0, 0]
    kept = [t.question for t in Conversations(Database(tmp_path)).turns("", "shared") or []]
    assert sorted(kept) == sorted(f"{w} {n}?" for w in ("p0", "p1", "t0", "t1", "t2", "t3") for n in range(15))
    for writer in ("p0", "t0"):  # each writer's own in the order they were asked
        assert [q for q in kept if q.startswith(writer)] == [f"{writer} {n}?" for n in range(15)]


def test_two_tabs_on_one_conversation_lose_nothing(keeper: Keeper, assistant: Assistant) -> None:
    one, other = Session(), Session()
    ask(keeper, one, assistant, "Hva fungerte i Hallingdal?")
    keeper.resume(other, one.conversation)
    ask(keeper, one, assistant, "Hva er RISC?")
    ask(keeper, other, assistant, "Hva er TotAl?")
    keeper.resume(one, one.conversation)
    assert [t.question for t in one.turns] == ["Hva fungerte i Hallingdal?", "Hva er RISC?", "Hva er TotAl?"]


@pytest.mark.parametrize("damage", ["text", "pages", "empty"])
def test_a_damaged_database_is_set_aside_and_a_new_one_begun(tmp_path: Path, damage: str) -> None:
    keep_many(tmp_path, "x", 40)
    file = tmp_path / NAME
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = file.read_bytes()
    spoilt = {"text": b"no database " * 999, "pages": whole[:4096] + b"\xff" * (len(whole) - 4096), "empty": b""}[
        damage
    ]
    file.write_bytes(spoilt)
    keeper = Keeper(tmp_path)
    if damage == "empty":  # SQLite takes an empty file for a database that is not begun
        assert keeper.notice is None
        return
    assert keeper.notice is not None
    key, values = keeper.notice
    assert key == "store.damaged"
    assert Path(str(values["path"])).read_bytes() == spoilt
    session = Session(turns=[], asked="Hva?")
    keeper.keep(session, session.take(None, "x"), "", {})
    assert [c.title for c in keeper.listed(session)] == ["Hva?"]


def test_a_disk_that_cannot_be_written_to_stops_nothing(assistant: Assistant) -> None:
    keeper, session = Keeper(NOWHERE), Session()
    ask(keeper, session, assistant, "Hva fungerte i Hallingdal?")
    keeper.edit(session, 0, "Hva er RISC?")
    settled = settle(session.turns[0], assistant.reports)
    keeper.judge(session, 0, Opinion("", WHOLE, "right"), settled)
    keeper.rename(session, session.conversation, "Nytt")
    assert (keeper.listed(session), keeper.opinions(session)) == ([], {})
    assert session.asked == "Hva er RISC?"
    assert keeper.notice is not None
    assert keeper.notice[0] == "store.unsaved"
    assert str(NOWHERE) in str(keeper.notice[1]["error"])


def test_a_database_that_breaks_on_the_way_is_told_once(tmp_path: Path, assistant: Assistant) -> None:
    keeper, session = Keeper(tmp_path), Session()
    ask(keeper, session, assistant, "Hva fungerte i Hallingdal?")
    with closing(sqlite3.connect(tmp_path / NAME)) as connection:
        connection.execute("DROP TABLE turns")
    ask(keeper, session, assistant, "Hva er RISC?")
    assert len(session.turns) == 2
    assert keeper.notice is not None
    assert "no such table" in str(keeper.notice[1]["error"])


def test_versions(tmp_path: Path) -> None:
    keep_many(tmp_path, "x", 1)
    newer = (*MIGRATIONS, "ALTER TABLE conversations ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'")
    with Database(tmp_path, newer).reading() as connection:
        assert connection.execute("SELECT title, colour FROM conversations").fetchall() == [("x 0?", "red")]
    with pytest.raises(StoreError, match="has version 2, and this program knows 1"):
        Database(tmp_path)
    assert not list(tmp_path.glob("*damaged*"))


def test_a_migration_that_fails_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    keep_many(tmp_path, "x", 1)
    with pytest.raises(StoreError):
        Database(tmp_path, (*MIGRATIONS, "DROP TABLE turns;\nNONSENSE"))
    assert [t.question for t in Conversations(Database(tmp_path)).turns("", "shared") or []] == ["x 0?"]


@pytest.fixture
def judged(tmp_path: Path, assistant: Assistant) -> tuple[Keeper, Session, Feedback]:
    keeper, session = Keeper(tmp_path), Session()
    for question in ("Hva fungerte i Hallingdal?", "Og i Lillehammer?"):
        ask(keeper, session, assistant, question)
    return keeper, session, Feedback(Database(tmp_path))


def test_feedback_is_kept_with_what_was_judged(judged: tuple[Keeper, Session, Feedback], assistant: Assistant) -> None:
    keeper, session, feedback = judged
    settled = settle(session.turns[1], assistant.reports)
    keeper.judge(session, 1, Opinion("", WHOLE, "wrong", " For kort. "), settled)
    keeper.judge(session, 1, Opinion("", 2, "right"), settled)
    keeper.judge(session, 1, Opinion("", 99, "right"), settled)  # there is no such citation
    keeper.delete(session, session.conversation)  # what was said outlives the conversation
    (whole, judgement), (one, _) = sorted(feedback.everything(), key=lambda f: f[0].citation)
    assert (whole.citation, whole.verdict, whole.comment) == (WHOLE, "wrong", "For kort.")
    assert (one.citation, one.verdict) == (2, "right")
    assert (judgement.question, judgement.history) == ("Og i Lillehammer?", ("Hva fungerte i Hallingdal?",))
    assert judgement.version == "v1"
    assert settled.turn.answer is not None
    assert [c.quote for c in judgement.citations] == [c.quote for c in settled.turn.answer.citations]


def test_feedback_is_changed_and_taken_back(judged: tuple[Keeper, Session, Feedback], assistant: Assistant) -> None:
    keeper, session, feedback = judged
    turn, settled = session.turns[0], settle(session.turns[0], assistant.reports)
    keeper.judge(session, 0, Opinion("", WHOLE, "wrong"), settled)
    keeper.judge(session, 0, Opinion("", WHOLE, "right", "Likevel."), settled)
    assert {k: (o.verdict, o.comment) for k, o in keeper.opinions(session).items()} == {
        (turn.id, WHOLE): ("right", "Likevel.")
    }
    keeper.judge(session, 0, None, settled, WHOLE)
    assert keeper.opinions(session) == {}
    assert feedback.everything() == []


def test_feedback_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    database = Database(tmp_path)
    with database.writing() as connection:
        connection.execute("INSERT INTO feedback VALUES ('', 't', 0, '2026', 'right', '', '{}')")
    with pytest.raises(StoreDamaged, match="cannot be read: Judgement lacks"):
        Feedback(database).everything()
