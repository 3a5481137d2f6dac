"""The page where pictures are made: the stage between docks that can be moved and hidden."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from flux2studio.ui import theme
from flux2studio.ui.widgets.filmstrip import Filmstrip
from flux2studio.ui.widgets.stage import Stage
from flux2studio.ui.widgets.start_card import StartCard

LEFT_WIDTH = 262
RIGHT_WIDTH = 336
GRIP_HEIGHT = 9
FORM_HEIGHT = 660  # of a short form; a longer one gets what it needs, the jobs what is left
JOBS_HEIGHT = 108  # one job, and that there are more; two of them where the page is tall
TWO_JOBS_HEIGHT = 140
TALL = 780
LOW = 680  # as on a screen of 768 pixels: the form needs it all, the jobs take one line
_Area = Qt.DockWidgetArea


class Grip(QWidget):
    """The strip above a panel by which it is moved; the panel's own heading says what it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(GRIP_HEIGHT)
        self.setToolTip(self.tr("Drag to move this panel, double-click to float it"))

    def sizeHint(self) -> QSize:
        """Without it the dock would leave no room for it, and lay the panel over it."""
        return QSize(0, GRIP_HEIGHT)

    def enterEvent(self, _: QEvent) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.update()

    def leaveEvent(self, _: QEvent) -> None:
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        if not self.underMouse():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(theme.of(self.palette()).line))
        bar = QRectF(0, 0, 36, 3)
        bar.moveCenter(QPointF(self.width() / 2, 5))
        painter.drawRoundedRect(bar, 1.5, 1.5)


class StudioPage(QMainWindow):
    panels_changed = Signal()

    def __init__(
        self,
        stage: Stage,
        filmstrip: Filmstrip,
        loras: QWidget,
        compose: QWidget,
        jobs: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Widget)
        self.setDockOptions(
            QMainWindow.DockOption.AllowNestedDocks | QMainWindow.DockOption.AllowTabbedDocks
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self._middle = QStackedWidget(self)
        self._middle.addWidget(_column(stage, filmstrip))
        self.setCentralWidget(self._middle)
        self.loras = self._dock("loras", self.tr("LoRAs"), loras, _Area.LeftDockWidgetArea)
        self.compose = self._dock("compose", self.tr("Form"), compose, _Area.RightDockWidgetArea)
        self.jobs = self._dock("jobs", self.tr("Jobs"), jobs, _Area.RightDockWidgetArea)
        self._start: QWidget | None = None
        self.splitDockWidget(self.compose, self.jobs, Qt.Orientation.Vertical)
        self._is_new = True
        self._heights = [0, 0]  # of form and jobs, as last asked for
        stage.panels_toggled.connect(self.toggle_panels)

    @property
    def left_shown(self) -> bool:
        return not self.loras.isHidden()

    @property
    def right_shown(self) -> bool:
        return not (self.compose.isHidden() and self.jobs.isHidden())

    def show_left(self, on: bool) -> None:
        self.loras.setVisible(on)
        self.panels_changed.emit()

    def show_right(self, on: bool) -> None:
        self.compose.setVisible(on)
        self.jobs.setVisible(on)
        self.panels_changed.emit()

    def show_form(self) -> None:
        """Bring the form back where it was hidden; the card of a first start keeps its place."""
        if self._start is None and not self.right_shown:
            self.show_right(True)

    def toggle_panels(self) -> None:
        """Hide everything but the picture, or bring it back."""
        on = not (self.left_shown or self.right_shown)
        self.show_left(on)
        self.show_right(on)

    def show_start(self, card: StartCard) -> None:
        """Put the card of the first start in place of stage and form."""
        page = QWidget(self)
        page.setProperty("role", "stage")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(page)
        layout.addWidget(card, alignment=Qt.AlignmentFlag.AlignCenter)
        area = QScrollArea(self)  # a small window scrolls the card, it does not have to grow
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._start = area
        self._middle.addWidget(area)
        self._middle.setCurrentWidget(area)
        card.look_around.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_right(False)

    def end_start(self) -> None:
        """Take the card away for good."""
        if self._start is not None:
            self._middle.setCurrentIndex(0)
            self._middle.removeWidget(self._start)
            self._start.deleteLater()
            self._start = None
            self.show_right(True)

    @property
    def is_sized_by_hand(self) -> bool:
        """Whether the artist ever moved a line between panels."""
        return not self._is_new

    def event(self, event: QEvent) -> bool:
        """A form that grows gets more room, until the artist moves a line between docks.

        Such a line is all that takes a press here.
        """
        taken = super().event(event)
        if event.type() is QEvent.Type.MouseButtonPress and event.isAccepted():
            self._is_new = False
        elif event.type() is QEvent.Type.LayoutRequest and self._is_new:
            self._size_form()
        return taken

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_new:
            self._size_docks()

    def restore(self, state: QByteArray, *, sized_by_hand: bool) -> None:
        """Take up the layout of last time; one that cannot be read changes nothing."""
        self._is_new = not (self.restoreState(state) and sized_by_hand)
        self.panels_changed.emit()

    def _dock(self, name: str, title: str, panel: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setAttribute(Qt.WidgetAttribute.WA_StaticContents)  # a taller one paints what is new
        dock.setTitleBarWidget(Grip(dock))
        dock.setWidget(panel)
        self.addDockWidget(area, dock)
        return dock

    def _size_docks(self) -> None:
        self.resizeDocks(
            [self.loras, self.compose],
            [theme.widths(LEFT_WIDTH), theme.lines(RIGHT_WIDTH)],
            Qt.Orientation.Horizontal,
        )
        self._size_form()

    def _size_form(self) -> None:
        """The whole form is shown where there is room for it; the jobs scroll by themselves."""
        form = self.compose.widget().sizeHint().height() + GRIP_HEIGHT
        line = self.style().pixelMetric(QStyle.PixelMetric.PM_DockWidgetSeparatorExtent, None, self)
        room = self.height() - line
        jobs = max(self._least_of_jobs(), room - max(FORM_HEIGHT, form))
        heights = [max(1, room - jobs), jobs]
        if self._is_one_column() and heights != self._heights:  # else this would ask for itself
            self._heights = heights
            self.resizeDocks([self.compose, self.jobs], heights, Qt.Orientation.Vertical)

    def _least_of_jobs(self) -> int:
        if self.height() < LOW:
            return max(0, self.jobs.widget().minimumSizeHint().height()) + GRIP_HEIGHT
        return TWO_JOBS_HEIGHT if self.height() >= TALL else JOBS_HEIGHT

    def _is_one_column(self) -> bool:
        """Whether the jobs still lie below the form."""
        docks = (self.compose, self.jobs)
        apart = any(dock.isFloating() or dock.isHidden() for dock in docks)
        areas = {self.dockWidgetArea(dock) for dock in docks}
        return not apart and len(areas) == 1 and self.jobs not in self.tabifiedDockWidgets(docks[0])


def _column(stage: Stage, filmstrip: Filmstrip) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(stage, 1)
    layout.addWidget(filmstrip)
    return column
