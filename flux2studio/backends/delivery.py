"""Waits for the answer that a courier brings, this start's or an earlier one's."""

from __future__ import annotations

from collections.abc import Callable

from flux2studio.backends.http import Answer
from flux2studio.backends.spool import Spool, Trouble
from flux2studio.core.control import RunControl
from flux2studio.core.errors import Cancelled, OutcomeUnknownError, UnreachableError
from flux2studio.core.job import Phase, Progress

_LOOK_S = 0.05


class Delivery:
    """``lives`` tells whether a courier of this job may still bring something."""

    def __init__(self, spool: Spool, control: RunControl, lives: Callable[[], bool]) -> None:
        self._spool = spool
        self._control = control
        self._lives = lives
        self._is_told = False

    def wait(self) -> Answer:
        """Return the service's answer, whatever it says.

        Raises UnreachableError when the request never left, OutcomeUnknownError when it did and
        no answer will come, Cancelled when a cancel came before it left. Later ones are too
        late: the run is paid for, and its answer is waited for.
        """
        while True:
            lives = self._lives()  # asked first: what a courier that ended brought is there
            found = self._spool.read()
            if found is None and not lives:
                found = self._without_courier()
            if isinstance(found, Answer):
                return found
            if found is not None:
                raise _error(found)
            self._pause()

    def _without_courier(self) -> Answer | Trouble | None:
        """None: one has just come to life, look again."""
        if self._spool.withdraw():
            return Trouble(
                message="The request could not be handed over. Nothing was sent.",
                details="",
                sent=False,
            )
        if self._lives():
            return None
        return self._spool.read() or Trouble(
            message="The request left, and whatever came back was lost.", details="", sent=True
        )

    def _pause(self) -> None:
        try:
            self._tell()
            self._control.sleep(_LOOK_S)
        except Cancelled:
            if self._spool.withdraw():
                raise
            self._control = self._control.uncancelled()
            self._control.progress(Progress(phase=Phase.TOO_LATE_TO_CANCEL))

    def _tell(self) -> None:
        if not self._is_told and self._spool.is_marked:
            self._is_told = True
            self._control.progress(Progress(phase=Phase.RENDERING))


def _error(trouble: Trouble) -> UnreachableError | OutcomeUnknownError:
    if trouble.sent:
        return OutcomeUnknownError(
            trouble.message,
            hint="It may have been billed. It is not sent again by itself.",
            details=trouble.details,
        )
    return UnreachableError(
        trouble.message, hint="Nothing was billed. Try again.", details=trouble.details
    )
