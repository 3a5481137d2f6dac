"""What moves on the screen: little, briefly, and not at all where the artist wants none.

Every animation of the window starts here, so that one choice stops them all.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QPropertyAnimation, Qt, QTimer
from PySide6.QtWidgets import QApplication, QGraphicsOpacityEffect, QWidget

from flux2studio.core.motion import Motion

FADE_MS = 150
_STILL = "still"  # a property of the application, as its palette is: every part can ask for it
_FLASH = "cursorFlash"
_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)


def is_on() -> bool:
    """Whether anything may move."""
    qt = QApplication.instance()
    return qt is None or not qt.property(_STILL)


class MotionChoice(QObject):
    """Keeps the application to what was chosen; ``system`` is what the desktop asks for."""

    def __init__(self, qt: QApplication, choice: Motion = Motion.SYSTEM) -> None:
        super().__init__(qt)
        self._qt = qt
        self._choice = choice
        self._system_is_still = False
        if qt.property(_FLASH) is None:
            qt.setProperty(_FLASH, qt.cursorFlashTime())
        self._apply()

    def choose(self, choice: Motion) -> None:
        self._choice = choice
        self._apply()

    def show_system(self, wants_less: bool) -> None:
        """Take in what the desktop answered."""
        self._system_is_still = wants_less
        self._apply()

    def _apply(self) -> None:
        follows = self._choice is Motion.SYSTEM
        is_still = self._system_is_still if follows else self._choice is Motion.OFF
        self._qt.setProperty(_STILL, is_still)
        self._qt.setCursorFlashTime(0 if is_still else int(self._qt.property(_FLASH)))
        for effect in _EFFECTS:
            self._qt.setEffectEnabled(effect, False)  # ours are the only ones, on every desktop


class Ticker(QTimer):
    """Beats for as long as something moves; where nothing may, it does not begin."""

    def __init__(self, parent: QObject, milliseconds: int) -> None:
        super().__init__(parent, interval=milliseconds)
        self.timeout.connect(self._stop_when_still)

    def run(self, on: bool) -> None:
        if not (on and is_on()):
            self.stop()
        elif not self.isActive():
            self.start()

    def _stop_when_still(self) -> None:
        if not is_on():
            self.stop()


def fade_in(widget: QWidget) -> QPropertyAnimation | None:
    """Let something new appear instead of jumping in; None where nothing may move."""
    if not is_on() or not widget.isVisible():
        return None
    effect = QGraphicsOpacityEffect(widget)
    widget.setGraphicsEffect(effect)
    fade = QPropertyAnimation(effect, b"opacity", widget)
    fade.setDuration(FADE_MS)
    fade.setEasingCurve(QEasingCurve.Type.OutCubic)
    fade.setStartValue(0.0)
    fade.setEndValue(1.0)
    fade.finished.connect(partial(effect.setEnabled, False))
    fade.start(QAbstractAnimation.DeletionPolicy.DeleteWhenStopped)
    return fade
