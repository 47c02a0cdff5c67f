"""The index keeps up with the reports: the same as one built from nothing, and work for what has changed alone."""

import os
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import IndexMissing, RegionsvarError, ReportError
from corpus.library import checksums, load_library
from index.alone import alone
from index.embed import Vectors
from index.manifest import current_folder
from index.refresh import holds, refresh
from index.search import Searcher
from index.settings import Settings
from index.store import load_index
from tests.conftest import WordHashEmbedder

QUESTIONS = ("Hvor ofte gikk ferja?", "Hva skjedde med nettverket?", "How many pupils did the school get?", "Fjellheim")
NOTE = """[[note]]
page = 1
from = "Skolen i Fjellheim"
to = "varte ikke."
en = "The school got 12 new pupils; the teachers' network did not last."
nb = "Skolen fikk 12 nye elever; lærernettverket varte ikke."
questions.nb = ["Hvor mange elever fikk skolen?"]
"""
Step = Callable[[Path], None]


class CountingEmbedder(WordHashEmbedder):
    """Tells how many texts it was given."""

    texts = 0

    def embed_passages(self, texts: list[str]) -> Vectors:
        self.texts += len(texts)
        return super().embed_passages(texts)


def add(folder: Path) -> None:
    home = folder / "elv-2020"
    home.mkdir()
    text = "1. Elva\nElvefisket i Elvbygda ga 7 nye arbeidsplasser. Elvefisket var nytt, og ferja gikk dit.\n"
    (home / "report.txt").write_text(text, encoding="utf-8")
    (home / "about.toml").write_text('title = "Om Elv"\ndate = "2020"\nregions = ["Elvbygda"]\n', encoding="utf-8")


def copy(folder: Path) -> None:
    shutil.copytree(folder / "fjord-2019", folder / "fjord-2022")


def change(folder: Path) -> None:
    path = folder / "fjord-2019" / "report.txt"
    text = path.read_text(encoding="utf-8").replace("40 bedrifter", "50 ferjebedrifter")
    path.write_text(text + "Bedrifter ved ferja.\n", encoding="utf-8")


def note(folder: Path) -> None:
    (folder / "fjell-2021" / "notes.toml").write_text(NOTE, encoding="utf-8")


def remove(folder: Path) -> None:
    shutil.rmtree(folder / "fjord-2019")


def spoil(folder: Path) -> None:
    (folder / "fjord-2019" / "about.toml").write_text("title =", encoding="utf-8")


def anew(reports: Path, saved: Path) -> Settings:
    settings = Settings(reports=reports, saved=saved)
    refresh(settings, WordHashEmbedder())
    return settings


def files(settings: Settings) -> dict[str, bytes]:
    folder = current_folder(settings)
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def found(settings: Settings) -> list[list[tuple[str, float]]]:
    library = load_library(settings.reports)
    searcher = Searcher(load_index(settings, library, checksums(settings.reports)), library, WordHashEmbedder())
    return [[(h.passage.id, h.score) for h in searcher.search(q).hits] for q in QUESTIONS]


@pytest.mark.parametrize(
    ("steps", "most_single"),  # parts that are kept in a file each, before they are packed
    [
        ([spoil], 24),
        ([add, remove, note], 0),
        ([note, add, change, copy], 24),
        ([change, note, copy, add], 2),
        ([copy, add, remove], 0),
    ],
    ids=lambda value: "-".join(s.__name__ for s in value) if isinstance(value, list) else str(value),
)
def test_an_index_brought_up_to_date_is_the_one_built_from_nothing(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: list[Step], most_single: int
) -> None:
    monkeypatch.setattr("index.refresh.MOST_SINGLE", most_single)
    settings = anew(tiny, tmp_path / "saved")
    for step in steps:
        step(tiny)
        refresh(settings, WordHashEmbedder())
    fresh = anew(tiny, tmp_path / "fresh")
    assert files(settings) == files(fresh)  # to the last byte
    assert found(settings) == found(fresh)
    assert current_folder(settings).name == current_folder(fresh).name


@pytest.mark.parametrize(
    ("step", "embedded"),
    [(add, 1), (change, 1), (note, 4), (remove, 0), (copy, 1), (lambda _folder: None, 0)],
    ids=["add", "change", "note", "remove", "copy", "nothing"],
)
def test_only_what_is_new_is_embedded(tiny: Path, tmp_path: Path, step: Step, embedded: int) -> None:
    settings = anew(tiny, tmp_path / "saved")
    step(tiny)
    embedder = CountingEmbedder()
    refresh(settings, embedder)
    assert embedder.texts == 1 + embedded  # one is the model's probe


