"""Who gets in, and what they may do there: streamlit's own login against a real OpenID provider on this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.settings import DATA_VARIABLE
from app.wording import say
from index.search import Searcher
from index.settings import INDEX_VARIABLE, Settings
from tests.extras import skip_without
from tests.oidc_provider import provider
from tests.serving import HERE, PATIENCE, Opener, Visit, free_port, served

try:
    from playwright.sync_api import expect
except ImportError:
    skip_without("playwright")

pytestmark = [pytest.mark.browser, pytest.mark.heavy]

expect.set_options(timeout=PATIENCE)
USERS: dict[str, dict[str, object]] = {
    "kari": {"groups": ["red", "les"]},
    "ola": {"groups": ["les"]},
    "per": {"groups": ["andre"]},
    "eva": {},
}
SECRETS = """
[auth]
redirect_uri = "http://{here}:{port}/oauth2callback"
cookie_secret = "of-no-account-in-a-test-but-long-enough-to-sign"
client_id = "regionsvar"
client_secret = "of-no-account-either"
server_metadata_url = "http://{here}:{provider}/.well-known/openid-configuration"

[roles]
claim = "groups"
editor = ["red"]
reader = ["les"]
"""


@pytest.fixture(scope="module")
def address(
    searcher: Searcher, settings: Settings, data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a server with a login, over the index that `searcher` was built with."""
    del searcher
    folder, port = tmp_path_factory.mktemp("login"), free_port()
    environment = {INDEX_VARIABLE: str(settings.saved), DATA_VARIABLE: str(data)}
    with provider({sub: {"name": sub.title(), **claims} for sub, claims in USERS.items()}) as at:
        secrets = folder / "secrets.toml"
        secrets.write_text(SECRETS.format(here=HERE, port=port, provider=at), encoding="utf-8")
        with served(environment, folder, f"--secrets.files={secrets}", port=port) as where:
            yield where


def log_in(opened: Visit, name: str) -> None:
    opened.page.get_by_role("button", name=say("login", "nb"), exact=True).click()
    opened.page.get_by_role("button", name=name).click()


def test_nobody_gets_in_without_a_login(visit: Opener, address: str) -> None:
    page = visit().page
    for at in ("/?q=Hva+fungerte+i+Hallingdal", "/library"):
        page.goto(address + at)
        page.get_by_text(say("login.about", "nb")).wait_for()
        expect(page.locator(".card, #answer, #sheets, [data-testid=stChatInput], input[type=file]")).to_have_count(0)


def test_a_reader_reads_and_an_editor_edits(visit: Opener) -> None:
    adding, remove = say("adding", "nb"), f"{say('remove.act', 'nb')}:"
    opened = visit()
    log_in(opened, "ola")
    opened.ask("Hva fungerte i Hallingdal?")
    opened.page.get_by_text(say("login.as", "nb", name="Ola", role=say("login.role.reader", "nb"))).wait_for()
    opened.page.get_by_role("link", name=say("library", "nb"), exact=True).click()
    opened.page.locator(".card").first.wait_for()
    opened.rest()
    expect(opened.page.get_by_text(adding)).to_have_count(0)
    expect(opened.page.get_by_role("button", name=remove)).to_have_count(0)
    opened.page.get_by_role("button", name=say("login.out", "nb")).click()
    opened.page.get_by_role("button", name="End session").click()  # the provider's own page
    opened.page.get_by_text(say("login.about", "nb")).wait_for()
    log_in(opened, "kari")
    opened.page.get_by_role("link", name=say("library", "nb"), exact=True).click()
    opened.page.get_by_text(adding).wait_for()
    expect(opened.page.get_by_role("button", name=remove)).to_have_count(5)
    opened.page.get_by_text(say("login.as", "nb", name="Kari", role=say("login.role.editor", "nb"))).wait_for()
    opened.page.get_by_role("link", name=say("chat", "nb"), exact=True).click()
    opened.page.get_by_placeholder(say("ask", "nb")).wait_for()
    opened.rest()
    expect(opened.page.locator("#conversations li")).to_have_count(0)  # what Ola asked is Ola's


def test_who_has_no_role_gets_a_sentence(visit: Opener) -> None:
    opened = visit()
    log_in(opened, "per")
    opened.page.get_by_text(say("login.nobody", "nb", name="Per")).wait_for()
    expect(opened.page.locator("[data-testid=stChatInput]")).to_have_count(0)
