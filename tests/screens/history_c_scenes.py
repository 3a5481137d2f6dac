"""The settings of how pictures are called: a template that will do, and one that will not."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from flux2studio.assembly import App
from flux2studio.ui.viewmodels.settings import Part
from flux2studio.ui.widgets.settings_dialog import SettingsDialog
from tests.screens.waiting import wait


class NamesTour:
    """Opens the settings over the window as it is, and closes them."""

    def __init__(self, app: App) -> None:
        self._app = app

    def scenes(self) -> Iterator[tuple[str, QWidget]]:
        self._app.surroundings.open_settings(Part.GENERAL)
        wait()
        dialog = next(
            dialog for dialog in self._app.window.findChildren(SettingsDialog) if dialog.isVisible()
        )
        names = dialog.general.names
        names.setText("{year}/{month}/{prompt} {seed}")
        wait()
        yield "settings-names", dialog
        names.setText("../{mood}")
        wait()
        yield "settings-names-refused", dialog
        names.setText("")
        dialog.close()
