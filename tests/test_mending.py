"""A mended about.toml says what the person said, and keeps the rest; a bad value changes nothing."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.about import read_about
from corpus.errors import ReportError
from corpus.library import ABOUT, FOLDER
from corpus.mending import Value, as_toml, mend_about
from corpus.sources import checksum

FJORD = "fjord-2019"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
PLAIN = TEXTS | st.booleans() | st.integers(-(2**63), 2**63 - 1)
DATA = st.dictionaries(TEXTS, PLAIN | st.lists(PLAIN, max_size=4) | st.dictionaries(TEXTS, st.lists(TEXTS), max_size=3))


@given(DATA)
def test_what_is_written_is_what_is_read(data: dict[str, Any]) -> None:
    assert tomllib.loads(as_toml(data)) == data


@pytest.mark.parametrize("home", sorted(p for p in FOLDER.iterdir() if (p / ABOUT).is_file()), ids=lambda p: p.name)
def test_the_real_ones_come_through(home: Path) -> None:
    data = tomllib.loads((home / ABOUT).read_text(encoding="utf-8"))
    assert tomllib.loads(as_toml(data)) == data


def test_fields_that_are_not_named_stay(tiny: Path) -> None:
    path = tiny / FJORD / ABOUT
    path.write_text(
        path.read_text(encoding="utf-8")
        + 'confirmed = false\nperiod = [2018, 2019]\nfile = "a.pdf"\nmine = 1979-05-27\n[aliases]\nFjord = ["F"]\n',
        encoding="utf-8",
    )
    fields: dict[str, Value] = {"title": 'Om «"fjorden"»\n\\', "confirmed": True, "period": None}
    mend_about(tiny / FJORD, fields)
    about = read_about(path)
    assert (about.title, about.confirmed, about.period) == ('Om «"fjorden"»\n\\', True, None)
    assert (about.regions, about.aliases) == (("Fjord",), (("Fjord", ("F",)),))
    kept = tomllib.loads(path.read_text(encoding="utf-8"))
    assert (kept["file"], str(kept["mine"])) == ("a.pdf", "1979-05-27")


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"date": "i fjor"}, "date should be like 2020-06-16, 2020-06 or 2020, not 'i fjor'"),
        ({"kind": "rumour", "language": "de"}, "kind should be one of .*; language should be one of"),
        ({"title": None}, "title is missing"),
        ({"period": [2019]}, "period should be two years"),
    ],
)
def test_a_bad_value_changes_nothing(tiny: Path, fields: dict[str, Value], fault: str) -> None:
    path = tiny / FJORD / ABOUT
    before = path.read_bytes()
    with pytest.raises(ReportError, match=fault):
        mend_about(tiny / FJORD, fields)
    assert path.read_bytes() == before


def test_what_someone_else_changed_meanwhile_stands(tiny: Path) -> None:
    path = tiny / FJORD / ABOUT
    seen = checksum(path)
    mend_about(tiny / FJORD, {"title": "Først"}, seen)
    with pytest.raises(ReportError, match="changed by someone else meanwhile"):
        mend_about(tiny / FJORD, {"title": "Sist"}, seen)
    assert read_about(path).title == "Først"


def test_a_report_that_is_gone_is_one_sentence(tiny: Path) -> None:
    with pytest.raises(ReportError, match=r"about\.toml cannot be read"):
        mend_about(tiny / "nowhere", {"title": "A"})
