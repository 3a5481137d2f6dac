"""The line between a running job and whoever started it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress

from flux2studio.core.errors import Cancelled, Detached
from flux2studio.core.job import JobState, Progress


def _ignore_progress(_: Progress) -> None:
    return


def _ignore_preview(_: bytes) -> None:
    return


def _ignore_checkpoint(_state: JobState, _remote: Mapping[str, str]) -> None:
    return


class RunControl:
    """Lets a job report progress, record where it stands, and notice a cancel at once."""

    def __init__(
        self,
        on_progress: Callable[[Progress], None] = _ignore_progress,
        on_checkpoint: Callable[[JobState, Mapping[str, str]], None] = _ignore_checkpoint,
        on_preview: Callable[[bytes], None] = _ignore_preview,
    ) -> None:
        self._on_progress = on_progress
        self._on_checkpoint = on_checkpoint
        self._on_preview = on_preview
        self._stopped = threading.Event()
        self._detached = False
        self._aborts: list[Callable[[], None]] = []
        self._successors: list[RunControl] = []
        self._lock = threading.Lock()

    @property
    def cancelled(self) -> bool:
        """Whether the job was told to stop, by the user or because the app closes."""
        return self._stopped.is_set()

    def cancel(self) -> None:
        """Stop the job. Returns at once; may be called twice and from any thread."""
        with self._lock:
            self._stopped.set()
            aborts = tuple(self._aborts)
        for abort in aborts:
            with suppress(OSError):  # the connection or process is already gone
                abort()

    def detach(self) -> None:
        """Stop waiting because the app closes; what runs at a service goes on there."""
        with self._lock:
            self._detached = True
            successors = tuple(self._successors)
        self.cancel()
        for successor in successors:
            successor.detach()

    def check(self) -> None:
        """Raise ``Cancelled`` once the job was cancelled, ``Detached`` when the app closes."""
        if self.cancelled:
            raise Detached if self._detached else Cancelled

    def sleep(self, seconds: float) -> None:
        """Wait between polls; a cancel ends the wait."""
        self._stopped.wait(seconds)
        self.check()

    def progress(self, progress: Progress) -> None:
        """Tell the listener where the job stands. Raises ``Cancelled``."""
        self.check()
        self._on_progress(progress)

    def preview(self, data: bytes) -> None:
        """Show an encoded picture of how far the run has come; not trusted yet, never kept."""
        self.check()
        self._on_preview(data)

    def checkpoint(self, state: JobState, remote: Mapping[str, str] | None = None) -> None:
        """Record ``state`` and add ``remote`` to what is known of the job at the service.

        Returns when it is on disk. Does not raise ``Cancelled``: an id the service gave us is
        kept whatever the user has clicked since.
        """
        self._on_checkpoint(state, remote or {})

    def uncancelled(self) -> RunControl:
        """Return a control for work that must outlive a cancel, though not the app's end."""
        successor = RunControl(self._on_progress, self._on_checkpoint, self._on_preview)
        with self._lock:
            self._successors.append(successor)
            detached = self._detached
        if detached:
            successor.detach()
        return successor

    @contextmanager
    def abort_with(self, abort: Callable[[], None]) -> Generator[None, None, None]:
        """Run ``abort`` on cancel, to break a call that blocks inside this block."""
        with self._lock:
            self._aborts.append(abort)
        try:
            self.check()
            yield
        finally:
            with self._lock:
                self._aborts.remove(abort)
