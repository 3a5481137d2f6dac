"""What the buttons are called that do something about the local engine."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from flux2studio.ui.viewmodels.engine_install_face import Act


def act_words(act: Act) -> str:
    return {
        Act.INSTALL: _tr("Install"),
        Act.GO_ON: _tr("Go on"),
        Act.CANCEL: _tr("Cancel"),
        Act.REPAIR: _tr("Repair"),
        Act.UPDATE: _tr("Update"),
        Act.REMOVE: _tr("Remove…"),
        Act.DISCARD: _tr("Discard…"),
        Act.LOOK: _tr("Look again"),
    }[act]


def _tr(text: str) -> str:
    return QCoreApplication.translate("EngineInstall", text)
