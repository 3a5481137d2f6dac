"""The pictures on the cards: the artist's own where there is one, a drawn landscape elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from flux2studio.core.errors import StorageError
from flux2studio.core.lora import Lora
from flux2studio.ui.lora_landscape import draw_landscape
from flux2studio.ui.thumbnails import Load, ThumbnailLoader

EDGE = 360  # pixels, a wide card on a sharp screen
_DRAWN = "drawn "


class LoraCovers(QObject):
    """``path`` says where the preview with a sha256 lies; it is read on the worker."""

    ready = Signal(str)

    def __init__(
        self,
        path: Callable[[str], Path],
        submit: Callable[[Callable[[], None]], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._path = path
        self._pictures = ThumbnailLoader(submit, self, edge=EDGE)
        self._pictures.ready.connect(self.ready)

    def pixmap(self, lora: Lora) -> QPixmap | None:
        """Return the cover, or None and have it made; ``ready`` follows."""
        if lora.preview and not self._pictures.is_missing(lora.preview):
            return self._held(lora.preview, partial(self._read, lora.preview))
        return self._held(_DRAWN + lora.source, partial(draw_landscape, lora.source))

    def _held(self, key: str, load: Load) -> QPixmap | None:
        found = self._pictures.pixmap(key)
        if found is None:
            self._pictures.request(key, load)
        return found

    def _read(self, sha256: str) -> bytes:
        """On the worker."""
        try:
            return self._path(sha256).read_bytes()
        except OSError as error:
            raise StorageError("The preview cannot be read.", details=str(error)) from error
