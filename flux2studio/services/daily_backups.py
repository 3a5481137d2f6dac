"""Keeps a backup of each day: at the start, soon after the first words, and past midnight."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from flux2studio.core.errors import StudioError

ROUND_S = 600.0  # between two looks; each is cheap

_JOIN_S = 3.0  # a drive that hangs must not hold up the end of the app

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """``is_due`` is cheap, ``make`` is not; both block."""

    is_due: Callable[[date], bool]
    make: Callable[[], object]


class DailyBackups:
    """``start`` begins to look again and again, in a thread of its own."""

    def __init__(self, *backups: Daily, every_s: float = ROUND_S) -> None:
        self._backups = backups
        self._every_s = every_s
        self._at_it = threading.Lock()
        self._is_ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="daily-backups", daemon=True)

    def keep(self) -> None:
        """Make what is due. Blocking; what goes wrong is for the log."""
        today = datetime.now().astimezone().date()
        with self._at_it:
            for backup in self._backups:
                try:
                    if backup.is_due(today):
                        backup.make()
                except StudioError as error:
                    log.warning("A backup could not be made: %s %s", error, error.details)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._is_ending.set()
        if self._thread.is_alive():
            self._thread.join(_JOIN_S)

    def _run(self) -> None:
        while not self._is_ending.wait(self._every_s):
            self.keep()
