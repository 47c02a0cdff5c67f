"""What can be asked of anything, and what a text must hold to answer it: money, age, sex; and names in capitals."""

import re

# (in the question, in a text that answers it); both are tried on lower case
ASPECTS = (
    (
        r"\b(?:kroner|penger|pengar|kost(?:et|er|a)|betal\w*|omsatte|omsetning\w*|omsetnad\w*|overskudd\w*|lønn|tjener|"
        r"budsjett\w*|money|nok|paid|pay|costs?|salary|turnover|budget|revenue|profits?)\b",
        r"\d[\d .,]*(?:,-)?\s*(?:mill|mnok|nok|kr\b|kroner|milliard|prosent|%)|(?:mnok|kr|nok)\.?\s*\d|kroner",
    ),
    (r"\b(?:gammel|gamle|gammal|alder\w*|how old|ages?)\b", r"\balder|år gam|years? old|\baged?\b|gammel"),
    (r"\b(?:kvinn\w*|menn|kjønn\w*|wom[ae]n|men|gender|female|male)\b", r"\b(?:kvinn|menn\b|kjønn|wom[ae]n|gender)"),
)
CAPITALISED = re.compile(r"(?<=[\w,;:] )[A-ZÆØÅ][\wæøåÆØÅ&-]+")


def aspect_missing(question: str, text: str) -> bool:
    """Tell whether a question asks for an amount, an age or a sex that `text` (lower case) does not speak of."""
    asked = [held for words, held in ASPECTS if re.search(words, question.lower())]
    return any(not re.search(held, text) for held in asked)


def names_in(question: str) -> list[str]:
    """Return the capitalised words of a question, but for its first."""
    return [match[0] for match in CAPITALISED.finditer(question)]
