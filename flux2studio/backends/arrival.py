"""What downloads of large files share: which part comes, and whether it comes fast enough."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

from flux2studio.backends.wire import TooSlowError

SAID_MAX = 64 * 1024  # bytes of an answer that is no file

_SPAN = re.compile(r"bytes (\d+)-\d+/(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slowest:
    """Fewer bytes a second than this, over as many seconds, and the server is given up."""

    bytes_per_s: float = 1024.0
    over_s: float = 30.0


SLOWEST = Slowest()


class SpeedWatch:
    """Counts from when it is made."""

    def __init__(self, slowest: Slowest, have: int = 0) -> None:
        self._slowest = slowest
        self._since, self._had = time.monotonic(), have

    def check(self, have: int) -> None:
        """Raise TooSlowError when too few bytes came since the last look."""
        seconds = time.monotonic() - self._since
        if seconds < self._slowest.over_s:
            return
        if have - self._had < self._slowest.bytes_per_s * seconds:
            raise TooSlowError
        self._since, self._had = time.monotonic(), have


def span_of(content_range: str) -> tuple[int, int] | None:
    """Where the body of a 206 starts in the file, and how large that is, in bytes."""
    found = _SPAN.fullmatch(content_range)
    return (int(found[1]), int(found[2])) if found else None
