"""The tokenizer: one Unigram vocabulary for Norwegian and English, learnt from the training texts.

Punctuation carries no meaning in a sum of vectors, so the normalizer makes it white space.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

PIECES = 40_000  # 32,000 lost two points on NorQuAD: names and compounds fall apart
UNKNOWN = "[UNK]"
LONGEST = 24  # characters of a piece: longer Norwegian compounds are better shared by their parts
Ids = NDArray[np.int32]


class Ragged:
    """Texts as piece numbers, one after another: text i is `ids[starts[i]:starts[i + 1]]`."""

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        """Lay the rows end to end."""
        lengths = np.fromiter((len(row) for row in rows), np.int64, len(rows))
        self.starts = np.concatenate([[0], np.cumsum(lengths)])
        self.ids: Ids = np.fromiter((i for row in rows for i in row), np.int32, int(self.starts[-1]))

    def __len__(self) -> int:
        """Return the number of texts."""
        return len(self.starts) - 1

    def take(self, rows: NDArray[np.int64]) -> tuple[Ids, NDArray[np.int64]]:
        """Return the ids of `rows`, end to end, and where each row starts among them."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        offsets = np.concatenate([[0], np.cumsum(lengths)])
        at = np.arange(offsets[-1]) + np.repeat(self.starts[rows] - offsets[:-1], lengths)
        return self.ids[at], offsets[:-1]


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
    return tokenizer


def encode(tokenizer: Tokenizer, texts: Sequence[str], longest: int) -> Ragged:
    """Return the first `longest` pieces of each text."""
    return Ragged(list(_encoded(tokenizer, texts, longest)))


def _encoded(tokenizer: Tokenizer, texts: Sequence[str], longest: int) -> Iterator[list[int]]:
    for start in range(0, len(texts), 4096):
        for encoding in tokenizer.encode_batch_fast(list(texts[start : start + 4096]), add_special_tokens=False):
            yield encoding.ids[:longest]
