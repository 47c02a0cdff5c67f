"""Several parts as one: how often each word stands in each passage of all reports, their vectors, their n-grams."""

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from index.counted import Counted, Table, joined
from index.embed import Vectors
from index.part import COUNTED, DENSE, Grams, Part
from index.words import Known

Numbers = dict[int, NDArray[np.int32]]  # by the identity of a tuple of words or tokens: their numbers among all


def whole_of(parts: Sequence[Part], known: Known, dimensions: int) -> Part:
    """Return the parts as one, in their order; their words become `known`, by whose numbers they are counted."""
    numbers: Numbers = {}
    for part in parts:
        if id(part.words) not in numbers:  # parts that were kept together share their words
            numbers[id(part.words)] = known.take_in(part.words)
    tables = {
        name: joined([(p.counted[name], numbers[id(p.words)]) for p in parts], len(known.numbers)) for name in COUNTED
    }
    bounds = _bounds(parts)
    starts = [0, *np.cumsum([len(p.passages) for p in parts]).tolist()]
    return Part(
        tuple(chain.from_iterable(p.passages for p in parts)),
        tuple(start + u for start, p in zip(starts, parts, strict=False) for u in p.units),
        tuple(known.numbers),
        {name: Counted.of(table) for name, table in tables.items()},
        {name: _vectors([p.vectors[name] for p in parts], dimensions) for name in DENSE},
        {name: _owners([p.owners[name] for p in parts], starts) for name in DENSE},
        tuple(chain.from_iterable(p.runs for p in parts)),
        bounds,
    )


def _vectors(rows: Sequence[Vectors], dimensions: int) -> Vectors:
    return np.concatenate([np.zeros((0, dimensions), np.float32), *rows])


def _owners(owners: Sequence[NDArray[np.int32]], starts: Sequence[int]) -> NDArray[np.int32]:
    moved = (own + np.int32(start) for own, start in zip(owners, starts, strict=False))
    return np.concatenate([np.zeros(0, np.int32), *moved])


def _bounds(parts: Sequence[Part]) -> NDArray[np.int64]:
    width = 2 + len(DENSE)
    rows, end = [np.zeros((1, width), np.int64)], np.zeros(width, np.int64)
    for part in parts:
        rows.append(part.bounds[1:] + end)
        end = rows[-1][-1]
    return np.concatenate(rows)


def grams_of(parts: Sequence[Part], own: Table, note: Table, known: Known) -> Grams:
    """Return the n-grams of all passages: as they were kept where they were, else worked out of the words.

    `own` and `note` count the words of the passages of all parts, by their numbers among the `known`.
    """
    table, tokens = known.tokens["grams"].in_order()
    columns = {token: column for column, token in enumerate(tokens)}
    as_they_are = np.arange(max(1, len(tokens)), dtype=np.int32)
    numbers: Numbers = {}
    rows: list[tuple[Grams, NDArray[np.int32]]] = []  # with the places of their tokens among all
    first, last = 0, 0  # of the passages that were passed over since the last part whose n-grams were kept

    def passed() -> tuple[Grams, NDArray[np.int32]]:
        counted = (Counted.of(words[first:last] @ table) for words in (own, note))
        return Grams((), *counted), as_they_are

    for part in parts:
        if part.grams is not None:
            if id(part.grams.tokens) not in numbers:
                found = [columns[token] for token in part.grams.tokens]
                numbers[id(part.grams.tokens)] = np.array(found, np.int32)
            rows += [passed(), (part.grams, numbers[id(part.grams.tokens)])]
            first = last + len(part.passages)
        last += len(part.passages)
    rows.append(passed())
    tables = [joined([(counted(held), at) for held, at in rows], len(as_they_are)) for counted in (_own, _note)]
    return Grams(tuple(tokens), *map(Counted.of, tables))


def _own(grams: Grams) -> Counted:
    return grams.own


def _note(grams: Grams) -> Counted:
    return grams.note
