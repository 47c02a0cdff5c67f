"""What the form says becomes fields of about.toml, and the other way; what does not hold is one sentence."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.adding.batch import Sent
from app.adding.fields import LONGEST, MOST, faults_of, fields_of, options, values_of
from app.adding.told import state_text, told
from app.wording import say
from corpus.about import read_about
from corpus.adding import Added
from corpus.errors import ReportError
from corpus.formats.limits import LIMITS
from corpus.formats.parse import parse
from corpus.formats.process import no_progress
from corpus.library import ABOUT, FOLDER
from corpus.mending import mend_about
from corpus.propose import propose
from tests import made_docx
from tests.made_docx import docx

GOOD = {"title": "Om fjorden", "date": "2021-06", "kind": "evaluation", "language": "nb"}
HOMES = sorted(p for p in FOLDER.iterdir() if (p / ABOUT).is_file())


@pytest.mark.parametrize("home", HOMES, ids=lambda p: p.name)
def test_what_is_saved_as_it_stands_says_the_same(home: Path, tmp_path: Path) -> None:
    (tmp_path / ABOUT).write_bytes((home / ABOUT).read_bytes())
    about = read_about(home / ABOUT)
    values = values_of(about)
    assert faults_of(values, "nb") == []
    mend_about(tmp_path, fields_of(values))
    assert read_about(tmp_path / ABOUT) == about


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"title": "  \u200b "}, say("mend.fault.title", "nb")),
        ({"date": "16.06.2021"}, say("mend.fault.date", "nb", date="16.06.2021")),
        ({"date": "2021-13"}, say("mend.fault.date", "nb", date="2021-13")),
        ({"date": "2021-02-30"}, say("mend.fault.date", "nb", date="2021-02-30")),
        ({"date": "0000"}, say("mend.fault.date", "nb", date="0000")),
        ({"date": ""}, say("mend.fault.date", "nb", date="")),
        ({"period": "2021–2018"}, say("mend.fault.period", "nb", period="2021–2018")),
        ({"period": "lenge"}, say("mend.fault.period", "nb", period="lenge")),
        ({"source": "x" * (LONGEST + 1)}, say("mend.fault.long", "nb", name=say("mend.source", "nb"), most=LONGEST)),
        (
            {"regions": [f"R{n}" for n in range(MOST + 1)]},
            say("mend.fault.many", "nb", name=say("mend.regions", "nb"), most=MOST),
        ),
    ],
)
def test_a_bad_value_is_one_sentence(said: dict[str, str | list[str]], fault: str) -> None:
    assert faults_of({**GOOD, **said}, "nb") == [fault]


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        ({"period": "2018-2021"}, "period", [2018, 2021]),
        ({"period": "2018 – 2021"}, "period", [2018, 2021]),
        ({"period": "2018"}, "period", [2018, 2018]),
        ({"period": ""}, "period", None),
        ({"authors": "Kari Nes; ; Ola Li "}, "authors", ["Kari Nes", "Ola Li"]),
        ({"regions": ["Sogn", " Sogn\u202e", "", "Ny\nregion"]}, "regions", ["Sogn", "Ny region"]),
        ({"short": ""}, "short", "Om fjorden"),
        ({"evidence_nb": "12 intervjuer"}, "evidence", {"nb": "12 intervjuer", "en": ""}),
        ({}, "confirmed", True),
    ],
)
def test_what_is_said_becomes_a_field(said: dict[str, str | list[str]], field: str, value: object) -> None:
    assert faults_of({**GOOD, **said}, "nb") == []
    assert fields_of({**GOOD, **said})[field] == value


def test_places_of_the_gazetteer_can_be_chosen_after_those_chosen() -> None:
    assert options("regions", ["Min egen"])[0] == "Min egen"
    assert "Hallingdal" in options("regions", [])
    assert "Sogndal" in options("municipalities", [])
    assert "Innlandet" in options("counties", [])
    assert options("programmes", ["Vekst"]) == ["Vekst"]


def added(scanned: tuple[int, ...] = ()) -> Added:
    content = parse(docx(made_docx.plain), "a.docx", LIMITS, no_progress)
    content = replace(content, report=replace(content.report, scanned=scanned))
    return Added("a", "new", content, propose(content, "a.docx", datetime.now(UTC).year), about_written=True)


def test_what_was_recognised_is_told() -> None:
    rows = {row["name"]: row["value"] for row in told(added(), "nb")}
    assert rows == {
        "Tittel": "Levande bygder i Sogn: sluttrapport",
        "År": "2021",
        "Språk": "nynorsk",
        "Regioner": "Sogn",
        "Lest": "2 sider, 5 overskrifter og 0 tabeller",
    }


@pytest.mark.parametrize(
    ("before", "about_written", "value"),
    [
        ("", True, None),
        ("Levande bygder i Sogn: sluttrapport", False, "Levande bygder i Sogn: sluttrapport"),
        ("Bygder", True, "Bygder"),
        ("Bygder\u202e\n2", False, say("told.before.stays", "nb", title="Bygder 2")),
    ],
)
def test_the_report_that_was_replaced_is_named(before: str, about_written: bool, value: str | None) -> None:
    one = replace(added(), before=before, about_written=about_written)
    assert {row["name"]: row["value"] for row in told(one, "nb")}.get("Erstatter") == value


def test_scanned_pages_are_told_and_counted() -> None:
    last = told(added(tuple(range(1, 15))), "en")[-1]
    assert last["name"] == "Not read"
    assert "text page 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 2 more" in last["value"]


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (Sent("a.pdf"), say("adding.state.waiting", "nb")),
        (Sent("a.pdf", "reading"), say("adding.state.reading", "nb")),
        (Sent("a.pdf", "reading", "pages", 0.3), say("adding.stage.pages", "nb")),
        (Sent("a.pdf", "reading", "another stage"), say("adding.state.reading", "nb")),
        (Sent("a.pdf", "failed", fault=ReportError("a.pdf is odd.")), "a.pdf is odd."),
        (
            Sent("a.pdf", "failed", fault=ReportError("a.pdf is empty.", "empty", name="a.pdf")),
            "a.pdf er tom. Teksten til rapporten skal ligge i filen.",
        ),
        (Sent("a.pdf", "stopped"), say("adding.state.stopped", "nb")),
    ],
)
def test_how_far_a_file_has_come_is_told(one: Sent, text: str) -> None:
    assert state_text(one, "nb") == text
