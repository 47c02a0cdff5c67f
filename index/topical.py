"""Whether a question is on such matters as the reports treat, or on anything else under the sun.

A near miss is on the matter, told or not (`index.untold`, `index.worded`); "what time is it" and "why did the Berlin
wall fall" are not, though a report may speak of time and of walls. A logistic model over a question's words, two of
them in a row and their first letters; fitted on the notes' questions, told and untold, against questions on anything
else, which writers wrote who saw no report and no question set (`eval/general.tsv`). What reports without notes treat
it does not know. Run: python -m eval fit
"""

from pathlib import Path

from index.byword import Weights, load_weights, log_odds
from index.expected import features as words_in_a_row

FILE = Path(__file__).with_name("topical.safetensors")
IN_A_ROW = 2
SUREST = 3.0  # log-odds


def features(question: str) -> set[str]:
    """Return what the model looks at in a question.

    >>> sorted(features("Når?"))
    ['<', '< når', '>', 'når', 'når >']
    """
    return words_in_a_row(question, IN_A_ROW)


def topical_odds(question: str, model: Weights | None = None) -> float:
    """Return the log-odds that a question is on the reports' matters; `model` is the fitted one if None."""
    return log_odds(features(question), model or load_weights(FILE), SUREST)
