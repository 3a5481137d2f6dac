"""The masks of the reference slots: opened to be painted, kept, taken from files, removed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Signal
from PySide6.QtGui import QImage, QImageWriter

from flux2studio.core.errors import PictureError, StudioError
from flux2studio.core.request import Mask, ReferenceImage
from flux2studio.ui import pictures
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.mask_layer import as_layer
from flux2studio.ui.viewmodels.slots import References, ReferenceSlots

T = TypeVar("T")

_COMPRESSION = 20  # of 100: much of the gain for little of the time


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is painted on: the picture, and its mask as it was, null when it had none."""

    picture: QImage
    layer: QImage


class Masks(QObject):
    """Everything that reads or writes happens on a worker."""

    refused = Signal(object)  # StudioError: a picture could not be taken as a mask

    def __init__(
        self,
        references: References,
        tasks: Tasks,
        slots: ReferenceSlots,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._references = references
        self._tasks = tasks
        self._slots = slots

    def open(
        self,
        reference: ReferenceImage,
        done: Callable[[Sheet], None],
        failed: Callable[[StudioError], None],
    ) -> None:
        """Decode a reference and its mask."""
        self._tasks.run(partial(self._read, reference), done, failed)

    def picture(
        self,
        reference: ReferenceImage,
        done: Callable[[QImage], None],
        failed: Callable[[StudioError], None],
    ) -> None:
        """Decode the whole of a reference, upright."""
        self._tasks.run(partial(self._picture, reference), done, failed)

    def keep(
        self,
        reference: ReferenceImage,
        grey: QImage,
        done: Callable[[Mask], None],
        failed: Callable[[StudioError], None],
    ) -> None:
        """Keep what was painted; ``put`` then gives it to its reference."""
        self._tasks.run(partial(self._write, reference, grey), done, failed)

    def put(self, reference: ReferenceImage, mask: Mask) -> None:
        self._slots.set_mask(reference, mask)

    def load(
        self,
        reference: ReferenceImage,
        source: Path,
        done: Callable[[QImage], None],
        failed: Callable[[StudioError], None],
    ) -> None:
        """Read a file as a mask for ``reference``, to be painted on."""
        self._tasks.run(partial(self._layer_of_file, reference, source), done, failed)

    def take(self, index: int, source: Path | bytes | Callable[[], bytes], name: str) -> None:
        """Use a picture as the mask of the slot at ``index``."""
        reference = self._reference(index)
        if reference is not None:
            self._tasks.run(
                partial(self._add, reference, source, name),
                partial(self._slots.set_mask, reference),
                self.refused.emit,
            )

    def refuse(self, error: StudioError) -> None:
        self.refused.emit(error)

    def remove(self, index: int) -> None:
        if (reference := self._reference(index)) is not None:
            self._slots.set_mask(reference, None)

    def draw(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Have ``work`` done on a worker and what it made handed to ``done``."""
        self._tasks.run(work, done)

    def _reference(self, index: int) -> ReferenceImage | None:
        slots = self._slots.slots
        return slots[index].reference if index < len(slots) else None

    def _read(self, reference: ReferenceImage) -> Sheet:
        picture = self._picture(reference)
        layer = self._layer(reference.mask) if reference.mask else QImage()
        return Sheet(picture=picture, layer=layer if layer.size() == picture.size() else QImage())

    def _picture(self, reference: ReferenceImage) -> QImage:
        """As Qt reads it; where Qt cannot, or reads another frame, as our own decoder does."""
        with suppress(PictureError):
            picture = pictures.read(self._references.path(reference.sha256))
            if picture.size() == QSize(reference.width, reference.height):
                return picture
        data = self._references.upright(reference.sha256, reference.name)
        return pictures.read_data(data, reference.name)

    def _layer(self, mask: Mask) -> QImage:
        return as_layer(pictures.read(self._references.path(mask.sha256)))

    def _layer_of_file(self, reference: ReferenceImage, path: Path) -> QImage:
        return self._layer(self._add(reference, path, path.name))

    def _add(
        self, reference: ReferenceImage, source: Path | bytes | Callable[[], bytes], name: str
    ) -> Mask:
        held = source() if callable(source) else source
        return self._references.add_mask(held, name, reference.width, reference.height)

    def _write(self, reference: ReferenceImage, grey: QImage) -> Mask:
        return self._add(reference, encoded(grey), self.tr("mask"))


def encoded(grey: QImage) -> bytes:
    """Return ``grey`` as PNG."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setCompression(_COMPRESSION)
    writer.write(grey)
    return bytes(data.data())
