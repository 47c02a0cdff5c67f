"""Adding, changing and removing reports: one report a file, whole at every moment, nothing left over."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.__main__ import main
from corpus.about import read_about
from corpus.adding import add_file, remove_report
from corpus.errors import ReportError
from corpus.formats.process import Parser
from corpus.library import checksums, load_library
from corpus.sources import READ
from tests import made_docx, made_pdf
from tests.made_docx import docx
from tests.made_files import MD_PLAIN
from tests.made_pdf import pdf
from tests.made_texts import NB, NN

KILLS = int(os.environ.get("REGIONSVAR_KILLS", "3"))
FIRST, SECOND = "\n\n".join(NB * 3), "\n\n".join(NB * 3) + "\n\nNytt i andre utgave: 57 bedrifter."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "reports"


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser() as started:
        yield started


def _file(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_a_file_becomes_a_report(tmp_path: Path, folder: Path, parser: Parser) -> None:
    added = add_file(
        _file(tmp_path, "Rapport (endelig).pdf", pdf(made_pdf.plain, "Microsoft Word - utkast.docx")), folder, parser
    )
    assert (added.report_id, added.state) == ("vekst-i-valdres-sluttevaluering-2021", "new")
    assert sorted(p.name for p in (folder / added.report_id).iterdir()) == ["about.toml", READ, "report.pdf"]
    report = load_library(folder).report(added.report_id)
    assert NB[1] in report.page(3).text
    about = report.about
    assert (about.title, about.date, about.language) == ("Vekst i Valdres: sluttevaluering", "2021-03-12", "nb")
    assert (about.regions, about.confirmed) == (("Valdres",), False)


def test_a_proposal_names_places_programmes_and_authors(tmp_path: Path, folder: Path, parser: Parser) -> None:
    added = add_file(_file(tmp_path, "a.docx", docx(made_docx.plain)), folder, parser)
    about = read_about(folder / added.report_id / "about.toml")
    assert about.title == "Levande bygder i Sogn: sluttrapport"
    assert (about.date, about.language, about.authors) == ("2021-06", "nn", ("Kari Nes",))
    assert about.regions == ("Sogn",)


@pytest.mark.parametrize(
    ("text", "programmes", "municipalities"),
    [
        (
            "Programmet Grønn Vekst varte i Gol kommune. Grønn Vekst-programmet ga Gol kommune mye.",
            ("Grønn Vekst",),
            ("Gol",),
        ),
        (
            "Prosjektet «Levande Bygder» i Luster. Prosjektet «Levande Bygder» i Luster.",
            ("Levande Bygder",),
            ("Luster",),
        ),
        ("Den gikk hver time. Time etter time, og Os og Nes.", (), ()),
    ],
)
def test_names_are_proposed_when_named_twice(
    tmp_path: Path,
    folder: Path,
    parser: Parser,
    text: str,
    programmes: tuple[str, ...],
    municipalities: tuple[str, ...],
) -> None:
    added = add_file(_file(tmp_path, "a.txt", text.encode()), folder, parser)
    assert added.proposal.programmes == programmes
    assert added.proposal.places.municipalities == municipalities


def test_the_same_file_twice_is_one_report(tmp_path: Path, folder: Path, parser: Parser) -> None:
    first = add_file(_file(tmp_path, "a.md", MD_PLAIN.encode()), folder, parser)
    second = add_file(_file(tmp_path, "another name.md", MD_PLAIN.encode()), folder, parser)
    assert (second.report_id, second.state) == (first.report_id, "same")
    assert len(load_library(folder).reports) == 1


def test_a_changed_file_takes_the_place_of_its_older_self(tmp_path: Path, folder: Path, parser: Parser) -> None:
    old = add_file(_file(tmp_path, "rapport.txt", FIRST.encode()), folder, parser)
    home = folder / old.report_id
    (home / "about.toml").write_text('title = "Mended by hand"\ndate = "2020"\nfile = "rapport.txt"\n')
    new = add_file(_file(tmp_path, "rapport.txt", SECOND.encode()), folder, parser)
    assert (new.report_id, new.state, new.about_written) == (old.report_id, "changed", False)
    library = load_library(folder)
    assert "57 bedrifter" in library.report(old.report_id).text
    assert library.report(old.report_id).about.title == "Mended by hand"
    assert sorted(p.name for p in home.iterdir()) == ["about.toml", READ, "report.txt"]


BOTH = "replaces: Mended by hand (its title stays; the new file's is: Programmet Vekst i Valdres ble"


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ('title = "Mended by hand"\ndate = "2020"\nfile = "rapport.txt"\n', BOTH),
        ('title = "Mended by hand"\nfile = "rapport.txt"\nkind = 7\n', BOTH),  # it does not hold, but says its title
        (None, "replaces: Programmet Vekst i Valdres ble"),
    ],
)
def test_what_is_replaced_is_named(
    tmp_path: Path,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    about: str | None,
    told: str,
) -> None:
    monkeypatch.setenv("REGIONSVAR_REPORTS", str(folder))
    for text in (FIRST, SECOND):
        assert main(["add", str(_file(tmp_path, "rapport.txt", text.encode()))]) == 0
        out = capsys.readouterr().out
        assert ("replaces:" in out) == (text == SECOND)
        assert out.endswith(
            "A page that is running brings its index up to date by itself; if none is: python -m index build\n"
        )
        (home,) = [p for p in folder.iterdir() if p.is_dir()]
        if about is not None and text == FIRST:
            (home / "about.toml").write_text(about)
    assert told in out


def test_another_report_of_the_same_name_is_no_older_self(tmp_path: Path, folder: Path, parser: Parser) -> None:
    for text in (NB, NN):
        assert add_file(_file(tmp_path, "rapport.txt", "\n\n".join(text).encode()), folder, parser).state == "new"
    assert len(load_library(folder).reports) == 2


def test_a_report_can_be_replaced_by_name_and_kind(tmp_path: Path, folder: Path, parser: Parser) -> None:
    old = add_file(_file(tmp_path, "a.txt", FIRST.encode()), folder, parser)
    new = add_file(_file(tmp_path, "b.pdf", pdf(made_pdf.plain)), folder, parser, into=old.report_id)
    assert (new.report_id, new.state) == (old.report_id, "changed")
    assert sorted(p.name for p in (folder / old.report_id).iterdir()) == ["about.toml", READ, "report.pdf"]
    with pytest.raises(ReportError, match="There is no report 'nowhere' to replace"):
        add_file(_file(tmp_path, "c.txt", SECOND.encode()), folder, parser, into="nowhere")


def test_a_file_laid_in_a_folder_by_hand_gets_its_about(folder: Path, parser: Parser) -> None:
    home = folder / "min-rapport"
    home.mkdir(parents=True)
    (home / "report.docx").write_bytes(docx(made_docx.plain))
    added = add_file(home / "report.docx", folder, parser)
    assert (added.report_id, added.about_written) == ("min-rapport", True)
    assert NN[1] in load_library(folder).report("min-rapport").text


def test_removing_leaves_nothing(tmp_path: Path, folder: Path, parser: Parser) -> None:
    kept = add_file(_file(tmp_path, "a.txt", FIRST.encode()), folder, parser)
    gone = add_file(_file(tmp_path, "b.docx", docx(made_docx.plain)), folder, parser)
    remove_report(gone.report_id, folder)
    assert [r.id for r in load_library(folder).reports] == [kept.report_id]
    assert not any(gone.report_id in str(p) for p in folder.rglob("*"))
    assert not any(gone.report_id in name for name in checksums(folder))


@pytest.mark.parametrize("report_id", ["nowhere", "..", "../reports", ".", "", "/"])
def test_only_a_report_can_be_removed(tmp_path: Path, folder: Path, parser: Parser, report_id: str) -> None:
    add_file(_file(tmp_path, "a.txt", FIRST.encode()), folder, parser)
    with pytest.raises(ReportError, match="There is no report"):
        remove_report(report_id, folder)
    assert len(load_library(folder).reports) == 1


@pytest.mark.parametrize("name", ["../../escape.md", "a/b.md", "\u202e.md", "con.md", "…" * 80 + ".md", "--help.md"])
def test_a_name_cannot_lead_out_of_the_folder(tmp_path: Path, folder: Path, parser: Parser, name: str) -> None:
    """Whatever a title says, the folder's name is made of small letters, figures and hyphens."""
    text = f"# {name}\n\n{NB[0]}\n"
    added = add_file(_file(tmp_path, "a.md", text.encode()), folder, parser)
    assert set(added.report_id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert [p.name for p in folder.iterdir() if not p.name.startswith(".")] == [added.report_id]


@pytest.mark.parametrize(
    "damage", ["{", '{"reader": 1}', "[]", "null", '{"reader": 1, "checksum": "x", "content": {}}']
)
def test_what_was_read_is_made_anew_where_it_is_damaged(
    tmp_path: Path, folder: Path, parser: Parser, damage: str
) -> None:
    added = add_file(_file(tmp_path, "a.docx", docx(made_docx.plain)), folder, parser)
    read = folder / added.report_id / READ
    good = read.read_text()
    read.write_text(damage)
    assert NN[1] in load_library(folder).report(added.report_id).text
    assert read.read_text() == good


def test_a_place_outside_the_text_is_not_believed(tmp_path: Path, folder: Path, parser: Parser) -> None:
    added = add_file(_file(tmp_path, "a.docx", docx(made_docx.plain)), folder, parser)
    read = folder / added.report_id / READ
    text = read.read_text()
    assert '["heading", 0, 21,' in text
    read.write_text(text.replace('["heading", 0, 21,', '["heading", 0, 999999,'))
    report = load_library(folder).report(added.report_id)
    assert report.blocks[0].end == 21


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path, parser: Parser) -> None:
    (tmp_path / "reports").write_text("a file where the folder should be")
    with pytest.raises(ReportError, match=r"^a\.txt was not added: .* cannot be written to"):
        add_file(_file(tmp_path, "a.txt", FIRST.encode()), tmp_path / "reports", parser)


