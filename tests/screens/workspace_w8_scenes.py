"""Help and choice: the guide, the doctor, what this is, a folder that is locked, the survey."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from flux2studio.assembly import App
from flux2studio.core.errors import StorageError
from flux2studio.ui.viewmodels.settings import Part
from flux2studio.ui.widgets.main_window import Page
from flux2studio.ui.widgets.settings_dialog import SettingsDialog
from flux2studio.ui.widgets.trouble_dialog import TroubleDialog
from tests.screens.waiting import wait, wait_until

_SURVEYED = 5


class HelpTour:
    """Begins anywhere with pictures in the history, and leaves the window in the studio."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._window = app.window
        self._help = app.surroundings.help

    def scenes(self) -> Iterator[tuple[str, QWidget]]:
        yield from self._survey()
        yield from self._guide()
        yield from self._doctor()
        yield from self._settings()
        yield from self._trouble()
        self._window.show_page(Page.STUDIO)

    def _survey(self) -> Iterator[tuple[str, QWidget]]:
        window, history = self._window, self._app.view_models.history
        window.show_page(Page.HISTORY)
        history.search("")
        wait_until(lambda: history.model.rowCount() > _SURVEYED)
        grid = window._panels.history.grid
        grid.clearSelection()
        for row in range(_SURVEYED):
            flag = QItemSelectionModel.SelectionFlag.Select
            grid.selectionModel().select(grid.model().index(row, 0), flag)
        wait()
        window.shortcuts["survey"].trigger()
        wait_until(lambda: window.page is Page.SURVEY)
        survey = window._pages.survey
        wait_until(lambda: all(survey._view_model.picture(at) for at in range(_SURVEYED)))
        yield "survey", window
        for _ in range(3):
            QTest.keyClick(QApplication.focusWidget() or survey, Qt.Key.Key_Slash)
        wait()
        yield "survey-two-left", window
        window.show_page(Page.HISTORY)

    def _guide(self) -> Iterator[tuple[str, QWidget]]:
        guide = self._help.open_guide()
        for page in guide.texts:
            guide.show_page(page)
            yield f"guide-{page}", guide
        guide.search.setText("seed")
        yield "guide-search", guide
        guide.close()
        menu = self._window.header.help.menu()
        menu.popup(self._window.header.help.mapToGlobal(self._window.header.help.rect().center()))
        wait()
        yield "help-menu", menu
        menu.close()

    def _doctor(self) -> Iterator[tuple[str, QWidget]]:
        dialog = self._help.open_doctor()
        yield "doctor-looking", dialog
        wait_until(lambda: bool(dialog.view_model.findings))
        yield "doctor", dialog
        dialog.accept()

    def _settings(self) -> Iterator[tuple[str, QWidget]]:
        self._app.surroundings.open_settings(Part.ABOUT)
        dialog = self._window.findChild(SettingsDialog)
        wait()
        yield "settings-about", dialog
        dialog.show_part(Part.GENERAL)
        yield "settings-general", dialog
        area = dialog.area(Part.GENERAL)
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
        yield "settings-general-end", dialog
        dialog.show_part(Part.KEYS)
        yield "settings-keys", dialog
        dialog.accept()

    def _trouble(self) -> Iterator[tuple[str, QWidget]]:
        error = StorageError(
            "The folder “data” cannot be written.",
            hint="Let yourself write there, or choose another folder.",
            details="[Errno 30] Read-only file system",
        )
        dialog = TroubleDialog(error, offers_folder=True)
        dialog.show()
        yield "trouble", dialog
        dialog.close()
