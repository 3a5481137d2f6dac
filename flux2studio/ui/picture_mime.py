"""Pictures on their way out of the window: files, ids, and the pixels of a single one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMetaType, QMimeData, QUrl
from PySide6.QtGui import QImage

from flux2studio.core.errors import PictureError
from flux2studio.core.generation import Generation
from flux2studio.ui.pictures import read

PICTURES = "application/x-flux2studio-pictures"  # ids, one a line
_IMAGE = "application/x-qt-image"


class PictureMime(QMimeData):
    """Decodes the pixels when another program asks for them, and only then.

    For a drag, which ends before the app does: what lies on the clipboard outlives Python.
    """

    def __init__(self, picture: Generation) -> None:
        super().__init__()
        self._picture = picture
        self._image: QImage | None = None

    def formats(self) -> list[str]:
        return [*super().formats(), _IMAGE]

    def retrieveData(self, mime_type: str, preferred: QMetaType | QMetaType.Type) -> Any:
        if mime_type != _IMAGE:
            return super().retrieveData(mime_type, preferred)
        if self._image is None:
            try:
                self._image = read(self._picture.path)
            except PictureError:
                self._image = QImage()
        return self._image


def mime_of(pictures: Sequence[Generation], image: QImage | None = None) -> QMimeData:
    """Return ``pictures`` as files, named as they are on the disk.

    A single one brings its pixels too, for programs that take no files; of several they would
    hide all but the first. ``image``: the pixels, decoded by a worker; the clipboard needs them.
    """
    is_one = len(pictures) == 1
    data = PictureMime(pictures[0]) if is_one and image is None else QMimeData()
    if is_one and image is not None:
        data.setImageData(image)
    data.setUrls([QUrl.fromLocalFile(str(picture.path)) for picture in pictures])
    data.setData(PICTURES, "\n".join(picture.id for picture in pictures).encode())
    return data


def clean_mime(copy: Path, image: QImage | None) -> QMimeData:
    """Return a copy without its recipe, which nothing connects with the picture it is of."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(copy))])
    if image is not None:
        data.setImageData(image)
    return data


def ids_in(data: QMimeData) -> tuple[str, ...]:
    """Return the ids of our own pictures in what is dropped or pasted."""
    return tuple(bytes(data.data(PICTURES).data()).decode("utf-8", "replace").split())
