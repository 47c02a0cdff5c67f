"""The outside benchmark: NorQuAD's test questions and NTREX's sentences, searched by the project's own index code.

The passages are nobody's reports and have no notes, so they are searched as `index.search` does without
notes: the same fields, the same weights, z-scores summed. The data stays in the folder the user names.
"""

import lzma
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tqdm import tqdm

from corpus.errors import QuestionSetError
from corpus.records import Language
from eval.peers import stems
from index.dense import DenseIndex
from index.embed import Embedder, Vectors
from index.fields import parts_of
from index.fuse import WITHOUT_NOTES, standard
from index.lexical import Concept, LexicalIndex, Scores
from index.lexicon import load_lexicon, make_query
from index.settings import Settings
from index.tokens import Compounds, ngrams
from index.training.measure import Task, outside_tasks

FILES = ("norquad.jsonl.xz", "ntrex.jsonl.xz")
LANGUAGE: dict[str, Language] = {"NTREX en-nb": "en", "NTREX nn-nb": "nn", "NorQuAD": "nb"}  # of the questions
TASKS = ("NorQuAD", "NTREX en-nb", "NTREX nn-nb")
DEPTH = 10
BATCH = 512  # texts embedded between two signs of progress
BM25, LEXICAL, DENSE, FUSED = "BM25, Snowball stems", "lexical fields", "vectors alone", "search without notes"

# nDCG@10 on the same kind of tasks, measured elsewhere: NorQuAD, NTREX en-nb, NTREX nn-nb. Their samples are not
# ours: NorQuAD had 471 questions over 2,492 passages, NTREX another draw of 800. The BM25 rows tell how near they are.
MEASURED_ELSEWHERE = {
    "BM25 Snowball": (0.822, 0.505, 0.900),
    "BM25 and character n-grams, English words translated": (0.846, 0.898, 0.917),
    "the same and a static embedding": (0.847, 0.909, 0.926),
    "the same and a small transformer": (0.847, 0.922, 0.933),
    "all-MiniLM-L6-v2": (0.300, 0.444, 0.537),
}
# nDCG@10 on another task, Belebele over bokmål (MTEB's results): bokmål and English questions. For orientation.
PUBLISHED = {
    "BM25": (0.779, 0.411),
    "static-similarity-mrl-multilingual-v1": (0.675, 0.657),
    "potion-multilingual-128M": (0.682, 0.658),
    "paraphrase-multilingual-MiniLM-L12-v2": (0.813, 0.818),
    "multilingual-e5-small": (0.921, 0.880),
    "multilingual-e5-base": (0.931, 0.913),
    "bge-m3": (0.939, 0.930),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way to search, on one task."""

    task: str
    search: str
    ndcg: float  # nDCG@10
    questions: int
    passages: int


def read_tasks(folder: Path) -> list[Task]:
    """Read the tasks from a folder.

    Raises:
        QuestionSetError: a file is missing or is not what the folder's README describes.
    """
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise QuestionSetError(f"{folder} lacks {' and '.join(missing)}; give the folder that holds them with --data.")
    try:
        return sorted(outside_tasks(folder), key=lambda task: TASKS.index(task.name))
    except (OSError, EOFError, lzma.LZMAError, ValueError, KeyError, TypeError) as error:
        what = f"{type(error).__name__}: {error}"
        raise QuestionSetError(
            f"The data in {folder} cannot be read ({what}); take it anew from its source."
        ) from error


class Shelf:
    """Passages without notes, indexed in the fields that a search without notes looks in."""

    def __init__(self, passages: Sequence[str], embedder: Embedder, settings: Settings, name: str) -> None:
        """Index `passages`; `name` stands before the progress bar."""
        self.size = len(passages)
        self.compounds = Compounds.from_texts(passages, load_lexicon().norwegian_words())
        self.text = LexicalIndex.build([self.compounds.tokens(p) for p in passages])
        self.grams = LexicalIndex.build([ngrams(p) for p in passages])
        self.plain = LexicalIndex.build([stems(p) for p in passages])
        self._embedder = embedder
        parts = [(i, part) for i, p in enumerate(passages) for part in parts_of(p, settings.part_size)]
        rows: list[Vectors] = [np.zeros((0, embedder.dimensions), np.float32)]
        for start in tqdm(range(0, len(parts), BATCH), desc=f"{name}: vectors", unit="batch"):
            rows.append(embedder.embed_passages([part for _, part in parts[start : start + BATCH]]))
        self.dense = DenseIndex.build(np.concatenate(rows), np.array([i for i, _ in parts], np.int32))

    def score(self, question: str, language: Language) -> dict[str, Scores]:
        """Return the score of every passage, by way of searching."""
        query = make_query(question, language, self.compounds)
        fields = {
            "text": self.text.score(list(query.norwegian)),
            "grams-text": self.grams.score(list(query.grams)),
            "dense-text": self.dense.score(self._embedder.embed_question(question), self.size),
        }
        every = np.ones(self.size, bool)
        weights = WITHOUT_NOTES["en" if language == "en" else "no"]
        fused = {name: weights[name] * standard(scores, every) for name, scores in fields.items()}
        plain = [Concept(((token, 1.0),)) for token in dict.fromkeys(stems(question))]
        return {
            BM25: self.plain.score(plain),
            LEXICAL: fused["text"] + fused["grams-text"],
            DENSE: fields["dense-text"],
            FUSED: fused["text"] + fused["grams-text"] + fused["dense-text"],
        }


def run_task(task: Task, embedder: Embedder, settings: Settings) -> list[Outcome]:
    """Return what each way of searching reaches on one task."""
    shelf = Shelf(task.passages, embedder, settings, task.name)
    gains: dict[str, list[float]] = {}
    asked = list(zip(task.questions, task.right, strict=True))
    for question, right in tqdm(asked, desc=task.name, unit="question"):
        for name, scores in shelf.score(question, LANGUAGE[task.name]).items():
            gains.setdefault(name, []).append(gain(scores, right))
    return [Outcome(task.name, name, float(np.mean(g)), len(asked), shelf.size) for name, g in gains.items()]


def gain(scores: Scores, right: int) -> float:
    """Return nDCG@10 where one passage is right: 1 / log2(1 + its rank), 0 beyond the tenth; ties rank last."""
    rank = int((scores >= scores[right]).sum())
    return 1 / float(np.log2(1 + rank)) if rank <= DEPTH else 0.0


def outside_table(outcomes: Sequence[Outcome]) -> str:
    """Return the outcomes as Markdown, beside the figures of others."""
    found = {(o.task, o.search): o for o in outcomes}
    sizes = {o.task: f"{o.task} ({o.questions} questions, {o.passages} passages)" for o in outcomes}
    out = [f"| nDCG@10 | {' | '.join(sizes.get(t, t) for t in TASKS)} |", "|---|---|---|---|"]
    for search in (BM25, LEXICAL, DENSE, FUSED):
        cells = [f"{found[task, search].ndcg:.3f}" if (task, search) in found else "" for task in TASKS]
        out.append(f"| {search} | {' | '.join(cells)} |")
    for name, figures in MEASURED_ELSEWHERE.items():
        out.append(f"| elsewhere, other samples: {name} | {' | '.join(f'{f:.3f}' for f in figures)} |")
    out += ["", "Published for another task, Belebele over bokmål (MTEB), for orientation:", ""]
    out += ["| nDCG@10 | bokmål questions | English questions |", "|---|---|---|"]
    out += [f"| {name} | {nb:.3f} | {en:.3f} |" for name, (nb, en) in PUBLISHED.items()]
    return "\n".join(out)
