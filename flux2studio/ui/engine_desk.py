"""Says in the window that the local engine is there now, or why not, once that is known."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from flux2studio.core.engine_install import InstallAct
from flux2studio.core.errors import StudioError
from flux2studio.ui.viewmodels.engine_install import EngineInstallViewModel
from flux2studio.ui.widgets.message_bar import MessageBar


class EngineDesk(QObject):
    """Over the settings nothing is said: it stands there."""

    def __init__(
        self, engine: EngineInstallViewModel, messages: MessageBar, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._messages = messages
        engine.done.connect(self._on_done)
        engine.failed.connect(self._on_failed)

    def _on_done(self, act: InstallAct) -> None:
        words = {
            InstallAct.INSTALL: self.tr("The engine is installed: pictures can be made here now."),
            InstallAct.UPDATE: self.tr("The engine is updated."),
            InstallAct.REPAIR: self.tr("The engine is repaired."),
        }.get(act)
        if words and QApplication.activeModalWidget() is None:
            self._messages.say(words)

    def _on_failed(self, error: StudioError) -> None:
        if QApplication.activeModalWidget() is None:
            self._messages.show_error(error)
