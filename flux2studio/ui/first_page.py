"""The first page of the history as it was when the window closed, painted before there is more.

A picture of the grid at its top lies in the cache; the file of the window says where it was.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QRect, QSettings, QSize
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

from flux2studio.ui.tokens import Theme

_GROUP = "first_page"
_QUALITY = 92
_HEADINGS_MAX = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPage:
    """``place`` is that of the grid in the window, ``headings`` are within it.

    What a heading says is true on the day it was drawn; on another day it is painted over.
    """

    image: QImage
    place: QRect
    headings: tuple[QRect, ...] = ()


class FirstPages:
    """Reads and writes in the UI thread: when the window closes, and before it has a worker.

    Whatever is not as it was written counts as nothing.
    """

    def __init__(self, settings: QSettings, path: Path) -> None:
        self._settings = settings
        self._path = path

    def keep(self, page: FirstPage | None, window: QSize, theme: Theme) -> None:
        """Keep ``page`` for a window of that size and theme, or nothing."""
        self._settings.remove(_GROUP)
        if page is None or not self._write(page.image):
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
            return
        values = {
            "place": page.place,
            "window": window,
            "theme": theme.name,
            "day": _today(),
            "headings": " ".join(map(_written, page.headings[:_HEADINGS_MAX])),
        }
        for name, value in values.items():
            self._settings.setValue(f"{_GROUP}/{name}", value)

    def take(self, window: QSize, theme: Theme, ratio: float) -> FirstPage | None:
        """Return what was kept for such a window, with nothing in it that is out of date."""
        place, kept_for = self._value("place"), self._value("window")
        if not isinstance(place, QRect) or kept_for != window:
            return None
        image = QImage(str(self._path))
        if self._value("theme") != theme.name or image.size() != place.size() * ratio:
            return None
        image.setDevicePixelRatio(ratio)
        if self._value("day") != _today():
            with QPainter(image) as painter:
                for heading in _rectangles(str(self._value("headings"))):
                    painter.fillRect(heading, QColor(theme.window))
        return FirstPage(image=image, place=place)

    def _value(self, name: str) -> object:
        return self._settings.value(f"{_GROUP}/{name}")

    def _write(self, image: QImage) -> bool:
        part = self._path.with_name(self._path.name + ".part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if not _write_jpeg(part, image):
                return False
            part.replace(self._path)
        except OSError:
            return False
        return True


def _write_jpeg(path: Path, image: QImage) -> bool:
    """The file is closed when the writer goes: one that is open cannot be renamed on Windows."""
    writer = QImageWriter(str(path), b"JPEG")
    writer.setQuality(_QUALITY)
    return writer.write(image)


def _today() -> str:
    return datetime.now(UTC).astimezone().date().isoformat()


def _written(heading: QRect) -> str:
    """As plain text: the file would take what Python has of its own as code."""
    return f"{heading.x()},{heading.y()},{heading.width()},{heading.height()}"


def _rectangles(text: str) -> list[QRect]:
    """Return what ``_written`` wrote; what is none is left out."""
    found = (each.split(",") for each in text.split()[:_HEADINGS_MAX])
    return [QRect(*(int(part[:6]) for part in each)) for each in found if _is_four(each)]


def _is_four(parts: list[str]) -> bool:
    return len(parts) == 4 and all(part.isascii() and part.isdigit() for part in parts)
