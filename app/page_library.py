"""The library's page: the reports as cards; for editors what brings them in, mends and removes them. Wiring only."""

from typing import TYPE_CHECKING

from app import page_adding, page_cards, page_frame, page_mend, page_news, page_remove, page_state, page_way
from app.page_person import person
from app.session import Session
from app.wording import say
from corpus.records import Filters

if TYPE_CHECKING:
    from app.assistant import Assistant


def draw() -> None:
    """Draw the whole page."""
    state, assistant, edits = page_state.session(), page_frame.assistant(), person().edits
    language = state.language
    name = say("library", language)
    if assistant is None:
        page_frame.draw_waiting(name, state)
        if edits and page_state.loader().ready:  # with no report there is nothing to open: this is where they come from
            page_news.draw_news(page_state.intake(), language)
            page_adding.draw(page_state.intake(), language)
        return
    page_frame.begin(name, name, say("library.about", language, count=len(assistant.reports)), state)
    page_frame.language_choice(state)
    if edits:
        page_news.draw_news(page_state.intake(), language)
        page_adding.draw(page_state.intake(), language)
    pressed = page_cards.draw_cards(assistant, state, edits=edits)
    if pressed:
        _follow(pressed, assistant, state)
    if edits:
        page_remove.draw_over({"mend": page_mend.draw_over, "remove": page_remove.draw_question}, language)


def _follow(pressed: dict[str, str], assistant: "Assistant", state: Session) -> None:
    """Do what was pressed on a card."""
    report = assistant.reports.get(pressed["report"])
    if report is not None and pressed["what"] in ("mend", "remove"):
        page_remove.lay_over(pressed["what"], report.id, report.about.short)
    elif report is not None and pressed["what"] == "ask":
        state.filters = Filters(reports=(report.id,))
        page_state.forget_filters()
        page_way.go("./")
    elif pressed["to"]:
        page_way.go(pressed["to"])
