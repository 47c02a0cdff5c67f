"""The parts of a question: two things asked at once, or a statement and what is asked of it."""

import re

from app.answering.noted import telling

ASKING = (
    r"\b(?:hva|hvem|hvor\w*|hvilke\w*|hvordan|når|kva|kven|kor\w*|kvifor|kvar|"
    r"who|whom|whose|when|why|how|what|which|where)\b"
)
ASKS = re.compile(ASKING, re.IGNORECASE)
LEAST = 2  # telling words of what asks: with fewer, what it asks of is told before
VERB = r"\b(?:er|var|ble|blei|vart|har|hadde|fikk|fekk|kan|kunne|is|are|was|were|did|does|do|has|have|had|can|could)\b"
JOIN = r"(?:og|and|samt|men|but)\s+(?:(?:så|i så fall|if so|also|også|eventuelt)\s+)?"
# Where the first question ends: before a word that asks and one that joins, before a verb after a comma and one that
# joins ("…, og ble svarene …?"; without a comma it has the same subject), or at its own question mark
SECOND = re.compile(
    rf"(?:\s*[,;–-])?\s+{JOIN}(?={ASKING})|\s*[,;–-]\s+{JOIN}(?={VERB})|\?\s+(?:{JOIN})?(?=.*(?:{ASKING}|\?))",
    re.IGNORECASE,
)


# Where a statement may end and a question begin
STATED = re.compile(
    rf"(?<=[.!?])\s+|\s+[–-]\s+|:\s+|,?\s+(?=(?:men|but)\b)|,\s+(?={ASKING})",
    re.IGNORECASE,
)


def asking(question: str) -> str:
    """Return what of a question asks, beside what it states; all of it where no such part can be told.

    >>> asking("They say that they improve anyway - but what stands in the way of it?")
    'but what stands in the way of it?'
    """
    pieces = [piece for piece in STATED.split(question) if piece.strip()]
    asks = [piece for piece in pieces if ASKS.search(piece) or piece.rstrip().endswith("?")]
    text = " ".join(asks)
    return text if len(telling(text)) >= LEAST else question


def parts(question: str, *, goes_on: bool = False) -> tuple[str, ...]:
    """Return the two questions that are asked at once, or none where there is but one.

    Where it `goes_on` from another question, that one may say what the first is about.

    >>> parts("Hvem eide programmet, og hvor mye kostet det?")
    ('Hvem eide programmet?', 'hvor mye kostet det?')
    >>> parts("Hvor og når begynte det?")
    ()
    """
    found = SECOND.search(question)
    if not found:
        return ()
    first, second = question[: found.start()].rstrip(" ,;"), question[found.end() :]
    whole = telling(first) or (goes_on and len(first.split()) > 1)
    if not whole or not (ASKS.search(first) or found[0].lstrip().startswith("?")):
        return ()
    return (f"{first}?", second)
