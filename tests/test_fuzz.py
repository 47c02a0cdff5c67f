"""Mutated files of every kind, and mutated about and notes files: no hang, no traceback, one sentence or a report.

`REGIONSVAR_FUZZ=2000 pytest tests/test_fuzz.py` tries that many of each; a quick run tries a few.
"""

import io
import os
import random
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.about import read_about
from corpus.check import check_notes
from corpus.errors import NoteError, ReportError
from corpus.formats.limits import LIMITS
from corpus.formats.process import BROKE_OFF, Parser
from corpus.library import FOLDER
from corpus.notes import read_notes
from corpus.records import Report
from tests.made_files import FILES

ASKED = int(os.environ.get("REGIONSVAR_FUZZ", "0"))
SOME = settings(
    max_examples=ASKED or 50,
    deadline=None,
    database=None,
    derandomize=not ASKED,  # a quick run tries the same files every time
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
KINDS = ("pdf", "docx", "html", "md", "txt")
MADE = {kind: [f for f in FILES if f.name.endswith(f".{kind}")] for kind in KINDS}
SECONDS = 60.0  # for a file that takes well under one, also on a busy machine: longer is a hang
PIECES = (
    b"\0",
    b"\xff" * 9,
    b"<" * 200,
    b"(" * 400,
    b"[[" * 300,
    b"/Kids",
    b"9" * 40,
    b"-1",
    b"<table><tr><td>",
    b"| a |\n",
    b"> " * 60,
    b"<w:p><w:r>",
    b"endobj",
    b"stream\n",
    "\u202e\ufeff".encode(),
    b"\x0c" * 20,
    b"%PDF-",
    b"PK\x03\x04",
)


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser(replace(LIMITS, seconds=SECONDS)) as started:
        yield started


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return `data` with some bytes changed, cut out, doubled or put in."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(out) + 1)
        length = chance.choice((1, 1, 2, 8, 64, 512))
        what = chance.randrange(5)
        if what == 0:
            out[at : at + length] = chance.randbytes(length)
        elif what == 1:
            del out[at : at + length]
        elif what == 2:
            out[at:at] = out[at : at + length] * chance.randint(1, 30)
        elif what == 3:
            out[at:at] = chance.choice(PIECES)
        elif chance.random() < 0.2:
            del out[at:]
    return bytes(out)


def mutated_within(data: bytes, chance: random.Random) -> bytes:
    """Return a packed file with the files within it mutated, so that its checksums still hold."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            part = old.read(item)
            hit = chance.random() < (0.6 if item.filename.startswith("word/") else 0.1)
            new.writestr(item.filename, _markup(part, chance) if hit else part)
    return out.getvalue()


def _markup(part: bytes, chance: random.Random) -> bytes:
    """Return markup with tags moved, doubled, renamed or dropped; it often stays well formed."""
    if chance.random() < 0.3:
        return mutated(part, chance)
    pieces = part.split(b"<w:")
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(pieces))
        what = chance.randrange(3)
        if what == 0:
            pieces[at] = chance.choice(pieces)
        elif what == 1:
            pieces[at] = pieces[at].replace(b'"1"', chance.choice((b'"-7"', b'"99999999999"', b'"x"', b'""')))
        else:
            pieces.insert(at, chance.choice(pieces))
    return b"<w:".join(pieces)


@pytest.mark.parametrize("kind", KINDS)
@SOME
@given(seed=st.integers(0, 2**32))
def test_a_mutated_file_is_read_or_refused_in_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, parser: Parser, kind: str, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - which files are tried, no secret
    data = chance.choice(MADE[kind]).make()
    packed = kind == "docx" and chance.random() < 0.8
    path = tmp_path_factory.getbasetemp() / f"mutated.{kind}"
    path.write_bytes(mutated_within(data, chance) if packed else mutated(data, chance))
    try:
        report = parser.read(path).report
    except ReportError as error:
        told = str(error)
        assert told.startswith("mutated.")
        assert "\n" not in told
        assert "seconds" not in told
        assert BROKE_OFF not in told
        return
    assert report.pages
    assert all(report.text[p.start : p.end] == p.text for p in report.pages)


@SOME
@given(seed=st.integers(0, 2**32))
def test_a_page_of_a_mutated_pdf_is_drawn_or_refused_in_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, parser: Parser, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - which files are tried, no secret
    path = tmp_path_factory.getbasetemp() / "mutated.pdf"
    path.write_bytes(mutated(chance.choice(MADE["pdf"]).make(), chance))
    page, text = chance.randint(1, 3), "".join(chance.choices("aeiou nrst 1", k=chance.randrange(300)))
    low, high = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
    try:
        png, width, height = parser.picture(path, page, 1.0)
        (boxes,) = parser.boxes(path, page, text, [(low, high)])
    except ReportError as error:
        told = str(error)
        assert told.startswith("mutated.pdf ")
        assert "\n" not in told
        assert "seconds" not in told
        assert BROKE_OFF not in told
        return
    assert png.startswith(b"\x89PNG")
    assert min(width, height) > 0
    assert all(len(box) == 4 for box in boxes)


VALUES = st.recursive(
    st.one_of(
        st.integers(), st.floats(), st.booleans(), st.text(max_size=20), st.dates(), st.just("2020"), st.just("worked")
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(min_size=1, max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
FIELDS = "title short authors publisher date kind evidence language regions programmes aliases period source confirmed"


def toml(value: object) -> str:
    """Return a value as TOML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(str(k))} = {toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(c):08x}" if not 0xD800 <= ord(c) < 0xE000 else "?" for c in value) + '"'
    return str(value)


@SOME
@given(fields=st.dictionaries(st.sampled_from(FIELDS.split()), VALUES), seed=st.integers(0, 2**32))
def test_any_about_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, fields: dict[str, object], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311
    real = (FOLDER / "sats-pa-hallingdal-2025" / "about.toml").read_bytes()
    path = tmp_path_factory.getbasetemp() / "about.toml"
    structured = "".join(f"{key} = {toml(value)}\n" for key, value in {"title": "T", "date": "2020", **fields}.items())
    for data in (structured.encode(), mutated(real, chance)):
        path.write_bytes(data)
        with suppress(ReportError):
            assert 0 <= read_about(path).year <= 9999


@SOME
@given(
    fields=st.dictionaries(st.sampled_from("page from to en nb questions findings".split()), VALUES),
    seed=st.integers(0, 2**32),
)
def test_any_notes_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, reports: dict[str, Report], fields: dict[str, object], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311
    report = reports["sats-pa-hallingdal-2025"]
    real = (FOLDER / report.id / "notes.toml").read_bytes()
    start = chance.randrange(len(real))
    note = {"page": 3, "from": "Sats", "to": "Hallingdal", "en": "It worked.", "nb": "Det virket.", **fields}
    structured = "[[note]]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in note.items())
    path = tmp_path_factory.getbasetemp() / "notes.toml"
    for data in (structured.encode(), mutated(real[start : start + 6_000], chance), mutated(real[:9_000], chance)):
        path.write_bytes(data)
        with suppress(NoteError):
            assert all(f.text for f in check_notes(report, read_notes(path, report)))


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 20_000, "x = 9" + "9" * 9_000, "date = 1979-99-99", "[[note]]\nto = 1e999"]
)
def test_toml_that_breaks_parsers_is_refused(tmp_path: Path, reports: dict[str, Report], text: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text)
    with pytest.raises(ReportError):
        read_about(path)
    with suppress(NoteError):
        assert read_notes(path, reports["sats-pa-hallingdal-2025"]).notes == []
