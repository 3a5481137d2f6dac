"""The first page of the history as it was when the window closed, painted before there is more.

A picture of the grid at its top lies in the cache; the file of the window says where it was.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QRect, QSettings, QSize
from PySide6.QtGui import QImage, QImageWriter

_GROUP = "first_page"
_QUALITY = 92
_HEADINGS_MAX = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPage:
    """``place`` is that of the grid in the window, ``headings`` are in the window too.

    What a heading says is true on the day it was drawn; on another day it is not to be shown.
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

    def keep(self, page: FirstPage | None, window: QSize, theme: str) -> None:
        """Keep ``page`` for a window of that size and theme, or nothing."""
        self._settings.remove(_GROUP)
        if page is None or not self._write(page.image):
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
            return
        values = {
            "place": page.place,
            "window": window,
            "theme": theme,
            "day": _today(),
            "headings": " ".join(map(_written, page.headings[:_HEADINGS_MAX])),
        }
        for name, value in values.items():
            self._settings.setValue(f"{_GROUP}/{name}", value)

    def take(self, window: QSize, theme: str, ratio: float) -> FirstPage | None:
        """Return what was kept for such a window; of ``headings`` those that are out of date."""
        place, kept_for = self._value("place"), self._value("window")
        if not isinstance(place, QRect) or kept_for != window or self._value("theme") != theme:
            return None
        image = QImage(str(self._path))
        if image.isNull() or image.size() != place.size() * ratio:
            return None
        image.setDevicePixelRatio(ratio)
        old = str(self._value("headings")) if self._value("day") != _today() else ""
        headings = (_read(each) for each in old.split()[:_HEADINGS_MAX])
        known = tuple(each for each in headings if each is not None)
        return FirstPage(image=image, place=place, headings=known)

    def _value(self, name: str) -> object:
        return self._settings.value(f"{_GROUP}/{name}")

    def _write(self, image: QImage) -> bool:
        part = self._path.with_name(self._path.name + ".part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            writer = QImageWriter(str(part), b"JPEG")
            writer.setQuality(_QUALITY)
            if not writer.write(image):
                return False
            part.replace(self._path)
        except OSError:
            return False
        return True


def _today() -> str:
    return datetime.now(UTC).astimezone().date().isoformat()


def _written(heading: QRect) -> str:
    """As plain text: the file would take what Python has of its own as code."""
    return f"{heading.x()},{heading.y()},{heading.width()},{heading.height()}"


def _read(text: str) -> QRect | None:
    parts = text.split(",")
    if len(parts) != 4 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    numbers = [int(part[:6]) for part in parts]
    return QRect(*numbers)
