"""Whether a question is worded like those that notes answer, or like those that they name as not told.

A logistic model over one and two of a question's words in a row and every pair of its words: a report may tell of
breakfasts and of prices, and not of the price of a breakfast. It is fitted on the notes' own questions, told and
untold; no question set is used. What other reports tell it does not know: the judge weighs it beside what was found.
Run: python -m eval fit
"""

import re
import unicodedata
from itertools import combinations, pairwise
from pathlib import Path

from index.byword import Weights, load_weights, log_odds

FILE = Path(__file__).with_name("worded.safetensors")
WORD = re.compile(r"\w+")
FIRST, LAST = "<", ">"  # stand for the ends of a question
STEM = 5  # first letters that stand for a word in a pair
MOST_WORDS = 60  # of a question that are looked at: pairs grow with the square
SUREST = 3.0  # log-odds


def features(question: str) -> set[str]:
    """Return what the model looks at in a question.

    >>> sorted(features("Når?"))
    ['< når', 'når', 'når >']
    """
    said = WORD.findall(unicodedata.normalize("NFC", question).lower())[:MOST_WORDS]
    ends = [FIRST, *said, LAST]
    in_a_row = {f"{one} {other}" for one, other in pairwise(ends)}
    pairs = combinations(sorted({word[:STEM] for word in said}), 2)
    return {*said, *in_a_row, *(f"{one}|{other}" for one, other in pairs)}


def told_odds(question: str, model: Weights | None = None) -> float:
    """Return the log-odds that a question is told of, by its words alone; `model` is the fitted one if None."""
    return log_odds(features(question), model or load_weights(FILE), SUREST)
