"""Take out of a text the characters that nobody sees: controls, direction marks, fillers."""

import re
import unicodedata

KEPT = "\t\n\f"
KEPT_RAW = KEPT + "\r"
# Left over by fonts without a table of their letters, or made by the reading library for a hyphen at a line's end
HYPHENS = dict.fromkeys(map(ord, "\x02\ufffe\u2010\u2011"), "-")
SPACES = dict.fromkeys(
    map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"), " "
)
LIGATURES = {ord(c): unicodedata.normalize("NFKC", c) for c in "ﬀﬁﬂﬃﬄﬅﬆ"}
BULLETS = dict.fromkeys(map(ord, "\uf0b7\uf0d8\uf0a7\uf02d\u25cf\u25aa\u25e6\u2023\u2043\u2219\u25a0\u25a1"), "•")
NEW_LINES = re.compile(r"\r\n?|[\x0b\x85\u2028\u2029]")
SOFT_HYPHEN = "\u00ad"


def clean(text: str) -> str:
    """Return the text with one kind of line break, space and hyphen, and without what nobody sees.

    Letters come composed (å is one character), ligatures as their letters. Direction marks are taken
    out, so that text cannot be shown in another order than it is read.
    """
    if text.isascii() and text.isprintable():
        return text
    text = NEW_LINES.sub("\n", text).translate(HYPHENS | SPACES | LIGATURES | BULLETS)
    text = text.replace(SOFT_HYPHEN + "\n", "-\n")
    return "".join(c for c in unicodedata.normalize("NFC", text) if c in KEPT or _seen(c))


def drop_unseen(text: str) -> str:
    """Return the text as it is, but for what nobody sees; signs private to a font are kept."""
    text = text.replace("\u00ad\n", "-\n")
    return "".join(c for c in text if c in KEPT_RAW or _seen(c) or unicodedata.category(c) == "Co")


def _seen(character: str) -> bool:
    """Tell whether a character is no control, format, surrogate, private or unassigned one."""
    return character.isprintable() or unicodedata.category(character) == "Zs"
