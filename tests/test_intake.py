"""Files sent to a server: one report a file, bad ones alone, nothing left over, and only editors may."""

import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import pytest

from app.adding.batch import Batch
from app.adding.intake import Intake
from app.adding.told import state_text, told
from app.adding.uploads import LOCK, PREFIX, upload_folder
from app.loading import Loader
from app.rights import Person
from corpus.about import read_about
from corpus.errors import IndexMissing, NotAllowed, ReportError
from corpus.library import ABOUT
from corpus.sources import checksum
from tests import made_docx, made_pdf
from tests.made_docx import docx
from tests.made_pdf import pdf
from tests.made_texts import NB, NN

EDITOR, OTHER, READER = Person("a", "Kari", "editor"), Person("b", "Ola", "editor"), Person("a", "Kari", "reader")
FIRST, SECOND = "\n\n".join(NB * 3).encode(), "\n\n".join((*NB * 3, "Nytt i andre utgave: 57 bedrifter.")).encode()
SECONDS = 60.0


class Follower:
    """Counts how often the index was brought in line, by the real loader over an index that is none."""

    def __init__(self) -> None:
        self.count = 0
        self.gate = threading.Event()
        self.gate.set()
        self.loader = Loader(self._open, self._renew)

    def _open(self) -> NoReturn:
        raise IndexMissing("none")

    def _renew(self, _show: object) -> str:
        self.gate.wait(SECONDS)
        self.count += 1
        return "new"


@pytest.fixture
def follower() -> Follower:
    return Follower()


@pytest.fixture
def sent_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that temporary files are made in."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


@pytest.fixture
def intake(tmp_path: Path, follower: Follower, sent_to: Path) -> Intake:
    del sent_to
    return Intake(tmp_path / "reports", follower.loader)


def added(intake: Intake, *sent: tuple[str, bytes], person: Person = EDITOR) -> Batch:
    batch = intake.add(person, sent)
    assert batch.wait(SECONDS)
    return batch


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_bad_file_leaves_the_others_alone(intake: Intake, sent_to: Path, follower: Follower) -> None:
    word = docx(made_docx.plain)  # once: packing it notes the time
    batch = added(
        intake,
        ("../../en.docx", word),
        ("tom.pdf", b""),
        ("to.pdf", pdf(made_pdf.one_scanned)),
        ("igjen.docx", word),
        ("lås\u202e.zip", b"PK\x03\x04 nothing"),
    )
    assert [f.name for f in batch.files] == ["en.docx", "tom.pdf", "to.pdf", "igjen.docx", "lås.zip"]
    assert [f.state for f in batch.files] == ["new", "failed", "new", "same", "failed"]
    assert [f.error for f in batch.files if f.error] == [
        "tom.pdf is empty; a report's text belongs in it.",
        "lås.zip is a damaged Word document or packed file; fetch or save it anew.",
    ]
    assert batch.share == 1.0
    assert len([p for p in intake.folder.iterdir() if not p.name.startswith(".")]) == 2
    assert list(sent_to.iterdir()) == []
    wait_until(lambda: follower.count > 0)


def test_a_changed_file_takes_the_place_of_its_older_self(intake: Intake) -> None:
    first = added(intake, ("rapport.txt", FIRST)).files[0]
    second = added(intake, ("rapport.txt", SECOND)).files[0]
    assert first.added is not None
    assert second.added is not None
    assert (second.state, second.added.report_id) == ("changed", first.added.report_id)
    home = intake.folder / second.added.report_id
    assert (home / "report.txt").read_bytes() == SECOND
    before = read_about(home / ABOUT).title
    assert (first.added.before, second.added.before) == ("", before)
    assert state_text(second, "nb") == f"Ny utgave: erstatter «{before}»"
    assert {"name": "Erstatter", "value": before} in told(second.added, "nb")


def test_the_same_file_changes_nothing(intake: Intake, follower: Follower) -> None:
    added(intake, ("rapport.txt", FIRST))
    wait_until(lambda: follower.count == 1 and follower.loader.refreshing is None)
    assert added(intake, ("annet.txt", FIRST)).files[0].state == "same"
    time.sleep(0.3)
    assert follower.count == 1


def test_what_is_stopped_is_not_added(intake: Intake, sent_to: Path) -> None:
    many = "\n\n".join(f"{number}. {text}" for number in range(3_000) for text in NB).encode()
    batch = intake.add(EDITOR, [("stor.md", many), ("rapport.txt", FIRST)])
    wait_until(lambda: batch.files[0].state == "reading")
    batch.stop()
    assert batch.wait(SECONDS)
    assert [f.state for f in batch.files] == ["stopped", "stopped"]
    assert [f.error for f in batch.files] == ["", ""]
    assert not intake.folder.exists() or not any(p for p in intake.folder.iterdir() if p.name != ".lock")
    assert list(sent_to.iterdir()) == []


