"""Builds the local backend from the engine, the models on disk and the artist's choices."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from flux2studio.backends.local import LocalBackend
from flux2studio.backends.local_engine import LocalWishes
from flux2studio.core.engine_messages import MemoryWish
from flux2studio.core.errors import StudioError
from flux2studio.services.engine import EngineService
from flux2studio.services.engine_command import engine_command
from flux2studio.services.engine_install_folder import EngineFolder
from flux2studio.services.models import Models
from flux2studio.storage.settings import SettingsStore

EngineCommand = Callable[[], Sequence[str]]


def open_engine(
    settings: SettingsStore, log_file: Path, engines: Path, command: EngineCommand | None = None
) -> EngineService:
    """Nothing is started yet. ``command`` says how it is; by default by the Python that the
    settings name, else by that of the engine installed in ``engines``, else by our own.
    """
    own = _OwnCommand(settings, EngineFolder(engines))
    return EngineService(
        command or own,
        log_file,
        idle_s=lambda: settings.load().engine_idle_minutes * 60.0,
        on_made=None if command else own.made_picture,
    )


def engine_python(settings: SettingsStore, engines: Path) -> str:
    """Return the interpreter of the engine, empty where it is our own. Raises StorageError."""
    named = settings.load().engine_python
    return named or str(EngineFolder(engines).active_python() or "")


class _OwnCommand:
    """Knows which engine was started last, to tell which one made a picture."""

    def __init__(self, settings: SettingsStore, engines: EngineFolder) -> None:
        self._settings = settings
        self._engines = engines
        self._started = ""

    def __call__(self) -> Sequence[str]:
        command = engine_command(self._settings.load().engine_python, self._engines.active_python())
        self._started = command[0]
        return command

    def made_picture(self) -> None:
        """The engine before the one that works is not needed any more. Returns at once; the app
        waits for it when it ends.
        """
        former, started = self._engines.former(), self._started
        if former and started == str(self._engines.active_python()):
            threading.Thread(target=self._forget, name="engine-former").start()

    def _forget(self) -> None:
        with suppress(StudioError), self._engines.turn():  # busy: after the next picture
            self._engines.forget_former()


def open_local(
    engine: EngineService, models: Models, settings: SettingsStore, folder: Path
) -> LocalBackend:
    """``folder`` is this instance's own, for pictures on their way to the app."""

    def wishes() -> LocalWishes:
        now = settings.load()
        wish = MemoryWish(tier=now.engine_memory, quantisation=now.engine_quantisation)
        return LocalWishes(memory=wish, previews=now.engine_previews)

    return LocalBackend(engine, models.find, wishes, folder)
