"""What the local backend needs of others: an engine, the places of models, the artist's choices."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Protocol

from flux2studio.core.control import RunControl
from flux2studio.core.engine_messages import (
    Done,
    Effects,
    Failed,
    Made,
    MemoryWish,
    ModelFiles,
    Phased,
    Planned,
    Previewed,
    Run,
    Stopped,
)
from flux2studio.core.models import Model

JobEvent = Planned | Phased | Previewed | Effects | Made | Done | Stopped | Failed


class Engine(Protocol):
    """Runs one order at a time. Thread-safe."""

    def make_ready(self) -> None:
        """Start what takes long to start. Raises BackendError."""
        ...

    def run(self, order: Run, control: RunControl) -> Generator[JobEvent, None, None]:
        """Do ``order`` and yield what is said of it; its ``Failed`` comes as the last event.

        After a cancel only pictures that were made before it come through. Raises BackendError
        when the engine cannot be started, crashed or hung; Cancelled, Detached.
        """
        ...

    def close(self) -> None:
        """End the process."""
        ...


# Returns where a model lies; raises StudioError when it is not on this computer yet.
FindModel = Callable[[Model], ModelFiles]


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalWishes:
    """The artist's choices for this computer. ``previews``: show the picture at each step."""

    memory: MemoryWish = field(default_factory=MemoryWish)
    previews: bool = True
