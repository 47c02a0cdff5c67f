"""Pairs to learn from: two texts that should lie near each other, grouped by where they come from.

A batch is drawn from one group at a time, so that the texts a pair is told apart from are of its own kind.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.sentences import sentence_spans
from index.training.data import law_pairs, norquad, tatoeba
from index.training.translate import Term, Translator

PIECE = 900  # characters of a NorQuAD context around its answer, about what a passage holds
LAWS_TRANSLATED = 60_000  # law pairs of each kind that get an English or nynorsk side: a bound on time
# Scales of the cosines in the loss. A high one is content with little nearness and keeps words apart, which
# finds more (NorQuAD .61 at 20, .64 at 30); a low one pulls together, as a text and its own translation must be.
FINDING, SAYING = 40.0, 20.0
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """Pairs of one origin."""

    name: str
    pairs: list[Pair]
    weight: float  # how often a batch is drawn from it, beside the other groups' weights
    scale: float = FINDING  # of the cosines in the loss
    kept_in_order: bool = False  # neighbours are learnt from together, as the hardest to be told apart


def general_groups(data: Path, terms: list[Term], translator: Translator, seed: int) -> list[Group]:
    """Return the pairs that know nothing of the reports."""
    headings, following = law_pairs(data, "heading"), law_pairs(data, "next")
    reading = [(r.question, around(r.context, r.answer_start)) for r in norquad(data, test=False)]
    parallel = tatoeba(data)
    random = np.random.default_rng(seed)
    some = [headings[i] for i in random.permutation(len(headings))[:LAWS_TRANSLATED]]
    follow = [following[i] for i in random.permutation(len(following))[:LAWS_TRANSLATED]]
    cloze = [
        pair for context in dict.fromkeys(r.context for r in norquad(data, test=False)) for pair in clozes(context)
    ]
    sentences = [sentence for sentence, _ in cloze]
    return [
        Group("laws heading", headings, 3.0),
        Group("laws next", following, 1.5),
        Group("norquad", reading, 2.0),
        Group("norquad cloze", cloze, 2.0),
        Group("norquad english", translated(reading, translator.english), 1.0),
        Group("norquad sentences english", echoes(sentences, translator.english), 1.0, SAYING),
        Group("norquad sentences nynorsk", echoes(sentences, translator.nynorsk), 1.0, SAYING),
        Group("norquad cloze nynorsk", translated(cloze, translator.nynorsk), 1.0),
        Group("tatoeba", parallel, 3.0, SAYING),
        Group("glossary", glossary_pairs(terms), 2.0, SAYING),
        Group("laws heading english", translated(some, translator.english), 1.5),
        Group("laws next english", translated(follow, translator.english), 1.5),
        Group("laws nynorsk", echoes([b for _, b in some], translator.nynorsk), 1.0, SAYING),
    ]


def glossary_pairs(terms: Iterable[Term]) -> list[Pair]:
    """Return each English form with each Norwegian one, and bokmål with nynorsk."""
    pairs = [(en, no) for t in terms for en in t.english for no in dict.fromkeys(t.bokmaal + t.nynorsk)]
    pairs += [(nn, nb) for t in terms for nb, nn in zip(t.bokmaal, t.nynorsk, strict=False) if nb != nn]
    return list(dict.fromkeys(pairs))


def translated(pairs: Iterable[Pair], translate: Callable[[str], str | None]) -> list[Pair]:
    """Return the pairs whose first text could be translated, so translated."""
    return [(other, b) for a, b in pairs if (other := translate(a))]


def echoes(texts: Iterable[str], translate: Callable[[str], str | None]) -> list[Pair]:
    """Return each text that could be translated, with itself as the second of the pair."""
    return [(other, text) for text in texts if (other := translate(text))]


def clozes(text: str, before: int = 4, after: int = 8) -> list[Pair]:
    """Return each sentence of a text with those around it (the inverse cloze task, Lee et al. 2019)."""
    found = sentences_of(text)
    rest = [(s, " ".join(found[max(0, i - before) : i] + found[i + 1 : i + 1 + after])) for i, s in enumerate(found)]
    return [(s, r) for s, r in rest if r]


def around(text: str, at: int, size: int = PIECE) -> str:
    """Return about `size` characters of `text` around position `at`, cut at white space."""
    start = max(0, min(at - size // 3, len(text) - size))
    piece = text[start : start + size]
    return piece if start == 0 else piece.partition(" ")[2]


def sentences_of(text: str, shortest: int = 40) -> list[str]:
    """Return the sentences of a text that have at least `shortest` characters."""
    return [text[s:e] for s, e in sentence_spans(text) if e - s >= shortest]
