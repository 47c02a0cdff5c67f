"""What is drawn of a page as it is printed, as plain data: its picture, and the boxes of the words that are lit."""

import base64
from collections.abc import Callable, Sequence
from typing import Any

from app.faults import fault_text
from app.reader.pictures import Drawn, Stretch
from app.wording import page_label, say
from corpus.errors import ReportError
from corpus.formats.boxes import Picture, QuoteBox
from corpus.records import Language, Report

FORMS = ("text", "printed")  # how a report's pages can be shown
MOST_MARKS = 60  # stretches lit on one page: more than that is a search for a word as common as "og"

Mark = tuple[int, int, str]  # offsets into `Report.text`, and what is lit there: "lit", "hit" or "now"
Draw = Callable[[int, Sequence[Stretch]], Drawn | ReportError]  # a page's number, and the stretches to box


def form_data(shown: Language, *, printed: bool) -> dict[str, Any]:
    """Return the choice between a page's text and its picture, and what is chosen."""
    return {
        "label": say("form", shown),
        "names": [[name, say(f"form.{name}", shown)] for name in FORMS],
        "chosen": FORMS[printed],
        "large": say("form.large", shown),
    }


def printed_data(draw: Draw, report: Report, number: int, marks: Sequence[Mark], shown: Language) -> dict[str, Any]:
    """Return a page's "picture", and in "told" a sentence where something of it is missing; else empty.

    Args:
        draw: what draws the report's pages.
        report: the report.
        number: of the text page.
        marks: what is lit; those that do not stand on the page are left out.
        shown: the language of the page.
    """
    page = report.page(number)
    here = [mark for mark in marks if mark[0] < page.end and page.start < mark[1]]
    here = sorted(here, key=lambda mark: mark[2] == "hit")[:MOST_MARKS]
    drawn = draw(number, [(start, end) for start, end, _ in here])
    if isinstance(drawn, ReportError):
        return {"told": say("printed.failed", shown, why=fault_text(drawn, shown, name=report.about.short))}
    boxes = [
        {**_shares(box, drawn.picture), "what": what}
        for (_, _, what), found in zip(here, drawn.boxes, strict=True)
        for box in found
    ]
    lit = [report.text[max(start, page.start) : min(end, page.end)] for start, end, what in here if what == "lit"]
    return {
        "picture": {
            "key": drawn.key,
            "png": base64.b64encode(drawn.picture.png).decode("ascii"),
            "width": drawn.picture.width,
            "height": drawn.picture.height,
            "alt": say("printed.alt", shown, page=page_label(report, number, shown), title=report.about.title),
            "boxes": boxes,
            "lit": [" ".join(text.split()) for text in lit],
        },
        "told": say("printed.nowhere", shown) if lit and not any(box["what"] == "lit" for box in boxes) else "",
    }


def _shares(box: QuoteBox, picture: Picture) -> dict[str, float]:
    """Return a box in hundredths of the picture's size, so that it stays over its words at any size."""
    return {
        "left": round(100 * box.left / picture.width, 3),
        "top": round(100 * box.top / picture.height, 3),
        "width": round(100 * (box.right - box.left) / picture.width, 3),
        "height": round(100 * (box.bottom - box.top) / picture.height, 3),
    }
