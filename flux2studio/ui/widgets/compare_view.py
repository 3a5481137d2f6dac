"""One picture of a comparison under the hand, and views that look at the same place."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from flux2studio.ui import theme
from flux2studio.ui.mipmaps import Mipmaps
from flux2studio.ui.widgets.picture_layer import Draw
from flux2studio.ui.widgets.picture_view import PictureView
from flux2studio.ui.widgets.view_transform import Gaze

MARGIN = 10.0
_FRAME = 2


class CompareView(PictureView):
    """Another picture is shown at the same place. ``chosen``: hand or keyboard came to it."""

    chosen = Signal()
    draws_ring = False  # it draws its own, around the active picture

    def __init__(self, draw: Draw, parent: QWidget | None = None) -> None:
        super().__init__(draw, parent)
        self._view = replace(self._view, margin=MARGIN, foot=MARGIN)
        self._told = ""

    def set_picture(self, picture: Mipmaps | QImage, size: QSize | None = None) -> None:
        gaze, now = self._view.gaze(), self._view
        super().set_picture(picture, size)
        if self._picture.is_null:
            self._show(now)  # what comes next is looked at where this one was
        else:
            self.follow(gaze)

    def _on_ground(self, look: theme.Theme) -> QColor:
        if self._ground is None:
            return QColor(look.on_stage)
        return QColor("#ffffff" if self._ground.lightness() < 120 else "#1b1b1b")

    def say(self, text: str) -> None:
        """Say why there is no picture; empty: there is one, or it is on its way."""
        self._told = text
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.chosen.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit()
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        look = theme.of(self.palette())
        if self._told:
            painter.setPen(self._on_ground(look))
            words = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 24, -24, -24), words, self._told)
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.accent_hover), _FRAME))
            edge = _FRAME / 2
            painter.drawRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge))
        painter.end()


class LinkedViews(QObject):
    """What is zoomed or moved in one of them is in all, unless they are let go."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.views: list[CompareView] = []
        self.are_linked = True

    def add(self, view: CompareView) -> None:
        self.views.append(view)
        view.moved.connect(partial(self._on_moved, view))

    def link(self, on: bool, like: CompareView) -> None:
        """Linked again, all look where ``like`` does."""
        self.are_linked = on
        self._on_moved(like)

    def all_follow(self, gaze: Gaze) -> None:
        for view in self.views:
            view.follow(gaze)

    def _on_moved(self, moved: CompareView) -> None:
        if self.are_linked:
            gaze = moved.transform.gaze()
            for view in self.views:
                if view is not moved:
                    view.follow(gaze)
