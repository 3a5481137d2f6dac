"""Decodes finished pictures for the screen; call it from a worker, never from the UI thread."""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader

from flux2studio.core.cropping import Crop, box
from flux2studio.core.errors import PictureError
from flux2studio.ui.mipmaps import Mipmaps, mipmaps, scaled

_FORMAT = QImage.Format.Format_ARGB32_Premultiplied


def read(path: Path) -> QImage:
    """Return the whole picture, upright. Raises PictureError."""
    return _read(_reader(path), path.name)


def read_data(data: bytes, name: str) -> QImage:
    """Return a picture that is not in a file. Raises PictureError."""
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return _read(QImageReader(buffer), name)


def read_scaled(path: Path, box: QSize) -> QImage:
    """Return the picture no larger than ``box``, upright. Raises PictureError."""
    image = _read(_reader(path), path.name)
    if image.width() <= box.width() and image.height() <= box.height():
        return image
    return scaled(image, image.size().scaled(box, Qt.AspectRatioMode.KeepAspectRatio))


def read_mipmaps(path: Path, crop: Crop | None = None) -> Mipmaps:
    """Return the picture or its crop, upright, ready to be zoomed. Raises PictureError."""
    return mipmaps(cropped(read(path), crop))


def cropped(image: QImage, crop: Crop | None) -> QImage:
    if crop is None:
        return image
    used = box(crop, image.width(), image.height())
    return image.copy(used.left, used.top, used.width, used.height)


def read_at_most(path: Path, pixels: int, crop: Crop | None = None) -> Mipmaps:
    """Return the picture or its crop, upright, in no more than ``pixels`` pixels.

    Raises PictureError.
    """
    image = cropped(_read(_reader(path), path.name), crop)
    whole = image.size()
    shrink = math.sqrt(pixels / (whole.width() * whole.height()))
    if shrink >= 1:
        return mipmaps(image)
    fewer = QSize(max(1, int(whole.width() * shrink)), max(1, int(whole.height() * shrink)))
    return mipmaps(scaled(image, fewer), whole)


def _reader(path: Path) -> QImageReader:
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)  # references have no suffix
    reader.setAutoTransform(True)
    return reader


def _read(reader: QImageReader, name: str) -> QImage:
    image = reader.read()
    if image.isNull():
        raise PictureError(
            f"“{name}” cannot be shown.",
            hint="It may have been moved or damaged outside flux2studio.",
            details=reader.errorString(),
        )
    return _for_screen(image)


def _for_screen(image: QImage) -> QImage:
    """Return it in the colours of the screen, sRGB, whichever its ICC profile names.

    What has no profile is sRGB, as everywhere. Qt tells no application the screen's own profile.
    """
    space, screen = image.colorSpace(), QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    if space.isValid() and space != screen:
        image = image.convertedToColorSpace(screen)
    keeps_alpha = image.hasAlphaChannel()
    return image.convertToFormat(_FORMAT if keeps_alpha else QImage.Format.Format_RGB32)
