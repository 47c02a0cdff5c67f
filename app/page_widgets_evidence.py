"""The components of the page "what worked where": legend, matrix, findings."""

from collections.abc import Callable
from typing import Any

from app.page_widgets import show


def show_legend(data: dict[str, Any]) -> None:
    """Draw what the marks of the matrix mean."""
    show("legend", data, "legend", {})


def show_matrix(data: dict[str, Any], on_choose: Callable[[str, str], None]) -> None:
    """Draw the matrix as a table; `on_choose` is called with the row and the column pressed, or an empty column."""
    show("matrix", data, "matrix", {"choose": lambda pair: on_choose(str(pair[0]), str(pair[1]))})


def show_findings(data: dict[str, Any], on_ask: Callable[[str], None], on_open: Callable[[str], None]) -> None:
    """Draw findings; `on_ask` is called with a finding's id or "chosen", `on_open` with the address of its quote."""
    show("findings", data, "findings", {"ask": lambda one: on_ask(str(one)), "open": lambda to: on_open(str(to))})
