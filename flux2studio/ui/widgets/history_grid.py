"""The pictures of the history under the days they were made."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from flux2studio.ui import theme, words
from flux2studio.ui.models.history_model import HistoryModel
from flux2studio.ui.widgets.cell_grid import CellGrid
from flux2studio.ui.widgets.grid_plan import GAP, GridPlan

ROOT = QModelIndex()


class HistoryGrid(CellGrid):
    """Asks the model for more before one has scrolled to its end."""

    _plan = GridPlan()  # Qt asks for places before there is a model

    def __init__(self, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(GAP, parent)
        self._history = model
        self.setAccessibleName(self.tr("Pictures"))
        self.setModel(model)

    @property
    def plan(self) -> GridPlan:
        return self._plan

    def lay_out(self) -> None:
        self._plan = GridPlan(
            width=self.viewport().width(),
            count=self._history.rowCount(),
            starts=[day.first for day in self._history.days()],
        )

    def scrolled(self) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() - bar.value() < 2 * self.viewport().height():
            self._history.fetchMore(ROOT)

    def paint_between(self, painter: QPainter, top: int, bottom: int) -> None:
        today = words.today()
        for section in self._plan.sections(top, bottom):
            self._paint_heading(painter, section, today)

    def _paint_heading(self, painter: QPainter, section: int, today: date) -> None:
        look = theme.of(self.palette())
        place = self._plan.heading(section).translated(0, -self.verticalOffset())
        text = words.day(self._history.days()[section].when, today)
        painter.setFont(theme.sized(self.font(), theme.TEXT, QFont.Weight.DemiBold))
        painter.setPen(theme.colour(look.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        is_last = section + 1 == len(self._plan.starts)
        if not is_last or self._history.is_complete:
            used = painter.fontMetrics().horizontalAdvance(text)
            painter.setFont(theme.sized(self.font(), theme.TEXT))
            painter.setPen(theme.colour(look.soft))
            count = "  ·  " + words.count(self._plan.size_of(section))
            painter.drawText(place.adjusted(used, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, count)
