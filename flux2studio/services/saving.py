"""Turns bytes from a backend into a picture on disk and in the history, durably and once."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from flux2studio.backends.base import GeneratedImage
from flux2studio.core.errors import (
    BackendError,
    InvalidRequestError,
    PictureError,
    StorageError,
    StudioError,
)
from flux2studio.core.generation import Generation, Recipe, encode_recipe
from flux2studio.core.history import NO_FACTS, FileFacts
from flux2studio.core.history_import import imported_id
from flux2studio.core.job import Job
from flux2studio.core.models import Catalogue
from flux2studio.core.phrase import phrase
from flux2studio.core.request import ImageFormat
from flux2studio.imaging.extras import Extras, extras_of
from flux2studio.imaging.formats import RESULT_PIXELS_MAX
from flux2studio.imaging.metadata import embed, read_recipe
from flux2studio.services.pictures import Inspection, PictureService
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.loras import LoraRepository
from flux2studio.storage.outputs import Outputs
from flux2studio.storage.references import ReferenceStore
from flux2studio.storage.thumbnails import ThumbnailStore
from flux2studio.version import version

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureSaver:
    """``scratch`` holds what is being looked at before it may enter the pictures folder.

    ``references`` are looked at for the recipes in them: those pictures are the parents.
    ``models`` and ``loras`` only name things in the words of other programs.
    """

    outputs: Outputs
    history: HistoryRepository
    pictures: PictureService
    thumbnails: ThumbnailStore
    scratch: Path
    references: ReferenceStore
    models: Catalogue
    loras: LoraRepository

    def save(self, job: Job, image: GeneratedImage, *, seconds: float, closes: bool) -> Generation:
        """Check, embed the recipe, write, index. ``closes``: it is the job's last picture.

        Raises BackendError when the bytes are no picture, StorageError when the disk refuses.
        """
        inspection = self._inspect(job, image)
        image_format = _format(inspection)
        recipe = replace(_recipe(job, image, inspection, seconds), parents=self._parents(job))
        part = self.outputs.write_part(job, image.index, self._signed(image.data, recipe))
        final = self.outputs.final_path(job, image.index, image_format, image.seed)
        generation = Generation(recipe=recipe, path=self.outputs.commit(part, final))
        with suppress(StorageError):  # a cache: made again when it is missed
            self.thumbnails.put(generation.id, inspection.thumbnail)
        self.history.add(generation, closes=closes, file=_facts(generation.path))
        return generation

    def adopt_orphans(self, job: Job) -> list[Generation]:
        """Index files of ``job`` that were in place when the app stopped before saying so."""
        known = {generation.recipe.index for generation in self.history.of_job(job.id)}
        adopted: list[Generation] = []
        for path in self.outputs.placed(job):
            with suppress(PictureError, OSError):  # somebody else's file of a similar name
                recipe = read_recipe(path)
                if recipe.job_id == job.id and recipe.index not in known:
                    generation = Generation(recipe=recipe, path=path)
                    self.history.add(generation, file=_facts(path))
                    known.add(recipe.index)
                    adopted.append(generation)
        return adopted

    def _parents(self, job: Job) -> tuple[str, ...]:
        """The references that are in the history, or were, wherever they have been moved."""
        found = (self._id_of(each.sha256) for each in job.request.active_references)
        return tuple(dict.fromkeys(each for each in found if each))

    def _id_of(self, sha256: str) -> str:
        with suppress(StudioError, OSError):  # most have no recipe, and one may be gone
            return read_recipe(self.references.path(sha256)).id
        with suppress(StorageError):
            return self.history.get(imported_id(sha256)).id
        return ""

    def _signed(self, data: bytes, recipe: Recipe) -> bytes:
        """The picture with its recipe in it; one that takes none is kept all the same."""
        try:
            return embed(data, encode_recipe(recipe), self._extras(recipe))
        except PictureError as error:  # decoders are kinder than we are to bytes out of place
            log.warning(
                "Picture %s keeps its recipe in the history alone: %s", recipe.id, error.details
            )
            return data

    def _extras(self, recipe: Recipe) -> Extras:
        try:
            model = self.models.model(recipe.request.model)
        except InvalidRequestError:  # a job from before it left the catalogue
            model = None
        return extras_of(recipe, self._autov3, model)

    def _autov3(self, source: str) -> str:
        with suppress(StorageError):
            card = self.loras.by_source(source)
            return card.autov3 if card else ""
        return ""

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


def _facts(path: Path) -> FileFacts:
    """How the file is now, so that a change from outside is noticed."""
    try:
        found = path.stat()
    except OSError:  # its drive went away in this moment: it is looked at again later
        return NO_FACTS
    return FileFacts(size=found.st_size, mtime_ns=found.st_mtime_ns)


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
            phrase(
                "The service sent a {format} file, which is not kept.",
                format=inspection.info.format.upper(),
            ),
            hint="Choose PNG, JPEG or WebP as the format.",
        ) from None


def _excerpt(data: bytes) -> str:
    """The start of what came, when it is text: an error page explains itself."""
    head = data[:200]
    return head.decode() if head.isascii() else ""
