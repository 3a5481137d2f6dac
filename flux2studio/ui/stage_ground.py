"""The grey around pictures: that of the theme, or the one the artist likes to judge against."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QSettings, Signal
from PySide6.QtGui import QColor

_KEY = "stage_ground"
# sRGB; 119 is the grey that reflects 18 % and looks half as bright as white.
_GREYS = {"black": 0, "dark": 29, "middle": 119, "light": 189, "white": 255}


class StageGround(QObject):
    """``name`` is empty for the theme's own grey. Kept in ``memory``."""

    changed = Signal()

    def __init__(self, memory: QSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        kept = str(memory.value(_KEY, "")) if memory is not None else ""
        self.name = kept if kept in _GREYS else ""

    @property
    def colour(self) -> QColor | None:
        grey = _GREYS.get(self.name)
        return None if grey is None else QColor(grey, grey, grey)

    def choose(self, name: str) -> None:
        """Take one of ``names``."""
        self.name = name
        if self._memory is not None:
            self._memory.setValue(_KEY, name)
        self.changed.emit()


def names() -> dict[str, str]:
    """Return what can be chosen, with its words."""
    return {
        "": _tr("As the theme"),
        "black": _tr("Black"),
        "dark": _tr("Dark grey"),
        "middle": _tr("Middle grey"),
        "light": _tr("Light grey"),
        "white": _tr("White"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("stage_ground", text)
