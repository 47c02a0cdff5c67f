"""A report's whole way in Chromium: sent, read, mended, confirmed, asked about, removed."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.settings import DATA_VARIABLE
from app.wording import say
from corpus.about import read_about
from corpus.library import ABOUT, FOLDER, REPORTS_VARIABLE
from index.refresh import refresh
from index.settings import INDEX_VARIABLE, Settings
from tests import made_pdf
from tests.extras import skip_without
from tests.made_pdf import pdf
from tests.serving import PATIENCE, Opener, Visit, served

try:
    from playwright.sync_api import FilePayload, Locator, expect

    from tests.access import violations
except ImportError:
    skip_without("playwright", "axe_playwright_python")

pytestmark = pytest.mark.browser

LOFT, NAME = "innovasjonsloft-hallingdal-2020", "vekst-i-valdres-sluttevaluering-2021"
TITLE, MENDED = "Vekst i Valdres: sluttevaluering", "Vekst i Valdres, slik det gikk"
QUESTION, ANSWER = "Når ble programmet Vekst i Valdres etablert?", "ble etablert i 2017"
CHOOSER = f'''
- /children: equal
- region "{say("adding.files", "nb")}":
  - /children: equal
  - button "{say("adding.choose", "nb")}"
'''  # nothing of streamlit's own English
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def reports_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own") / "reports"
    shutil.copytree(FOLDER / LOFT, folder / LOFT)
    return folder


def ids(folder: Path) -> list[str]:
    return [p.name for p in folder.iterdir() if not p.name.startswith(".")]


@pytest.fixture(scope="module")
def address(reports_folder: Path, data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over a report folder of its own."""
    own = Settings(reports=reports_folder, saved=tmp_path_factory.mktemp("saved"))
    refresh(own)
    environment = {
        REPORTS_VARIABLE: str(own.reports),
        INDEX_VARIABLE: str(own.saved),
        DATA_VARIABLE: str(data),
        "TMPDIR": str(tmp_path_factory.mktemp("temporary")),
    }
    with served(environment, tmp_path_factory.mktemp("server")) as where:
        yield where
    assert list(Path(environment["TMPDIR"]).iterdir()) == []  # nothing of what was sent is left


def file(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def test_a_report_is_added_confirmed_asked_about_and_removed(visit: Opener, reports_folder: Path) -> None:
    opened = visit(at="/library")
    page = opened.page
    page.get_by_text(say("adding", "nb")).click()
    expect(page.get_by_test_id("stFileUploader")).to_match_aria_snapshot(CHOOSER)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=say("adding.choose", "nb"), exact=True).press("Enter")
    chooser.value.set_files(
        [file("../![x](http://example.org/x.png).pdf", pdf(made_pdf.plain)), file("<b>tom.pdf", b"")]
    )
    expect(page.locator("[data-testid=stFileChip], [data-testid=stFileUploaderFile]")).to_have_count(2)
    page.get_by_role("button", name=say("adding.begin", "nb")).click()
    page.get_by_role("progressbar").first.wait_for()
    page.get_by_text(say("fault.empty", "nb", name="<b>tom.pdf")).wait_for()
    expect(page.locator("#told dd").first).to_have_text(TITLE)
    expect(page.locator("#told")).to_contain_text("5 sider, 9 overskrifter og 0 tabeller")

    page.get_by_label(say("mend.title", "nb"), exact=True).fill(MENDED)
    when = page.get_by_label(say("mend.date", "nb"))
    when.fill("i fjor")
    page.get_by_role("button", name=say("mend.save", "nb")).click()
    page.get_by_text(say("mend.fault.date", "nb", date="i fjor")).wait_for()
    expect(page.get_by_label(say("mend.title", "nb"), exact=True)).to_have_value(MENDED)
    when.fill("2021-07")
    page.get_by_role("button", name=say("mend.save", "nb")).click()
    page.get_by_text(say("mend.saved", "nb", name=MENDED)).wait_for()
    about = read_about(reports_folder / NAME / ABOUT)
    assert (about.title, about.date, about.confirmed) == (MENDED, "2021-07", True)
    assert (about.regions, about.programmes) == (("Valdres",), ("Vekst i Valdres",))

    card = page.locator(f"[data-report='{NAME}']")
    expect(card.locator("h2")).to_have_text(MENDED)
    expect(card).not_to_contain_text(say("health.unconfirmed", "nb"))
    page.get_by_role("link", name=say("chat", "nb"), exact=True).click()
    turn = opened.ask(QUESTION)
    expect(turn.locator(".body")).to_contain_text(ANSWER)
    see_as_printed(opened, turn)

    page.get_by_role("link", name=say("library", "nb"), exact=True).click()
    card.get_by_role("button", name=re.compile(f"^{say('remove.act', 'nb')}:")).click()
    page.get_by_role("button", name=say("remove.sure", "nb")).click()
    page.get_by_text(say("remove.done", "nb", name=TITLE)).wait_for()
    expect(card).to_have_count(0)
    assert ids(reports_folder) == [LOFT]
    page.get_by_role("button", name=say("adding.put-away", "nb")).click()


