"""Decide whether the reports answer a question: a calibrated decision, and the reason told to the asker.

What no report can answer is told outright: a place that none is about, an order to the program instead
of a question. For the rest a logistic model weighs what search found, and what a close look at the best
note gave. Its weights are fitted on the training split of the question sets by `python -m eval fit`, one
set for hits with notes and one for a library without any.
"""

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.answering.aspects import aspect_missing, names_in
from app.answering.close import NAMES_OF_FEATURES, Closer, Look
from app.answering.linear import Row
from app.answering.noted import telling
from app.answering.order import NOTES
from app.answering.understand import Understood
from corpus.cues import BROAD
from corpus.records import Hit, Note, Report
from index.search import Found, Searcher
from index.tokens import words
from index.topical import topical_odds
from index.worded import told_odds

FILE = Path(__file__).with_name("judge.json")
LOOKED_AT = 5  # hits looked at
LONG = 12  # words: of a longer question less is in any one note, though it is answered
ASPECT_LOOKED_AT = 3  # hits in which an amount must stand where money is asked for
FOUND = (
    "near", "untold", "score", "lead", "spread", "unknown", "unknown_share", "name_unknown", "amount_missing",
    "year_unknown", "elsewhere", "long", "fits", "worded", "topical",
)  # fmt: skip
FEATURES = (*FOUND, "odds", "second", *(f"note_{name}" for name in NAMES_OF_FEATURES))
# Stems of the words for reports and for telling: beside them a question that the reports may answer names a matter
OF_TELLING = frozenset(
    "rapport rapporter evaluering evaluer studi masteroppgav oppgav dokument tekst nevn omtal skriv men mein står si "
    "sei fortell fortel handl les oversikt oppsummer vit veit vet".split()
)
ORDERS = re.compile(
    r"\b(?:ignor\w*|glem|forget|disregard|se bort fra)\b.{0,40}\b(?:instru\w*|regl\w*|rules|previous|tidligere|"
    r"documents?|"
    r"dokumente\w*|above)\b|system ?prompt|systemprompt|\bpasso?rd\w*|\bpassword\w*|api[- ]?key|\bdrop table\b|"
    r"\bselect \*|<script|javascript:|\brm -rf\b|you are now|du er nå en|act as|lat som (?:om )?du|"
    r"\[(?:admin|system|root)\]|"
    r"\b(?<!og )(?:delete|wipe|erase|slett) (?:(?:all|alle|the|these|disse) )?"
    r"(?:reports|index|database|rapport(?:er|ene|ane)|indeksen)\b",
    re.IGNORECASE | re.DOTALL,
)


def is_order(question: str) -> bool:
    """Tell whether a question orders the program about, whatever it asks besides."""
    return bool(ORDERS.search(question))


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether to answer, how sure, and why not."""

    answers: bool
    probability: float  # that the hits answer the question
    sure: bool = False  # sure enough to say nothing of it
    why: str = ""  # a key of `wording.TEXTS` where it does not
    words: tuple[str, ...] = ()  # the places, years or words the reason names


@dataclass(frozen=True, slots=True)
class Bend:
    """A place from which a feature counts more: so far off the topic that nothing else makes up for it."""

    feature: str
    at: float
    weight: float  # of each unit beyond `at`; what is on this side of it counts nothing
    below: bool  # whether beyond is below


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model over the features, each piecewise linear."""

    bias: float
    weights: dict[str, float]
    bends: tuple[Bend, ...]
    threshold: float  # probability from which a question is answered
    sure: float  # probability from which nothing is said of how sure that is


