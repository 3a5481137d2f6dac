"""Asks whether there is a newer version of the app, and tells. Nothing is ever downloaded."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from flux2studio.backends.release_feed import FEED, newest_release
from flux2studio.core.control import RunControl
from flux2studio.core.errors import StudioError
from flux2studio.core.update import Release, is_newer
from flux2studio.storage.settings import SettingsStore
from flux2studio.storage.update_notes import UpdateNotes
from flux2studio.version import version

EVERY_S = 86400.0  # how often it is asked unasked
FEED_VARIABLE = "FLUX2STUDIO_RELEASES_URL"  # of a house that gives out the app itself

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateCheck:
    """Blocking. ``is_on``: whether it may be asked unasked; ``current`` is this version."""

    notes: UpdateNotes
    is_on: Callable[[], bool]
    current: str
    feed: str = FEED
    clock: Callable[[], float] = time.time

    def check(self, control: RunControl) -> Release | None:
        """Ask now, and return what is newer than this version, also where it is ignored.

        Raises UnreachableError, BackendError, StorageError and Cancelled.
        """
        note = replace(self.notes.read(), asked_at=self.clock())
        self.notes.write(note)  # before: one that is not answered was asked, too
        newest = newest_release(control, self.feed)
        self.notes.write(replace(note, newest=newest))
        return self._newer(newest)

    def due(self, control: RunControl) -> Release | None:
        """Return what is to be told unasked; it is asked for once a day, if that is wanted.

        What goes wrong is nobody's business. Raises Cancelled.
        """
        if not self.is_on():
            return None
        if not 0 <= self.clock() - self.notes.read().asked_at < EVERY_S:
            try:
                self.check(control)
            except StudioError as error:
                log.info("Nobody said whether there is a newer version: %s", error)
        note = self.notes.read()
        newer = self._newer(note.newest)
        return newer if newer is not None and newer.version != note.ignored else None

    def ignore(self, told: str) -> None:
        """Tell of that version no more; of the next one again. Raises StorageError."""
        self.notes.write(replace(self.notes.read(), ignored=told))

    def _newer(self, found: Release | None) -> Release | None:
        return found if found is not None and is_newer(found.version, self.current) else None


def open_update_check(settings: SettingsStore, notes: Path, feed: str = "") -> UpdateCheck:
    """Nothing is asked yet."""
    return UpdateCheck(
        notes=UpdateNotes(notes),
        is_on=lambda: settings.load().update_check,
        current=version(),
        feed=feed or FEED,
    )
