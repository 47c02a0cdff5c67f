"""The tokenizer: one Unigram vocabulary for Norwegian and English, learnt from the training texts.

Punctuation carries no meaning in a sum of vectors, so the normalizer makes it white space.
"""

import json
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

PIECES = 40_000  # what fits under 20 MB with 384 dimensions in whole numbers
UNKNOWN = "[UNK]"
LONGEST = 24  # characters of a piece: longer Norwegian compounds are better shared by their parts
SCORE_DECIMALS = 6
STEP = 1e-4  # of the scores that the trainer gives, one after the other, to characters it must keep
Ids = NDArray[np.int32]
Rows = NDArray[np.int64]


class Ragged:
    """Texts as piece numbers, end to end: text i is `ids[starts[i]:starts[i + 1]]`."""

    def __init__(self, ids: Ids, starts: Rows) -> None:
        """Take the pieces of all texts, and where each begins; the last start is where the last text ends."""
        self.ids, self.starts = ids, starts

    @classmethod
    def of(cls, rows: Iterable[list[int]]) -> "Ragged":
        """Lay rows of piece numbers end to end."""
        arrays = [np.asarray(row, np.int32) for row in rows]
        lengths = np.array([len(a) for a in arrays], np.int64)
        ids = np.concatenate([np.zeros(0, np.int32), *arrays])
        return cls(ids, np.concatenate([[0], np.cumsum(lengths)]))

    def __len__(self) -> int:
        """Return the number of texts."""
        return len(self.starts) - 1

    @property
    def lengths(self) -> Rows:
        """Pieces of each text."""
        return np.diff(self.starts)

    def take(self, rows: Rows) -> "Ragged":
        """Return the texts of these numbers, in this order."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        at = np.arange(starts[-1]) + np.repeat(self.starts[rows] - starts[:-1], lengths)
        return Ragged(self.ids[at], starts)


def train_tokenizer(texts: Iterable[str], pieces: int = PIECES) -> Tokenizer:
    """Return a Unigram tokenizer of at most `pieces` pieces, lower-cased and NFKC-normalized."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Lowercase(), normalizers.Replace(Regex(r"[^\p{L}\p{N}%]+"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    trainer = trainers.UnigramTrainer(
        vocab_size=pieces, special_tokens=[UNKNOWN], unk_token=UNKNOWN, max_piece_length=LONGEST, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.model = _settled(tokenizer)
    return tokenizer


def _settled(tokenizer: Tokenizer) -> models.Unigram:
    """Return the tokenizer's model with its scores rounded and its pieces in one order.

    The trainer works in the order of a hash table that is laid out anew each time. The pieces are the same, but
    what depends on the order has to go: the last decimals of the scores, the order of equal ones, and which of the
    characters that earned no place of their own gets which step of `STEP` above the lowest score: here all get that.
    """
    vocabulary = json.loads(tokenizer.to_str())["model"]["vocab"]
    scores = {piece: round(score, SCORE_DECIMALS) for piece, score in vocabulary if piece != UNKNOWN}
    lowest = min(scores.values(), default=0.0)
    top = lowest + STEP * sum(len(piece) == 1 for piece in scores)
    scores |= {piece: lowest for piece, score in scores.items() if len(piece) == 1 and score < top}
    return models.Unigram([(UNKNOWN, 0.0), *sorted(scores.items(), key=lambda item: (-item[1], item[0]))], unk_id=0)


def encode(tokenizer: Tokenizer, texts: Sequence[str], longest: int) -> Ragged:
    """Return the first `longest` pieces of each text."""
    return Ragged.of(_encoded(tokenizer, texts, longest))


def _encoded(tokenizer: Tokenizer, texts: Sequence[str], longest: int) -> Iterator[list[int]]:
    for start in range(0, len(texts), 4096):
        for encoding in tokenizer.encode_batch_fast(list(texts[start : start + 4096]), add_special_tokens=False):
            yield encoding.ids[:longest]
