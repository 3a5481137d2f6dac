"""One job: its picture, where it stands, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDrag,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.ui import icons, theme
from flux2studio.ui.keymap import keymap
from flux2studio.ui.models.job_model import JobRow
from flux2studio.ui.viewmodels.jobs import JobsViewModel
from flux2studio.ui.widgets.fields import ElidedLabel, Sentence, set_property
from flux2studio.ui.widgets.job_actions import JobActions
from flux2studio.ui.widgets.job_details import details
from flux2studio.ui.widgets.job_fold import JobFold
from flux2studio.ui.widgets.job_menu import job_menu
from flux2studio.ui.widgets.job_thumbnail import JobThumbnail
from flux2studio.ui.widgets.progress_line import ProgressLine

JOB_MIME = "application/x-flux2studio-job"
_KEYS = ("job_first", "job_up", "job_down", "job_stop", "job_open", "job_details")


class JobRowWidget(QWidget):
    """Has the focus itself, for its keys; one that waits can be dragged to another place."""

    left_for = Signal(int)  # the focus goes to the row above (-1) or below (1)
    grown = Signal()  # it has parts that it did not have before

    def __init__(self, row: JobRow, jobs: JobsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = row
        self._jobs = jobs
        self._pressed_at: QPoint | None = None
        self.thumbnail = JobThumbnail(self)
        self.title = ElidedLabel(parent=self)
        self.words = ElidedLabel(parent=self)
        self.cost = QLabel(self)
        self.bar = ProgressLine(self)
        self.menu = QToolButton(self)
        self.stop = QToolButton(self)
        self.hint = Sentence(self)
        self.bill = Sentence(self)
        self._steps: JobActions | None = None  # most rows never need them
        self._fold: JobFold | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._connect()
        self.show_row(row)

    @property
    def row(self) -> JobRow:
        return self._row

    @property
    def is_plain(self) -> bool:
        """It keeps nothing of its job, so that it can show another one."""
        return self._steps is None and self._fold is None

    @property
    def next_steps(self) -> JobActions:
        """What can be done about it; made when it is first needed."""
        if self._steps is None:
            steps = self._steps = JobActions(self._row, self._jobs.question, self)
            self._below.addWidget(steps)
            steps.check_asked.connect(self._on_check)
            steps.again_asked.connect(self._on_again)
            steps.remedy_asked.connect(self._on_remedy)
            steps.asking.connect(self._on_asking)
            steps.more_toggled.connect(self._on_unfolded)
            steps.show_row(self._row)
            self.grown.emit()
        return self._steps

    @property
    def fold(self) -> JobFold:
        """Its details; made when they are first asked for."""
        if self._fold is None:
            self._fold = JobFold(self._row.title, self)
            self._fold.hide()
            self._whole.addWidget(self._fold)
            self.grown.emit()
        return self._fold

    def show_row(self, row: JobRow) -> None:
        self._row = row
        self.thumbnail.show_picture(row.thumbnail)
        self.thumbnail.setEnabled(bool(row.generations))
        self.title.say(row.title or self.tr("No prompt"))
        problem = row.tone in ("bad", "warn")
        self.words.say("" if problem else row.words)
        self.cost.setText(row.cost)
        self.cost.setVisible(bool(row.cost))
        self._second.setVisible(not problem)
        self.bar.setVisible(row.moving)
        self.bar.show_fraction(row.fraction)
        self.hint.say(f"{row.words} {row.hint}".strip() if problem else "", row.tone or "label")
        cost = row.cost.replace(" ", "\u00a0")  # a sign and its number stay together
        self.bill.say(f"{row.bill} · {cost}" if row.bill and cost else row.bill)
        if self._steps is not None or problem or row.can_send_again:
            self.next_steps.show_row(row)
        self._show_details()
        self._show_stop(row)
        self._name_parts(row)

    def tab_chain(self) -> list[QWidget]:
        """What the Tab key goes through, in the order it is read."""
        chain: list[QWidget] = [self, self.thumbnail, self.menu, self.stop]
        if (steps := self._steps) is not None:
            chain += [steps.remedy, steps.check, steps.again, steps.more, steps.sure, steps.not_now]
        return chain if self._fold is None else [*chain, self._fold.details, self._fold.copy]

    def _show_stop(self, row: JobRow) -> None:
        if row.running:
            words = self.tr("Remove") if row.waits else self.tr("Cancel")
        else:
            words = self.tr("Dismiss") if row.ended else self.tr("Give up")
        can = row.can_cancel or row.ended
        self.stop.setEnabled(can)
        self.stop.setToolTip(words if can else self.tr("Too late to cancel"))
        self.stop.setAccessibleName(f"{words}: {row.title}")

    def _name_parts(self, row: JobRow) -> None:
        cost = f", {row.cost}" if row.cost else ""
        self.setAccessibleName(f"{row.title}: {row.words}{cost}")
        self.bar.setAccessibleName(row.words)
        self.thumbnail.setAccessibleName(self.tr("Show the picture of {0}").format(row.title))
        self.thumbnail.setToolTip(self.tr("Show the picture") if row.generations else "")
        self.menu.setAccessibleName(self.tr("More for {0}").format(row.title))

    def _show_details(self) -> None:
        """Nobody reads them while they are folded."""
        if self._fold is not None and not self._fold.isHidden():
            job_id = self._row.id
            self._fold.say(details(self._row, self._jobs.steps(job_id), self._jobs.account(job_id)))

    def _lay_out(self) -> None:
        for button, icon in ((self.menu, "more"), (self.stop, "close")):
            icons.set_icon(button, icon, icons.Tone.SOFT)
            button.setProperty("role", "icon")
        self.menu.setToolTip(self.tr("More"))
        for text in (self.words, self.cost):
            set_property(text, "role", "label")
        self._second = QWidget(self)  # an empty layout would take all width from those beside it
        second = QHBoxLayout(self._second)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(8)
        second.addWidget(self.words, 1)
        second.addWidget(self.cost)
        lines = QVBoxLayout()
        lines.setSpacing(3)
        lines.addWidget(self.title)
        lines.addWidget(self._second)
        lines.addWidget(self.bar)
        lines.addStretch(1)
        below = self._below = QVBoxLayout()
        below.setSpacing(3)
        for widget in (self.hint, self.bill):
            below.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(self.menu)
        buttons.addWidget(self.stop)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addLayout(lines, 1)
        top.addLayout(buttons)
        top.setAlignment(buttons, Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(3)
        right.addLayout(top)
        right.addLayout(below)
        right.addStretch(1)
        upper = QHBoxLayout()
        upper.setSpacing(8)
        upper.addWidget(self.thumbnail, 0, Qt.AlignmentFlag.AlignTop)
        upper.addLayout(right, 1)
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(4, 3, 0, 3)
        whole.setSpacing(4)
        whole.addLayout(upper)

    def _connect(self) -> None:
        self.stop.clicked.connect(self._on_stop)
        self.menu.clicked.connect(self._on_menu)
        self.thumbnail.clicked.connect(self._on_open)
        self._jobs.account_changed.connect(self._on_account)

    # Keys, mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts = dict(
            zip(
                _KEYS,
                (
                    self._on_first,
                    self._on_up,
                    self._on_down,
                    self._on_stop,
                    self._on_open,
                    self.toggle_details,
                ),
                strict=True,
            )
        )
        if (pressed := keymap().pressed(event, _KEYS)) in acts:
            acts[pressed]()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self.left_for.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._pop_up(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._row.waits:
            self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        way = event.position().toPoint() - self._pressed_at
        if way.manhattanLength() >= QApplication.startDragDistance():
            self._drag(self._pressed_at)
            self._pressed_at = None

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._pressed_at = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.hasFocus():
            return
        look = theme.of(QGuiApplication.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(look.accent))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()

    def toggle_details(self) -> None:
        """Show the details, or fold them."""
        self.next_steps.unfold(not self.next_steps.more.isChecked())

    def _drag(self, grip: QPoint) -> None:
        mime = QMimeData()
        mime.setData(JOB_MIME, self._row.id.encode())
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.setPixmap(self.grab())
        drag.setHotSpot(grip)
        drag.exec(Qt.DropAction.MoveAction)

    def _pop_up(self, at: QPoint) -> None:
        menu = job_menu(self._row, self._jobs, self.toggle_details, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _on_menu(self) -> None:
        self._pop_up(self.menu.mapToGlobal(self.menu.rect().bottomLeft()))

    def _on_first(self) -> None:
        if self._row.waits:
            self._jobs.put_first(self._row.id)

    def _on_up(self) -> None:
        self._jobs.move(self._row.id, -1)

    def _on_down(self) -> None:
        self._jobs.move(self._row.id, 1)

    def _on_stop(self) -> None:
        if self._row.ended:
            self._jobs.dismiss(self._row.id)
        elif self._row.can_cancel:
            self._jobs.cancel(self._row.id)

    def _on_check(self) -> None:
        self._jobs.check(self._row.id)

    def _on_remedy(self) -> None:
        self._jobs.mend(self._row.id)

    def _on_asking(self, asking: bool) -> None:
        """The question needs the room of what was said before."""
        for told in (self.hint, self.bill):
            told.setVisible(bool(told.text()) and not asking)

    def _on_again(self) -> None:
        self._jobs.send_again(self._row.id)

    def _on_open(self) -> None:
        self._jobs.open(self._row.id)

    def _on_unfolded(self, shown: bool) -> None:
        self.fold.setVisible(shown)
        if shown:
            self._jobs.ask_account(self._row.id)
        self._show_details()

    def _on_account(self, job_id: str) -> None:
        if job_id == self._row.id:
            self._show_details()
