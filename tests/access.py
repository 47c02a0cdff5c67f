"""What axe finds on a page in a browser that a person with a screen reader or a keyboard would stumble over."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]  # WCAG 2.1 AA


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong on the page as it stands, a line each: the rule, and the element."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [f"{rule['id']} ({rule['impact']}): {node['html'][:200]}" for rule in found for node in rule["nodes"]]
