"""Builds the local backend from the engine, the models on disk and the artist's choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from flux2studio.backends.local import LocalBackend
from flux2studio.backends.local_engine import LocalWishes
from flux2studio.core.engine_messages import MemoryWish
from flux2studio.services.engine import EngineService
from flux2studio.services.engine_command import engine_command
from flux2studio.services.models import Models
from flux2studio.storage.settings import SettingsStore

EngineCommand = Callable[[], Sequence[str]]


def open_engine(
    settings: SettingsStore, log_file: Path, command: EngineCommand | None = None
) -> EngineService:
    """Nothing is started yet. ``command`` says how it is; by default as the settings say."""
    return EngineService(
        command or (lambda: engine_command(settings.load().engine_python)),
        log_file,
        idle_s=lambda: settings.load().engine_idle_minutes * 60.0,
    )


def open_local(
    engine: EngineService, models: Models, settings: SettingsStore, folder: Path
) -> LocalBackend:
    """``folder`` is this instance's own, for pictures on their way to the app."""

    def wishes() -> LocalWishes:
        now = settings.load()
        wish = MemoryWish(tier=now.engine_memory, quantisation=now.engine_quantisation)
        return LocalWishes(memory=wish, previews=now.engine_previews)

    return LocalBackend(engine, models.find, wishes, folder)
