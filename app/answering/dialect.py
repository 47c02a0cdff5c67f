"""The words of asking as Norwegian dialects write them, in bokmål: "kem sto bak?" asks what "hvem sto bak?" asks.

Only words that ask, and the few around them, that mean nothing else in writing: what is asked about is left as it is.
"""

import re

from corpus.language import detect

_SPOKEN = {
    "hva": "ka|kå|hæ|ke",
    "hvem": "kem|kæm|kemme|hokken",
    "hvordan": "koss|kossen|kosen|korsen|korsn|korsj|kolles|kolless|kordan|åssen|åssn|hossen|hassen",
    "hvorfor": "koffer|koffør|koffor|koffår|kofor|korfor|kafor|kaffor|kaffer|kvaffor|hvaffor|hoffer|håffer",
    "når": "katti|kati|katid|hatti",
    "er": "e",
    "var": "va",
    "noe": "nokka|nåkka|nåkke|nokke|nåe|nogo|någo|noge",
    "ikke": "itj|ittj|itje|ittje|innkje|ikkj|inte",
    "jeg": "æ|æg|jæ|jei",
    "de": "dæm|dæmm|døm",
}
_WRITTEN = {spoken: written for written, ways in _SPOKEN.items() for spoken in ways.split("|")}
SPOKEN = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(_WRITTEN, key=len, reverse=True))})(?![\w-])", re.IGNORECASE)


def written(question: str) -> str:
    """Return a question with the words of asking as bokmål writes them; an English one as it is.

    >>> written("ka e RISC for nokka?")
    'hva er RISC for noe?'
    """
    return question if detect(question) == "en" else SPOKEN.sub(_bokmaal, question)


def _bokmaal(match: re.Match[str]) -> str:
    word = _WRITTEN[match[0].lower()]
    return word.capitalize() if match[0][0].isupper() else word
