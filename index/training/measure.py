"""Measure a table of vectors by itself: NTREX across languages, NorQuAD's test questions, left-out reports.

nDCG@10 with one right passage a question: 1 / log2(1 + rank), 0 beyond the tenth place.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from corpus.library import Library
from corpus.passages import split_report
from index.training.data import norquad, ntrex
from index.training.tokenizer import encode

NTREX_GROUP = 5  # sentences of a passage
NTREX_QUERIES = 800
NORQUAD_PIECE = 900  # characters
DEPTH = 10
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Task:
    """Questions, passages, and the number of the passage that each question looks for."""

    name: str
    questions: list[str]
    passages: list[str]
    right: list[int]


def outside_tasks(data: Path) -> list[Task]:
    """Return the outside benchmarks."""
    return [*_ntrex_tasks(data), _norquad_task(data)]


def own_tasks(library: Library, reports: Sequence[str]) -> list[Task]:
    """Return, for the notes of `reports`, their questions over the passages of every report, by language."""
    passages = [p for r in library.reports for p in split_report(r)]
    notes = [n for n in library.all_notes() if n.report_id in reports]
    tasks = []
    for language in ("nb", "nn", "en"):
        pairs = [
            (q, i)
            for n in notes
            for i, p in enumerate(passages)
            if p.report_id == n.report_id and p.start <= n.start < p.end
            for q in getattr(n, f"questions_{language}")
        ]
        if pairs:
            task = Task(
                f"left out {language}", [q for q, _ in pairs], [p.text for p in passages], [i for _, i in pairs]
            )
            tasks.append(task)
    return tasks


def measure(tokenizer: Tokenizer, table: Floats, tasks: list[Task]) -> dict[str, float]:
    """Return the mean nDCG@10 of each task."""
    return {task.name: score(tokenizer, table, task) for task in tasks}


def score(tokenizer: Tokenizer, table: Floats, task: Task) -> float:
    """Return the mean nDCG@10 of one task."""
    questions, passages = embed(tokenizer, table, task.questions), embed(tokenizer, table, task.passages)
    cosines = questions @ passages.T  # (questions, passages)
    own = cosines[np.arange(len(questions)), task.right]
    ranks = 1 + (cosines > own[:, None]).sum(axis=1)
    return float(np.where(ranks <= DEPTH, 1 / np.log2(1 + ranks), 0.0).mean())


def embed(tokenizer: Tokenizer, table: Floats, texts: list[str]) -> Floats:
    """Return each text's unit vector, the normalized sum of its pieces' vectors."""
    out = np.zeros((len(texts), table.shape[1]), np.float32)
    rows = encode(tokenizer, texts, longest=10_000)
    for i in range(len(texts)):
        out[i] = table[rows.ids[rows.starts[i] : rows.starts[i + 1]]].sum(axis=0)
    lengths = np.linalg.norm(out, axis=1, keepdims=True)
    return np.asarray(out / np.maximum(lengths, 1e-9), np.float32)


def _ntrex_tasks(data: Path) -> list[Task]:
    passages: list[str] = []
    sentences, right = [], []
    for _, lines in groupby(ntrex(data), key=lambda s: s.document):
        document = list(lines)
        for start in range(0, len(document), NTREX_GROUP):
            group = document[start : start + NTREX_GROUP]
            sentences += group
            right += [len(passages)] * len(group)
            passages.append(" ".join(s.nb for s in group))
    chosen = np.random.default_rng(0).permutation(len(sentences))[:NTREX_QUERIES]
    answers = [right[i] for i in chosen]
    return [
        Task("NTREX en-nb", [sentences[i].en for i in chosen], passages, answers),
        Task("NTREX nn-nb", [sentences[i].nn for i in chosen], passages, answers),
    ]


def _norquad_task(data: Path) -> Task:
    asked = norquad(data, test=True)
    first: dict[str, int] = {}  # context → number of its first passage
    passages: list[str] = []
    ends: dict[str, list[int]] = {}
    for context in dict.fromkeys(r.context for r in [*asked, *norquad(data, test=False)]):
        pieces = _pieces(context)
        first[context], ends[context] = len(passages), [end for _, end in pieces]
        passages += [context[s:e] for s, e in pieces]
    right = [first[r.context] + bisect_right(ends[r.context], r.answer_start) for r in asked]
    return Task("NorQuAD", [r.question for r in asked], passages, right)


def _pieces(text: str) -> list[tuple[int, int]]:
    """Cut a text at white space into pieces of at most `NORQUAD_PIECE` characters."""
    out, start = [], 0
    while start < len(text):
        end = min(len(text), start + NORQUAD_PIECE)
        if end < len(text):
            end = max(text.rfind(" ", start, end), text.rfind("\n", start, end), start) + 1
            end = end if end > start + 1 else min(len(text), start + NORQUAD_PIECE)
        out.append((start, end))
        start = end
    return out
