"""Tell whether a text holds a quote, and whether an answer says a fact."""

import re
import unicodedata
from collections.abc import Sequence

WORD = re.compile(r"[^\W_]+")
GRAM = 3  # words
HELD = 0.8  # share of a quote's word 3-grams that must stand in a text that holds it


def tokens(text: str) -> list[str]:
    """Return the words of a text, lower case, whatever stands between them."""
    return WORD.findall(unicodedata.normalize("NFC", text).lower())


def share_held(text: str, quote: str) -> float:
    """Return the share of the quote's word 3-grams that stand in `text` (0 to 1; 0 for an empty quote)."""
    wanted = _grams(tokens(quote))
    return len(wanted & _grams(tokens(text))) / len(wanted) if wanted else 0.0


def holds(text: str, quote: str) -> bool:
    """Tell whether `text` holds the quote, or nearly all of it."""
    return share_held(text, quote) >= HELD


def _grams(words: Sequence[str]) -> set[tuple[str, ...]]:
    size = min(GRAM, len(words))
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)} if size else set()


def says(answer: str, forms: Sequence[str]) -> bool:
    """Tell whether an answer says a fact in one of its accepted forms.

    A figure counts only as a whole number ("8" not in "18"); other forms count inside longer words too
    ("tillit" in "tilliten").
    """
    text = _plain(answer)
    for form in forms:
        wanted = _plain(form)
        edge = r"(?<![\d.,])" if wanted[:1].isdigit() else ""
        close = r"(?![\d]|[.,]\d)" if wanted[-1:].isdigit() else ""
        if wanted and re.search(edge + re.escape(wanted) + close, text):
            return True
    return False


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text).lower().replace("\u00a0", " ").replace("–", "-").replace("’", "'")
    return re.sub(r"\s+", " ", re.sub(r"(?<=\d) (?=\d{3}\b)", "", text)).strip()
