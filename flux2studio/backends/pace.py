"""How fast a backend asks, and how long it keeps trying."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from flux2studio.backends.http import Answer

RETRY_AFTER_MAX = 300.0
BUSY = frozenset({408, 425, 429, *range(500, 600)})  # ask again later


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Seconds. ``patience``: how long a service that does not answer is asked again."""

    poll_first: float = 0.5
    poll_most: float = 2.0
    retry_first: float = 0.5
    retry_most: float = 30.0
    patience: float = 900.0
    after_cancel: float = 10.0

    def polls(self) -> Iterator[float]:
        return _growing(self.poll_first, self.poll_most)

    def retries(self) -> Iterator[float]:
        return _growing(self.retry_first, self.retry_most)


def _growing(first: float, most: float) -> Iterator[float]:
    """Waits that double up to ``most``, a little uneven so that jobs do not march in step."""
    seconds = first
    while True:
        yield random.uniform(0.75, 1.0) * seconds
        seconds = min(most, seconds * 2)


class Stopwatch:
    """Tells whether ``seconds`` have passed since it was made."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def is_over(self) -> bool:
        return time.monotonic() >= self._end

    def shorten(self, seconds: float) -> None:
        self._end = min(self._end, time.monotonic() + seconds)


def retry_after(answer: Answer, otherwise: float) -> float:
    """Seconds that the service asks us to wait, in either form of the header."""
    text = answer.headers.get("retry-after", "")
    try:
        seconds = float(text)
    except ValueError:
        seconds = _until(text, otherwise)
    return min(max(0.0, seconds), RETRY_AFTER_MAX) if math.isfinite(seconds) else otherwise


def _until(text: str, otherwise: float) -> float:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return otherwise
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - datetime.now(UTC)).total_seconds()
