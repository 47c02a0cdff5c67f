"""Learn from pairs: each text should lie nearer its own partner than the partners of the batch's others.

MultipleNegativesRankingLoss (Henderson et al. 2017) in both directions. Only the vectors of pieces that
stand in a batch are touched: Adam by rows, ten times faster than over the whole table on a processor.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from index.training.tokenizer import Ragged, Rows

WARM_UP = 0.05  # share of the steps in which the rate rises
BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8  # Adam's own


@dataclass(frozen=True, slots=True)
class Deck:
    """The pairs of a group, by the numbers of their texts."""

    pairs: Rows  # (pairs, 2)
    weight: float
    scale: float  # of the cosines in the loss
    kept_in_order: bool = False  # batches are stretches of it, begun anywhere

    def shuffled(self, random: np.random.Generator) -> Rows:
        """Return the pairs in the order in which they are learnt from, once through."""
        if self.kept_in_order:
            return np.roll(self.pairs, -int(random.integers(len(self.pairs))), axis=0)
        return random.permutation(self.pairs)


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast."""

    steps: int
    batch: int = 512  # pairs
    rate: float = 0.003  # of Adam, at its highest; 0.01 lost three points on NorQuAD, 0.001 on NTREX
    seed: int = 1


class Learner:
    """The table of vectors, and Adam's memory of each row."""

    def __init__(self, vectors: NDArray[np.float32], device: str) -> None:
        """Take the start vectors, shape (pieces, dimensions)."""
        self.table = torch.from_numpy(vectors.copy()).to(device)
        self._mean = torch.zeros_like(self.table)
        self._square = torch.zeros(len(vectors), 1, device=device)  # one a row
        self._count = torch.zeros(len(vectors), 1, device=device)  # times a row was touched
        self._place = np.zeros(len(vectors), np.int64)

    def step(self, left: Ragged, right: Ragged, same: torch.Tensor, scale: float, rate: float) -> float:
        """Learn from one batch and return its loss; `same` marks what must not be told apart."""
        every = np.concatenate([left.ids, right.ids])
        rows = np.flatnonzero(np.bincount(every, minlength=len(self._place)))
        self._place[rows] = np.arange(len(rows))
        device = self.table.device
        touched = torch.from_numpy(rows).to(device)
        part = self.table[touched].requires_grad_()
        one = _pooled(part, self._place[left.ids], left.starts)
        two = _pooled(part, self._place[right.ids], right.starts)
        loss = ranking_loss(one, two, same.to(device), scale)
        (gradient,) = torch.autograd.grad(loss, part)
        self._update(touched, gradient, rate)
        return float(loss.detach())

    def _update(self, rows: torch.Tensor, gradient: torch.Tensor, rate: float) -> None:
        count = self._count[rows] + 1
        mean = self._mean[rows].lerp_(gradient, 1 - BETA1)
        square = self._square[rows].lerp_(gradient.square().mean(dim=1, keepdim=True), 1 - BETA2)
        step = (mean / (1 - BETA1**count)) / ((square / (1 - BETA2**count)).sqrt() + EPSILON)
        self.table[rows] -= rate * step
        self._mean[rows], self._square[rows], self._count[rows] = mean, square, count


def ranking_loss(one: torch.Tensor, two: torch.Tensor, same: torch.Tensor, scale: float) -> torch.Tensor:
    """Return the loss of a batch of unit vectors, both (pairs, dimensions)."""
    scores = (scale * one @ two.T).masked_fill(same, -1e4)  # (pairs, pairs)
    target = torch.arange(len(one), device=one.device)
    return (functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target)) / 2


def _pooled(table: torch.Tensor, ids: Rows, starts: Rows) -> torch.Tensor:
    at, offsets = torch.from_numpy(ids).to(table.device), torch.from_numpy(starts[:-1]).to(table.device)
    return functional.normalize(functional.embedding_bag(at, table, offsets, mode="mean"))


def learn(learner: Learner, texts: Ragged, decks: list[Deck], plan: Plan, go_on: Callable[[float], bool]) -> float:
    """Run the plan and return the mean loss of its last tenth; stops early where `go_on(share done)` is false.

    A learner that stops early has not slowed down, and is worth less than one whose plan was shorter.
    """
    random = np.random.default_rng(plan.seed)
    shares = np.array([d.weight for d in decks]) / sum(d.weight for d in decks)
    left: list[Rows] = [d.pairs[:0] for d in decks]  # what is still to be drawn of each
    losses = []
    for number in range(plan.steps):
        chosen = int(random.choice(len(decks), p=shares))
        size = min(plan.batch, len(decks[chosen].pairs))
        if len(left[chosen]) < size:
            left[chosen] = decks[chosen].shuffled(random)
        pairs, left[chosen] = left[chosen][:size], left[chosen][size:]
        one, two = texts.take(pairs[:, 0]), texts.take(pairs[:, 1])
        losses.append(learner.step(one, two, _same(pairs), decks[chosen].scale, plan.rate * _pace(number / plan.steps)))
        if number % 20 == 0 and not go_on(number / plan.steps):
            break
    return float(np.mean(losses[-max(1, len(losses) // 10) :]))


def _same(pairs: Rows) -> torch.Tensor:
    alike = (pairs[:, None, 0] == pairs[None, :, 0]) | (pairs[:, None, 1] == pairs[None, :, 1])
    np.fill_diagonal(alike, val=False)
    return torch.from_numpy(alike)


def _pace(share: float) -> float:
    return min(1.0, share / WARM_UP) * (1 - share)
