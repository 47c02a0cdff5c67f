"""What axe finds on a page in a browser that a person with a screen reader or a keyboard would stumble over."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]  # WCAG 2.1 AA
PAUSE = 1000.0  # milliseconds between two looks


def violations(page: Page, looks: int = 4) -> list[str]:
    """Return what axe finds wrong on the page, a line each: the rule, and the element.

    What fades in is too pale for a moment, so a page with faults is looked at again, `looks` times in all.
    """
    lines: list[str] = []
    for _ in range(looks):
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        lines = [
            f"{rule['id']} ({rule['impact']}): {node['html'][:200]}"
            for rule in found
            for node in rule["nodes"]
            if not (rule["id"] == "button-name" and _is_named(page, node))
        ]
        if not lines:
            break
        page.wait_for_timeout(PAUSE)
    return lines


def _is_named(page: Page, node: dict[str, Any]) -> bool:
    """Tell whether the browser itself has a name for a button: axe leaves out what CSS `content` says, browsers do not.

    See axe-core's issue 3767, "Include CSS content in accessibleText".
    """
    return page.locator(node["target"][-1]).aria_snapshot().startswith('- button "')
