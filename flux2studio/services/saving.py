"""Turns bytes from a backend into a picture on disk and in the history, durably and once."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from flux2studio.backends.base import GeneratedImage
from flux2studio.core.errors import BackendError, PictureError, StorageError
from flux2studio.core.generation import Generation, Recipe, encode_recipe
from flux2studio.core.job import Job
from flux2studio.core.request import ImageFormat
from flux2studio.imaging.formats import RESULT_PIXELS_MAX
from flux2studio.imaging.metadata import embed, read_recipe
from flux2studio.services.pictures import Inspection, PictureService
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.outputs import Outputs
from flux2studio.storage.thumbnails import ThumbnailStore
from flux2studio.version import version

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureSaver:
    """``scratch`` holds what is being looked at before it may enter the pictures folder."""

    outputs: Outputs
    history: HistoryRepository
    pictures: PictureService
    thumbnails: ThumbnailStore
    scratch: Path

    def save(self, job: Job, image: GeneratedImage, *, seconds: float, closes: bool) -> Generation:
        """Check, embed the recipe, write, index. ``closes``: it is the job's last picture.

        Raises BackendError when the bytes are no picture, StorageError when the disk refuses.
        """
        inspection = self._inspect(job, image)
        image_format = _format(inspection)
        recipe = _recipe(job, image, inspection, seconds)
        data = embed(image.data, encode_recipe(recipe))
        part = self.outputs.write_part(job, image.index, data)
        final = self.outputs.final_path(job, image.index, image_format, image.seed)
        generation = Generation(recipe=recipe, path=self.outputs.commit(part, final))
        with suppress(StorageError):  # a cache: made again when it is missed
            self.thumbnails.put(generation.id, inspection.thumbnail)
        self.history.add(generation, closes=closes)
        return generation

    def adopt_orphans(self, job: Job) -> list[Generation]:
        """Index files of ``job`` that were in place when the app stopped before saying so."""
        known = {generation.recipe.index for generation in self.history.of_job(job.id)}
        adopted: list[Generation] = []
        for path in sorted(job.folder.glob(f"*-{job.id[:8]}-*")):
            with suppress(PictureError, OSError):  # somebody else's file of a similar name
                recipe = read_recipe(path)
                if recipe.job_id == job.id and recipe.index not in known:
                    generation = Generation(recipe=recipe, path=path)
                    self.history.add(generation)
                    known.add(recipe.index)
                    adopted.append(generation)
        return adopted

    def _inspect(self, job: Job, image: GeneratedImage) -> Inspection:
        path = self.scratch / f"{job.id}-{image.index}"
        try:
            self.scratch.mkdir(parents=True, exist_ok=True)
            path.write_bytes(image.data)
        except OSError as error:
            raise StorageError(
                "There is no room to look at the picture that came.",
                hint="Free some space on the disk of the cache folder, then try again.",
                details=str(error),
            ) from error
        try:
            return self.pictures.inspect(
                path, name="The result", thumbnail=True, max_pixels=RESULT_PIXELS_MAX
            )
        except PictureError as error:
            raise BackendError(
                "What came back is not a whole picture.",
                hint="Try again; if it happens often, tell the service.",
                details=f"{error} {_excerpt(image.data)}",
            ) from error
        finally:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def generation_id(job: Job, index: int) -> str:
    return f"{job.id}-{index}"


def _recipe(job: Job, image: GeneratedImage, inspection: Inspection, seconds: float) -> Recipe:
    return Recipe(
        id=generation_id(job, image.index),
        job_id=job.id,
        index=image.index,
        created_at=datetime.now(UTC),
        backend=job.backend,
        request=replace(job.request, seed=image.seed),
        width=inspection.info.width,
        height=inspection.info.height,
        seconds=round(seconds, 3),
        cost_usd=image.cost_usd,
        remote_id=image.remote_id,
        sent_prompt=image.sent_prompt,
        # Some models do not say that they filtered a picture, and send it black all the same.
        flagged=image.flagged or (inspection.is_black and image.receipt is not None),
        receipt=image.receipt,
        local=image.local,
        app_version=version(),
    )


def _format(inspection: Inspection) -> ImageFormat:
    """What the bytes are, whatever the service called them."""
    try:
        return ImageFormat(inspection.info.format)
    except ValueError:
        raise BackendError(
            f"The service sent a {inspection.info.format.upper()} file, which is not kept.",
            hint="Choose PNG, JPEG or WebP as the format.",
        ) from None


def _excerpt(data: bytes) -> str:
    """The start of what came, when it is text: an error page explains itself."""
    head = data[:200]
    return head.decode() if head.isascii() else ""
