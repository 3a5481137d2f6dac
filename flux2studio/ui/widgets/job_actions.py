"""What can be done about a job that needs the artist: check, send again, read the details."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from flux2studio.ui.job_remedies import Remedy
from flux2studio.ui.models.job_model import JobRow
from flux2studio.ui.viewmodels import job_words
from flux2studio.ui.widgets.fields import Sentence


class JobActions(QWidget):
    """``question`` is what to ask before a job, by its id, is sent again; one wish is one job."""

    check_asked = Signal()
    again_asked = Signal()
    remedy_asked = Signal()
    asking = Signal(bool)
    more_toggled = Signal(bool)

    def __init__(
        self, row: JobRow, question: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._row = row
        self._question = question
        self.check = _button(self.tr("Check"), "link")
        self.remedy = _button("", "link")
        self.again = _button("", "link")
        self.more = _button(self.tr("Details"), "link-soft")
        self.more.setCheckable(True)
        self.question = Sentence()
        self.sure = _button(self.tr("Send again"), "link")
        self.not_now = _button(self.tr("Not now"), "link-soft")
        self._remedies = _row(self.remedy)
        self._buttons = _row(self.check, self.again, self.more)
        self._answers = _row(self.sure, self.not_now)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (self._remedies, self._buttons, self.question, self._answers):
            column.addWidget(part)
        self._connect()
        self._ask("")

    def show_row(self, row: JobRow) -> None:
        if row.update is not self._row.update:
            self.check.setEnabled(True)
            self.again.setEnabled(True)
            self._ask("")
        self._row = row
        problem = row.tone in ("bad", "warn")
        self.check.setVisible(row.is_unknown)
        self.again.setVisible(row.can_send_again)
        self._remedies.setVisible(row.remedy is not None and not self.question.text())
        self.remedy.setText(self._remedy_words(row))
        sends = job_words.is_hosted(row.update) and not row.is_detached
        self.again.setText(self.tr("Send again") if sends else self.tr("Try again"))
        self.more.setVisible(problem)
        self.setVisible(row.can_send_again or problem)
        self._name_parts(row)

    def _name_parts(self, row: JobRow) -> None:
        self.check.setAccessibleName(self.tr("Check: {0}").format(row.title))
        self.check.setToolTip(self.tr("Asks the service what became of it; that costs nothing"))
        self.remedy.setAccessibleName(f"{self.remedy.text()}: {row.title}")
        self.again.setAccessibleName(f"{self.again.text()}: {row.title}")
        self.again.setToolTip(self._what_again_does(row))
        self.sure.setAccessibleName(self.tr("Send again all the same: {0}").format(row.title))
        self.not_now.setAccessibleName(self.tr("Do not send again: {0}").format(row.title))
        self.more.setAccessibleName(self.tr("Details of {0}").format(row.title))

    def _remedy_words(self, row: JobRow) -> str:
        match row.remedy:
            case Remedy.KEY:
                return self.tr("Enter its key…")
            case Remedy.CREDIT:
                return self.tr("Add credit…")
            case Remedy.SMALLER:
                return self.tr("Take a smaller size")
            case Remedy.FORM:
                return self.tr("Change it in the form")
        return ""

    def _what_again_does(self, row: JobRow) -> str:
        if not job_words.is_hosted(row.update):
            return self.tr("Starts a new job with the same form")
        if row.is_detached:
            return self.tr("Goes on where it stopped; it is not billed again")
        return self.tr("Starts a new job; it is billed as one")

    def _connect(self) -> None:
        self.check.clicked.connect(self._on_check)
        self.remedy.clicked.connect(self.remedy_asked)
        self.again.clicked.connect(self._on_again)
        self.sure.clicked.connect(self._on_sure)
        self.not_now.clicked.connect(self._on_not_now)
        self.more.toggled.connect(self._on_more)

    def _ask(self, question: str) -> None:
        self.question.say(question, "warn")
        self._remedies.setVisible(self._row.remedy is not None and not question)
        self._buttons.setVisible(not question)
        self._answers.setVisible(bool(question))
        self.asking.emit(bool(question))

    def _on_check(self) -> None:
        self.check.setEnabled(False)
        self.check_asked.emit()

    def _on_again(self) -> None:
        if question := self._question(self._row.id):
            self._ask(question)
            self.not_now.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._send()

    def _on_sure(self) -> None:
        self._ask("")
        self._send()

    def _on_not_now(self) -> None:
        self._ask("")
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _send(self) -> None:
        self.again.setEnabled(False)
        self.again_asked.emit()

    def unfold(self, shown: bool) -> None:
        """Show the details, or fold them."""
        self.more.setChecked(shown)

    def _on_more(self, shown: bool) -> None:
        self.more.setText(self.tr("Hide details") if shown else self.tr("Details"))
        self.more_toggled.emit(shown)


def _button(text: str, role: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", role)
    return button


def _row(*buttons: QPushButton) -> QWidget:
    """The words of links begin under those above."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for button in buttons:
        left = 0 if button.property("role") == "link" else 4
        button.setStyleSheet(f"padding: 0 4px 0 {left}px;")
        layout.addWidget(button)
    layout.addStretch(1)
    return row
