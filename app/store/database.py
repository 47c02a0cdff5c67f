"""The SQLite database of conversations and feedback: opened, brought up to date, set aside where it is damaged.

Every operation opens a connection of its own, so tabs, threads and processes may share the file; SQLite's
write-ahead log lets them read while one writes, and a writer waits its turn.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import StoreDamaged, StoreError

NAME = "regionsvar.sqlite3"
PATIENCE = 10.0  # seconds a writer waits for another
DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

# What brings the database from each version to the next; a database of version n has had the first n of these.
MIGRATIONS = (
    """
    CREATE TABLE conversations (
        id TEXT PRIMARY KEY,
        owner TEXT NOT NULL,  -- who may see it; empty for the one local user
        title TEXT NOT NULL,
        begun TEXT NOT NULL,  -- times are in UTC, ISO 8601
        touched TEXT NOT NULL
    );
    CREATE INDEX conversations_of ON conversations (owner, touched);
    CREATE TABLE turns (
        id TEXT PRIMARY KEY,
        conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        question TEXT NOT NULL,
        record TEXT NOT NULL  -- the whole turn, as JSON
    );
    CREATE INDEX turns_of ON turns (conversation, position);
    CREATE TABLE feedback (
        owner TEXT NOT NULL,
        turn TEXT NOT NULL,
        citation INTEGER NOT NULL,  -- the number of the citation judged; 0 for the whole answer
        at TEXT NOT NULL,
        verdict TEXT NOT NULL CHECK (verdict IN ('right', 'wrong')),
        comment TEXT NOT NULL,
        record TEXT NOT NULL,  -- what was judged, as JSON: it outlives the conversation
        PRIMARY KEY (owner, turn, citation)
    );
    """,
)


class Database:
    """One database file; ask it for `reading` and `writing` connections."""

    def __init__(self, folder: Path, migrations: Sequence[str] = MIGRATIONS) -> None:
        """Open or begin the database in `folder`; a damaged one is set aside, see `set_aside`.

        Raises:
            StoreError: the folder cannot be written to, or a newer version of the program has written there.
        """
        self.path = folder / NAME
        self.set_aside: Path | None = None  # where a damaged database was moved to
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            why = str(error.strerror)
            text = f"The folder {folder} cannot be made: {why}; ask for the right, or name another."
            raise StoreError(text, "store-folder", folder=str(folder), why=why) from error
        try:
            self._bring_up_to_date(migrations)
        except StoreDamaged:
            self.set_aside = self._put_aside()
            self._bring_up_to_date(migrations)

    def _bring_up_to_date(self, migrations: Sequence[str]) -> None:
        with self._connection() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if found != "ok":
                path, why = str(self.path), str(found)
                raise StoreDamaged(f"The database {path} is damaged: {why}.", "store-damaged", path=path, why=why)
            connection.execute("BEGIN IMMEDIATE")  # of several that begin at once, one migrates
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if version > len(migrations):
                raise StoreError(
                    f"The database {self.path} has version {version}, and this program knows {len(migrations)}: "
                    "a newer one has written it. Update the program.",
                    "store-newer",
                    path=str(self.path),
                    version=version,
                    known=len(migrations),
                )
            for script in migrations[version:]:
                for statement in script.split(";\n"):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {len(migrations)}")
            connection.execute("COMMIT")

    def _put_aside(self) -> Path:
        """Move a damaged database, with its log, beside itself, and return where it is now."""
        now = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        target = self.path.with_name(f"{self.path.stem}-damaged-{now}{self.path.suffix}")
        try:
            for ending in ("", "-wal", "-shm"):
                part = self.path.with_name(self.path.name + ending)
                if part.exists():
                    part.rename(target.with_name(target.name + ending))
        except OSError as error:
            why = str(error.strerror)
            text = f"The damaged database {self.path} cannot be moved: {why}; ask for the right to move it."
            raise StoreError(text, "store-unmoved", path=str(self.path), why=why) from error
        return target

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection to read with.

        Raises:
            StoreError: the database cannot be read.
        """
        with self._connection() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection whose changes are all made at the end, or none of them.

        Raises:
            StoreError: the database cannot be written to.
        """
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)) as connection:
                connection.execute("PRAGMA foreign_keys = ON")
                connection.execute("PRAGMA synchronous = NORMAL")
                yield connection
        except sqlite3.DatabaseError as error:
            path, why = str(self.path), str(error)
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in DAMAGE:
                raise StoreDamaged(
                    f"The database {path} is damaged: {why}.", "store-damaged", path=path, why=why
                ) from error
            text = f"The database {path} cannot be used: {why}; see that the disk has room and may be written to."
            raise StoreError(text, "store-unusable", path=path, why=why) from error
