"""Train the project's embedding model: tokenizer, start vectors, pairs, learning, figures, a folder.

The same data and seed give the same model on the same processor, but where `minutes` cuts the learning short.
"""

import time
from collections.abc import Callable, Collection
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from corpus.library import Library
from index.training.data import check_folder
from index.training.learn import Deck, Learner, Plan, learn
from index.training.measure import Task, measure, outside_tasks, own_tasks
from index.training.own import own_groups
from index.training.pairs import Group, general_groups
from index.training.reword import Reworder
from index.training.save import quantized, restored, save_model
from index.training.start import start_vectors
from index.training.tokenizer import Ragged, encode, train_tokenizer
from index.training.translate import Translator, read_terms

DIMENSIONS = 384
STEPS = 3_000  # batches; 3,000 instead of 600 brought NTREX 1.5 points and cost NorQuAD as many
LONGEST = 192  # pieces of a text that learning sees: about 900 characters
OFTEN = 20  # times the rare kinds of text are shown to the tokenizer: the laws would drown them
TOKENIZER_LAWS = 60_000  # law texts that the tokenizer sees
THREADS = 1  # of torch: two wait for each other, ten times as long where another program wants the processor
# groups whose two sides are translations of each other
ACROSS = ("tatoeba", "glossary", "note statement", "report echo", "norquad sentences english")
Table = NDArray[np.float32]
Progress = Callable[[str, float], None]  # what is being done, and how much of all is done (0 to 1)


def train(
    data: Path,
    out: Path,
    library: Library,
    *,
    leave_out: Collection[str] = (),
    seed: int = 1,
    minutes: float | None = None,
    progress: Progress,
) -> dict[str, float]:
    """Train the model, write it to `out` and return its figures (nDCG@10, and the minutes it took).

    `leave_out` names reports of which neither text nor notes are learnt from; their notes' questions are then
    measured too. `minutes` bounds the whole.

    Raises:
        ModelError: the data are not there.
        ReportError: a report of `leave_out` is not in the library.
    """
    check_folder(data)
    started = time.monotonic()
    torch.set_num_threads(THREADS)
    torch.manual_seed(seed)
    progress("pairs", 0.0)
    tasks = outside_tasks(data) + own_tasks(library, [library.report(name).id for name in leave_out])
    terms = read_terms()
    translator = Translator(terms, seed)
    rewording = (Reworder("nb", seed), Reworder("en", seed))
    own = own_groups(without(library, leave_out), translator, *rewording)
    groups = general_groups(data, terms, translator, seed) + own
    groups = [g for g in groups if g.pairs]
    progress("tokenizer", 0.1)
    tokenizer = train_tokenizer(tokenizer_texts(groups))
    progress("pieces", 0.2)
    texts, decks = encode_groups(tokenizer, groups)
    progress("start vectors", 0.3)
    first = start(texts, groups, decks, (tokenizer.get_vocab_size(), DIMENSIONS), seed)
    figures = {f"start: {name}": value for name, value in measure(tokenizer, first, tasks).items()}
    learner = Learner(first, "cuda" if torch.cuda.is_available() else "cpu")
    deadline = started + 60 * minutes if minutes else float("inf")

    def go_on(share: float) -> bool:
        progress("learning", 0.4 + 0.55 * share)
        return time.monotonic() < deadline

    learn(learner, texts, decks, Plan(STEPS, seed=seed), go_on)
    return finish(out, tokenizer, learner, tasks, figures) | {"minutes": (time.monotonic() - started) / 60}


def finish(
    out: Path, tokenizer: Tokenizer, learner: Learner, tasks: list[Task], figures: dict[str, float]
) -> dict[str, float]:
    """Write the model and return all figures; they are measured on the numbers as written."""
    table = learner.table.cpu().numpy()
    figures = figures | measure(tokenizer, restored(*quantized(table)), tasks)
    save_model(out, tokenizer, table, figures)
    return figures


def without(library: Library, reports: Collection[str]) -> Library:
    """Return the library less some of its reports."""
    kept = tuple(r for r in library.reports if r.id not in reports)
    return Library(kept, {r.id: library.notes[r.id] for r in kept}, library.checksums)


def tokenizer_texts(groups: list[Group]) -> list[str]:
    """Return the texts the tokenizer is learnt from, each once, the rare kinds `OFTEN` times."""
    laws: dict[str, None] = {}
    others: dict[str, None] = {}
    for group in groups:
        if group.name in ("laws heading", "laws next"):
            laws |= dict.fromkeys(
                text for pair in group.pairs[:: max(1, len(group.pairs) // (TOKENIZER_LAWS // 2))] for text in pair
            )
        elif "laws" not in group.name:
            others |= dict.fromkeys(text for pair in group.pairs for text in pair)
    return [*laws, *(text for text in others for _ in range(OFTEN if len(text) < 300 else 1))]


def encode_groups(tokenizer: Tokenizer, groups: list[Group]) -> tuple[Ragged, list[Deck]]:
    """Return all texts in pieces, each once, and the groups' pairs by their numbers, less the empty ones."""
    numbers: dict[str, int] = {}
    pairs = [np.array([[numbers.setdefault(t, len(numbers)) for t in pair] for pair in g.pairs]) for g in groups]
    texts = encode(tokenizer, list(numbers), LONGEST)
    whole = texts.lengths > 0
    decks = [
        Deck(p[whole[p].all(axis=1)], g.weight, g.scale, g.kept_in_order) for p, g in zip(pairs, groups, strict=True)
    ]
    return texts, decks


def start(texts: Ragged, groups: list[Group], decks: list[Deck], shape: tuple[int, int], seed: int) -> Table:
    """Return the start vectors, from the texts and from the pairs that cross a language."""
    running = [d.pairs[:, 1] for g, d in zip(groups, decks, strict=True) if "english" not in g.name]
    across = [d.pairs for g, d in zip(groups, decks, strict=True) if g.name in ACROSS]
    both = [(texts.take(p[:, 0]), texts.take(p[:, 1])) for p in across]
    return start_vectors(texts.take(np.unique(np.concatenate(running))), both, shape, seed)
