"""Whether a profile answers a question, and which: what a report says as a whole of a programme, a project or itself.

"What came of Piloten?" is answered by no single passage. A logistic model (`profile.json`) weighs what that of the
syntheses does, whether the question is worded as those of profiles are or as those of notes (`whole.json`), how well
single passages answer it, and whether it is of a kind that one place answers. It is fitted by `python -m eval fit` on
which of both answers is better.
"""

from pathlib import Path

from app.answering.judge import Judgement
from app.answering.linear import Row
from app.answering.scope import Names, load_weights, looks_across
from app.answering.synthesis import NARROW, SURE, Asked
from app.answering.synthesis import RANKED_BY as OF_SYNTHESES
from index.search import Found

FILE, WHOLE = Path(__file__).with_name("profile.json"), Path(__file__).with_name("whole.json")
RANKED_BY = (*OF_SYNTHESES, "typed")  # profiles of one programme differ in what they tell: its cost, what went wrong
FEATURES = (*RANKED_BY, "whole", "told", "judged", "score", "narrow")
# Log-odds from which a profile leads an answer, by what the judge says of single passages: that they surely answer,
# that they may, that they do not. Where they surely do, a narrow question may lose by a profile, and a broad one still
# has it as what follows; figures in eval/LOG.md
SURE_BESIDE, UNSURE_BESIDE, NONE_BESIDE = 1.75, 0.75, 0.25
DOUBTED = 0.75  # the same below which it is told with a word of doubt, where the judge is not sure either
FOLLOWS = -0.5  # the same from which it follows what passages say
GREAT = 20.0  # a score of a hit


def besides(asked: Asked, names: Names, found: Found, judgement: Judgement) -> Row:
    """Return the features of a question that tell whether it wants a profile or a passage, each from -1 to 1."""
    whole = looks_across(asked.understood.focus or asked.understood.text, names, load_weights(WHOLE))
    return {
        "whole": min(SURE, max(-SURE, whole)) / SURE,
        "told": found.nearest,
        "judged": judgement.probability,
        "narrow": float(asked.understood.kind in NARROW),
        "score": min(1.0, max(-1.0, found.hits[0].score / GREAT)) if found.hits else 0.0,
    }
