"""Small pictures for lists: made off the UI thread, newest request first, kept while used."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QBuffer, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QImageReader, QPixmap

from flux2studio.core.errors import StudioError
from flux2studio.ui.thumbnail_form import Composer, Form, decode

CACHE_BYTES = 128 * 2**20
TURN_S = 0.008
WAITING_MAX = 1024  # more than a 4K screen shows; what waits below was scrolled away

Load = Callable[[], bytes | QImage]  # an encoded picture, or one just drawn
_Key = tuple[str, Form | None]


class ThumbnailLoader(QObject):
    """Ask ``pixmap`` while painting; where it has none, ``request`` one and repaint on ``ready``.

    With a ``Form`` it comes as it is seen in a cell; without, as it is. ``submit`` runs a
    function on a worker thread; one worker is best (two hold each other up). It is woken when the
    painting is done: it would take turns with it, and a frame would be late.
    ``edge``: what is longer is made that small while it is decoded, in pixels; 0 keeps the size.
    ``room``: bytes of pictures kept; those painted longest ago go first.
    """

    ready = Signal(str)
    _decoded = Signal(object)
    _wanted = Signal()

    def __init__(
        self,
        submit: Callable[[Callable[[], None]], object],
        parent: QObject | None = None,
        edge: int = 0,
        room: int = CACHE_BYTES,
    ) -> None:
        super().__init__(parent)
        self._submit = submit
        self._edge = edge
        self._room = room
        self._composer = Composer()
        self._lock = threading.Lock()
        self._waiting: OrderedDict[_Key, Load] = OrderedDict()
        self._loading: set[_Key] = set()
        self._is_serving = False
        self._cache: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._forms: dict[str, Form | None] = {}  # the last that came of each
        self._bytes = 0
        self._missing: set[str] = set()
        self._decoded.connect(self._keep, Qt.ConnectionType.QueuedConnection)
        self._wanted.connect(self._wake, Qt.ConnectionType.QueuedConnection)

    def pixmap(self, key: str, form: Form | None = None) -> QPixmap | None:
        """Return the picture if it is there. What is painted stays longest."""
        found = self._cache.get((key, form))
        if found is not None:
            self._cache.move_to_end((key, form))
        return found

    def stand_in(self, key: str) -> QPixmap | None:
        """Return it in the form that came last, to be stretched until another is there."""
        return self._cache.get((key, self._forms.get(key)))

    def is_missing(self, key: str) -> bool:
        """Whether the last try found nothing to show."""
        return key in self._missing

    def request(self, key: str, load: Load, form: Form | None = None) -> None:
        """Have ``load`` called on the worker; asked again, it moves to the front."""
        if key in self._missing:
            return
        wanted = (key, form)
        with self._lock:
            if wanted in self._loading:
                return
            is_first = not self._waiting
            self._waiting[wanted] = load
            self._waiting.move_to_end(wanted)
            if len(self._waiting) > WAITING_MAX:
                self._waiting.popitem(last=False)
        if is_first:
            self._wanted.emit()

    def withdraw(self, form: Form) -> None:
        """Drop what waits for a form that nobody paints any more."""
        with self._lock:
            for wanted in [each for each in self._waiting if each[1] == form]:
                del self._waiting[wanted]

    def forget(self, *keys: str) -> None:
        """Drop what is known of ``keys``, so that they are loaded again."""
        gone = set(keys)
        self._missing -= gone
        for key in gone:
            self._forms.pop(key, None)
        for kept in [each for each in self._cache if each[0] in gone]:
            self._bytes -= _size(self._cache.pop(kept))

    def try_again(self) -> None:
        """Look once more for all that was missing: its drive may be back."""
        self._missing.clear()

    @Slot()
    def _wake(self) -> None:
        with self._lock:
            if self._is_serving or not self._waiting:
                return
            self._is_serving = True
        self._submit(self._serve_newest)

    def _serve_newest(self) -> None:
        """On the worker: some, and then another turn, for others wait for this worker too.

        They are handed over together: each hand-over has the window paint, and both stop for it.
        """
        ends = time.monotonic() + TURN_S
        made: list[tuple[_Key, QImage]] = []
        while time.monotonic() < ends and (taken := self._take()) is not None:
            wanted, load = taken
            made.append((wanted, self._made(load, wanted[1])))
        with self._lock:
            self._is_serving = goes_on = bool(made or self._waiting)
        if goes_on:
            self._submit(self._serve_newest)
        with suppress(RuntimeError):  # the window is already gone
            self._decoded.emit(made)

    def _take(self) -> tuple[_Key, Load] | None:
        with self._lock:
            if not self._waiting:
                return None
            wanted, load = self._waiting.popitem()
            self._loading.add(wanted)
        return wanted, load

    def _made(self, load: Load, form: Form | None) -> QImage:
        try:
            loaded = load()
        except StudioError:
            return QImage()
        if form is None:
            image = loaded if isinstance(loaded, QImage) else _read(loaded, self._edge)
            return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        image = loaded if isinstance(loaded, QImage) else decode(loaded, form)
        return image if image.isNull() else self._composer.compose(image, form)

    @Slot(object)
    def _keep(self, made: list[tuple[_Key, QImage]]) -> None:
        with self._lock:
            self._loading.difference_update(wanted for wanted, _ in made)
        for wanted, image in made:
            key, form = wanted
            if image.isNull():
                self.forget(key)
                self._missing.add(key)
            else:
                self._put(wanted, QPixmap.fromImage(image))
                self._missing.discard(key)
                self._forms[key] = form
            self.ready.emit(key)

    def _put(self, wanted: _Key, pixmap: QPixmap) -> None:
        if (before := self._cache.pop(wanted, None)) is not None:
            self._bytes -= _size(before)
        self._cache[wanted] = pixmap
        self._bytes += _size(pixmap)
        while self._bytes > self._room and len(self._cache) > 1:
            (key, form), dropped = self._cache.popitem(last=False)
            self._bytes -= _size(dropped)
            if self._forms.get(key) == form:
                self._forms.pop(key, None)


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