def test_what_is_in_line_is_not_written(tiny: Path, tmp_path: Path) -> None:
    settings = anew(tiny, tmp_path / "saved")
    before = {p: p.stat().st_mtime_ns for p in settings.saved.rglob("*")}
    steps: list[str] = []
    refresh(settings, WordHashEmbedder(), lambda step, _share: steps.append(step))
    assert {p: p.stat().st_mtime_ns for p in settings.saved.rglob("*")} == before
    assert steps == ["done"]


def test_what_a_killed_writer_left_is_cleared_though_the_index_is_in_line(tiny: Path, tmp_path: Path) -> None:
    where = anew(tiny, tmp_path / "saved")
    version = refresh(where, WordHashEmbedder())
    left = where.saved / "parts" / ".some-part.arrays.1.2"
    left.write_bytes(b"half")
    assert refresh(where, WordHashEmbedder()) == version
    assert not left.exists()


def test_shares_rise_to_one(tiny: Path, tmp_path: Path) -> None:
    seen: list[tuple[str, float]] = []
    refresh(Settings(reports=tiny, saved=tmp_path / "s"), WordHashEmbedder(), lambda *sign: seen.append(sign))
    shares = [share for _, share in seen]
    assert shares == sorted(shares)
    assert seen[-1] == ("done", 1.0)


@pytest.mark.parametrize("harm", ["part", "words", "index", "all parts"])
def test_what_is_damaged_is_made_anew(tiny: Path, tmp_path: Path, harm: str) -> None:
    settings = anew(tiny, tmp_path / "saved")
    parts = settings.saved / "parts"
    if harm == "index":
        (current_folder(settings) / "vocabulary.json").write_text("[]")
    elif harm == "all parts":
        shutil.rmtree(parts)
    else:
        path = next(p for p in parts.iterdir() if (p.stem == "words") == (harm == "words"))
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    add(tiny)
    refresh(settings, WordHashEmbedder())
    assert files(settings) == files(anew(tiny, tmp_path / "fresh"))


@pytest.mark.parametrize("other", [{"passage_size": 300}, {"part_size": 40}])
def test_other_settings_are_another_index(tiny: Path, tmp_path: Path, other: dict[str, int]) -> None:
    settings = replace(anew(tiny, tmp_path / "saved"), **other)  # type: ignore[arg-type]
    refresh(settings, WordHashEmbedder())
    assert load_index(settings, load_library(tiny), checksums(tiny)).version
    assert len(list((settings.saved / "parts").iterdir())) == 3  # two reports' and the words; none of the old


def test_another_process_is_waited_for_and_its_work_taken(tiny: Path, tmp_path: Path) -> None:
    settings = Settings(reports=tiny, saved=tmp_path / "saved")
    seen: list[str] = []
    embedder = CountingEmbedder()
    with alone(settings.saved):
        second = threading.Thread(target=refresh, args=(settings, embedder, lambda step, _share: seen.append(step)))
        second.start()
        while seen != ["waiting"]:
            time.sleep(0.01)
        # what the first one does, inside its own lock, another process would have done by now
    first = CountingEmbedder()
    refresh(settings, first)
    second.join()
    assert sorted([embedder.texts, first.texts]) == [1, 3]  # one of the two did the work, whichever came first


@pytest.mark.parametrize(
    ("spoilt", "error", "said"),
    [
        (lambda s: replace(s, reports=s.reports / "none"), ReportError, "There is no folder"),
        (lambda s: replace(s, saved=s.reports / "fjord-2019" / "report.txt"), IndexMissing, "cannot be written"),
    ],
    ids=["no reports", "no folder"],
)
def test_what_cannot_be_done_is_one_sentence(
    tiny: Path, tmp_path: Path, spoilt: Callable[[Settings], Settings], error: type[RegionsvarError], said: str
) -> None:
    settings = anew(tiny, tmp_path / "saved")
    before = files(settings)
    with pytest.raises(error, match=said) as raised:
        refresh(spoilt(settings), WordHashEmbedder())
    assert "\n" not in str(raised.value)
    assert files(settings) == before


@pytest.mark.parametrize("in_line", [False, True], ids=["a report is new", "all is in line"])
def test_drafts_of_ended_processes_are_cleared_away(tiny: Path, tmp_path: Path, in_line: bool) -> None:
    settings = anew(tiny, tmp_path / "saved")
    (settings.saved / ".draft-old").mkdir()
    (settings.saved / f".CURRENT.{2**22 + 1}.1").touch()
    (settings.saved / "parts" / f".words.arrays.{2**22 + 1}.1").touch()
    left, mine = (tiny / "fjord-2019" / f".report.txt.{pid}.1" for pid in (2**22 + 1, os.getpid()))
    left.touch()
    mine.touch()
    if not in_line:
        add(tiny)
    refresh(settings, WordHashEmbedder())
    assert [p.name for p in settings.saved.rglob(".*")] == [".lock"]
    assert holds(settings)["passages"] == (2 if in_line else 3)
