"""The questions of a note by the tokens they are made of: which of them an asked one shares words with."""

from collections.abc import Callable, Container, Iterable, Mapping, Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Posed:
    """Some questions, numbered from 0."""

    lengths: tuple[int, ...]  # tokens that each is made of, each counted once
    holding: Mapping[str, tuple[int, ...]]  # token → the numbers of the questions that hold it

    @classmethod
    def of(cls, questions: Iterable[str], tokens: Callable[[str], Iterable[str]]) -> "Posed":
        """Return the questions, taken apart by `tokens`."""
        lengths: list[int] = []
        holding: dict[str, list[int]] = {}
        for number, question in enumerate(questions):
            own = set(tokens(question))
            lengths.append(len(own))
            for token in own:
                holding.setdefault(token, []).append(number)
        return cls(tuple(lengths), {token: tuple(numbers) for token, numbers in holding.items()})

    def shared(self, forms: Set[str]) -> dict[int, frozenset[str]]:
        """Return which of `forms` each question holds; none that holds none of them."""
        held: dict[int, set[str]] = {}
        for form in forms & self.holding.keys():
            for number in self.holding[form]:
                held.setdefault(number, set()).add(form)
        return {number: frozenset(own) for number, own in held.items()}

    def held(self, forms: Set[str], among: Container[int]) -> set[str]:
        """Return those of `forms` that any question `among` these numbers holds."""
        return {form for form in forms & self.holding.keys() if any(n in among for n in self.holding[form])}
