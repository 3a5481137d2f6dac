"""Opens pictures in other programs, and shows them in the system's file manager."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal

from flux2studio.core.errors import StudioError
from flux2studio.ui.tasks import Tasks


class Outside(QObject):
    """``show_file`` blocks and says whether a file manager showed the file itself."""

    failed = Signal(object)  # StudioError

    def __init__(
        self,
        tasks: Tasks,
        open_url: Callable[[QUrl], bool],
        show_file: Callable[[Path], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._open_url = open_url
        self._show_file = show_file

    def reveal(self, path: Path) -> None:
        """Show a file in its folder, or the folder where no file manager can choose the file."""
        self._tasks.run(partial(_reveal, path, self._show_file), partial(self._on_looked, path))

    def open(self, path: Path) -> None:
        """Open a file in the program that the system has for it."""
        self._tasks.run(partial(_there, path), partial(self._on_looked, path))

    def _on_looked(self, path: Path, found: Path | bool) -> None:
        if isinstance(found, Path):
            self._open_url(QUrl.fromLocalFile(str(found)))
        elif not found:
            self.failed.emit(
                StudioError(
                    self.tr("“%1” is no longer there.").replace("%1", path.name),
                    hint=self.tr("It may have been moved, or its drive is not connected."),
                )
            )


def _there(path: Path) -> Path | bool:
    return path if path.exists() else False


def _reveal(path: Path, show_file: Callable[[Path], bool]) -> Path | bool:
    """The folder to open, True when the file is shown already, False when it is gone."""
    return path.exists() and (show_file(path) or path.parent)
