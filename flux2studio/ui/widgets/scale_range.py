"""The scale of a LoRA on one slider: where it begins to look good, what is usual, where it ends."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QVBoxLayout, QWidget

from flux2studio.core.lora import Lora
from flux2studio.core.lora_fields import SCALE_MAX, SCALES
from flux2studio.ui import theme
from flux2studio.ui.widgets.fields import bare, label
from flux2studio.ui.widgets.flow import FlowBox

STEP = 0.05
_EDGE = 9.0  # pixels kept free at both ends, for the handles
_READ = ("scale_low", "scale_high", "default_scale")  # "looks good from … to …, usually …"
_USUAL_END = 2.0  # the slider shows at least as much


class RangeSlider(QWidget):
    """For the mouse; the keyboard has the numbers below. Values None: not said."""

    dragged = Signal(str, object)  # the field and its value, when it is let go

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, float | None] = dict.fromkeys(SCALES)
        self._held = ""
        self.setMinimumHeight(28)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("Drag the ends of the range, or the usual scale between them"))

    @property
    def end(self) -> float:
        known = [value for value in self.values.values() if value is not None]
        return SCALE_MAX if max(known, default=0) > _USUAL_END else _USUAL_END

    def show_values(self, values: dict[str, float | None]) -> None:
        if not self._held:
            self.values = dict(values)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 28)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().x()
        shown = {name: self._x(self._shown(name)) for name in SCALES}
        # On a tie the usual scale is meant, which is moved most.
        self._held = min(shown, key=lambda name: (abs(shown[name] - at), name != "default_scale"))
        self._drag(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self._drag(event.position().x())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        held, self._held = self._held, ""
        if held and (value := self.values[held]) is not None:
            self.dragged.emit(held, value)

    def paintEvent(self, _: QPaintEvent) -> None:
        look = theme.of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = self.height() / 2
        painter.setBrush(QColor(look.line))
        painter.drawRoundedRect(QRectF(_EDGE, middle - 2, self.width() - 2 * _EDGE, 4), 2, 2)
        low, high = (self._x(self._shown(name)) for name in ("scale_low", "scale_high"))
        is_known = any(self.values[name] is not None for name in ("scale_low", "scale_high"))
        if is_known:
            painter.setBrush(QColor(look.accent))
            painter.drawRoundedRect(QRectF(low, middle - 2, high - low, 4), 2, 2)
        for name, x in (("scale_low", low), ("scale_high", high)):
            self._paint_end(painter, QPointF(x, middle), self.values[name] is not None, look)
        painter.setPen(QPen(QColor(look.panel), 1))
        painter.setBrush(QColor(look.text))
        painter.drawEllipse(QPointF(self._x(self._shown("default_scale")), middle), 7, 7)
        painter.end()

    def _paint_end(self, painter: QPainter, at: QPointF, is_known: bool, look: theme.Theme) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.accent if is_known else look.soft))
        painter.drawRoundedRect(QRectF(at.x() - 2, at.y() - 8, 4, 16), 2, 2)

    def _shown(self, name: str) -> float:
        value = self.values[name]
        usual = {"scale_low": 0.0, "default_scale": 1.0, "scale_high": self.end}[name]
        return usual if value is None else value

    def _x(self, value: float) -> float:
        return _EDGE + (self.width() - 2 * _EDGE) * min(value / self.end, 1.0)

    def _drag(self, x: float) -> None:
        part = (x - _EDGE) / max(self.width() - 2 * _EDGE, 1)
        value = round(max(0.0, min(part, 1.0)) * self.end / STEP) * STEP
        low, usual, high = (self._shown(name) for name in SCALES)
        room = {
            "scale_low": (0.0, usual),
            "default_scale": (low, high),
            "scale_high": (usual, SCALE_MAX),
        }[self._held]
        self.values[self._held] = round(max(room[0], min(value, room[1])), 2)
        self.update()


class ScaleRange(QWidget):
    """``changed`` carries the field that was changed and its value, None: not said."""

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.slider = RangeSlider()
        titles = (self.tr("Looks good from"), self.tr("Usual scale"), self.tr("to"))
        self.numbers = {name: QDoubleSpinBox(decimals=2) for name in SCALES}
        pairs: dict[str, QWidget] = {}
        for (name, number), title in zip(self.numbers.items(), titles, strict=True):
            optional = name != "default_scale"
            number.setRange(-STEP if optional else 0, SCALE_MAX)
            number.setSpecialValueText("–" if optional else "")
            number.setSingleStep(STEP)
            number.setKeyboardTracking(False)
            number.setFixedSize(theme.lines(64), 32)
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            number.setAccessibleName(title if optional else self.tr("Usual scale"))
            bare(number, 6)
            number.valueChanged.connect(partial(self._on_number, name))
            pairs[name] = _pair(label(title, buddy=number), number)
        row = FlowBox(12)
        row.fill([pairs[name] for name in _READ])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.slider)
        column.addWidget(row)
        self.slider.dragged.connect(self.changed)

    def show_lora(self, lora: Lora) -> None:
        values: dict[str, float | None] = {name: getattr(lora, name) for name in SCALES}
        self.slider.show_values(values)
        for name, number in self.numbers.items():
            value = values[name]
            with QSignalBlocker(number):
                number.setValue(-STEP if value is None else value)

    def _on_number(self, name: str, value: float) -> None:
        self.changed.emit(name, None if value < 0 else round(value, 2))


def _pair(*parts: QWidget) -> QWidget:
    """What stays together when the line breaks."""
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    return pair
