"""Runs blocking work on a worker thread and hands the result to the UI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import count
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from flux2studio.core.errors import StudioError

T = TypeVar("T")
log = logging.getLogger(__name__)


class Tasks(QObject):
    """``submit`` runs a function on a worker thread, such as that of a thread pool.

    Callbacks stay in the UI thread, so that no worker ever holds the last reference of a widget.
    """

    unhandled = Signal(object)  # StudioError of a task started without ``failed``
    _ended = Signal(int, object)  # token, the outcome to hand to ``done`` or ``failed``

    def __init__(
        self, submit: Callable[[Callable[[], None]], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._submit = submit
        self._tokens = count()
        self._callbacks: dict[int, _Callbacks] = {}
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        return bool(self._callbacks)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[StudioError], None] | None = None,
    ) -> None:
        """Call ``work`` on a worker thread, then ``done`` or ``failed`` in the UI thread.

        A callback that belongs to a QObject is dropped when that object is gone by then.
        """
        token = next(self._tokens)
        self._callbacks[token] = (done, failed or self.unhandled.emit)
        self._submit(partial(self._work, token, work))

    def _work(self, token: int, work: Callable[[], object]) -> None:
        outcome = _outcome(work)
        with suppress(RuntimeError):  # the window is already gone
            self._ended.emit(token, outcome)

    @Slot(int, object)
    def _deliver(self, token: int, outcome: _Outcome) -> None:
        done, failed = self._callbacks.pop(token)
        result, error = outcome
        if error is not None:
            if _is_alive(failed):
                failed(error)
        elif done is not None and _is_alive(done):
            done(result)


_Outcome = tuple[object, StudioError | None]
_Callbacks = tuple[Callable[[Any], None] | None, Callable[[StudioError], None]]


def _outcome(work: Callable[[], object]) -> _Outcome:
    try:
        return work(), None
    except StudioError as error:
        return None, error
    except Exception as error:
        log.exception("A task hit a bug")
        return None, StudioError(
            "Something went wrong inside flux2studio.",
            hint="The log holds the details.",
            details=repr(error),
        )


def _is_alive(callback: object) -> bool:
    while isinstance(callback, partial):
        callback = callback.func
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