def see_as_printed(opened: Visit, turn: "Locator") -> None:
    """Open the first source, and see its page as it is printed, with the quote's boxes on it."""
    page = opened.page
    turn.locator("button.cite").first.click()
    pane = page.locator("#page")
    expect(pane.locator("mark").first).to_be_in_viewport()
    pane.get_by_role("button", name=say("form.printed", "nb")).click()
    picture, box = pane.get_by_role("img"), pane.locator(".box.lit").first
    expect(box).to_be_in_viewport(ratio=1)
    expect(picture).to_be_in_viewport()
    expect(picture).to_have_attribute("alt", say("printed.alt", "nb", page="tekstside 2", title=MENDED))
    assert picture.evaluate("image => image.complete && image.naturalWidth > image.clientWidth")
    expect(pane.locator("blockquote")).to_contain_text(ANSWER)
    for larger in (False, True):
        if larger:
            pane.get_by_role("button", name=say("form.large", "nb")).click()
        expect(box).to_be_in_viewport()
        (around, inside) = (place.bounding_box() for place in (picture, box))
        assert around is not None
        assert inside is not None
        assert around["x"] < inside["x"] < inside["x"] + inside["width"] < around["x"] + around["width"]
        assert (inside["x"] - around["x"]) / around["width"] == pytest.approx(72 / 595, abs=0.01)  # where it was drawn
    assert violations(page) == []
    pane.get_by_role("button", name=say("form.text", "nb")).focus()
    page.keyboard.press("Enter")
    expect(pane.locator("mark").first).to_be_in_viewport()
    expect(pane.get_by_role("button", name=say("form.text", "nb"))).to_be_focused()


@pytest.mark.heavy
def test_what_is_cancelled_is_not_added_and_a_telephone_shows_all(visit: Opener, reports_folder: Path) -> None:
    opened = visit("en", 390, at="/library")
    page = opened.page
    page.get_by_text(say("adding", "en")).click()
    many = "\n\n".join(f"{number}. Avsnitt om fjorden og ferja som gikk der." for number in range(60_000))
    page.locator("input[type=file]").set_input_files([file("stor.md", many.encode())])
    expect(page.locator("[data-testid=stFileChip], [data-testid=stFileUploaderFile]")).to_have_count(1)
    page.get_by_role("button", name=say("adding.begin", "en")).click()
    page.get_by_role("button", name=say("adding.stop", "en")).click()
    page.get_by_text(f"stor.md · {say('adding.state.stopped', 'en')}").wait_for()
    assert opened.width() == 390
    assert violations(page) == []
    page.get_by_role("button", name=say("adding.put-away", "en")).click()
    expect(page.get_by_text("stor.md")).to_have_count(0)
    assert ids(reports_folder) == [LOFT]


@pytest.mark.heavy
def test_what_is_being_written_stays_when_the_index_has_come_along(visit: Opener, reports_folder: Path) -> None:
    opened = visit(at="/library")
    page = opened.page
    page.get_by_text(say("adding", "nb")).click()
    page.locator("input[type=file]").set_input_files([file("en.pdf", pdf(made_pdf.plain))])
    expect(page.locator("[data-testid=stFileChip], [data-testid=stFileUploaderFile]")).to_have_count(1)
    page.get_by_role("button", name=say("adding.begin", "nb")).click()
    page.get_by_role("button", name=say("adding.put-away", "nb")).wait_for()
    page.locator(f"[data-report='{LOFT}']").get_by_role("button", name=re.compile(say("mend.act", "nb"))).click()
    title = page.get_by_role("dialog").get_by_label(say("mend.title", "nb"), exact=True)
    assert violations(page) == []
    title.fill("Under arbeid")
    expect(page.get_by_role("progressbar", include_hidden=True)).to_have_count(0)
    expect(title).to_have_value("Under arbeid")
    page.keyboard.press("Escape")
    card = page.locator(f"[data-report='{NAME}']")
    card.get_by_role("button", name=re.compile(f"^{say('remove.act', 'nb')}:")).click()
    page.get_by_role("button", name=say("remove.sure", "nb")).click()
    expect(card).to_have_count(0)
    page.get_by_role("button", name=say("adding.put-away", "nb")).click()
    expect(page.get_by_role("button", name=say("adding.put-away", "nb"))).to_have_count(0)
    assert ids(reports_folder) == [LOFT]
