"""One at a time for each thing, so that two jobs do not fetch or send the same file twice."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager

from flux2studio.core.control import RunControl


class Turns:
    """Thread-safe."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._changed = threading.Condition()

    @contextmanager
    def turn(self, key: str, control: RunControl) -> Generator[None, None, None]:
        """Wait until nobody else works on ``key``, then let the block run. Raises Cancelled."""
        with control.abort_with(self._wake), self._changed:
            self._changed.wait_for(lambda: control.cancelled or key not in self._taken)
            control.check()
            self._taken.add(key)
        try:
            yield
        finally:
            with self._changed:
                self._taken.discard(key)
                self._changed.notify_all()

    @contextmanager
    def try_turn(self, key: str) -> Generator[bool, None, None]:
        """Let the block run at once; it is told whether the turn is its own."""
        with self._changed:
            is_free = key not in self._taken
            self._taken.add(key)
        try:
            yield is_free
        finally:
            if is_free:
                with self._changed:
                    self._taken.discard(key)
                    self._changed.notify_all()

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()
