"""The picture of the job that is watched, as far as it is drawn."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from flux2studio.core.errors import StudioError
from flux2studio.core.job import JobUpdate
from flux2studio.ui.tasks import Tasks


class LivePreview(QObject):
    """Decoded on a worker, latest wins. Hidden while the artist looks at another picture."""

    changed = Signal(QImage)  # null: there is none, or the artist looks away
    away_changed = Signal(bool)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._data = b""
        self._latest = QImage()
        self._away = False
        self.job_id = ""
        self.size = QSize()

    @property
    def image(self) -> QImage:
        return QImage() if self._away else self._latest

    @property
    def is_away(self) -> bool:
        """Whether there is a preview that the artist has turned away from."""
        return self._away

    def take(self, update: JobUpdate, *, away: bool = False) -> None:
        """Follow the job on the stage, unless the artist looks ``away`` from it."""
        if update.preview and update.preview != self._data:
            if update.job.id != self.job_id:
                self.end(self.job_id)
                self._away = away
            self.job_id, self._data = update.job.id, update.preview
            wanted = update.job.request.size
            self._tasks.run(
                partial(_decode, update.preview),
                partial(self._on_decoded, update.preview, QSize(wanted.width, wanted.height)),
                self._on_failed,
            )

    def look_away(self) -> None:
        """The artist chose another picture; the preview goes on behind it."""
        if self.job_id and not self._away:
            self._away = True
            self._tell()

    def look_again(self) -> None:
        if self._away:
            self._away = False
            self._tell()

    def end(self, job_id: str) -> None:
        """The job has its picture, or will have none."""
        if job_id and job_id == self.job_id:
            self.job_id, self._data, self._latest, self._away = "", b"", QImage(), False
            self._tell()

    def _on_decoded(self, data: bytes, wanted: QSize, image: QImage) -> None:
        if data == self._data and not image.isNull():
            self._latest = image
            self.size = _size_of(image, wanted)
            self._tell()

    def _on_failed(self, _: StudioError) -> None:
        """The words beside it say how far the job is."""

    def _tell(self) -> None:
        self.changed.emit(self.image)
        self.away_changed.emit(self._away)


def _decode(data: bytes) -> QImage:
    return QImage.fromData(data)


def _size_of(preview: QImage, wanted: QSize) -> QSize:
    """``wanted``, unless the service draws another shape: then as much of it as that fills."""
    filled = preview.size().scaled(wanted, Qt.AspectRatioMode.KeepAspectRatio)
    rounding = max(wanted.width(), wanted.height()) // 50
    missing = wanted - filled
    return wanted if max(missing.width(), missing.height()) <= rounding else filled
