"""Threads for short work that must stay off the UI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from flux2studio.core.errors import Detached

log = logging.getLogger(__name__)


class Background:
    """Runs what it is given on a few threads; with one worker, in the order it was given."""

    def __init__(self, name: str, workers: int) -> None:
        self._pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix=name)

    def submit(self, work: Callable[[], object]) -> None:
        """Run ``work`` soon. Ignored once closed: the app is on its way out."""
        try:
            self._pool.submit(work).add_done_callback(_report)
        except RuntimeError:
            log.debug("Dropped work that came after the end")

    def close(self, *, finish: bool = True) -> None:
        """Finish what was asked for; with ``finish`` False only what has begun.

        What the artist did last (a click on Generate, a setting) must not be lost with the window.
        """
        self._pool.shutdown(wait=True, cancel_futures=not finish)


def _report(future: Future[object]) -> None:
    if future.cancelled():
        return
    error = future.exception()
    if error is not None and not isinstance(error, Detached):
        log.error("A background task hit a bug", exc_info=error)
