"""State of the question whether there is a newer version of the app."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from flux2studio.core.control import RunControl
from flux2studio.core.errors import StudioError
from flux2studio.core.update import Release
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.settings import SettingsViewModel


class Check(Protocol):
    """Asks the project. Everything blocks."""

    def check(self, control: RunControl) -> Release | None: ...
    def due(self, control: RunControl) -> Release | None: ...
    def ignore(self, told: str) -> None: ...


class UpdatesViewModel(QObject):
    """``check`` is built when it is first needed; what is asked ends with ``closing``."""

    changed = Signal()
    found = Signal(object)  # Release, that is told unasked

    def __init__(
        self,
        check: Callable[[], Check],
        settings: SettingsViewModel,
        tasks: Tasks,
        closing: RunControl,
        open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._check = check
        self._settings = settings
        self._tasks = tasks
        self._closing = closing
        self._open_url = open_url
        self._told = ""  # the version that was told of last
        self.is_looking = False
        self.words = ""
        self.problem: StudioError | None = None
        self.newer: Release | None = None
        settings.changed.connect(self.changed)

    @property
    def is_on(self) -> bool:
        return self._settings.settings.update_check

    def choose(self, on: bool) -> None:
        """Whether the project is asked once a day."""
        self._settings.change(update_check=on)

    def start(self) -> None:
        """Ask if that is wanted and due; only a newer version makes a sound."""
        if self.is_on:
            self._tasks.run(partial(_due, self._check, self._closing), self._on_due, _be_silent)

    def look(self) -> None:
        """Ask now, and say what came of it."""
        self.is_looking, self.problem, self.newer = True, None, None
        self.words = self.tr("Asking the project’s page…")
        work = partial(_check, self._check, self._closing)
        self._tasks.run(work, self._on_looked, self._on_problem)
        self.changed.emit()

    def open_page(self, release: Release) -> None:
        self._open_url(QUrl(release.page))

    def ignore(self, release: Release) -> None:
        """Tell of this version no more."""
        self._tasks.run(partial(_ignore, self._check, release.version), None, _be_silent)

    def _on_due(self, release: Release | None) -> None:
        if release is not None and release.version != self._told:
            self._told = release.version
            self.found.emit(release)

    def _on_looked(self, release: Release | None) -> None:
        self.is_looking, self.newer = False, release
        if release is None:
            self.words = self.tr("This is the newest version.")
        else:
            self.words = self.tr("Version {0} is there.").format(release.version)
        self.changed.emit()

    def _on_problem(self, error: StudioError) -> None:
        self.is_looking, self.words, self.problem = False, "", error
        self.changed.emit()


def _due(check: Callable[[], Check], control: RunControl) -> Release | None:
    return check().due(control)


def _check(check: Callable[[], Check], control: RunControl) -> Release | None:
    return check().check(control)


def _ignore(check: Callable[[], Check], version: str) -> None:
    check().ignore(version)


def _be_silent(_: StudioError) -> None:
    """Nobody asked for it."""
