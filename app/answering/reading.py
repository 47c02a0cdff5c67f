"""Two ways to read a question in a conversation, by itself or as going on, and which of them is meant."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.answering.close import Look
from app.answering.followup import Standalone
from app.answering.judge import Judgement
from app.answering.understand import Understood
from corpus.records import Language
from index.search import Found

# In log-odds, how much better a question must be answered as going on: less where its words say that it does.
# Measured on conversations, and on questions put after others that have nothing to do with them: see eval/LOG.md
WORDS_SAY_SO, WORDS_DO_NOT = -2.0, 1.0
PER_SCORE = 0.25  # log-odds that one more of the best hit's score is worth
SUREST = 1e-4  # a probability is taken to be this far from 0 and 1


@dataclass(frozen=True, slots=True)
class Heard:
    """A question as it is read, and searched."""

    alone: Standalone
    understood: Understood

    @property
    def language(self) -> Language:
        """The language it is asked in."""
        return self.understood.language


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it was heard, and what came of searching it."""

    heard: Heard
    found: Found
    looks: Sequence[Look]
    judgement: Judgement | None  # None where nothing was found

    @property
    def worth(self) -> float:
        """How well it is answered, in log-odds."""
        if self.judgement is None:
            return -math.inf
        p = min(max(self.judgement.probability, SUREST), 1 - SUREST)
        return math.log(p / (1 - p)) + PER_SCORE * self.found.hits[0].score


def likelier(alone: Reading, linked: Reading, *, words_say_so: bool) -> Reading:
    """Return the reading that is meant; `words_say_so` where the words of the question go on from what was before.

    What is answered well by itself and badly as going on is a new matter, and the other way round.
    """
    least = WORDS_SAY_SO if words_say_so else WORDS_DO_NOT
    return linked if linked.worth > alone.worth + least else alone
