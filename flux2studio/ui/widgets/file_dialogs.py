"""Where a file dialog opens, so that the artist's files are near."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths
from PySide6.QtWidgets import QFileDialog


def open_near(dialog: QFileDialog, place: QStandardPaths.StandardLocation) -> None:
    """Go on where files were chosen last; the first time at ``place``, never where the app is."""
    if dialog.directory() != QDir.current():
        return
    usual = QStandardPaths.writableLocation(place)
    dialog.setDirectory(usual if Path(usual).is_dir() else QDir.homePath())
