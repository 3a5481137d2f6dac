"""Asks for pictures and folders, where the artist's files are near."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDir, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

AskFiles = Callable[[QWidget, Callable[[list[str]], None]], None]
AskFolder = Callable[[QWidget, str, Callable[[str], None]], None]


def ask_files(parent: QWidget, chosen: Callable[[list[str]], None]) -> None:
    """Open the file dialog; the window stays alive meanwhile."""
    dialog = QFileDialog(parent, _tr("Choose pictures"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    open_near(dialog, QStandardPaths.StandardLocation.PicturesLocation)
    pictures = _tr("Pictures")
    everything = _tr("All files")
    dialog.setNameFilters(
        [
            f"{pictures} (*.png *.jpg *.jpeg *.webp *.avif *.tif *.tiff *.gif *.bmp)",
            f"{everything} (*)",
        ]
    )
    dialog.filesSelected.connect(chosen)
    dialog.open()


def ask_folder(parent: QWidget, now: str, chosen: Callable[[str], None]) -> None:
    """Open the file dialog at the folder ``now``, empty where none is chosen yet."""
    dialog = QFileDialog(parent, _tr("Choose a folder"), now)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    if not now:
        open_near(dialog, QStandardPaths.StandardLocation.HomeLocation)
    dialog.fileSelected.connect(chosen)
    dialog.open()


def open_near(dialog: QFileDialog, place: QStandardPaths.StandardLocation) -> None:
    """Go on where files were chosen last; the first time at ``place``, never where the app is."""
    if dialog.directory() != QDir.current():
        return
    usual = QStandardPaths.writableLocation(place)
    dialog.setDirectory(usual if Path(usual).is_dir() else QDir.homePath())


def _tr(text: str) -> str:
    return QCoreApplication.translate("file_dialogs", text)
