"""Notices what changes in the LoRA folders; asks for their times, which any drive can tell."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from flux2studio.core.control import RunControl
from flux2studio.core.errors import Detached, StorageError
from flux2studio.services.lora_survey import LoraSurvey

log = logging.getLogger(__name__)

LOOK_S = 2.0  # between two looks at the times of the folders
ALL_S = 30.0  # between two looks at all files: one that is written over changes no folder

_SHARE = 20  # a slow drive is looked at for one part in so many of the time
_JOIN_S = 3.0


class LoraWatch:
    """One thread. ``found`` is called after something was read, ``first`` before all else."""

    def __init__(
        self,
        survey: LoraSurvey,
        found: Callable[[], None],
        look_s: float,
        all_s: float,
        first: Callable[[], object],
    ) -> None:
        self._survey, self._found, self._first = survey, found, first
        self._look_s, self._all_s = look_s, all_s
        self._control = RunControl()
        self._wanted = threading.Event()
        self._is_ending = False
        self._thread = threading.Thread(target=self._run, name="lora-folders", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def look_at_all(self) -> None:
        """Other folders are to be watched. Returns at once."""
        self._wanted.set()

    def close(self) -> None:
        self._control.detach()
        self._wanted.set()
        if self._thread.is_alive():
            self._thread.join(_JOIN_S)

    def _run(self) -> None:
        try:
            self._first()
        except StorageError as error:
            self._tell("What was left of a move could not be looked at: %s", error)
        with suppress(Detached):
            all_at = pause = 0.0
            while True:
                is_asked = self._wanted.wait(pause)
                self._control.check()
                self._wanted.clear()
                began = time.monotonic()
                is_all = is_asked or began >= all_at
                self._look(is_all)
                took = time.monotonic() - began
                if is_all:
                    all_at = time.monotonic() + max(self._all_s, took * _SHARE)
                pause = max(self._look_s, 0.0 if is_all else took * _SHARE)

    def _look(self, is_all: bool) -> None:
        look = self._survey.look if is_all else self._survey.look_again
        try:
            if look(self._control):
                self._found()
        except StorageError as error:
            self._tell("The LoRA folders could not be looked at: %s", error)

    def _tell(self, words: str, error: StorageError) -> None:
        """At the end the database is closed to whoever is late: the next start looks again."""
        if not self._control.cancelled:
            log.warning(words, error)
