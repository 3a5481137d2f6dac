"""The one primary button, with the price on it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from flux2studio.core.cost import CostEstimate
from flux2studio.ui import theme
from flux2studio.ui.keymap import with_key
from flux2studio.ui.viewmodels import cost_words


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

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._price:
            return
        colours = theme.of(QGuiApplication.palette())  # its own one is the sheet's
        painter = QPainter(self)
        painter.setFont(theme.sized(self.font(), theme.LABEL, self.font().Weight.Medium))
        painter.setPen(QColor(colours.on_accent if self.isEnabled() else colours.soft))
        box = QRectF(self.rect()).adjusted(14, 0, -14, 0)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, flags, self._price)
        painter.end()
