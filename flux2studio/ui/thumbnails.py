"""Small pictures for lists: decoded off the UI thread, newest request first, kept while used."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QBuffer, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QImageReader, QPixmap

from flux2studio.core.errors import StudioError

CACHE_BYTES = 64 * 2**20
WAITING_MAX = 192  # more than a 4K screen shows; what waits below was scrolled away

Load = Callable[[], bytes | QImage]  # an encoded picture, or one just drawn


class ThumbnailLoader(QObject):
    """Ask ``pixmap`` while painting; where it has none, ``request`` one and repaint on ``ready``.

    ``submit`` runs a function on a worker thread; one worker is best (two hold each other up).
    It is woken when the painting is done: it would take turns with it, and a frame would be late.
    ``edge``: what is longer is made that small while it is decoded, in pixels; 0 keeps the size.
    """

    ready = Signal(str)
    _decoded = Signal(str, QImage)
    _wanted = Signal()

    def __init__(
        self,
        submit: Callable[[Callable[[], None]], object],
        parent: QObject | None = None,
        edge: int = 0,
    ) -> None:
        super().__init__(parent)
        self._submit = submit
        self._edge = edge
        self._lock = threading.Lock()
        self._waiting: OrderedDict[str, Load] = OrderedDict()
        self._loading: set[str] = set()
        self._is_serving = False
        self._cache: OrderedDict[str, QPixmap] = OrderedDict()
        self._bytes = 0
        self._missing: set[str] = set()
        self._decoded.connect(self._keep, Qt.ConnectionType.QueuedConnection)
        self._wanted.connect(self._wake, Qt.ConnectionType.QueuedConnection)

    def pixmap(self, key: str) -> QPixmap | None:
        """Return the picture if it is there. What is painted stays longest."""
        found = self._cache.get(key)
        if found is not None:
            self._cache.move_to_end(key)
        return found

    def is_missing(self, key: str) -> bool:
        """Whether the last try found nothing to show."""
        return key in self._missing

    def request(self, key: str, load: Load) -> None:
        """Have ``load`` called on the worker; asked again, it moves to the front."""
        if key in self._missing:
            return
        with self._lock:
            if key in self._loading:
                return
            is_first = not self._waiting
            self._waiting[key] = load
            self._waiting.move_to_end(key)
            if len(self._waiting) > WAITING_MAX:
                self._waiting.popitem(last=False)
        if is_first:
            self._wanted.emit()

    def forget(self, key: str) -> None:
        """Drop what is known of ``key``, so that it is loaded again."""
        self._missing.discard(key)
        dropped = self._cache.pop(key, None)
        if dropped is not None:
            self._bytes -= _size(dropped)

    @Slot()
    def _wake(self) -> None:
        with self._lock:
            if self._is_serving or not self._waiting:
                return
            self._is_serving = True
        self._submit(self._serve_newest)

    def _serve_newest(self) -> None:
        """On the worker: one, and then another turn, for others wait for this worker too."""
        with self._lock:
            if not self._waiting:
                self._is_serving = False
                return
            key, load = self._waiting.popitem()
            self._loading.add(key)
        self._submit(self._serve_newest)
        image = _decode(load, self._edge)
        with suppress(RuntimeError):  # the window is already gone
            self._decoded.emit(key, image)

    @Slot(str, QImage)
    def _keep(self, key: str, image: QImage) -> None:
        with self._lock:
            self._loading.discard(key)
        self.forget(key)
        if image.isNull():
            self._missing.add(key)
        else:
            self._cache[key] = QPixmap.fromImage(image)
            self._bytes += _size(self._cache[key])
            while self._bytes > CACHE_BYTES and len(self._cache) > 1:
                self._bytes -= _size(self._cache.popitem(last=False)[1])
        self.ready.emit(key)


def _decode(load: Load, edge: int) -> QImage:
    try:
        loaded = load()
    except StudioError:
        return QImage()
    image = loaded if isinstance(loaded, QImage) else _read(loaded, edge)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def _read(data: bytes, edge: int) -> QImage:
    buffer = QBuffer()
    buffer.setData(data)
    reader = QImageReader(buffer)
    size = reader.size()
    if edge and max(size.width(), size.height()) > edge:
        reader.setScaledSize(size.scaled(QSize(edge, edge), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def _size(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
