"""Small parts that all forms share: labels, sentences at a field, and framed fields."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QWidget,
)

from flux2studio.core.errors import StudioError
from flux2studio.ui import theme, words
from flux2studio.ui.tips import quoted


def label(text: str, role: str = "label", buddy: QWidget | None = None) -> QLabel:
    result = QLabel(text)
    result.setProperty("role", role)
    result.setTextFormat(Qt.TextFormat.PlainText)
    if buddy is not None:
        result.setBuddy(buddy)
    return result


def header(left: QLabel, *right: QWidget) -> QHBoxLayout:
    """A label on the left, what belongs to it on the right."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(left)
    row.addStretch(1)
    for widget in right:
        row.addWidget(widget)
    return row


def side_by_side(*widgets: QWidget) -> QHBoxLayout:
    """Widgets in a row from the left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the style sheet asks for, and dress the widget again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else Qt does so later
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


class Sentence(QLabel):
    """Says what is wrong at a field, or gives a note; takes no room when there is nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "bad")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hide()

    def say(self, text: str, role: str = "label") -> None:
        set_property(self, "role", role)
        self.setText(text)
        self.setVisible(bool(text))

    def show_problem(self, problem: StudioError | None, role: str = "bad") -> None:
        self.say(sentence(problem), role)


def sentence(problem: StudioError | None) -> str:
    """The message and the next step, as one reads them."""
    return words.told(problem) if problem is not None else ""


class FieldFrame(QFrame):
    """Looks like one field and holds several plain ones; shows the focus of any of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(32)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 1, 1, 1)
        row.setSpacing(2)
        self.row = row
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        if any(widget is not None and self.isAncestorOf(widget) for widget in (old, now)):
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.of(self.palette())
        focus = QApplication.focusWidget()
        line = colours.line
        if self.property("state") == "bad":
            line = colours.bad
        elif focus is not None and self.isAncestorOf(focus):
            line = colours.accent
        elif self.underMouse():
            line = colours.soft
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(line), 1))
        painter.setBrush(QColor(colours.field))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()


class FieldGuard(QObject):
    """Keeps the wheel from changing a value that only happens to lie under the pointer, and
    hands a pasted picture on to the panel instead of clearing the field with it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget):
            return False
        wheel = event.type() is QEvent.Type.Wheel
        if (wheel and not watched.hasFocus()) or _pastes_no_text(event):
            event.ignore()
            return True
        return False

    def watch(self, *widgets: QWidget) -> None:
        for widget in widgets:
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            widget.installEventFilter(self)


def _pastes_no_text(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
        return False
    held: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return event.matches(QKeySequence.StandardKey.Paste) and not (held and held.hasText())


def bare(box: QAbstractSpinBox, padding: int = 0) -> None:
    """Take the arrows off; the whole width is for the number."""
    kind = type(box).__name__
    parts = [f"{kind}::{side}-{part}" for side in ("up", "down") for part in ("button", "arrow")]
    nothing = "width: 0; height: 0; border: none; image: none;"
    box.setStyleSheet(f"{kind} {{ padding: 0; }} {', '.join(parts)} {{ {nothing} }}")
    box.lineEdit().setTextMargins(0, 0, padding, 0)


def roomy(box: QComboBox) -> None:
    """Give the words all the room that the arrow leaves."""
    side = "left" if box.isRightToLeft() else "right"
    other = "right" if box.isRightToLeft() else "left"
    box.setStyleSheet(f"QComboBox {{ padding-{side}: 0; padding-{other}: 8px; }}")
    box.setFixedHeight(32)


class ElidedLabel(QLabel):
    """One line that ends in … where there is no room; the whole text is its tooltip."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.say(text)

    @property
    def full_text(self) -> str:
        return self._full

    def say(self, text: str) -> None:
        self._full = text
        self.setToolTip(quoted(text))
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        mode = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._full, mode, max(self.width(), 24)))
