"""Text that any file can hold, and names that any system can."""

import re
import unicodedata

# What steers a text's direction, or is not seen at all; joiners stay, since emoji and some scripts need them.
UNSEEN = re.compile(
    "[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)
CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
LONGEST_SLUG = 60
LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ß": "ss", "đ": "d", "ł": "l"})  # no mark to take off


def clean(text: str) -> str:
    """Return a text on one line without control characters, unseen ones and halves of pairs.

    A report's words come through unchanged but for line breaks and runs of spaces.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " ".join(CONTROL.sub("", UNSEEN.sub("", whole)).split())


def cut(text: str, most: int) -> str:
    """Return a text of at most `most` characters, and "…" where it goes on."""
    return text if len(text) <= most else f"{text[:most].rstrip()} …"


def slug(text: str) -> str:
    """Return a text as small letters, digits and hyphens of ASCII; "svar" where none are left."""
    plain = unicodedata.normalize("NFKD", clean(text).lower().translate(LETTERS)).encode("ascii", "ignore").decode()
    words, kept = re.findall(r"[a-z0-9]+", plain), ""
    for word in words:
        if len(kept) + len(word) >= LONGEST_SLUG:
            break
        kept = f"{kept}-{word}" if kept else word
    return kept or (words[0][:LONGEST_SLUG] if words else "svar")
