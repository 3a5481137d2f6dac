"""Fetches the small pictures of the job rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flux2studio.core.errors import StudioError
from flux2studio.ui.models.job_model import JobModel, JobRow
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.job_parts import Thumbnails


class JobThumbnails:
    """``change`` gives a row other values, by the id of its job."""

    def __init__(
        self, model: JobModel, source: Thumbnails, tasks: Tasks, change: Callable[..., None]
    ) -> None:
        self._model = model
        self._source = source
        self._tasks = tasks
        self._change = change

    def fetch(self, row: JobRow) -> None:
        """Reference 1, or what the service shows, until there is a result."""
        job_id, references = row.id, row.update.job.request.active_references
        work: Callable[[], Any]
        if row.generations:
            newest = row.generations[-1]
            key, work = newest.id, partial(self._source.of_generation, newest)
        elif references and not row.update.preview:
            key = references[0].sha256
            work = partial(self._source.of_reference, key)
        else:
            return
        if key != row.thumbnail_key:
            self._change(job_id, thumbnail_key=key)
            self._tasks.run(work, partial(self._on_thumbnail, job_id, key), _without)

    def _on_thumbnail(self, job_id: str, key: str, thumbnail: bytes) -> None:
        row = self._model.row(job_id)
        if row is not None and row.thumbnail_key == key:
            self._change(job_id, thumbnail=thumbnail)


def _without(_: StudioError) -> None:
    """The row shows its sign instead; the words say what matters."""
