"""A question that asks two things at once: "how many joined, and why did some leave?"."""

import re

from app.answering.noted import telling

# A word that asks, after one that joins: before it stands the first question, from it on the second
SECOND = re.compile(
    r"(?:\s*[,;–-])?\s+(?:og|and|samt|men|but)\s+(?:(?:så|i så fall|if so|also|også|eventuelt)\s+)?"
    r"(?=(?:hva|hvem|hvor\w*|hvilke\w*|hvordan|når|kva|kven|kor\w*|kvifor|kvar|who|whom|whose|when|why|how|what|which|"
    r"where)\b)",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"\b(?:hva|hvem|hvor\w*|hvilke\w*|hvordan|når|kva|kven|kor\w*|kvifor|kvar|who|whom|whose|when|why|how|what|which|where)\b",
    re.IGNORECASE,
)


def parts(question: str) -> tuple[str, ...]:
    """Return the two questions that are asked at once, or none where there is but one.

    >>> parts("Hvem eide programmet, og hvor mye kostet det?")
    ('Hvem eide programmet?', 'hvor mye kostet det?')
    >>> parts("Hvor og når begynte det?")
    ()
    """
    found = SECOND.search(question)
    if not found:
        return ()
    first, second = question[: found.start()].rstrip(" ,;"), question[found.end() :]
    if not telling(first) or not ASKS.search(first):
        return ()
    return (f"{first}?", second)
