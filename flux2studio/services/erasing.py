"""Deletes what a service keeps of a run once its pictures are safe here."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable

from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError, NotAllowedError, StudioError
from flux2studio.core.job import JobState, JobUpdate
from flux2studio.services.background import Background
from flux2studio.storage.erasures import Erasure, Erasures, RemoteCopy

log = logging.getLogger(__name__)

_PROBLEMS_MOST = 5  # at one go: the service is likely out of reach, and the others can wait


def _ignore(_: StudioError) -> None:
    return


class Eraser:
    """A listener of GenerationService; works in the background, and never holds up the end.

    ``erase`` deletes the copy of one request, however often it is asked. What could not be
    deleted is tried again with the next run and at the next start, and holds up no other; what
    the key may not delete is remembered, and said through ``on_refused`` the first time it
    happens; it is tried again once a key may, for which each start asks with one of them.
    """

    def __init__(
        self,
        erasures: Erasures,
        erase: Callable[[str, RunControl], None],
        control: RunControl,
        on_refused: Callable[[StudioError], None] = _ignore,
    ) -> None:
        self._erasures = erasures
        self._erase = erase
        self._control = control
        self.on_refused = on_refused  # the window puts its own here
        self._may: bool | None = None  # whether the key may delete, as far as is known
        self._background = Background("eraser", workers=1)

    def __call__(self, update: JobUpdate) -> None:
        if update.state is JobState.FINISHED and update.job.backend == "fal":
            self.catch_up()

    def catch_up(self) -> None:
        """Delete all that is still to be deleted. Returns at once."""
        self._background.submit(self._all)

    def wait(self) -> None:
        """Return once all that was asked for so far is done."""
        done = threading.Event()
        self._background.submit(done.set)
        done.wait()

    def close(self) -> None:
        """Leave the rest to the next start; ``control`` has to be stopped by then."""
        self._background.close(finish=False)

    def _all(self) -> None:
        try:
            copies = deque(self._erasures.wanted() or self._one_refused())
            problems = 0
            while copies and problems < _PROBLEMS_MOST and not self._control.cancelled:
                problems += not self._one(copies.popleft())
                if self._may:  # by now, as it seems: so others may be deleted, too
                    copies.extend(self._erasures.want_again())
        except StudioError as error:
            log.info("What fal keeps could not be looked after: %s", error)

    def _one_refused(self) -> list[RemoteCopy]:
        """The key may be another one since the last start: asking for one copy tells."""
        return self._erasures.refused()[:1] if self._may is None else []

    def _one(self, copy: RemoteCopy) -> bool:
        """False when it could not be deleted now."""
        try:
            self._erase(copy.request_id, self._control)
        except NotAllowedError as error:
            self._refused(copy, error)
            self._may = False
        except StudioError as error:
            log.info("fal still keeps request %s: %s", copy.request_id, error)
            return False
        else:
            self._erasures.note(copy.job_id, Erasure.DONE)
            self._may = True
        return True

    def _refused(self, copy: RemoteCopy, error: StudioError) -> None:
        is_first = not self._erasures.was_refused()
        self._erasures.note(copy.job_id, Erasure.REFUSED)
        if is_first:
            self.on_refused(
                BackendError(
                    "fal keeps a copy of your runs for 30 days: this key may not delete them.",
                    hint="A key with the scope “ADMIN” may. Or choose “As little as possible” in"
                    " the privacy settings.",
                    details=f"{error} {error.details}".strip(),
                )
            )
