"""Makes a job's references ready to be sent: upright, sRGB, small enough, nothing private."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from flux2studio.backends.base import ReferencePayload
from flux2studio.core.control import RunControl
from flux2studio.core.errors import StorageError
from flux2studio.core.job import Job, Phase, Progress
from flux2studio.core.models import Model
from flux2studio.services.pictures import PictureService
from flux2studio.storage.references import ReferenceStore


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencePayloads:
    """Prepared files live below ``scratch`` until their job ends."""

    references: ReferenceStore
    pictures: PictureService
    scratch: Path

    def prepare(self, job: Job, model: Model, control: RunControl) -> tuple[ReferencePayload, ...]:
        """Scale and encode the references in use. Raises PictureError, StorageError, Cancelled."""
        payloads: list[ReferencePayload] = []
        active = job.request.active_references
        folder = self._folder(job)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(
                "The references cannot be made ready: the cache folder cannot be written.",
                hint="Free some space, or check the folder's rights.",
                details=str(error),
            ) from error
        for number, reference in enumerate(active):
            control.progress(Progress(phase=Phase.PREPARING, done=number, total=len(active)))
            prepared = self.pictures.prepare(
                self.references.path(reference.sha256),
                folder / f"reference-{number + 1}",
                model.references.long_edge,
                name=reference.name,
            )
            payloads.append(
                ReferencePayload(
                    path=prepared.path,
                    media_type=prepared.media_type,
                    width=prepared.width,
                    height=prepared.height,
                    name=reference.name,
                )
            )
        return tuple(payloads)

    def drop(self, job: Job) -> None:
        """Remove what ``prepare`` made for this job."""
        shutil.rmtree(self._folder(job), ignore_errors=True)

    def sweep(self, is_needed: Callable[[str], bool]) -> None:
        """Remove what jobs that ended left when the app was killed; ``is_needed(job id)``."""
        with suppress(OSError):
            for place in self.scratch.iterdir():
                if is_needed(place.name.partition("-")[0]):
                    continue
                if place.is_dir():
                    shutil.rmtree(place, ignore_errors=True)
                else:
                    place.unlink(missing_ok=True)

    def _folder(self, job: Job) -> Path:
        return self.scratch / job.id
