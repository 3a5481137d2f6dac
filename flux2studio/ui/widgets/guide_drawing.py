"""A drawing of the guide, in the colours of the theme of now."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from flux2studio.paths import resource
from flux2studio.ui import theme

SIZE = QSize(560, 152)  # of the grid the drawings are made on
_AIR = 8  # pixels above and below


class GuideDrawing(QWidget):
    """Sharp at any scale; ``seen`` is what a screen reader says of it."""

    def __init__(self, name: str, seen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        file = resource(f"guide/{name}.svg")
        self._template = Template(file.read_text(encoding="utf-8"))
        self._drawn: tuple[theme.Theme, QSvgRenderer] | None = None
        self.setAccessibleName(seen)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(min(width, SIZE.width()) * SIZE.height() / SIZE.width()) + 2 * _AIR

    def sizeHint(self) -> QSize:
        return QSize(SIZE.width(), self.heightForWidth(SIZE.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(160))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        look = theme.of(self.palette())
        if self._drawn is None or self._drawn[0] != look:
            drawing = self._template.substitute(asdict(look))
            self._drawn = look, QSvgRenderer(QByteArray(drawing.encode()))
        room = QRectF(self.rect()).adjusted(0, _AIR, 0, -_AIR)
        scale = min(room.width() / SIZE.width(), room.height() / SIZE.height())
        place = QRectF(0, 0, SIZE.width() * scale, SIZE.height() * scale)
        place.moveTopLeft(room.topLeft())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._drawn[1].render(painter, place)
        painter.end()
