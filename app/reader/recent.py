"""A memory that stays small: what was asked for last is kept, up to a size."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Recent(Generic[T]):
    """Values by their keys; those asked for longest ago go first. May be used from any thread."""

    def __init__(self, most: int, size: Callable[[T], int]) -> None:
        """Take how much is kept in all, and what tells the size of a value."""
        self._most = most
        self._size = size
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> T | None:
        """Return the value under `key`; None where there is none."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def put(self, key: Hashable, value: T) -> None:
        """Keep a value, and let go of as many others as must; the last one put is kept, whatever its size."""
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while self.size > self._most and len(self._values) > 1:
                self._values.popitem(last=False)

    @property
    def size(self) -> int:
        """How much is kept."""
        return sum(map(self._size, self._values.values()))
