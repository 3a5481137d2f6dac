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
from flux2studio.core.control import RunControl
from flux2studio.core.job import Phase, Progress

RETRY_AFTER_MAX = 300.0
BUSY = frozenset({408, 425, 429, *range(500, 600)})  # ask again later


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Seconds. ``patience``: how long a service that does not answer is asked again;
    ``after_cancel``: how long its word on a cancel is waited for."""

    poll_first: float = 0.5
    poll_most: float = 2.0
    retry_first: float = 0.5
    retry_most: float = 30.0
    busy_first: float = 2.0
    busy_most: float = 60.0
    look_first: float = 3.0
    look_most: float = 15.0
    patience: float = 900.0
    after_cancel: float = 60.0

    def polls(self) -> Iterator[float]:
        return _growing(self.poll_first, self.poll_most)

    def retries(self) -> Iterator[float]:
        return _growing(self.retry_first, self.retry_most)

    def busy(self) -> Iterator[float]:
        """Waits for a service that has too much to do and does not say how long."""
        return _growing(self.busy_first, self.busy_most)

    def looks(self) -> Iterator[float]:
        """Waits between two looks into a service's list of past requests, which lags."""
        return _growing(self.look_first, self.look_most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budgets:
    """Seconds that each part of a hosted run may take, each for itself; none eats another's.

    ``connect``: to reach the service. ``upload``: each file. ``submit``: the paid request with
    its body. ``busy``: to wait out “too many requests”. ``job``: until the service has a result;
    after it the job is left to itself there, not failed. ``download``: the pictures, within
    which they are asked for again and again. ``look_up``: whether a request without an answer
    was taken, just then; ``look_up_again``: at a later start.
    """

    connect: float = 30.0
    upload: float = 3600.0
    submit: float = 300.0
    busy: float = 600.0
    job: float = 900.0
    download: float = 3600.0
    look_up: float = 120.0
    look_up_again: float = 20.0


def _growing(first: float, most: float) -> Iterator[float]:
    """Waits that double up to ``most``, a little uneven so that jobs do not march in step."""
    seconds = first
    while True:
        yield random.uniform(0.75, 1.0) * seconds
        seconds = min(most, seconds * 2)


class Stopwatch:
    """Tells whether ``seconds`` have passed since it was made."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def is_over(self) -> bool:
        return self.left <= 0

    @property
    def left(self) -> float:
        """Seconds; below zero once they are over."""
        return self._end - time.monotonic()

    def shorten(self, seconds: float) -> None:
        self._end = min(self._end, time.monotonic() + seconds)


def wait_aloud(control: RunControl, seconds: float) -> None:
    """Wait because the service asked for it, and count down. Raises Cancelled."""
    watch = Stopwatch(seconds)
    while not watch.is_over:
        control.progress(Progress(phase=Phase.PLEASE_WAIT, done=math.ceil(watch.left)))
        control.sleep(min(1.0, max(0.0, watch.left)))


def may_be_repeated(answer: Answer) -> bool:
    """False where the service says that asking again is useless; both its headers count."""
    headers = (answer.headers.get(name, "") for name in ("x-fal-retryable", "x-fal-needs-retry"))
    return not any(value.strip().lower() in ("0", "false") for value in headers)


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
