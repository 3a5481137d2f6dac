"""Icons: one family of drawings, coloured by the theme when they are loaded."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCoreApplication, QObject, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from flux2studio.paths import resource

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

SIZE = 16  # the grid the icons are drawn on, in pixels
STROKE = 1.4
_NAME = "iconName"
_TONE = "iconTone"
_DISABLED_OPACITY = 0.4
_APP = {"app-small": (16, 20, 24, 32), "app": (40, 48, 64, 128, 256, 512)}  # pixels


class Tone(StrEnum):
    """Which colour of the palette an icon takes."""

    TEXT = "text"
    SOFT = "soft"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    OVERLAY = "overlay"  # on pictures: light in both themes


_ROLES = {
    Tone.TEXT: QPalette.ColorRole.WindowText,
    Tone.SOFT: QPalette.ColorRole.PlaceholderText,
    Tone.ACCENT: QPalette.ColorRole.Highlight,
    Tone.ON_ACCENT: QPalette.ColorRole.HighlightedText,
    Tone.OVERLAY: QPalette.ColorRole.ToolTipText,
}


def set_icon(target: QAbstractButton | QAction, name: str, tone: Tone = Tone.TEXT) -> None:
    """Give a button or action an icon that follows the theme (see ``retint``)."""
    target.setProperty(_NAME, name)
    target.setProperty(_TONE, str(tone))
    target.setIcon(icon(name, tone))
    if isinstance(target, QAbstractButton):
        target.setIconSize(QSize(SIZE, SIZE))


def add_clear_button(line: QLineEdit) -> None:
    """Give a search line Qt's clear button with our cross."""
    line.setClearButtonEnabled(True)
    for action in line.findChildren(QAction, "_q_qlineeditclearaction"):
        set_icon(action, "close", Tone.SOFT)
        for button in action.associatedObjects():
            if isinstance(button, QAbstractButton):
                button.setAccessibleName(QCoreApplication.translate("icons", "Clear"))


def icon(name: str, tone: Tone = Tone.TEXT) -> QIcon:
    """Return an icon in the colours of now; it does not follow the theme by itself."""
    return coloured(name, QGuiApplication.palette().color(_ROLES[tone]))


def coloured(name: str, colour: QColor) -> QIcon:
    """Return ``resources/icons/<name>.svg`` in one colour, sharp on every screen attached."""
    ratios = {screen.devicePixelRatio() for screen in QGuiApplication.screens()}
    size, result = QSize(SIZE, SIZE), QIcon()
    for ratio in ratios:
        drawn = _drawn(name, colour, size, ratio)
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected):
            result.addPixmap(drawn, mode)
        faded = _drawn(name, colour, size, ratio, opacity=_DISABLED_OPACITY)
        result.addPixmap(faded, QIcon.Mode.Disabled)
    return result


def pixmap(name: str, colour: QColor, size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """Return one drawing for a delegate or a label; ``size`` in logical pixels."""
    return _drawn(name, colour, QSize(size, size), ratio)


def paint(painter: QPainter, name: str, colour: QColor, rect: QRectF) -> None:
    """Draw an icon straight into ``rect``, sharp at any scale; large ones get a fine line."""
    stroke = STROKE * max(0.5, min(1.0, 1.5 * SIZE / rect.width()))
    place, ratio = rect.toRect(), painter.device().devicePixelRatio()
    if QRectF(place) == rect and ratio == int(ratio) and painter.worldTransform().isIdentity():
        painter.drawPixmap(place, _drawn(name, colour, place.size(), ratio, stroke=stroke))
    else:
        _renderer(name, colour, stroke).render(painter, rect)


def app_icon() -> QIcon:
    """The app's own icon, drawn for each size that desktops ask for; small ones are simpler."""
    from PySide6.QtSvg import QSvgRenderer

    result = QIcon()
    for name, sizes in _APP.items():
        renderer = QSvgRenderer(str(resource(f"icons/{name}.svg")))
        for size in sizes:
            result.addPixmap(_draw(renderer, QSize(size, size), 1.0))
    return result


def retint(widgets: Iterable[QWidget]) -> None:
    """Draw the icons given through ``set_icon`` again, in the palette of now."""
    for widget in widgets:
        _retint(widget)
        for action in widget.findChildren(
            QAction, options=Qt.FindChildOption.FindDirectChildrenOnly
        ):
            _retint(action)


def _retint(target: QObject) -> None:
    name = target.property(_NAME)
    if name and isinstance(target, QAbstractButton | QAction):
        target.setIcon(icon(str(name), Tone(target.property(_TONE))))


def _renderer(name: str, colour: QColor, stroke: float = STROKE) -> QSvgRenderer:
    from PySide6.QtSvg import QSvgRenderer  # its library is not needed for the first paint

    drawing = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    drawing = drawing.replace("currentColor", colour.name())
    drawing = drawing.replace(f'stroke-width="{STROKE}"', f'stroke-width="{stroke:.2f}"')
    return QSvgRenderer(QByteArray(drawing.encode()))


def _drawn(
    name: str,
    colour: QColor,
    size: QSize,
    ratio: float,
    opacity: float = 1.0,
    stroke: float = STROKE,
) -> QPixmap:
    """The same drawing is wanted many times; Qt keeps as many as there is room for."""
    key = f"{name} {colour.name()} {size.toTuple()} {ratio} {opacity} {stroke:.2f}"
    drawn = QPixmap()
    if not QPixmapCache.find(key, drawn):
        drawn = _draw(_renderer(name, colour, stroke), size, ratio, opacity)
        QPixmapCache.insert(key, drawn)
    return drawn


def _draw(renderer: QSvgRenderer, size: QSize, ratio: float, opacity: float = 1.0) -> QPixmap:
    result = QPixmap(size * ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setOpacity(opacity)
    renderer.render(painter, QRectF(result.rect()))
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result