def test_what_changes_while_the_index_is_renewed_is_taken_next(intake: Intake, follower: Follower) -> None:
    follower.gate.clear()
    added(intake, ("rapport.txt", FIRST))
    wait_until(lambda: follower.loader.refreshing is not None)
    added(intake, ("annet.txt", "\n\n".join(NN).encode()))
    follower.gate.set()
    wait_until(lambda: follower.count == 2)


def test_everyone_sees_their_own(intake: Intake) -> None:
    mine, yours = added(intake, ("a.txt", FIRST)), added(intake, ("b.txt", SECOND), person=OTHER)
    assert (intake.batches(EDITOR), intake.batches(OTHER), intake.batches(READER)) == ([mine], [yours], [])
    intake.put_away(EDITOR, mine)
    assert (intake.batches(EDITOR), intake.batches(OTHER)) == ([], [yours])


def test_a_report_is_confirmed_and_taken_away(intake: Intake, follower: Follower) -> None:
    one = added(intake, ("a.docx", docx(made_docx.plain))).files[0].added
    assert one is not None
    about, seen = intake.about(EDITOR, one.report_id)
    assert not about.confirmed
    intake.mend(EDITOR, one.report_id, {"title": "Levande bygder", "confirmed": True}, seen)
    assert read_about(intake.folder / one.report_id / ABOUT).title == "Levande bygder"
    with pytest.raises(ReportError, match="changed by someone else meanwhile"):
        intake.mend(OTHER, one.report_id, {"title": "Noe annet"}, seen)
    before = follower.count
    intake.remove(EDITOR, one.report_id)
    assert not (intake.folder / one.report_id).exists()
    wait_until(lambda: follower.count > before)


@pytest.mark.parametrize("report_id", ["nowhere", "..", "../reports", ".", "", "/", "/etc", ".lock", "a/b"])
def test_only_a_report_is_touched(intake: Intake, tiny: Path, report_id: str) -> None:
    assert intake.folder == tiny
    acts: list[Callable[[], object]] = [
        lambda: intake.about(EDITOR, report_id),
        lambda: intake.mend(EDITOR, report_id, {"title": "A"}, ""),
        lambda: intake.remove(EDITOR, report_id),
    ]
    for act in acts:
        with pytest.raises(ReportError, match="There is no report"):
            act()


@pytest.mark.parametrize("person", [READER, Person("", "", "nobody")])
def test_who_is_no_editor_changes_nothing(intake: Intake, tiny: Path, person: Person) -> None:
    report_id, one = "fjord-2019", intake.add(EDITOR, [])
    path = tiny / report_id / ABOUT
    before = checksum(path)
    acts: list[Callable[[], object]] = [
        lambda: intake.add(person, [("b.txt", SECOND)]),
        lambda: intake.put_away(person, one),
        lambda: intake.about(person, report_id),
        lambda: intake.mend(person, report_id, {"title": "A"}, ""),
        lambda: intake.remove(person, report_id),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()
    assert checksum(path) == before
    assert intake.batches(EDITOR) == [one]


def test_reports_that_cannot_be_written_are_one_sentence(intake: Intake, sent_to: Path) -> None:
    intake.folder.write_text("a file where the folder should be")
    (one,) = added(intake, ("a.txt", FIRST)).files
    assert one.state == "failed"
    assert "a.txt was not added: " in one.error
    assert list(sent_to.iterdir()) == []


def test_what_an_ended_server_left_is_cleared_and_what_is_in_use_is_not(tmp_path: Path) -> None:
    left, elsewhere = tmp_path / f"{PREFIX}left", tmp_path / "elsewhere"
    for folder in (left, elsewhere):
        (folder / "0").mkdir(parents=True)
        (folder / LOCK).touch()
        (folder / "0" / "rapport.pdf").touch()
    (tmp_path / f"{PREFIX}link").symlink_to(elsewhere)
    with upload_folder(tmp_path) as first:
        assert not left.exists()
        assert (elsewhere / "0" / "rapport.pdf").exists()
        assert first.stat().st_mode & 0o777 == 0o700
        with suppress(ReportError), upload_folder(tmp_path) as second:
            assert first.exists()
            assert second != first
            raise ReportError("whatever happens")
        assert not second.exists()
    assert not first.exists()
