"""The question before with another name, or another thing, in the place of its own: for "Og i Hallingdal?"."""

import re
from collections.abc import Iterable, Sequence

from app.answering.noted import telling
from app.answering.reported import written
from app.answering.understand import Understood
from corpus.cues import kind_of
from corpus.language import detect
from corpus.records import Report

JOINERS = r"til|på|i|og|of|the|and"
NAME = re.compile(rf"[A-ZÆØÅ][\wæøåÆØÅ.&-]*(?: (?:(?:{JOINERS}) )?[A-ZÆØÅ0-9][\wæøåÆØÅ.&-]*)*")
# "Hvor mange bedrifter": what is asked for, and of which kind
ASKED_FOR = re.compile(r"(hvor mange|kor mange|how many|hvilke|kva for|which)\s+\w+", re.IGNORECASE)
WAY = re.compile(
    r"(?:hvorfor|kvifor|hvordan|korleis|når|hvor|kvar|why|how|when|where)"
    r"(?: (?:ikke|ikkje|not|da|då|så|then|so|det|that))*",
    re.IGNORECASE,
)
YES_OR_NO = re.compile(
    r"(?:er|var|ble|blei|vart|har|hadde|fikk|fekk|kan|kunne|skal|skulle|vil|ville|gjorde|gikk|gjekk|kom|"
    r"is|are|was|were|did|does|do|has|have|had|can|could|will|would)\b",
    re.IGNORECASE,
)
IN_PLACE = re.compile(r"^(?:i|på|in|at|for|fra|frå|from|ved)\b", re.IGNORECASE)
THEN = re.compile(r" (?:da|då|then)$")
LONGEST = 40  # characters of a follow-up that is nothing but names

Span = tuple[int, int]


def renamed(bare: str, before: str, now: Understood, then: Understood, reports: Sequence[Report]) -> str:
    """Return the question before with what a follow-up puts in its place; "" where it does more than that.

    Args:
        bare: the follow-up without the words that open it.
        before: the question before it.
        now: the follow-up as read.
        then: the question before it as read.
        reports: those whose places and programmes are known by name.
    """
    if now.names and _only_names(bare, now):
        others = _other_names(before, then, reports) if now.programmes and not then.programmes else []
        return _put(bare, others[0], before) if others else _replace_names(before, now, then, reports)
    return _other_way(bare, before) or _other_name(bare, before, then, reports) or _other_thing(bare, before)


def _other_way(bare: str, before: str) -> str:
    """Return a question of yes or no asked why, how or when, where a follow-up asks just that; else "".

    >>> _other_way("Why not", "Did the two municipalities merge?")
    'Why not did the two municipalities merge?'
    """
    return f"{bare} {before[:1].lower()}{before[1:]}" if WAY.fullmatch(bare) and YES_OR_NO.match(before) else ""


def without_names(before: str, then: Understood, reports: Sequence[Report]) -> str:
    """Return a question without its places and programmes, and what puts it in them."""
    for name in then.names:
        pattern = _pattern(name, reports).pattern
        before = re.sub(rf"\s*(?:\b(?:i|in|på|for|av|of)\s+)?{pattern}", "", before, flags=re.IGNORECASE)
    return re.sub(r"\s+", " ", before).strip()


def _only_names(bare: str, now: Understood) -> bool:
    """Tell whether a follow-up says nothing but a place or a programme: "i Hallingdal", "Connected Living"."""
    rest = IN_PLACE.sub("", bare).strip()
    return len(rest.split()) <= max(len(name.split()) for name in now.names) + 2 and len(rest) < LONGEST


def _other_name(bare: str, before: str, then: Understood, reports: Sequence[Report]) -> str:
    """Return the question before with a name replaced, where a follow-up is nothing but a name; else "".

    For names that no about.toml holds, as those of firms and people: they are told by their capitals. Such a name takes
    the place of the first one like it, which most often acts, rather than that of a place or a programme.
    """
    name, names = THEN.sub("", IN_PLACE.sub("", bare).strip()), [found.span() for found in NAME.finditer(before, 1)]
    if not names or not _is_name(name):
        return ""
    others = _other_names(before, then, reports)
    return _put(name, others[0] if others else names[-1], before)


def _is_name(text: str) -> bool:
    """Tell whether a text is a name, or one with its kind: "Nortura", "Birkebeineren hotell"."""
    if kind_of(text) != "fact":  # "Why?" is written as a name is
        return False
    first, _, last = text.rpartition(" ")
    kind = last.isalpha() and last.islower() and bool(telling(last)) and bool(telling(first))
    return bool(NAME.fullmatch(text) or (kind and NAME.fullmatch(first)))


def _other_names(before: str, then: Understood, reports: Sequence[Report]) -> list[Span]:
    """Return where a question names what is no place or programme: a firm, "HubPub" in "HubPub på Gjøvik"."""
    known = [_pattern(name, reports) for name in then.names]

    def is_known(span: Span) -> bool:
        return any(pattern.fullmatch(before, *span) for pattern in known)

    out: list[Span] = []
    for found in NAME.finditer(before, 1):
        pieces = list(_pieces(found))
        out += [piece for piece in pieces if not is_known(piece)] if any(map(is_known, pieces)) else [found.span()]
    return [span for span in out if not is_known(span)]


def _pieces(found: re.Match[str]) -> Iterable[Span]:
    """Return the parts of a name that stand on either side of "på" or "og"."""
    start = found.start()
    for joiner in re.finditer(rf" (?:{JOINERS}) ", found[0]):
        yield start, found.start() + joiner.start()
        start = found.start() + joiner.end()
    yield start, found.end()


def _put(name: str, at: Span, before: str) -> str:
    return f"{before[: at[0]]}{name}{before[at[1] :]}"


def _other_thing(bare: str, before: str) -> str:
    """Return the question before with the thing it asks for replaced, where a follow-up names but another; else "".

    >>> _other_thing("hvor mange personer", "Hvor mange bedrifter deltok på kurset?")
    'hvor mange personer deltok på kurset?'
    """
    now, then = ASKED_FOR.fullmatch(bare), ASKED_FOR.match(before)
    return f"{bare}{before[then.end() :]}" if now and then and now[1].lower() == then[1].lower() else ""


def _replace_names(before: str, now: Understood, then: Understood, reports: Sequence[Report]) -> str:
    """Return the question before with its places or programmes replaced by those named now: like by like."""
    new = " og ".join(now.names) if detect(before) != "en" else " and ".join(now.names)
    alike = then.programmes if now.programmes else (*then.places.covered, *then.places.elsewhere)
    text, done = before, False
    for name in alike or then.names:
        text, count = _pattern(name, reports).subn("" if done else new, text)
        done = done or bool(count)
    if done:
        return re.sub(r"\s+", " ", text)
    preposition = "in" if detect(before) == "en" else "i"
    return f"{before.rstrip(' ?')} {preposition} {new}?"


def _pattern(name: str, reports: Sequence[Report]) -> re.Pattern[str]:
    """Return what finds a name in any form: "Gjøvikregionen", "Gjøvik region", "Gjøvik"; "Omsorg 3.0", "O 3.0"."""
    forms = {name, *(form for report in reports if name in report.about.names for form in written(name, report))}
    every = []
    for form in sorted(forms, key=len, reverse=True):
        bare = form.removesuffix("regionen").rstrip("- ")
        every.append(re.escape(bare) + (r"(?:[- ]?regionen?)?" if bare != form else ""))
    return re.compile(rf"(?<!\w)(?:{'|'.join(every)})(?:['’]?s)?(?!\w)", re.IGNORECASE)
