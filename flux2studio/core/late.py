"""Parts that are built, and their modules imported, when they are first asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


class Late(Generic[T]):
    """Call it to get the part. Thread-safe: two who ask at once get the same one.

    A build that fails is tried again by the next who asks.
    """

    def __init__(self, build: Callable[[], T]) -> None:
        self._build = build
        self._built: tuple[T, ...] = ()
        self._lock = threading.RLock()

    def __call__(self) -> T:
        if not self._built:
            with self._lock:
                if not self._built:
                    self._built = (self._build(),)
        return self._built[0]

    @property
    def built(self) -> tuple[T, ...]:
        """The part, or nothing as long as nobody asked for it: for those who end things."""
        return self._built


class LateParts(Mapping[str, T]):
    """Parts by name, of which only those asked for are ever built."""

    def __init__(self, builds: Mapping[str, Callable[[], T]]) -> None:
        self._parts = {name: Late(build) for name, build in builds.items()}

    def __getitem__(self, name: str) -> T:
        return self._parts[name]()

    def __contains__(self, name: object) -> bool:
        return name in self._parts

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    @property
    def built(self) -> list[T]:
        return [part for late in self._parts.values() for part in late.built]
