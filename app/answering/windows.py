"""Choose which words of a report to quote: whole sentences, the fewest that answer and stand alone."""

import re
from collections.abc import Callable, Set
from dataclasses import dataclass, replace

from corpus.cues import Kind
from corpus.numbers import figures
from corpus.records import Report
from corpus.sentences import sentence_spans

# A sentence that opens so points back at another, and is not quoted without it
POINTS_BACK = re.compile(
    r"^(?:Dette|Disse|Denne|Dei|De|Den|Han|Hun|Hans|Hennes|Her|Slike?|Slikt|Dermed|Derfor|Sistnevnte|Førstnevnte|Begge|"
    r"Noen av disse|Videre|Men|Også|Samtidig|Likevel|Imidlertid|Det samme|I tillegg|På den måten|Deres|Dessuten|"
    r"Således|This|These|They|It|Such|He|She|Both|However|Moreover)\b"
)
FIGURE = re.compile(r"\d")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NEIGHBOUR = 0.55  # share of the best sentence's score that a neighbour needs to be taken along
TABLE_WORDS = 80  # words of a table that is quoted whole
GAIN = 2  # words of the claim above it that one more sentence must hold to be quoted too; see eval/LOG.md
BONUS = 0.15  # for a figure where a number is asked for, a year where a time is
Held = Callable[[str], Set[str]]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch to quote."""

    start: int  # offset
    end: int
    score: float
    stands_alone: bool  # it does not open by pointing back


def choose_window(
    report: Report, start: int, end: int, score: Callable[[str], float], *, kind: Kind, most_words: int
) -> Window:
    """Return the best sentences between two offsets, at most `most_words` words where one sentence allows it."""
    text = report.text
    spans = [(start + s, start + e) for s, e in sentence_spans(text[start:end])]
    if not spans or _is_small_table(text[start:end]):
        return Window(start, end, 0.0, stands_alone=True)
    scores = [score(text[s:e]) + _bonus(text[s:e], kind) for s, e in spans]
    best = max(range(len(spans)), key=lambda i: scores[i])
    first = last = best
    while first > 0 and POINTS_BACK.match(text[spans[first][0] :]) and _fits(text, spans, first - 1, last, most_words):
        first -= 1
    for step in (1, -1):
        at = last + 1 if step == 1 else first - 1
        while 0 <= at < len(spans) and scores[at] >= NEIGHBOUR * scores[best]:
            low, high = min(first, at), max(last, at)
            if not _fits(text, spans, low, high, most_words):
                break
            first, last, at = low, high, at + step
    if text[spans[last][0] : spans[last][1]].rstrip().endswith(":") and last + 1 < len(spans):
        last += 1  # what is announced belongs to the announcement
    opening = spans[first][0] + (2 if text.startswith("• ", spans[first][0]) else 0)  # the words, not their bullet
    return Window(opening, spans[last][1], scores[best], not POINTS_BACK.match(text[opening : opening + 20]))


def with_figures(window: Window, report: Report, start: int, end: int, wanted: Set[float], most_words: int) -> Window:
    """Return the window drawn out over the sentences between two offsets that hold the figures it lacks.

    As it was where that would take more than `most_words` words.
    """
    text = report.text
    lacking = wanted - figures(text[window.start : window.end])
    holding = [
        (start + s, start + e)
        for s, e in sentence_spans(text[start:end])
        if lacking & figures(text[start + s : start + e])
    ]
    if not lacking or not holding:
        return window
    low, high = min(window.start, holding[0][0]), max(window.end, holding[-1][1])
    if len(text[low:high].split()) > most_words:
        return window
    return replace(window, start=low, end=high, stands_alone=not POINTS_BACK.match(text[low : low + 20]))


def with_claim(window: Window, report: Report, start: int, end: int, held: Held, most_words: int) -> Window:
    """Return the window drawn out by the sentences beside it, between two offsets, that hold more of a claim.

    Args:
        window: what is quoted so far.
        report: the report it is quoted from.
        start: where the stretch begins that the claim was written on.
        end: where it ends.
        held: which of the claim's words a text holds.
        most_words: words of the quote at most.
    """
    text = report.text
    spans = [(start + s, start + e) for s, e in sentence_spans(text[start:end])]
    while True:
        have = held(text[window.start : window.end])
        before = [span for span in spans if span[1] <= window.start][-1:]
        after = [span for span in spans if span[0] >= window.end][:1]
        gains = [(len(held(text[s:e]) - have), s, e) for s, e in (*after, *before)]
        gain, s, e = max(gains, key=lambda one: one[0], default=(0, 0, 0))
        low, high = min(window.start, s), max(window.end, e)
        if gain < GAIN or len(text[low:high].split()) > most_words:
            return window
        window = replace(window, start=low, end=high, stands_alone=not POINTS_BACK.match(text[low : low + 20]))


def _is_small_table(stretch: str) -> bool:
    """Tell whether a stretch is rows that are best quoted whole, header and all."""
    lines = [line for line in stretch.split("\n") if line.strip()]
    rows = sum(bool(FIGURE.search(line)) and not line.startswith("•") for line in lines)
    return "\n\n" not in stretch and rows >= 2 and len(stretch.split()) <= TABLE_WORDS


def _bonus(sentence: str, kind: Kind) -> float:
    if kind == "number" and FIGURE.search(sentence):
        return BONUS
    return BONUS if kind == "when" and YEAR.search(sentence) else 0.0


def _fits(text: str, spans: list[tuple[int, int]], first: int, last: int, most_words: int) -> bool:
    return len(text[spans[first][0] : spans[last][1]].split()) <= most_words
