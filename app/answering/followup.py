"""Make a follow-up question stand alone, from the questions asked before it.

"Og i Hallingdal?" takes the question before with the place replaced; "Hvorfor?" and "How many of them?"
go on from it. What is made is shown to the asker, who can undo it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.answering.renamed import NAME, renamed, without_names
from app.answering.understand import understand
from corpus.language import detect, is_bokmaal
from corpus.records import Language, Report

OPENERS = re.compile(
    r"^(?:og|and|men|but|hva med|kva med|enn|what about|how about|hva så med|ja, men|ok,?|okay,?)\b[\s,]*",
    re.IGNORECASE,
)
POINTERS = re.compile(
    r"\b(?:det|den|de|dei|dem|dette|denne|disse|desse|der|dit|han|hun|ho|deres|deira|dens|it|its|they|them|their|that|"
    r"those|these|this|there|he|she|same|samme|sistnevnte|førstnevnte|the others|de andre|dei andre)\b",
    re.IGNORECASE,
)
# These point back even where the question names something beside them: "var det nokon derifrå på kurset?"
STRONG_POINTERS = re.compile(
    r"\b(?:derfra|derifra|derifrå|deres|deira|dem|their|them|they|sistnevnte|førstnevnte|instead|i stedet|i staden|"
    r"otherwise|ellers|elles)\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"[,;:.?!]|\b(?:og|men|når|da|fordi|and|but|when|because)\b", re.IGNORECASE)
FIRST = re.compile(r"(?:^|[.!?:]\s)\s*$")  # before the first word of a sentence, which is written as a name is
POSSESSIVES = frozenset(("deres", "deira", "their"))
# A thing named by its kind alone is the one spoken of
SPOKEN_OF = re.compile(
    r"\b(?:prosjektet|programmet|satsingen|satsinga|tiltaket|ordningen|ordninga|kurset|rapporten|bedriften|bedrifta|"
    r"kommunen|the (?:project|programme|program|scheme|course|report|company|municipality))\b",
    re.IGNORECASE,
)
# "Gjorde RISC det bedre?": a yes or no to more of something, which is not said: it is what was spoken of
HALF_COMPARED = re.compile(
    r"^(?:er|var|ble|blei|vart|har|hadde|fikk|fekk|gjorde|gjekk|gikk|kom|ga|gav|is|are|was|were|did|does|do|has|have|had)\b.*"
    r"\b(?:bedre|betre|dårlegare|dårligere|verre|flere|fleire|færre|mer|meir|mindre|større|høyere|høgare|lavere|lågare|"
    r"better|worse|more|fewer|less|larger|smaller|bigger|higher|lower)\b(?!.*\b(?:enn|than)\b)",
    re.IGNORECASE,
)
SHORT = 4  # words: a question so short says too little to stand alone


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question made to stand alone."""

    text: str  # as shown: "understood as …"
    focus: str  # the words that were asked now
    context: str  # the words still meant from before; empty where the question stood alone
    goes_on: bool = False  # from what was asked before, whether words of that are left or not


def stand_alone(
    question: str, history: Sequence[str], reports: Sequence[Report], *, going_on: bool | None = None
) -> Standalone:
    """Return `question` made to stand alone after the questions in `history`, oldest first.

    Whether it goes on from them is told by its words, if not by `going_on`.
    """
    before = ""
    for earlier in history:
        step = _step(earlier, before, reports)
        before = step.text if step.goes_on else _with_names(step.text, before, reports)
    return _step(question, before, reports, going_on=going_on)


def names_of(question: str, reports: Sequence[Report]) -> list[str]:
    """Return what a question names: places and programmes, and what is written as a name is."""
    written = [found[0] for found in NAME.finditer(question) if not FIRST.search(question, 0, found.start())]
    known = [name for name in understand(question, reports).names if not any(name in own for own in written)]
    return list(dict.fromkeys([*written, *known]))


def _with_names(question: str, before: str, reports: Sequence[Report]) -> str:
    """Return an earlier question with the names of the one before it, if it has none: it is about the same."""
    names = [] if names_of(question, reports) else names_of(before, reports)
    return f"{', '.join(names)} – {question}" if names else question


def _step(question: str, before: str, reports: Sequence[Report], *, going_on: bool | None = None) -> Standalone:
    question = question.strip()
    if not before or not (goes_on(question, reports) if going_on is None else going_on):
        return Standalone(question, question, "")
    now, then = understand(question, reports), understand(before, reports)
    bare = OPENERS.sub("", OPENERS.sub("", question)).strip(" ?")
    other = renamed(bare, before, now, then, reports)
    if other:
        return Standalone(other, other, "", goes_on=True)
    if now.names and then.names and not set(now.names) & set(then.names):
        before = without_names(before, then, reports)
    asked = bare[:1].upper() + bare[1:]
    return Standalone(f"{before.rstrip(' ?')} – {asked}?", bare, before, goes_on=True)


def goes_on(question: str, reports: Sequence[Report]) -> bool:
    """Tell whether a question needs the one before it."""
    words = question.split()
    if OPENERS.match(question) or len(words) <= 2:
        return True
    named = understand(question, reports).names
    if len(words) <= SHORT and not named:
        return True
    if _points_back(question, STRONG_POINTERS):
        return True
    rest = _after_verb(question)
    return not named and (_points_back(rest, POINTERS) or bool(SPOKEN_OF.search(rest)))


def is_surely_linked(question: str) -> bool:
    """Tell whether a question both opens as one that goes on, and points back: "Og kva skulle det brukast til?"."""
    return bool(OPENERS.match(question)) and bool(POINTERS.search(OPENERS.sub("", question)))


def says_that_it_goes_on(question: str) -> bool:
    """Tell whether a question opens as one that goes on, or has a word that can mean nothing else."""
    return bool(OPENERS.match(question)) or bool(STRONG_POINTERS.search(question))


def is_half_compared(question: str) -> bool:
    """Tell whether a question compares what it names with something that it does not: "Var det flere i Gol?"."""
    return bool(HALF_COMPARED.search(question))


def _points_back(question: str, pointers: re.Pattern[str]) -> bool:
    """Tell whether any pointer means something said before, and no name in the question itself.

    "What does RISC do for their members?" stands alone. In one clause with the name only a possessive can mean it: "Did
    Nortura hire them?" speaks of somebody else.
    """
    return any(not _means_a_name(question[: found.start()], found[0].lower()) for found in pointers.finditer(question))


def _means_a_name(before: str, pointer: str) -> bool:
    names = [name for name in NAME.finditer(before) if not FIRST.search(before, 0, name.start())]
    return bool(names) and (pointer in POSSESSIVES or bool(CLAUSE.search(before[names[-1].end() :])))


def _after_verb(question: str) -> str:
    """Return a question without its first words: "Er det …", "Was there …" and "Hva er det …" point nowhere."""
    return re.sub(
        r"^(?:(?:hva|kva|hvor|kor|hvem|kven|what|who|where|how|why|hvorfor|kvifor|hvordan|korleis)\s+)?(?:er|var|ble|vart|blei|har|"
        r"finnes|finst|kan|is|are|was|were|has|have|did|do|does|can|will|would)\s+(?:det|there|it)\b",
        "",
        question,
        flags=re.IGNORECASE,
    )


def language_of(question: str, history: Sequence[str]) -> Language:
    """Return the language to answer in: the question's, or, where it is too short to tell, the last one's."""
    own = detect(question)
    if own != "nb" or not history:
        return own
    before = detect(history[-1])
    return before if len(question.split()) <= 2 or (before == "nn" and not is_bokmaal(question)) else own
