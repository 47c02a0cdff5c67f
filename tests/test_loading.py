"""The running page keeps up with the reports, and answers from the old assistant until the new one stands."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app import loading, watching
from app.answering.close import Closer
from app.answering.noted import NoteViews
from app.assistant import Assistant
from app.loading import Loader, Show
from app.watching import Seen
from corpus.errors import IndexMissing, ReportError
from corpus.library import checksums, load_library
from corpus.records import Note
from index.refresh import refresh
from index.renew import renew
from index.search import Searcher
from index.settings import Settings
from index.store import load_index
from tests.conftest import WordHashEmbedder
from tests.test_refresh import add

PATIENCE = 20.0  # seconds, on a busy machine
EMBEDDER = WordHashEmbedder()


@dataclass
class Page:
    """A loader over a real index of tiny reports, with a gate before each refresh."""

    settings: Settings
    gate: threading.Event = field(default_factory=threading.Event)
    renewals: int = 0
    opened: int = 0

    def open(self) -> Assistant:
        self.opened += 1
        library = load_library(self.settings.reports)
        index = load_index(self.settings, library, checksums(self.settings.reports))
        return Assistant(Searcher(index, library, EMBEDDER))

    def renew(self, show: Show) -> str:
        self.renewals += 1
        show("passages", 0.5)
        assert self.gate.wait(PATIENCE)
        return refresh(self.settings, EMBEDDER, show)


@pytest.fixture
def page(tiny: Path, tmp_path: Path) -> Page:
    settings = Settings(reports=tiny, saved=tmp_path / "saved")
    refresh(settings, EMBEDDER)
    return Page(settings)


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def reports(loader: Loader) -> set[str]:
    assistant = loader.wait(PATIENCE)
    assert assistant is not None
    return set(assistant.reports)


def test_the_new_assistant_takes_over_when_it_has_opened(page: Page, tiny: Path) -> None:
    loader = Loader(page.open, page.renew)
    old = loader.wait(PATIENCE)
    assert old is not None
    add(tiny)
    loader.refresh()
    until(lambda: loader.refreshing is not None and loader.refreshing.stage == "passages")
    assert loader.refreshing is not None
    assert loader.refreshing.share == pytest.approx(0.45)
    assert loader.wait() is old  # and answers
    assert old.ask("Hvor mange elever fikk skolen i Fjellheim?").hits
    page.gate.set()
    until(lambda: loader.refreshing is None)
    assert loader.refresh_error is None
    assert reports(loader) == {"fjord-2019", "fjell-2021", "elv-2020"}
    assert old.ask("Hvor ofte gikk ferja i Fjordby?").hits  # whoever still holds the old one goes on with it


def test_a_refresh_asked_for_during_one_looks_at_the_reports_once_more(page: Page, tiny: Path) -> None:
    loader = Loader(page.open, page.renew)
    loader.refresh()
    until(lambda: page.renewals == 1)
    loader.refresh()
    add(tiny)
    loader.refresh()
    page.gate.set()
    until(lambda: loader.refreshing is None)
    assert (page.renewals, page.opened) == (2, 2)
    assert "elv-2020" in reports(loader)


def test_nothing_is_opened_anew_where_nothing_has_changed(page: Page) -> None:
    loader = Loader(page.open, page.renew)
    page.gate.set()
    loader.refresh()
    until(lambda: loader.refreshing is None)
    assert (page.renewals, page.opened) == (1, 1)


def test_an_error_is_a_sentence_and_the_old_assistant_stays(page: Page) -> None:
    def fails(_show: Show) -> str:
        raise IndexMissing("The index cannot be written to here: No space left on device.")

    loader = Loader(page.open, fails)
    old = loader.wait(PATIENCE)
    loader.refresh()
    until(lambda: loader.refreshing is None)
    assert str(loader.refresh_error) == "The index cannot be written to here: No space left on device."
    assert isinstance(loader.refresh_error, IndexMissing)
    assert loader.wait() is old
    assert loader.error is None


def test_a_refresh_opens_what_could_not_be_opened(page: Page, tiny: Path) -> None:
    add(tiny)  # the index is old now
    loader = Loader(page.open, page.renew)
    assert loader.wait(PATIENCE) is None
    assert "is older than" in str(loader.error)
    page.gate.set()
    loader.refresh()
    until(lambda: loader.refreshing is None)
    assert (loader.error, loader.refresh_error) == (None, None)
    assert "elv-2020" in reports(loader)


def test_what_another_process_changes_is_seen(page: Page, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def look() -> Seen:
        return (
            tuple(sorted(p.stat().st_mtime_ns for p in tiny.rglob("*.*"))),
            (page.settings.saved / "CURRENT").stat().st_mtime_ns,
        )

    monkeypatch.setattr(watching, "PAUSE", 0.02)
    page.gate.set()
    loader = Loader(page.open, page.renew, look)
    assert loader.wait(PATIENCE)
    add(tiny)
    until(lambda: "elv-2020" in reports(loader))
    until(lambda: loader.refreshing is None)
    time.sleep(0.2)
    assert page.opened == 2  # its own index is no news to it


def test_the_look_tells_every_change(monkeypatch: pytest.MonkeyPatch, tiny: Path, tmp_path: Path) -> None:
    settings = Settings(reports=tiny, saved=tmp_path / "saved")
    monkeypatch.setattr(Settings, "from_env", lambda: settings)
    looks = [watching.look_at_saved()]
    for change in (
        lambda: add(tiny),
        lambda: (tiny / "elv-2020" / "notes.toml").write_text(""),
        lambda: (tiny / "elv-2020" / "report.txt").write_text("Kort.\n"),
        lambda: refresh(settings, EMBEDDER),
    ):
        assert watching.look_at_saved() == looks[-1]
        change()
        looks.append(watching.look_at_saved())
    assert len(set(looks)) == len(looks)


def test_a_process_of_its_own_refreshes_and_tells_how_far_it_is(tiny: Path, tmp_path: Path) -> None:
    settings = Settings(reports=tiny, saved=tmp_path / "saved")
    seen: list[tuple[str, float]] = []
    renewed = renew(settings, lambda *sign: seen.append(sign))
    assert load_index(settings, load_library(tiny), checksums(tiny)).version == renewed.version
    assert seen[0][0] == "passages"
    assert seen[-1] == ("done", 1.0)
    assert renewed.processor > 0
    missing = Settings(reports=tmp_path / "none", saved=tmp_path / "saved")
    with pytest.raises(ReportError, match=r"There is no folder .*none") as caught:
        renew(missing)
    assert (caught.value.kind, caught.value.values) == ("no-folder", {"folder": str(tmp_path / "none")})


def test_the_assistant_is_opened_when_somebody_waits_for_it(page: Page) -> None:
    loader = Loader(page.open, after=PATIENCE * 100)
    loader.begin(PATIENCE * 100)
    assert not loader.ready
    assert page.opened == 0
    assert loader.wait(PATIENCE) is not None


def test_the_assistant_is_opened_a_little_after_the_first_page(page: Page) -> None:
    loader = Loader(page.open, after=PATIENCE * 100)
    loader.begin(0.01)
    until(lambda: loader.ready)
    assert page.opened == 1


def test_an_assistant_is_prepared_step_by_step_once_it_is_open(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, steps = Assistant(assistant.searcher), list[int]()

    def prepare() -> Iterator[None]:
        for number in range(5):
            steps.append(number)
            yield

    monkeypatch.setattr(loading, "REST", 0.0)
    monkeypatch.setattr(own, "prepare", prepare)
    Loader(lambda: own)
    until(lambda: steps == [0, 1, 2, 3, 4])


def test_preparing_goes_through_all_notes(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared: list[tuple[Closer, Note]] = []
    monkeypatch.setattr(Closer, "prepare", lambda closer, note: prepared.append((closer, note)))
    own = Assistant(assistant.searcher)
    notes, steps = own.searcher.library.all_notes(), sum(1 for _ in own.prepare())
    [closer] = {closer for closer, note in prepared if note is notes[-1]}
    assert steps == len(notes) + len(own.synthesist.syntheses) + len(own.profiles.syntheses)
    assert len(notes) == sum(1 for one, _ in prepared if one is closer)


def test_what_is_prepared_is_not_made_again(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    note = assistant.searcher.library.all_notes()[-1]
    closer = Closer(assistant.searcher)
    closer.prepare(note)
    monkeypatch.delattr(NoteViews, "_make")
    assert closer.views.of(note).questions.texts
