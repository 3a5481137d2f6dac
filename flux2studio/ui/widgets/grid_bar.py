"""The foot of the history: how many pictures there are, what is thought of them, how large."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from flux2studio.ui import words
from flux2studio.ui.viewmodels.history_source import Count
from flux2studio.ui.widgets.cull_bar import CullBar
from flux2studio.ui.widgets.fields import label
from flux2studio.ui.widgets.grid_plan import WIDTHS
from flux2studio.ui.widgets.history_grid import HistoryGrid
from flux2studio.ui.widgets.icon_label import IconLabel
from flux2studio.ui.widgets.tab_order import follow_layout

_HEIGHT = 40
_SLIDER = 96  # pixels
_ROOM_FOR_ZOOM, _ROOM_FOR_MARKS = 620, 440


class GridBar(QWidget):
    """``count`` says what is there, ``chosen`` how much of it is chosen."""

    def __init__(self, grid: HistoryGrid, cull: CullBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = grid
        self.setFixedHeight(_HEIGHT)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.count = label("")
        self.chosen = label("")
        self.zoom = QSlider(Qt.Orientation.Horizontal)
        self.zoom.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.zoom.setRange(0, len(WIDTHS) - 1)
        self.zoom.setFixedWidth(_SLIDER)
        self.zoom.setAccessibleName(self.tr("Size of the pictures"))
        self.zoom.setToolTip(self.tr("Size of the pictures (Ctrl and the wheel)"))
        self._cull = cull
        self._zooms = (cull.advance, _sign("image", 12), self.zoom, _sign("image", 16))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.count)
        row.addWidget(self.chosen)
        row.addStretch(1)
        row.addWidget(cull)
        row.addStretch(1)
        for part in self._zooms:
            row.addWidget(part)
        follow_layout(self)
        grid.zoom_changed.connect(self._show_zoom)
        self.zoom.valueChanged.connect(self._on_zoom)
        self._show_zoom(grid.zoom)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room the wheel zooms, and the keys judge."""
        super().resizeEvent(event)
        for part in self._zooms:
            part.setVisible(self.width() >= _ROOM_FOR_ZOOM)
        self._cull.setVisible(self.width() >= _ROOM_FOR_MARKS)

    def show_count(self, count: Count, *, is_search: bool) -> None:
        if not count.is_known:
            text = ""
        elif is_search:
            text = self.tr("%1 of %2")
        else:
            text = self.tr("%Ln picture(s)", "", count.total)
        shown = text.replace("%1", words.count(count.found))
        self.count.setText(shown.replace("%2", words.count(count.total)))

    def show_chosen(self, count: int) -> None:
        text = self.tr("·  %1 chosen").replace("%1", words.count(count))
        self.chosen.setText(text if count > 1 else "")

    def _show_zoom(self, width: int) -> None:
        nearest = min(range(len(WIDTHS)), key=lambda step: abs(WIDTHS[step] - width))
        self.zoom.setValue(nearest)

    def _on_zoom(self, step: int) -> None:
        self._grid.set_zoom(WIDTHS[step])


def _sign(name: str, size: int) -> QWidget:
    return IconLabel(name, size, "soft")
