"""Compare variants of the search over the same questions: means by language, and paired significance.

The significance is that of a paired randomisation test (Smucker, Allan and Carterette 2007): were the
full search and the variant the same, each question's difference could as well have the other sign.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from app.assistant import Assistant
from eval.measures import RETRIEVAL
from eval.peers import Variant
from eval.questions import Question

MEASURES = ("recall@1", "recall@5", "recall@10", "MRR", "nDCG@10")
TESTED = ("recall@5", "nDCG@10")
FLIPS = 10_000  # random changes of sign: p is known to about a hundredth near .5, to .001 near .01
SEED = 1
LANGUAGES = ("nb", "nn", "en")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the comparison: a variant over the questions of one language, or all."""

    variant: str
    language: str  # "all" or one of `LANGUAGES`
    n: int
    means: dict[str, float]  # by the names in `MEASURES`
    p: dict[str, float]  # by the names in `TESTED`; empty for the variant compared with


def measured(questions: Sequence[Question], variants: Sequence[Variant], assistant: Assistant) -> list[Line]:
    """Return the lines of all variants, over the questions with evidence; the first is compared with."""
    asked = [q for q in questions if q.answerable and q.evidence]
    heard = [assistant.hearing.hear(q.question, q.history) for q in asked]
    values: dict[str, dict[str, NDArray[np.float64]]] = {}
    for variant in variants:
        bar = tqdm(heard, desc=variant.name, unit="question")
        records = [{"passages": variant.find(one)} for one in bar]
        values[variant.name] = {
            name: np.array([RETRIEVAL[name](q, r) for q, r in zip(asked, records, strict=True)]) for name in MEASURES
        }
    return _lines(asked, values)


def _lines(asked: Sequence[Question], values: Mapping[str, Mapping[str, NDArray[np.float64]]]) -> list[Line]:
    lines = []
    languages = np.array([q.language for q in asked])
    first = next(iter(values), "")
    for variant, found in values.items():
        for language in ("all", *LANGUAGES):
            chosen = np.ones(len(asked), bool) if language == "all" else languages == language
            if not chosen.any():
                continue
            means = {name: float(found[name][chosen].mean()) for name in MEASURES}
            pairs = {} if variant == first else {m: (values[first][m][chosen], found[m][chosen]) for m in TESTED}
            p = {name: significance(*pair) for name, pair in pairs.items()}
            lines.append(Line(variant, language, int(chosen.sum()), means, p))
    return lines


def significance(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Return how probable a difference in means as large as this is by chance, two-sided (0 to 1)."""
    differences = one - other
    differences = differences[differences != 0]  # a difference of none has no sign to change
    if not len(differences):
        return 1.0
    signs = np.random.default_rng(SEED).choice(np.array([-1.0, 1.0]), (FLIPS, len(differences)))
    seen = abs(differences.sum()) - 1e-9  # sums of floats differ in their last digits
    return float((1 + (np.abs(signs @ differences) >= seen).sum()) / (1 + FLIPS))


def compare_table(lines: Sequence[Line]) -> str:
    """Return the comparison as Markdown."""
    heads = [*MEASURES, *(f"p, {name}" for name in TESTED)]
    out = [f"| | language | n | {' | '.join(heads)} |", f"|---|---|---|{'---|' * len(heads)}"]
    for line in lines:
        cells = [f"{line.means[name]:.3f}" for name in MEASURES]
        cells += [chance(line.p[name]) if name in line.p else "" for name in TESTED]
        name = cell(line.variant) if line.language == "all" else ""
        out.append(f"| {name} | {line.language} | {line.n} | {' | '.join(cells)} |")
    return "\n".join(out)


def cell(text: str) -> str:
    """Return a text as a cell of a Markdown table."""
    return text.replace("|", "\\|")


def chance(value: float) -> str:
    """Return a p-value as a cell."""
    return "< 0.001" if value < 0.001 else f"{value:.3f}"
