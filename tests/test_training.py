"""Training twice with one seed gives one model: the same files, the same figures."""

import json
import lzma
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from corpus.library import Library
from corpus.records import Note, ShortAnswer
from corpus.sentences import sentence_spans
from index.tokens import words
from index.training import train as training
from index.training.learn import Deck
from index.training.own import answer_pairs
from index.training.reword import Reworder
from index.training.translate import read_terms

SAMPLE = 80  # pairs of each kind
TERMS = 600  # of the glossary: all of them would take most of the test's time


def write(folder: Path, name: str, rows: list[dict[str, object]]) -> None:
    with lzma.open(folder / f"{name}.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.fixture(scope="module")
def data(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Training data as the real ones are laid out, of one report's text and notes."""
    folder, report = tmp_path_factory.mktemp("data"), library.reports[0]
    notes: list[Note] = list(library.notes[report.id].notes)[:SAMPLE]
    said = [" ".join(report.text[s:e].split()) for s, e in sentence_spans(report.text)][: 2 * SAMPLE]
    write(folder, "laws", [{"kind": "next", "a": a, "b": b} for a, b in pairwise(said)])
    write(folder, "tatoeba", [{"en": n.en, "no": n.nb} for n in notes])
    write(folder, "ntrex", [{"doc": n.id[:-1], "en": n.en, "nb": n.nb, "nn": n.nb} for n in notes])
    asked = [
        {"split": split, "question": n.questions_nb[0], "context": report.text[n.start : n.end], "answer_start": 0}
        for n, split in zip(notes, ["test", "train"] * SAMPLE, strict=False)
    ]
    write(folder, "norquad", asked)
    return folder


def trained(data: Path, out: Path, seed: int) -> tuple[dict[str, float], dict[str, bytes]]:
    """Return the figures, and the files that hold what was learnt."""
    figures = training.train(data, out, Library((), {}, {}), seed=seed, progress=lambda _step, _share: None)
    files = {name: (out / name).read_bytes() for name in ("model.safetensors", "tokenizer.json")}
    return {name: value for name, value in figures.items() if name != "minutes"}, files


@pytest.mark.parametrize(
    ("language", "text", "changes"),
    [
        ("nb", "Bedriftene fikk tilskudd til innovasjon og samarbeid med kommunene i regionen", True),
        ("en", "The companies received funding for innovation and cooperation in the region", True),
        ("nb", "og det er som på", False),
        ("nb", "zzqx wwkj", False),
    ],
)
def test_a_text_is_put_in_words_of_the_thesaurus(language: str, text: str, changes: bool) -> None:
    first, again = (Reworder(language, 1).reworded(text) for _ in range(2))
    assert first == again
    assert (first is not None and first != text.lower()) == changes
    known = {other for other, _ in Reworder(language, 1).pairs()}
    new = set(words(first or "")) - set(words(text))
    assert new <= {word for other in known for word in words(other)}


def test_training_twice_gives_one_model(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "STEPS", 30)
    monkeypatch.setattr(training, "DIMENSIONS", 32)
    monkeypatch.setattr(training, "read_terms", lambda: read_terms()[:TERMS])
    first, again, other = (trained(data, tmp_path / str(n), seed) for n, seed in enumerate((1, 1, 2)))
    assert first == again
    assert first[1]["model.safetensors"] != other[1]["model.safetensors"]
    assert first[0].keys() >= {"NTREX en-nb", "NorQuAD", "start: NorQuAD"}


def _note(number: int, *asked: int) -> Note:
    """Return a note with short answers, each with so many questions."""
    answers = tuple(
        ShortAnswer(
            (f"nb{number}{at}", f"nn{number}{at}", f"en{number}{at}"),
            0,
            1,
            tuple(f"{number}{at}?{q}" for q in range(n)),
        )
        for at, n in enumerate(asked)
    )
    return Note(f"r#{number}", "r", 0, 1, "", "", (), (), (), answers=answers)


def test_answers_that_stand_together_are_told_apart_a_question_of_each_in_a_round() -> None:
    assert answer_pairs([_note(1, 2, 1), _note(2, 0, 3)]) == [
        ("10?0", "nb10"),
        ("11?0", "nn11"),
        ("21?0", "en21"),
        ("10?1", "nn10"),
        ("21?1", "nb21"),
        ("21?2", "nn21"),
    ]
    assert answer_pairs([]) == answer_pairs([_note(1)]) == []


@pytest.mark.parametrize("kept", [True, False])
def test_pairs_that_are_kept_in_order_begin_anywhere(kept: bool) -> None:
    pairs = np.array([[n, n + 50] for n in range(50)])
    shuffled = Deck(pairs, 1.0, 20.0, kept).shuffled(np.random.default_rng(3))
    assert sorted(map(tuple, shuffled)) == sorted(map(tuple, pairs))
    assert shuffled[0, 0] != 0
    assert bool(((np.diff(shuffled[:, 0]) % 50) == 1).all()) == kept
