"""What is shown of the models of this computer, and which of them is being worked on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from flux2studio.core.control import RunControl
from flux2studio.core.model_files import ModelError, ModelStatus
from flux2studio.core.phrase import phrase


class ModelBoard:
    """Thread-safe, in memory only."""

    def __init__(self, statuses: Iterable[ModelStatus]) -> None:
        self._statuses = {status.model: status for status in statuses}
        self._controls: dict[str, RunControl] = {}
        self._listeners: list[Callable[[], None]] = []
        self._lock = threading.Lock()

    def snapshot(self) -> tuple[ModelStatus, ...]:
        with self._lock:
            return tuple(self._statuses.values())

    def status(self, model_id: str) -> ModelStatus:
        with self._lock:
            return self._statuses[model_id]

    def subscribe(self, listener: Callable[[], None]) -> None:
        """``listener`` is called, from any thread, after something has changed."""
        with self._lock:
            self._listeners.append(listener)

    def change(self, model_id: str, **changes: Any) -> None:
        """Show other values of the fields of a ``ModelStatus``."""
        with self._lock:
            before = self._statuses[model_id]
            after = self._statuses[model_id] = replace(before, **changes)
        if after != before:
            self.ring()

    def ring(self) -> None:
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener()

    @contextmanager
    def turn(self, model_id: str, control: RunControl) -> Generator[None, None, None]:
        """Work on a model, which ``cancel`` can end. Raises ModelError while somebody else does."""
        with self._lock:
            if model_id in self._controls:
                raise ModelError(
                    phrase(
                        "“{model}” is being downloaded or checked already.",
                        model=self._statuses[model_id].name,
                    ),
                    hint="Wait for it to end, or stop it.",
                )
            self._controls[model_id] = control
        try:
            yield
        finally:
            with self._lock:
                del self._controls[model_id]

    def cancel(self, model_id: str) -> None:
        with self._lock:
            control = self._controls.get(model_id)
        if control:
            control.cancel()

    def detach(self) -> None:
        """The app closes: stop all work."""
        with self._lock:
            controls = tuple(self._controls.values())
        for control in controls:
            control.detach()
