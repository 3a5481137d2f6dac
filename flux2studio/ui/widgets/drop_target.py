"""Makes a part of the window take drops: says what one would do there, and does it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from flux2studio.ui.widgets.drop_hint import DropHint
from flux2studio.ui.widgets.drop_sources import accept_copy

_OVER = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


class DropTarget(QObject):
    """``words`` names the deed, empty where a drop means nothing; ``take`` does it.

    ``foreign``: what is dragged from a part of this window is for others. ``cover``: what the
    words lie over, where other parts lie on ``place``.
    """

    def __init__(
        self,
        place: QWidget,
        words: Callable[[QMimeData], str],
        take: Callable[[QMimeData], None],
        *,
        foreign: bool = False,
        cover: QWidget | None = None,
    ) -> None:
        super().__init__(place)
        self._place = place
        self._words = words
        self._take = take
        self._foreign = foreign
        self.hint = DropHint(cover or place)
        place.setAcceptDrops(True)
        place.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _OVER and isinstance(event, QDropEvent):
            self._on_over(event)
            return True
        if kind is QEvent.Type.DragLeave:
            self.hint.say("")
        if kind is QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._on_drop(event)
            return True
        return False

    def _on_over(self, event: QDropEvent) -> None:
        words = self._words_of(event)
        if words:
            accept_copy(event)
        else:
            event.ignore()
        self.hint.say(words)

    def _on_drop(self, event: QDropEvent) -> None:
        self.hint.say("")
        if self._words_of(event):
            accept_copy(event)
            self._take(event.mimeData())
        else:
            event.ignore()

    def _words_of(self, event: QDropEvent) -> str:
        source = event.source()
        if source is self._place or (self._foreign and source is not None):
            return ""
        return self._words(event.mimeData())
