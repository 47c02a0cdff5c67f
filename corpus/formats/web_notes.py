"""Notes in HTML: which elements are one, and which are the mark of one."""

import re

from lxml.etree import _Element as Element

NOTE = re.compile(r"(?:^|[\s_-])(?:foot|end|fot|slutt)note", re.IGNORECASE)
NOTE_ID = re.compile(r"^(?:user-content-)?(?:fn|ftn|footnote|fotnote|_ftn|endnote)[\w:.-]*$", re.IGNORECASE)
NOTE_MARK = re.compile(r"^\[?(?:\d{1,3}|[*†‡])\]?$")


def is_mark(element: Element) -> bool:
    """Tell whether an element is the mark of a note: a short link to one."""
    if element.tag not in ("sup", "a"):
        return False
    link = element if element.tag == "a" else element.find(".//a")
    target = link.get("href", "") if link is not None else ""
    text = "".join(element.itertext()).strip()
    return target.startswith("#") and bool(NOTE_ID.match(target[1:])) and bool(NOTE_MARK.match(text))


def is_note(element: Element) -> bool:
    """Tell whether an element is a note, or holds all of them."""
    named = f"{element.get('class', '')} {element.get('role', '')} {element.get('epub:type', '')}"
    whole = element.tag in ("section", "aside", "div", "ol", "li", "p")
    return whole and bool(
        NOTE.search(named) or (NOTE_ID.match(element.get("id", "")) and element.tag in ("li", "p", "aside"))
    )
