"""What changes the reports of a server: files are added, what is said of a report is mended, a report is taken away.

Each act is for editors, and is followed by bringing the index in line, in the background.
"""

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.adding.batch import Batch
from app.loading import Loader
from app.rights import Person, require_editor
from corpus.about import read_about
from corpus.adding import remove_report
from corpus.errors import ReportError
from corpus.library import ABOUT
from corpus.mending import Value, mend_about
from corpus.records import About
from corpus.sources import checksum
from corpus.toml_files import unread

KEPT = 50  # batches remembered, so that what came of them is there after a reload


class Intake:
    """The one of a server; its methods may be called from any thread."""

    def __init__(self, folder: Path, loader: Loader) -> None:
        """Take the folder of reports, and what follows its changes."""
        self.folder = folder
        self._loader = loader
        self._batches: list[Batch] = []
        self._one = threading.Lock()  # one batch is read at a time, so that questions stay quick
        self._mending = threading.Lock()

    @property
    def behind(self) -> bool:
        """Tell whether the index is being brought in line with a change."""
        return self._loader.refreshing is not None

    def add(self, person: Person, sent: Sequence[tuple[str, bytes]]) -> Batch:
        """Begin to add files, each a name and its contents; return the batch that tells how far it has come.

        Raises:
            NotAllowed: the person is no editor.
        """
        require_editor(person)
        batch = Batch(person.owner, sent)
        self._batches = [*self._batches, batch][-KEPT:]
        threading.Thread(target=self._run, args=(batch,), name="adding", daemon=True).start()
        return batch

    def _run(self, batch: Batch) -> None:
        with self._one:
            batch.run(self.folder, self._loader.refresh)

    def batches(self, person: Person) -> list[Batch]:
        """Return what the person has sent and not put away, oldest first."""
        return [batch for batch in self._batches if batch.owner == person.owner] if person.edits else []

    def stop(self, person: Person, batch: Batch) -> None:
        """Break off a batch.

        Raises:
            NotAllowed: the person is no editor.
        """
        require_editor(person)
        batch.stop()

    def put_away(self, person: Person, batch: Batch) -> None:
        """Forget a batch; one that is not done is stopped.

        Raises:
            NotAllowed: the person is no editor.
        """
        self.stop(person, batch)
        self._batches = [other for other in self._batches if other is not batch]

    def about(self, person: Person, report_id: str) -> tuple[About, str]:
        """Return what is said of a report, as it stands now, and the checksum that tells it from what it becomes.

        Raises:
            NotAllowed: the person is no editor.
            ReportError: there is no such report, or its about.toml does not hold.
        """
        path = self._home(person, report_id) / ABOUT
        try:
            return read_about(path), checksum(path)
        except OSError as error:
            raise unread(path, error) from error

    def mend(self, person: Person, report_id: str, fields: Mapping[str, Value], seen: str) -> None:
        """Write what a person says of a report; `seen` is the checksum of what it said when they looked.

        Raises:
            NotAllowed: the person is no editor.
            ReportError: there is no such report, its about.toml has changed since, or a field does not hold.
        """
        home = self._home(person, report_id)
        with self._mending:
            mend_about(home, fields, seen)
        self._loader.refresh()

    def remove(self, person: Person, report_id: str) -> None:
        """Take a report away with everything of it.

        Raises:
            NotAllowed: the person is no editor.
            ReportError: there is no such report, or it cannot be removed.
        """
        require_editor(person)
        remove_report(report_id, self.folder)
        self._loader.refresh()

    def follow(self, person: Person) -> None:
        """Bring the index in line once more, after it could not be.

        Raises:
            NotAllowed: the person is no editor.
        """
        require_editor(person)
        self._loader.refresh()

    def _home(self, person: Person, report_id: str) -> Path:
        require_editor(person)
        home = self.folder / report_id
        if home.parent != self.folder or report_id.startswith(".") or not home.is_dir():
            raise ReportError(
                f"There is no report {report_id!r} any more; look at the library again.",
                "no-report",
                name=repr(report_id),
            )
        return home