@cache
def load_weights(path: Path = FILE) -> dict[bool, Weights]:
    """Read the fitted models, by whether the hits have notes."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return {True: _weights(data["with notes"]), False: _weights(data["without notes"])}


def _weights(data: dict[str, Any]) -> Weights:
    return Weights(**data | {"bends": tuple(Bend(**bend) for bend in data["bends"])})


def beyond(value: float, at: float, *, below: bool) -> float:
    """Return how far a value is beyond a bend; 0 on this side of it.

    >>> beyond(0.2, 0.5, below=True)
    0.3
    """
    return max(0.0, at - value if below else value - at)


def features(understood: Understood, found: Found, looks: Sequence[Look], closer: Closer) -> Row:
    """Return what the model weighs, by the names in `FEATURES`."""
    hits, searcher = found.hits, closer.searcher
    reports = searcher.library.by_id
    scores = [h.score for h in hits[:LOOKED_AT]] or [0.0]
    best = sorted(looks, key=lambda look: -look.odds)
    unknown, asked = len(searcher.overlap(found.query).unknown()), len(telling(understood.text))
    noted = bool(hits and hits[0].notes)
    near = [_nearest_words(h, reports[h.passage.report_id]) for h in hits[:ASPECT_LOOKED_AT]]
    row = {
        "near": found.nearest,
        "untold": found.untold,
        "score": math.tanh(scores[0] / 20),
        "lead": math.tanh((scores[0] - scores[min(1, len(scores) - 1)]) / 4),
        "spread": math.tanh((scores[0] - scores[-1]) / 8),
        "unknown": min(3, unknown) / 3,
        "unknown_share": min(1.0, unknown / max(1, asked)),
        "name_unknown": float(bool(unknown_names(understood.text, searcher))),
        "amount_missing": float(aspect_missing(understood.text, " ".join(near))),
        "year_unknown": float(_year_unknown(understood, hits, reports)),
        "elsewhere": float(bool(understood.places.elsewhere)),
        "long": max(0, len(words(understood.text)) - LONG) / 10,
        "fits": _fits(understood, hits, closer),
        "worded": told_odds(understood.text) if noted else 0.0,
        "topical": topical_odds(understood.text) if noted else 0.0,
        "odds": best[0].odds if best else 0.0,
        "second": best[1].odds if len(best) > 1 else 0.0,
    }
    return row | {f"note_{name}": value for name, value in (best[0].features if best else {}).items()}


def unknown_names(question: str, searcher: Searcher) -> list[str]:
    """Return the names in a question that stand nowhere in the library, in no form and in no compound."""
    return [name for name in names_in(question) if not any(searcher.knows(word) for word in words(name))]


def _fits(understood: Understood, hits: Sequence[Hit], closer: Closer) -> float:
    """Return how well the best reply of the first note that has short answers is of the type expected, in log-odds."""
    asked = closer.replier.asked(understood)
    replies = (closer.replier.replies(note, asked) for hit in hits[:LOOKED_AT] for note in hit.notes[:NOTES])
    return next((own[0].fits for own in replies if own), 0.0)


def _nearest_words(hit: Hit, report: Report) -> str:
    """Return the words of the stretch of a hit that fits best, and of the note on it, lower case."""
    if not hit.notes:
        return hit.passage.text.lower()
    note: Note = hit.notes[0]
    return f"{report.text[note.start : note.end]} {note.nb} {note.en}".lower()


def _year_unknown(understood: Understood, hits: Sequence[Hit], reports: dict[str, Report]) -> bool:
    years = [str(y) for y in understood.years]
    about = [(h.passage.text, reports[h.passage.report_id].about.title, h.passage.report_id) for h in hits[:LOOKED_AT]]
    return bool(years) and not any(all(y in " ".join(text) for y in years) for text in about)


def judge(understood: Understood, found: Found, looks: Sequence[Look], closer: Closer) -> Judgement:
    """Return whether the hits answer the question."""
    if is_order(understood.text):
        return Judgement(answers=False, probability=0.0, why="abstain.none")
    elsewhere = understood.places.elsewhere
    in_passing = understood.kind not in BROAD and any(named_in(place, found.hits) for place in elsewhere)
    if elsewhere and not understood.places.covered and not in_passing:
        return Judgement(answers=False, probability=0.0, why="abstain.place", words=elsewhere)
    if _speaks_of_nothing_known(found, closer.searcher):
        why, named = _reason(understood, year_unknown=False, searcher=closer.searcher)
        return Judgement(answers=False, probability=0.0, why=why, words=named)
    model = load_weights()[bool(found.hits[0].notes)]
    values = features(understood, found, looks, closer)
    logit = model.bias + sum(model.weights.get(name, 0.0) * value for name, value in values.items())
    logit += sum(b.weight * beyond(values.get(b.feature, 0.0), b.at, below=b.below) for b in model.bends)
    probability = 1 / (1 + math.exp(-logit))
    if probability >= model.threshold:
        return Judgement(answers=True, probability=probability, sure=probability >= model.sure)
    why, named = _reason(understood, year_unknown=bool(values["year_unknown"]), searcher=closer.searcher)
    return Judgement(answers=False, probability=probability, why=why, words=named)


def _speaks_of_nothing_known(found: Found, searcher: Searcher) -> bool:
    """Tell whether all that is asked about stands nowhere in the library: "what does the report say of wind power?"."""
    overlap = searcher.overlap(found.query)
    return bool(overlap.unknown()) and OF_TELLING.issuperset(overlap.known())


def _reason(understood: Understood, *, year_unknown: bool, searcher: Searcher) -> tuple[str, tuple[str, ...]]:
    """Return the reason told, as precise as it can be known, and the words it names."""
    names = unknown_names(understood.text, searcher)
    if names:  # "Farveri" stands in "Farverikvartalet"
        texts = [report.text.lower() for report in searcher.library.reports]
        names = [name for name in names if not any(name.lower() in text for text in texts)]
    if names:
        return "abstain.unknown", tuple(names[:2])
    if year_unknown:
        return "abstain.year", tuple(str(y) for y in understood.years)
    return "abstain.none", ()


def named_in(place: str, hits: Sequence[Hit]) -> bool:
    """Tell whether a place that no report is about is still named in what was found."""
    return any(place in hit.passage.text for hit in hits[:LOOKED_AT])
