"""The app's icon, drawn from its SVGs as each system wants it."""

from __future__ import annotations

import io
from pathlib import Path

_ICONS = Path(__file__).parent.parent / "resources" / "icons"
ICON = _ICONS / "app.svg"
_SMALL, _SMALL_MAX = _ICONS / "app-small.svg", 32  # pixels; with less in it, as in the window
WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 96, 128, 256)  # pixels, at all scales of its screens
MAC_SIZES = (32, 64, 128, 256, 512, 1024)


def draw(size: int) -> bytes:
    """Return it as PNG; drawn anew at each size, as edges fall differently on the pixels."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
    from PySide6.QtGui import QImage, QImageWriter, QPainter
    from PySide6.QtSvg import QSvgRenderer

    source = _SMALL if size <= _SMALL_MAX else ICON
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(source)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(b"png")).write(image):
        raise OSError(f"{source} could not be drawn.")
    return bytes(buffer.data().data())


def write_ico(target: Path, widths: tuple[int, ...] = WINDOWS_SIZES) -> Path:
    """Write it for Windows."""
    return _write(target, widths)


def write_icns(target: Path, widths: tuple[int, ...] = MAC_SIZES) -> Path:
    """Write it for a Mac; a size that it has and ``widths`` has not is scaled."""
    return _write(target, widths)


def _write(target: Path, widths: tuple[int, ...]) -> Path:
    from PIL import Image

    drawn = [Image.open(io.BytesIO(draw(size))).convert("RGBA") for size in widths]
    drawn[-1].save(target, sizes=[image.size for image in drawn], append_images=drawn[:-1])
    return target
