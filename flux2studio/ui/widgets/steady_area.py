"""Scrolls a page that is as wide with the scroll bar as without it."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

from flux2studio.ui.widgets.scroll_shade import ScrollShade

_BAR = 10  # its width, in pixels


class SteadyArea(QScrollArea):
    """The bar has its room always, and is only to be seen where there is something to scroll.

    One that comes and goes changes the width: sentences that wrap can then need it at the one
    width and not at the other, in turns without an end.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._height = 0  # that the page wants
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        for part in (self, self.viewport(), page):  # more room at the foot: the rest stays painted
            part.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self.shade = ScrollShade(self)
        self._bar = self.verticalScrollBar()
        self._bar.setStyleSheet(f"QScrollBar:vertical {{ width: {_BAR}px; }}")
        self._bar.setEnabled(False)
        self._bar.rangeChanged.connect(self._on_range)

    def frame(self, page: QLayout, left: int, top: int, right: int, bottom: int) -> None:
        """Give the page these margins; the bar lies in that at the end of the lines."""
        if self.isRightToLeft():
            page.setContentsMargins(max(2, right - _BAR), top, left, bottom)
        else:
            page.setContentsMargins(left, top, max(2, right - _BAR), bottom)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is around it may want to give the page more room as it grows."""
        taken = super().eventFilter(watched, event)
        page = self.widget()
        is_asking = watched is page and event.type() is QEvent.Type.LayoutRequest
        if page and is_asking and (height := self._wanted(page)) != self._height:
            self._height = height
            self.updateGeometry()
        return taken

    def _wanted(self, page: QWidget) -> int:
        layout = page.layout()
        if layout is None or not layout.hasHeightForWidth():
            return page.sizeHint().height()
        return layout.totalHeightForWidth(self.viewport().width())

    def _on_range(self, _low: int, high: int) -> None:
        if shiboken6.isValid(self._bar):  # on the way out it goes before the area
            self._bar.setEnabled(high > 0)
