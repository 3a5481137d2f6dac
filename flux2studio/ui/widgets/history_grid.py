"""The pictures of the history under the days they were made."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QPoint,
    QRect,
    QSettings,
    Qt,
    Signal,
)
from PySide6.QtGui import QDrag, QFont, QImage, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from flux2studio.core.errors import StudioError
from flux2studio.core.history import Entry
from flux2studio.ui import theme, words
from flux2studio.ui.models.history_model import HistoryModel
from flux2studio.ui.widgets.cell_grid import CellGrid, Index
from flux2studio.ui.widgets.grid_drag import DRAG_MAX, files_of
from flux2studio.ui.widgets.grid_plan import CELL_WIDTH, GAP, WIDTHS, GridPlan, zoomed
from flux2studio.ui.widgets.history_delegate import HistoryDelegate, Screen

_KEPT_MAX = 10_000  # chosen pictures that stay chosen in another search
_ZOOM = "history_zoom"

_Flag = QItemSelectionModel.SelectionFlag


class HistoryGrid(CellGrid):
    """Asks the model for the rows that show; a heading chooses all pictures of its day."""

    entry_current = Signal(object)  # Entry: the picture under the keyboard, once it is there
    zoom_changed = Signal(int)
    failed = Signal(object)  # StudioError

    _plan = GridPlan()  # Qt asks for places before there is a model

    def __init__(self, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(GAP, parent)
        self.history = model
        self._cell_width = CELL_WIDTH
        self._told: int | None = None
        self._painted: tuple[object, ...] = ()
        self._screen: Screen | None = None
        self._before: QImage | None = None
        self._has_several = False
        self._fonts = (self.font(), self.font())
        self._kept: tuple[int | None, array[int]] = (None, array("q"))
        self._query = ""
        self._memory: QSettings | None = None
        self.setAccessibleName(self.tr("Pictures"))
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._keep_chosen)
        model.modelReset.connect(self._choose_kept)
        model.found.connect(self._on_found)
        model.dataChanged.connect(self._tell_current)

    @property
    def plan(self) -> GridPlan:
        return self._plan

    @property
    def zoom(self) -> int:
        """The least width of a cell in pixels; the columns share what is left over."""
        return self._cell_width

    def set_zoom(self, width: int, at: QPoint | None = None) -> None:
        """Show larger or smaller pictures; the one under ``at`` stays where it is."""
        width = zoomed(width, 0)
        if width == self._cell_width:
            return
        offset = self.verticalOffset()
        row = self._plan.nearest(self.in_plan(at or QPoint(0, 0)))
        before = self._shown_at(row).top() if row >= 0 else 0
        self._cell_width = width
        self.updateGeometries()
        if row >= 0 and offset:
            self.verticalScrollBar().setValue(self._plan.rect(row).top() - before)
        self.viewport().update()
        if self._memory is not None:
            self._memory.setValue(_ZOOM, width)
        self.zoom_changed.emit(width)

    def zoom_by(self, steps: int, at: QPoint | None = None) -> None:
        """Go ``steps`` sizes up, or down where that is less than none."""
        self.set_zoom(zoomed(self._cell_width, steps), at)

    def zoom_in(self) -> None:
        self.zoom_by(1)

    def zoom_out(self) -> None:
        self.zoom_by(-1)

    def fit(self) -> None:
        """Show the pictures in their usual size."""
        self.set_zoom(CELL_WIDTH)

    def actual_size(self) -> None:
        """Show them as large as they go."""
        self.set_zoom(WIDTHS[-1])

    def toggle_fit(self) -> None:
        self.set_zoom(WIDTHS[-1] if self._cell_width <= CELL_WIDTH else CELL_WIDTH)

    def remember(self, memory: QSettings) -> None:
        """Take up the zoom of last time, and keep it there from now on."""
        kept = str(memory.value(_ZOOM, ""))
        self.set_zoom(int(kept) if kept.isdecimal() and len(kept) < 5 else CELL_WIDTH)
        self._memory = memory

    def lay_out(self) -> None:
        self._plan = GridPlan(
            width=self.viewport().width(),
            count=self.history.rowCount(),
            starts=self.history.days().starts,
            cell_width=self._cell_width,
        )

    # What is chosen

    def chosen_numbers(self) -> array[int]:
        """Return the numbers of all that are selected, from the top, whether loaded or not."""
        return self.history.numbers_in(self._chosen_ranges())

    def chosen(self) -> list[Entry]:
        """Return those selected that were looked at, from the top."""
        found = (self.history.entry(row) for row in self.chosen_rows())
        return [entry for entry in found if entry is not None]

    def shown_numbers(self) -> array[int]:
        """Return the numbers of the pictures that show."""
        rows = self._shown_rows()
        return self.history.numbers_in([(rows[0], rows[-1])] if rows else [])

    def current_entry(self) -> Entry | None:
        return self.history.entry(self.currentIndex().row())

    def choose_day(self, section: int, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select all pictures of a day, the first under the keyboard."""
        first = self._plan.starts[section]
        ends = (self.history.index(first + shift) for shift in (0, self._plan.size_of(section) - 1))
        chosen = QItemSelection(*ends)
        self.selectionModel().setCurrentIndex(self.history.index(first), _Flag.NoUpdate)
        self.selectionModel().select(chosen, command)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._told = None
        self._tell_current()

    def selectionChanged(self, now: QItemSelection, before: QItemSelection) -> None:
        """Have what is chosen looked up, so that it can be dragged."""
        super().selectionChanged(now, before)
        if not now.isEmpty() and now.first().height() <= DRAG_MAX:
            self.history.need(now.first().top(), now.first().bottom(), shown=False)

    def chosen_mime(self) -> QMimeData | None:
        """Return what is chosen as files. Raises StudioError when it cannot be taken along."""
        count = sum(last - first + 1 for first, last in self._chosen_ranges())
        return files_of(self.chosen() if count <= DRAG_MAX else [], count)

    def startDrag(self, _: Qt.DropAction) -> None:
        try:
            data = self.chosen_mime()
        except StudioError as error:
            self.failed.emit(error)
            return
        if data is not None:
            drag = QDrag(self)
            drag.setMimeData(data)
            drag.setPixmap(self.viewport().grab(self.visualRect(self.currentIndex())))
            drag.exec(Qt.DropAction.CopyAction)

    # The pointer and the paint

    def mousePressEvent(self, event: QMouseEvent) -> None:
        section = self._heading_at(event.position().toPoint())
        if section >= 0 and event.button() is Qt.MouseButton.LeftButton:
            adds = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self.choose_day(section, _Flag.Toggle if adds else _Flag.ClearAndSelect)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        is_heading = self._heading_at(event.position().toPoint()) >= 0
        shape = Qt.CursorShape.PointingHandCursor if is_heading else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl, zoom about the pointer."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned := event.angleDelta().y():
                self.zoom_by(1 if turned > 0 else -1, event.position().toPoint())
            event.accept()
        else:
            super().wheelEvent(event)

    def show_thumbnail(self, picture_id: str) -> None:
        """Paint one cell anew, for its picture is there."""
        row = self.history.row_of_id(picture_id)
        if 0 <= row < self._plan.count:  # a row just come in is laid out a moment later
            self.viewport().update(self._shown_at(row))

    def paintEvent(self, event: QPaintEvent) -> None:
        rows = self._shown_rows()
        if rows:
            self.history.need(rows[0], rows[-1])
        if event.rect().contains(self.viewport().rect()):
            self._waiting().clear()
        super().paintEvent(event)
        self._painted = self._view()
        if self._before is not None:
            self._paint_before(self._before)

    def is_painted(self) -> bool:
        """Whether the last paint had every row that shows, and its picture or that it has none."""
        return self._painted == self._view() and not self._waiting() & set(self._shown_rows())

    def _view(self) -> tuple[object, ...]:
        return (self.verticalOffset(), self._plan, self.history.query)

    def _waiting(self) -> set[int]:
        delegate = self._delegate()
        return set() if delegate is None else delegate.waiting

    def _delegate(self) -> HistoryDelegate | None:
        delegate = self.itemDelegate()
        return delegate if isinstance(delegate, HistoryDelegate) else None

    def _shown_rows(self) -> Sequence[int]:
        top = self.verticalOffset()
        return self._plan.rows(top, top + self.viewport().height())

    def stand_in(self, page: QImage) -> None:
        """Show ``page``, which is that of last time, until all that belongs there is painted."""
        self._before = page

    def _paint_before(self, page: QImage) -> None:
        is_left = bool(self.verticalOffset() or self.history.query)
        if is_left or (self.history.is_found and self.is_painted()):
            self._before = None
            self.viewport().update()
        else:
            with QPainter(self.viewport()) as painter:
                painter.drawImage(0, 0, page)

    def paint_between(self, painter: QPainter, top: int, bottom: int) -> None:
        look = theme.of(self.palette())
        cell, delegate = self._plan.cell, self._delegate()
        ratio = painter.device().devicePixelRatio()
        screen = Screen(cell.width(), cell.height(), ratio, look, self.font())
        if screen != self._screen:
            self._screen = screen
            self._fonts = (
                theme.sized(self.font(), theme.TEXT, QFont.Weight.DemiBold),
                theme.sized(self.font(), theme.TEXT),
            )
        if delegate is not None:
            delegate.begin(screen)
        chosen = self.selectionModel().selection()
        self._has_several = chosen.count() != 1 or chosen.first().height() > 1
        today = words.today()
        for section in self._plan.sections(top, bottom):
            self._paint_heading(painter, section, today, look)

    def paint_cell(
        self, painter: QPainter, row: int, place: QRect, is_chosen: bool, is_focused: bool
    ) -> None:
        delegate, screen = self._delegate(), self._screen
        if delegate is None or screen is None:
            super().paint_cell(painter, row, place, is_chosen, is_focused)
            return
        look = screen.look
        frame = look.accent if is_chosen else ""
        if is_focused and (self._has_several or not is_chosen):
            frame += " " + look.text
        elif not frame and row == self.hovered:
            frame = look.soft
        delegate.draw(painter, place, row, self.history.entry(row), frame)

    def _paint_heading(
        self, painter: QPainter, section: int, today: date, look: theme.Theme
    ) -> None:
        place = self._plan.heading(section).translated(0, -self.verticalOffset())
        text = words.day(self.history.days().dates[section], today)
        painter.setFont(self._fonts[0])
        painter.setPen(theme.colour(look.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        if section + 1 < len(self._plan.starts) or self.history.is_complete:
            used = painter.fontMetrics().horizontalAdvance(text)
            painter.setFont(self._fonts[1])
            painter.setPen(theme.colour(look.soft))
            count = "  ·  " + words.count(self._plan.size_of(section))
            place.adjust(*((0, 0, -used, 0) if self.isRightToLeft() else (used, 0, 0, 0)))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, count)

    def _heading_at(self, point: QPoint) -> int:
        """Return the section whose heading lies under ``point``, or -1."""
        place = point + QPoint(0, self.verticalOffset())
        for section in self._plan.sections(place.y(), place.y()):
            if self._plan.heading(section).contains(place):
                return section
        return -1

    def _chosen_ranges(self) -> list[tuple[int, int]]:
        chosen = self.selectionModel().selection()
        parts = (chosen.at(number) for number in range(chosen.count()))
        return sorted((part.top(), part.bottom()) for part in parts)

    def _tell_current(self) -> None:
        """Say once which picture is under the keyboard, as soon as it is there."""
        entry = self.current_entry()
        if entry is not None and entry.number != self._told:
            self._told = entry.number
            self.entry_current.emit(entry)
        elif entry is None and self.currentIndex().isValid():
            row = self.currentIndex().row()
            self.history.need(row, row, shown=False)

    def _keep_chosen(self) -> None:
        row, ranges = self.currentIndex().row(), self._chosen_ranges()
        is_few = sum(last - first + 1 for first, last in ranges) <= _KEPT_MAX
        chosen = self.history.numbers_in(ranges) if is_few else array("q")
        self._kept = (self.history.number(row) if row >= 0 else None, chosen)

    def _choose_kept(self) -> None:
        """What was chosen and is still there stays so."""
        current, chosen = self._kept
        selection = QItemSelection()
        for number in chosen:
            if (row := self.history.row_of(number)) >= 0:
                selection.select(self.history.index(row), self.history.index(row))
        self.selectionModel().select(selection, _Flag.ClearAndSelect)
        if current is not None and (row := self.history.row_of(current)) >= 0:
            self.selectionModel().setCurrentIndex(self.history.index(row), _Flag.NoUpdate)

    def _on_found(self) -> None:
        """Another search begins at its top."""
        if self.history.query != self._query:
            self._query = self.history.query
            self.verticalScrollBar().setValue(0)
