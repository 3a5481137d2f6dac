"""What can end a job inside the engine."""

from __future__ import annotations

from collections.abc import Callable

from flux2studio.core.engine_messages import Event, FailureKind

Say = Callable[[Event], None]  # writes one event; thread-safe
Check = Callable[[], None]  # raises StoppedError once the job was stopped


class EngineError(Exception):
    """Becomes a ``Failed`` event; see ``StudioError`` for what the words are."""

    def __init__(
        self,
        kind: FailureKind,
        message: str,
        *,
        hint: str = "",
        field: str = "",
        details: str = "",
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.hint = hint
        self.field = field
        self.details = details


class OutOfMemoryError(EngineError):
    """The device or the machine had no room; a smaller plan may fit."""

    def __init__(self, message: str, *, details: str = "") -> None:
        super().__init__(FailureKind.MEMORY, message, details=details)


class StoppedError(BaseException):
    """Raised between two steps when the job was stopped; ``except Exception`` lets it pass."""
