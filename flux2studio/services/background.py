"""Threads for short work that must stay off the UI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

log = logging.getLogger(__name__)


class Background:
    """Runs what it is given on a few threads; with one worker, in the order it was given."""

    def __init__(self, name: str, workers: int) -> None:
        self._pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix=name)

    def submit(self, work: Callable[[], None]) -> None:
        """Run ``work`` soon. Ignored once closed: the app is on its way out."""
        try:
            self._pool.submit(work).add_done_callback(_report)
        except RuntimeError:
            log.debug("Dropped work that came after the end")

    def close(self) -> None:
        """Finish what has begun, drop what has not."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def _report(future: Future[None]) -> None:
    if not future.cancelled() and (error := future.exception()) is not None:
        log.error("A background task hit a bug", exc_info=error)
