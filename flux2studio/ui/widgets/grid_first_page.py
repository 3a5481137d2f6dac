"""Takes the picture of the history at its top, which the next start shows first."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect
from PySide6.QtWidgets import QWidget

from flux2studio.ui.first_page import FirstPage
from flux2studio.ui.widgets.history_grid import HistoryGrid


def first_page(grid: HistoryGrid, window: QWidget) -> FirstPage | None:
    """Take ``grid`` to its top, choose nothing, and return what shows; None if it is not whole."""
    grid.clearSelection()
    grid.setCurrentIndex(QModelIndex())
    grid.verticalScrollBar().setValue(0)
    grid.hovered = -1
    viewport = grid.viewport()
    image = viewport.grab().toImage()
    if grid.history.query or not grid.plan.count or not grid.is_painted():
        return None
    corner = viewport.mapTo(window, QPoint(0, 0))
    shown = grid.plan.sections(0, viewport.height())
    return FirstPage(
        image=image,
        place=QRect(corner, viewport.size()),
        headings=tuple(grid.plan.heading(section) for section in shown),
    )
