"""The components of the reader and the library: sections, pages, cards."""

from collections.abc import Callable
from typing import Any

from app.page_widgets import component, show


def show_tree(data: dict[str, Any], key: str, on_go: Callable[[int], None]) -> None:
    """Draw a report's sections; `on_go` is called with the offset of the heading pressed."""
    show("tree", data, key, {"go": lambda offset: on_go(int(offset))})


def show_pane(data: dict[str, Any], key: str, on_act: Callable[[str, Any], None]) -> None:
    """Draw a report's pages; `on_act` is called with what was done there and its value."""
    show("pane", data, key, {"act": lambda act: on_act(str(act["what"]), act["value"])})


def show_cards(data: dict[str, Any], key: str) -> dict[str, str]:
    """Draw the reports as cards; return "what" was pressed, of which "report", and where it leads "to", if any."""
    pressed: dict[str, str] | None = component("cards")(data=data, key=key, on_go_change=lambda: None).go
    return pressed or {}


def show_told(rows: list[dict[str, str]], key: str) -> None:
    """Draw what was recognised in a file, a row a name and a value."""
    show("told", {"rows": rows}, key, {})
