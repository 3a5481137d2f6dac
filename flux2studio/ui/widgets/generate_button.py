"""The one primary button, with the price on it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QPushButton, QWidget

from flux2studio.core.cost import CostEstimate
from flux2studio.ui import theme
from flux2studio.ui.keymap import with_key
from flux2studio.ui.viewmodels import cost_words

_MARGIN = 14


class GenerateButton(QPushButton):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._price = ""
        self.setText(self.tr("Generate"))
        self.setProperty("role", "primary")
        self.setProperty("large", True)
        self.setMinimumHeight(44)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def price(self) -> str:
        return self._price

    def show_state(
        self, cost: CostEstimate | None, why_not: str, *, is_free: bool = False, pictures: int = 1
    ) -> None:
        """``cost`` None: nobody knows it, or it is free; ``why_not`` disables."""
        many = self.tr("%n picture(s)", "", pictures) if pictures > 1 else ""
        price = cost_words.tag(cost) if cost else self.tr("free") if is_free else ""
        self._price = " · ".join(part for part in (many, price) if part)
        parts = cost_words.parts(cost) if cost else []
        self.setEnabled(not why_not)
        spoken = ", ".join(
            part for part in (many, cost_words.spoken(cost) if cost else price) if part
        )
        self.setAccessibleName(self.tr("Generate, {0}").format(spoken) if spoken else self.text())
        self.setAccessibleDescription(why_not or ". ".join(parts))
        self._make_room()
        self.setToolTip("\n".join([why_not or with_key(self.tr("Generate"), "generate"), *parts]))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter works as well as Space; a held key is one wish."""
        if event.isAutoRepeat():
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """The word is in the middle, or in that of what the price leaves."""
        price = QFontMetrics(self._price_font()).horizontalAdvance(self._price)
        word = self.fontMetrics().horizontalAdvance(self.text())
        is_close = word / 2 + price + 2 * _MARGIN > self.width() / 2
        room = f"padding-right: {price + _MARGIN}px;" if price and is_close else ""
        if self.styleSheet() != room:
            self.setStyleSheet(room)

    def _price_font(self) -> QFont:
        return theme.sized(self.font(), theme.LABEL, self.font().Weight.Medium)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._price:
            return
        colours = theme.of(QGuiApplication.palette())  # its own one is the sheet's
        painter = QPainter(self)
        painter.setFont(self._price_font())
        painter.setPen(QColor(colours.on_accent if self.isEnabled() else colours.soft))
        box = QRectF(self.rect()).adjusted(_MARGIN, 0, -_MARGIN, 0)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, flags, self._price)
        painter.end()
