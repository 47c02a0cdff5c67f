"""Remembers for a while that a server is down, so that not every question waits for it again."""

import threading
import time
from collections.abc import Callable

REST = 30.0  # seconds for which a server that was down is left alone


class Breaker:
    """Open after a failure, for `rest` seconds; shared by all tabs of a server."""

    def __init__(self, rest: float = REST, clock: Callable[[], float] = time.monotonic) -> None:
        """Take how long to wait, and what tells the time."""
        self._rest, self._clock = rest, clock
        self._until = float("-inf")
        self._lock = threading.Lock()

    @property
    def open(self) -> bool:
        """Tell whether the server is to be left alone."""
        with self._lock:
            return self._clock() < self._until

    def trip(self) -> None:
        """Leave the server alone from now on, for a while."""
        with self._lock:
            self._until = self._clock() + self._rest

    def reset(self) -> None:
        """The server has answered."""
        with self._lock:
            self._until = float("-inf")


class Stop:
    """Tells whoever writes to stop, from any thread; what listens is called once."""

    def __init__(self) -> None:
        """Begin as not stopped."""
        self._lock = threading.Lock()
        self._listeners: list[Callable[[], None]] = []
        self.stopped = False

    def set(self) -> None:
        """Stop."""
        with self._lock:
            self.stopped, listeners, self._listeners = True, self._listeners, []
        for listener in listeners:
            listener()

    def then(self, listener: Callable[[], None]) -> None:
        """Call `listener` when it is stopped; at once, where it is already."""
        with self._lock:
            if not self.stopped:
                self._listeners.append(listener)
                return
        listener()
