"""How a reference slot looks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTextOption,
)

from flux2studio.ui import icons, theme

EDGE = 96
_CAPTION = 20  # pixels below the picture, for its name in letters of the usual size
_RADIUS = 8
_LARGEST = 1.2  # of its words, where words are larger than designed: a slot stays as it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a slot shows. ``turn`` is how far the reading sign has turned, in degrees.

    ``masked``: it has a mask; ``veil`` is that mask, None while it rests. ``aim``: what a drop
    would do here, while one drags.
    """

    picture: QPixmap | None = None
    veil: QPixmap | None = None
    masked: bool = False
    badge: str = ""
    size: str = ""
    words: str = ""
    name: str = ""
    mentioned: bool = False
    billed: str = ""
    cropped: bool = False
    off: bool = False
    loading: bool = False
    failed: bool = False
    aim: str = ""
    focus: bool = False
    hover: bool = False
    turn: int = 0


def caption(font: QFont) -> int:
    """The height of the line with the name, in pixels."""
    return max(_CAPTION, QFontMetrics(theme.sized(font, theme.LABEL)).height() + 4)


class SlotPainter:
    def __init__(self, painter: QPainter, look: Look, colours: theme.Theme, font: QFont) -> None:
        self._painter = painter
        self._look = look
        self._colours = colours
        self._font = font
        self._rect = QRectF(0.5, 0.5, EDGE - 1, EDGE - 1)

    def paint(self) -> None:
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_ground()
        if self._look.failed:
            self._paint_words(self._colours.text, "warning", self._colours.bad)
        elif self._look.loading:
            self._paint_turning()
        elif self._look.picture is None and not self._look.size:
            tone = self._colours.text if self._look.hover else self._colours.soft
            self._paint_words(tone, "plus", tone)
        if not self._look.failed:
            self._paint_size()
        if self._look.masked:
            self._paint_mask_sign()
        self._paint_badge(self._look.badge, right=False)
        if not self._look.hover:  # the cross to clear it is there then
            self._paint_badge(self._look.billed, right=True)
        self._paint_aim()
        self._paint_line()
        self._paint_name()

    def _paint_ground(self) -> None:
        path = QPainterPath()
        path.addRoundedRect(self._rect, _RADIUS, _RADIUS)
        self._painter.save()
        self._painter.setClipPath(path)
        filled = self._look.picture is not None or self._look.size or self._look.failed
        if filled or self._look.hover or self._look.aim:
            self._painter.fillRect(self._rect, QColor(self._colours.raised))
        if self._look.picture is not None:
            faint = self._look.off or self._look.loading or self._look.failed
            self._painter.setOpacity(0.25 if faint else 1.0)
            self._painter.drawPixmap(self._rect, self._look.picture, _middle(self._look.picture))
            if self._look.veil is not None:
                self._painter.drawPixmap(self._rect, self._look.veil, _middle(self._look.veil))
        self._painter.restore()

    def _paint_words(self, text: str, sign: str, sign_colour: str) -> None:
        if not self._look.words:
            box = QRectF(EDGE / 2 - 8, EDGE / 2 - 8, 16, 16)
            icons.paint(self._painter, sign, QColor(sign_colour), box)
            return
        top = 8 if self._look.failed else 24
        icons.paint(self._painter, sign, QColor(sign_colour), QRectF(EDGE / 2 - 8, top, 16, 16))
        self._painter.setPen(QColor(text))
        self._painter.setFont(self._small(10.5 if self._look.failed else 11))
        box = QRectF(5, top + 21, EDGE - 10, EDGE - top - 25)
        self._painter.setClipRect(box)
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._painter.drawText(box, self._look.words, option)
        self._painter.setClipping(False)

    def _paint_turning(self) -> None:
        box = QRectF(EDGE / 2 - 10, EDGE / 2 - 10, 20, 20)
        self._painter.setPen(QPen(QColor(self._colours.line), 2.5))
        self._painter.drawEllipse(box)
        pen = QPen(QColor(self._colours.accent), 2.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._painter.setPen(pen)
        self._painter.drawArc(box, -self._look.turn * 16, 90 * 16)

    def _paint_size(self) -> None:
        if not self._look.size:
            return
        path = QPainterPath()
        path.addRoundedRect(self._rect, _RADIUS, _RADIUS)
        bar = QRectF(0, EDGE - 19, EDGE, 19)
        self._painter.save()
        self._painter.setClipPath(path)
        ground = QColor(self._colours.overlay)
        ground.setAlphaF(0.86)
        self._painter.fillRect(bar, ground)
        self._painter.setPen(QColor(self._colours.on_overlay))
        room = bar.adjusted(5, 0, -17, 0) if self._look.cropped else bar.adjusted(7, 0, -4, 0)
        font = self._small(11)
        wide = QFontMetricsF(font).horizontalAdvance(self._look.size)
        if wide > room.width():
            font.setPointSizeF(font.pointSizeF() * room.width() / wide)
        self._painter.setFont(font)
        self._painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._look.size)
        if self._look.cropped:
            tone = QColor(self._colours.on_overlay)
            icons.paint(self._painter, "crop", tone, QRectF(EDGE - 15, EDGE - 15, 11, 11))
        self._painter.restore()

    def _paint_mask_sign(self) -> None:
        """A brush in the corner; struck through while the mask rests."""
        box = QRectF(7, EDGE - 40, 17, 17)
        ground = QColor(self._colours.overlay)
        ground.setAlphaF(0.86)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(ground)
        self._painter.drawRoundedRect(box, 4, 4)
        tone = QColor(self._colours.on_overlay)
        inner = box.adjusted(2, 2, -2, -2)
        icons.paint(self._painter, "brush", tone, inner)
        if self._look.veil is None:
            self._painter.setPen(QPen(tone, 1.4))
            self._painter.drawLine(inner.topLeft(), inner.bottomRight())

    def _paint_badge(self, words: str, *, right: bool) -> None:
        if not words:
            return
        font = self._small(11, QFont.Weight.Normal if right else QFont.Weight.DemiBold)
        self._painter.setFont(font)
        width = max(17, self._painter.fontMetrics().horizontalAdvance(words) + 10)
        box = QRectF(EDGE - 7 - width if right else 7, 7, width, 16)
        ground = QColor(self._colours.overlay)
        ground.setAlphaF(0.86)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(ground)
        self._painter.drawRoundedRect(box, 4, 4)
        self._painter.setPen(QColor(self._colours.on_overlay))
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_aim(self) -> None:
        """What a drop would do, over everything else."""
        if not self._look.aim:
            return
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(self._colours.wash))
        self._painter.drawRoundedRect(self._rect, _RADIUS, _RADIUS)
        self._painter.setPen(QColor(self._colours.accent))
        self._painter.setFont(self._small(11.5, QFont.Weight.DemiBold))
        option = QTextOption(Qt.AlignmentFlag.AlignCenter)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._painter.drawText(self._rect.adjusted(6, 6, -6, -6), self._look.aim, option)

    def _small(self, pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """What stands on the slot; its tooltip and name say it in words of any size."""
        scale = min(1.0, _LARGEST / theme.text_scale())
        return theme.sized(self._font, pixels * scale, weight)

    def _paint_name(self) -> None:
        """Below the picture, in the accent where the prompt has it."""
        if not self._look.name:
            return
        self._painter.setFont(theme.sized(self._font, theme.LABEL))
        tone = self._colours.accent if self._look.mentioned else self._colours.soft
        self._painter.setPen(QColor(tone))
        mode = Qt.TextElideMode.ElideMiddle
        words = self._painter.fontMetrics().elidedText(self._look.name, mode, EDGE - 4)
        box = QRectF(2, EDGE + 2, EDGE - 4, caption(self._font) - 2)
        self._painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_line(self) -> None:
        strong = self._look.focus or bool(self._look.aim)
        pen = QPen(QColor(self._colours.accent if strong else self._colours.line))
        pen.setWidthF(2 if strong else 1)
        if self._look.failed and not strong:
            pen.setColor(QColor(self._colours.bad))
        elif self._look.picture is None and not self._look.loading and not strong:
            pen.setDashPattern([4, 3])
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = 0.5 if strong else 0
        self._painter.drawRoundedRect(
            self._rect.adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS
        )


def _middle(picture: QPixmap) -> QRect:
    """The largest square in the middle, in pixels of the pixmap."""
    edge = min(picture.width(), picture.height())
    corner = QPointF((picture.width() - edge) / 2, (picture.height() - edge) / 2).toPoint()
    return QRect(corner.x(), corner.y(), edge, edge)
