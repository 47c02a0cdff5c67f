"""Decide whether the reports answer a question: a calibrated decision, and the reason told to the asker.

What no report can answer is told outright: a place that none is about, an order to the program instead
of a question. For the rest a logistic model weighs how much of the question stands in what was found.
Its weights are fitted on the training split of the question sets by `python -m eval fit`.
"""

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.answering.cues import BROAD, kind_of
from app.answering.understand import Understood
from corpus.records import Hit, Note, Report
from index.overlap import Overlap
from index.search import Found, Searcher
from index.tokens import words

FILE = Path(__file__).with_name("judge.json")
LOOKED_AT = 5  # hits whose notes are held against the question
ASPECT_LOOKED_AT = 3  # hits in which an amount must stand where money is asked for
FEATURES = (
    "covered", "asked", "asked_kind", "near", "score", "lead", "spread", "unknown", "name_unknown", "aspect_missing",
    "year_missing", "elsewhere", "number", "english",
)  # fmt: skip
ORDERS = re.compile(
    r"\b(?:ignor\w*|glem|forget|disregard|se bort fra)\b.{0,40}\b(?:instru\w*|regl\w*|rules|previous|tidligere|"
    r"documents?|"
    r"dokumente\w*|above)\b|system ?prompt|systemprompt|\bpasso?rd\w*|\bpassword\w*|api[- ]?key|\bdrop table\b|"
    r"\bselect \*|<script|javascript:|\brm -rf\b|you are now|du er nå en|act as|lat som (?:om )?du",
    re.IGNORECASE | re.DOTALL,
)
# What can be asked of anything, and what a text that answers it must hold: (in the question, in the text)
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


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether to answer, how sure, and why not."""

    answers: bool
    probability: float  # that the hits answer the question
    why: str = ""  # a key of `wording.TEXTS` where it does not
    words: tuple[str, ...] = ()  # the places, years or words the reason names


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model over scaled features."""

    bias: float
    weights: dict[str, float]
    threshold: float  # probability from which a question is answered


@cache
def load_weights(path: Path = FILE) -> Weights:
    """Read the fitted model."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Weights(data["bias"], data["weights"], data["threshold"])


def features(understood: Understood, found: Found, searcher: Searcher) -> dict[str, float]:
    """Return what the model weighs, by the names in `FEATURES`."""
    hits, overlap = found.hits, searcher.overlap(found.query)
    reports = {r.id: r for r in searcher.library.reports}
    noted = [(h, n) for h in hits[:LOOKED_AT] for n in h.notes]
    english = understood.language == "en"
    asked = [
        (overlap.asked(searcher.tokens_of(q, english=english), english=english), kind_of(q) == understood.kind)
        for _, n in noted
        for q in (n.questions_en if english else n.questions)
    ]
    scores = [h.score for h in hits[:LOOKED_AT]] or [0.0]
    return {
        "covered": max((_covered(overlap, h, n, reports[n.report_id], searcher) for h, n in noted), default=0.0),
        "asked": max((share for share, _ in asked), default=0.0),
        "asked_kind": max((share for share, same in asked if same), default=0.0),
        "near": found.nearest,
        "score": math.tanh(scores[0] / 20),
        "lead": math.tanh((scores[0] - scores[min(1, len(scores) - 1)]) / 4),
        "spread": math.tanh((scores[0] - scores[-1]) / 8),
        "unknown": min(3, len(overlap.unknown())) / 3,
        "name_unknown": float(bool(unknown_names(understood.text, searcher))),
        "aspect_missing": float(_aspect_missing(understood, hits, reports)),
        "year_missing": float(_year_missing(understood, noted, reports)),
        "elsewhere": float(bool(understood.places.elsewhere)),
        "number": float(understood.kind == "number"),
        "english": float(english),
    }


def _covered(overlap: Overlap, hit: Hit, note: Note, report: Report, searcher: Searcher) -> float:
    """Return how much of the question one note and its stretch carry (0 to 1)."""
    said = " ".join((note.nb, *note.questions_nb, *note.questions_nn, " ".join(hit.passage.section)))
    norwegian = searcher.tokens_of(f"{report.text[note.start : note.end]} {said}", english=False)
    english = searcher.tokens_of(" ".join((note.en, *note.questions_en)), english=True)
    return max(overlap.norwegian_tokens(norwegian), overlap.english_tokens(english))


def unknown_names(question: str, searcher: Searcher) -> list[str]:
    """Return the names in a question that stand nowhere in the library, in no form and in no compound."""
    names = [m[0] for m in CAPITALISED.finditer(question)]
    return [n for n in names if not any(searcher.knows(word) for word in words(n))]


def _aspect_missing(understood: Understood, hits: Sequence[Hit], reports: dict[str, Report]) -> bool:
    """Tell whether money, age or sex is asked for and nothing near the top speaks of it."""
    question = understood.text.lower()
    texts = [_nearest_words(h, reports[h.passage.report_id]) for h in hits[:ASPECT_LOOKED_AT]]
    asked = [held for asked, held in ASPECTS if re.search(asked, question)]
    return any(not any(re.search(held, text) for text in texts) for held in asked)


def _nearest_words(hit: Hit, report: Report) -> str:
    """Return the words of the stretch of a hit that fits best, and of the note on it, lower case."""
    if not hit.notes:
        return hit.passage.text.lower()
    note = hit.notes[0]
    return f"{report.text[note.start : note.end]} {note.nb} {note.en}".lower()


def _year_missing(understood: Understood, noted: Sequence[tuple[Hit, Note]], reports: dict[str, Report]) -> bool:
    years = [str(y) for y in understood.years]
    texts = [f"{h.passage.text} {reports[h.passage.report_id].about.title} {h.passage.report_id}" for h, _ in noted]
    return bool(years) and not any(all(y in text for y in years) for text in texts)


def judge(understood: Understood, found: Found, searcher: Searcher) -> Judgement:
    """Return whether the hits answer the question."""
    if ORDERS.search(understood.text):
        return Judgement(answers=False, probability=0.0, why="abstain.none")
    elsewhere = understood.places.elsewhere
    in_passing = understood.kind not in BROAD and _named_in(elsewhere, found.hits)
    if elsewhere and not understood.places.covered and not in_passing:
        return Judgement(answers=False, probability=0.0, why="abstain.place", words=elsewhere)
    model, values = load_weights(), features(understood, found, searcher)
    logit = model.bias + sum(model.weights.get(name, 0.0) * value for name, value in values.items())
    probability = 1 / (1 + math.exp(-logit))
    if probability >= model.threshold:
        return Judgement(answers=True, probability=probability)
    why, named = _reason(understood, values, searcher)
    return Judgement(answers=False, probability=probability, why=why, words=named)


def _reason(understood: Understood, values: dict[str, float], searcher: Searcher) -> tuple[str, tuple[str, ...]]:
    """Return the reason told, as precise as it can be known, and the words it names."""
    names = unknown_names(understood.text, searcher)
    if names:
        return "abstain.unknown", tuple(names[:2])
    if values["year_missing"]:
        return "abstain.year", tuple(str(y) for y in understood.years)
    return "abstain.none", ()


def _named_in(places: Sequence[str], hits: Sequence[Hit]) -> bool:
    """Tell whether a place that no report is about is still named in what was found."""
    return any(place in hit.passage.text for place in places for hit in hits[:LOOKED_AT])
