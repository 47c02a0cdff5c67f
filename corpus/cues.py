"""What kind of answer a question asks for, told by its words, in bokmål, nynorsk and English.

Cues are words of the languages, never of a report: a rule here has to hold for any library.
"""

import re
from typing import Literal

Kind = Literal[
    "number",
    "when",
    "who",
    "why",
    "how",
    "list",
    "yes-no",
    "worked",
    "failed",
    "lessons",
    "comparison",
    "overview",
    "fact",
]

# In this order: the first that matches decides. Each pattern is tried on the lower-cased question.
CUES: tuple[tuple[Kind, str], ...] = (
    (
        "comparison",
        r"\b(sammenlign\w*|samanlikn\w*|forskjell\w*|skilnad\w*|ulikhet\w*|compar\w*|differ\w*|versus|vs\.?|"
        r"i forhold til hverandre|som i .+ og (?:hva )?i|what .+ in .+ and what in)\b",
    ),
    (
        "overview",
        r"(hva sier rapportene|kva seier rapportane|what do(?:es)? the reports? say|oppsummer\w*|summari[sz]e|"
        r"summary of|\boverview\b|oversikt over|på tvers av rapport|across the reports|hvilke rapporter|"
        r"which reports|what do we know about|hva vet vi om|kva veit vi om|"
        r"\bwhere (?:did|does|do|has|have) .*\b(?:work|last|succeed|survive|fail|lasted|worked|succeeded|failed)\b|"
        r"\b(?:hvor|kor) (?:fungerte|virket|verka|varte|vara|lyktes|lukkast|overlevde|mislyktes)\b)",
    ),
    (
        "failed",
        r"\b(fungerte? (?:ikke|ikkje|dårlig)|virket? ikke|verka ikkje|lyktes ikke|lykkast ikkje|mislyk\w*|feil\w*|"
        r"gikk (?:galt|dårlig)|gjekk (?:gale|dårleg)|svikt\w*|(?:did|does|do)(?:n.t| not) (?:work|succeed)|fail\w*|"
        r"went wrong|go wrong|shortcoming\w*|weakness\w*|svakhet\w*)\b",
    ),
    (
        "worked",
        r"\b(hva (?:fungerte|virket|lyktes)|kva (?:fungerte|verka|lukkast)|fungerte godt|"
        r"what (?:worked|works|succeeded)|worked well|went well|gikk bra|gjekk bra|suksess\w*|success\w*|"
        r"resultat(?:er|ene|a)?|results?|effekt\w*|"
        r"effects?|outcomes?|came out of|kom ut av|oppnådd\w*|achiev\w*)\b",
    ),
    (
        "lessons",
        r"\b(lærdom\w*|lære\w*|erfaring\w*|røynsle\w*|lessons?|learn\w*|experience\w*|"
        r"anbefal\w*|tilrå\w*|recommend\w*)\b",
    ),
    (
        "number",
        r"\b(hvor (?:mange|mye|stor\w*|høy\w*|lenge|lang\w*|ofte|gammel)|"
        r"kor (?:mange|mykje|stor\w*|høg\w*|lenge|lang\w*|ofte)|how (?:many|much|large|big|long|high|often|"
        r"old)|andel\w*|prosent\w*|percent\w*|what share|what proportion|"
        r"antall|number of|talet på|kostet|kosta|cost)\b",
    ),
    ("when", r"\b(når|hvilket år|kva år|when|what year|which year)\b"),
    ("why", r"\b(hvorfor|kvifor|why|årsak\w*|reason\w*|grunnen til|what caused|hva skyldes|kva kjem)\b"),
    ("who", r"\b(hvem|kven|who|whom|whose)\b"),
    (
        "list",
        r"\b(hvilke|hvilken|hvilket|kva for|nevn|list\w*|which|name the|what (?:are|were) the|hva er de|"
        r"hva var de)\b",
    ),
    ("how", r"\b(hvordan|korleis|how|på hvilken måte|på kva måte|in what way)\b"),
    (
        "yes-no",
        r"^(?:og |and |men |but )?(har|er|ble|blei|vart|var|kan|fikk|fekk|finnes|finst|gjorde|hadde|skal|vil|bør|må|"
        r"did|does|do|is|are|was|were|has|have|had|can|could|should|will)\b",
    ),
)
_COMPILED = [(kind, re.compile(pattern)) for kind, pattern in CUES]
# Words that ask of several reports at once
ACROSS = re.compile(
    r"\b(?:(?:de |dei |ulike |alle )?rapport(?:ene|ane)|(?:the|these|other) reports|"
    r"(?:(?:hvilke|hvilket|kva for|kvar|hver|hvert|kvart|which|each|alle|all|noen|nokon|some|any)(?: av| of)?"
    r"(?: de| dei| the)?(?: disse| desse| these| those)?|disse|desse|these|those|"
    r"(?:begge|both|the two|de to|dei to)(?: \w+){0,2}) "
    r"(?:prosjekt|program|rapport|region|satsing|tiltak|stad|sted|evaluering|project|report|initiative|place|evaluation|"
    r"studies)\w*)\b",
    re.IGNORECASE,
)
# These do so where no place is named: "the projects in Hallingdal" are those of one programme. "Both" and "the two" do
# before the end, a verb or a preposition: "the two students" and "both women" are two, and no two reports
SEVERAL = re.compile(
    r"\b(?:prosjekt(?:ene|a|ane)|projects|program(?:mene|ma)|programmes|satsing(?:ene|ane)|initiatives|på tvers|across|"
    r"(?:begge(?: to)?|both(?: of them)?|the two(?: of them)?|de to|dei to)(?=\s*(?:$|[?!.,;:)]|(?:"
    r"har|hadde|er|var|ble|blei|vart|kan|gjør|gjer|gjorde|fikk|fekk|sier|seier|mener|meiner|virket|verka|det|vellyk\w*|"
    r"lukka|anbefaler|konkluder\w*|med|av|om|for|av dem|"
    r"have|has|had|are|were|do|did|can|say|said|share|compare|differ|agree|conclude|find|found|show|recommend|lack|achieve|"
    r"learn|learnt|learned)\b)))"
    r"\b",
    re.IGNORECASE,
)
BROAD: frozenset[Kind] = frozenset({"worked", "failed", "lessons", "comparison", "overview"})


def kind_of(question: str) -> Kind:
    """Return the kind of answer a question asks for; "fact" where no cue tells.

    >>> kind_of("Hvor mange deltok?")
    'number'
    """
    text = question.lower().strip()
    return next((kind for kind, pattern in _COMPILED if pattern.search(text)), "fact")