def test_the_commands_say_what_was_done(tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = _file(tmp_path, "god.pdf", pdf(made_pdf.one_scanned))
    bad = _file(tmp_path, "tom.pdf", b"")
    assert main(["--reports", str(folder), "add", str(good), str(bad)]) == 1
    out, err = capsys.readouterr()
    assert "god.pdf added as 1-innledning-" in out
    assert "PDF, 3 pages, 2 headings, 0 tables, 2 passages" in out
    assert "not read, since scanned (pictures of text): text page 2" in out
    assert f"with REGIONSVAR_REPORTS={folder}: python -m index build" in out
    assert err.strip().endswith("tom.pdf is empty; a report's text belongs in it.")
    report_id = load_library(folder).reports[0].id
    assert main(["--reports", str(folder), "check"]) == 0
    assert "about.toml is a proposal" in capsys.readouterr().out
    assert main(["--reports", str(folder), "show", report_id, "3"]) == 0
    assert NB[2] in capsys.readouterr().out
    assert main(["--reports", str(folder), "remove", report_id]) == 0
    assert main(["--reports", str(folder), "check"]) == 1
    assert "There is no report in" in capsys.readouterr().err


ADDING = """
import sys
from pathlib import Path
from corpus.adding import add_file, remove_report
from corpus.formats.process import Parser
folder, first, second, other = map(Path, sys.argv[1:])
with Parser() as parser:
    print("ready", flush=True)
    while True:
        for path in (second, first):
            add_file(path, folder, parser)
        added = add_file(other, folder, parser)
        remove_report(added.report_id, folder)
"""


def test_killed_at_any_moment_no_report_is_lost(tmp_path: Path, folder: Path, parser: Parser) -> None:
    """`REGIONSVAR_KILLS=100` kills that often."""
    first, second = tmp_path / "en" / "rapport.txt", tmp_path / "to" / "rapport.txt"
    for path, text in ((first, FIRST), (second, SECOND)):
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    other = _file(tmp_path, "annen.docx", docx(made_docx.plain))
    report_id = add_file(first, folder, parser).report_id
    chance = random.Random(4711)  # noqa: S311 - when to kill, no secret
    for _ in range(KILLS):
        command = [sys.executable, "-c", ADDING, *map(str, (folder, first, second, other))]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:  # noqa: S603 - our own command
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            time.sleep(chance.uniform(0, 1.0))
            process.send_signal(signal.SIGKILL)
        library = load_library(folder)
        assert library.problems == ()
        text = library.report(report_id).text
        assert text in (FIRST, SECOND)
        assert {r.id for r in library.reports} <= {report_id, "levande-bygder-i-sogn-sluttrapport-2021"}
    assert add_file(second, folder, parser).report_id == report_id
    assert [p.name for p in folder.iterdir() if p.name.startswith((".new", ".gone"))] == []
