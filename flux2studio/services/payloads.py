"""Makes a job's references ready to be sent: upright, sRGB, small enough, nothing private."""

from __future__ import annotations

import glob
import hashlib
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from flux2studio.backends.base import ReferencePayload
from flux2studio.core.control import RunControl
from flux2studio.core.errors import PictureError, StorageError
from flux2studio.core.job import Job, Phase, Progress
from flux2studio.core.models import Model, ReferenceRule
from flux2studio.core.request import ReferenceImage
from flux2studio.services.pictures import AT_ONCE, PictureService
from flux2studio.storage.disk import disk_errors
from flux2studio.storage.references import ReferenceStore

_SMALLER_EDGES = (1536, 1280, 1024)  # pixels, one after the other
_ROOM_FOR_THE_REST = 100_000  # bytes: prompt, LoRAs and values


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencePayloads:
    """Prepared files live below ``scratch`` until their job ends."""

    references: ReferenceStore
    pictures: PictureService
    scratch: Path

    def prepare(self, job: Job, model: Model, control: RunControl) -> tuple[ReferencePayload, ...]:
        """Scale and encode the references in use. Raises PictureError, StorageError, Cancelled.

        They are made smaller than the model asks for where the service would not take them.
        """
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
        targets = [folder / f"reference-{number + 1}" for number in range(len(active))]
        rule = model.references
        edge, masked = _long_edge(job, model), _is_masked(job, model)
        payloads = self._prepare_all(active, targets, edge, control, masked=masked)
        for edge in _SMALLER_EDGES:
            if edge < rule.long_edge and not _fit(payloads, rule):
                payloads = self._prepare_all(active, targets, edge, control)
        return payloads

    def prepare_mask(
        self, job: Job, model: Model, reference: ReferencePayload
    ) -> ReferencePayload | None:
        """Scale the mask in use to ``reference``, the first one, as it was prepared.

        None when there is none, or ``model`` takes none. Raises PictureError, StorageError.
        """
        mask = job.request.mask
        if mask is None or not _is_masked(job, model):
            return None
        if not self.references.has(mask.sha256):
            raise StorageError("The mask is no longer there.", hint="Paint it again, or remove it.")
        size = (reference.width, reference.height)
        source, crop = self.references.path(mask.sha256), job.request.active_references[0].crop
        held = self.pictures.mask(source, name=mask.name or "mask", size=size, crop=crop)
        if crop is not None and not held.marks:
            raise PictureError(
                "Nothing of the mask lies within the crop of its picture.",
                hint="Make the crop larger, or remove the mask.",
            )
        data = held.data
        target = self._folder(job) / "mask"
        with disk_errors("The mask cannot be made ready", target.parent):
            target.write_bytes(data)
        return ReferencePayload(
            path=target,
            media_type="image/png",
            width=reference.width,
            height=reference.height,
            name=mask.name,
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            original=mask.sha256,
        )

    def _prepare_all(
        self,
        active: Sequence[ReferenceImage],
        targets: Sequence[Path],
        long_edge: int,
        control: RunControl,
        *,
        masked: bool = False,
    ) -> tuple[ReferencePayload, ...]:
        """``masked``: what is not marked on the first one is to stay as it is, to the pixel."""
        payloads: list[ReferencePayload] = []
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="prepare") as pool:
            control.progress(Progress(phase=Phase.PREPARING, total=len(active)))
            lossless = [masked and place == 0 for place in range(len(active))]
            prepare = partial(self._prepare_one, long_edge)
            for payload in pool.map(prepare, active, targets, lossless):
                payloads.append(payload)
                done = Progress(phase=Phase.PREPARING, done=len(payloads), total=len(active))
                control.progress(done)
        return tuple(payloads)

    def _prepare_one(
        self, long_edge: int, reference: ReferenceImage, target: Path, lossless: bool
    ) -> ReferencePayload:
        source, name = self.references.path(reference.sha256), reference.name
        prepared = self.pictures.prepare(
            source, target, long_edge, name=name, lossless=lossless, crop=reference.crop
        )
        size, sha256 = _measured(prepared.path)
        return ReferencePayload(
            path=prepared.path,
            media_type=prepared.media_type,
            width=prepared.width,
            height=prepared.height,
            name=reference.name,
            size=size,
            sha256=sha256,
            original=reference.sha256,
        )

    def drop(self, job: Job) -> None:
        """Remove what ``prepare`` made for this job."""
        shutil.rmtree(self._folder(job), ignore_errors=True)

    def left(self) -> set[str]:
        """Return the ids of the jobs that ``scratch`` holds something of."""
        with suppress(OSError):
            return {place.name.partition("-")[0] for place in self.scratch.iterdir()}
        return set()

    def discard(self, job_id: str) -> None:
        """Remove everything of a job, what was looked at before it was saved included."""
        for place in self.scratch.glob(f"{glob.escape(job_id)}*"):
            shutil.rmtree(place, ignore_errors=True)
            with suppress(OSError):
                place.unlink(missing_ok=True)

    def _folder(self, job: Job) -> Path:
        return self.scratch / job.id


def _is_masked(job: Job, model: Model) -> bool:
    return job.request.mask is not None and model.strength is not None


def _long_edge(job: Job, model: Model) -> int:
    """A single reference may be looked at more closely."""
    rule, request = model.references, job.request
    large = model.large_reference is not None and request.large_reference
    if large and rule.large_long_edge and len(request.active_references) == 1:
        return rule.large_long_edge
    return rule.long_edge


def _fit(payloads: Sequence[ReferencePayload], rule: ReferenceRule) -> bool:
    """Whether they go inside one request, where base64 makes them a third larger."""
    if rule.body_bytes_maximum is None:
        return True
    inside = sum(4 * -(-payload.size // 3) for payload in payloads)
    return inside + _ROOM_FOR_THE_REST <= rule.body_bytes_maximum


def _measured(path: Path) -> tuple[int, str]:
    """Size in bytes and sha256 of a prepared file."""
    try:
        with path.open("rb") as file:
            return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise StorageError(
            "A prepared reference cannot be read.", hint="Try again.", details=str(error)
        ) from error
