"""The practice backend: draws pictures on this computer, at once and for nothing.

It takes the same requests as the others, so that everything can be tried without a key.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from flux2studio.backends.base import GeneratedImage, ReferencePayload, RunTask
from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError
from flux2studio.core.job import Phase, Progress
from flux2studio.core.models import Model
from flux2studio.core.phrase import phrase
from flux2studio.core.request import ImageFormat

if TYPE_CHECKING:
    from PIL import Image

_REFERENCE_EDGE = 512
_OPTIONS: dict[ImageFormat, dict[str, int]] = {
    ImageFormat.PNG: {"compress_level": 3},
    ImageFormat.JPEG: {"quality": 92},
    ImageFormat.WEBP: {"quality": 90},
}


class PracticeBackend:
    """Deterministic: the same request gives the same bytes, with one version of Pillow."""

    def __init__(self, step_seconds: float = 0.03) -> None:
        self._step_seconds = step_seconds

    @property
    def id(self) -> str:
        return "practice"

    def generate(self, task: RunTask, control: RunControl) -> Generator[GeneratedImage, None, None]:
        control.progress(Progress(phase=Phase.PREPARING))
        references = tuple(_opened(reference) for reference in task.references)
        wanted = [index for index in range(task.request.count) if index not in task.done]
        for place, index in enumerate(wanted):
            canvas = self._paint(task, index, references, control, (place, len(wanted)))
            if task.mask is not None:
                canvas = _under_mask(canvas, task.references[0], task.mask, task.request.strength)
            control.check()
            yield GeneratedImage(
                data=_encoded(canvas, task.request.format),
                index=index,
                seed=(task.request.seed or 0) + index,
                cost_usd=0.0,
            )

    def make_ready(self) -> None:
        """Nothing takes long here."""

    def abandon(self, remote: Mapping[str, str], model: Model, control: RunControl) -> bool:
        """A run that nobody waits for does not go on."""
        del remote, model, control
        return True

    def forget(self, job_id: str) -> None:
        """Nothing is kept of a job."""

    def close(self) -> None:
        """Nothing is held open."""

    def _paint(
        self,
        task: RunTask,
        index: int,
        references: tuple[Image.Image, ...],
        control: RunControl,
        place: tuple[int, int],
    ) -> Image.Image:
        from flux2studio.imaging.painting.scene import Scene, paint

        request = task.request
        steps = max(1, request.steps)
        pieces = paint(
            Scene(
                width=request.size.width,
                height=request.size.height,
                seed=(request.seed or 0) + index,
                prompt=request.prompt,
                loras=tuple((lora.source, lora.scale) for lora in request.active_loras),
                references=references,
            )
        )
        canvas = next(pieces)
        for step in range(steps):
            done = place[0] * steps + step
            control.progress(Progress(phase=Phase.RENDERING, done=done, total=place[1] * steps))
            canvas = next(pieces, canvas)
            control.sleep(self._step_seconds)
        for finished in pieces:
            canvas = finished
            control.check()
        done = (place[0] + 1) * steps
        control.progress(Progress(phase=Phase.RENDERING, done=done, total=place[1] * steps))
        return canvas


def _opened(reference: ReferencePayload) -> Image.Image:
    """Read a reference small."""
    small = _read(reference, "RGBA", _REFERENCE_EDGE)
    small.thumbnail((_REFERENCE_EDGE, _REFERENCE_EDGE))
    return _on_paper(small)


def _under_mask(
    canvas: Image.Image, reference: ReferencePayload, mask: ReferencePayload, strength: float
) -> Image.Image:
    """Let ``canvas`` be seen on the reference where the mask is white, and only so strongly."""
    from PIL import Image, ImageOps

    from flux2studio.imaging.painting.marks import sign

    whole = ImageOps.fit(_on_paper(_read(reference, "RGBA")), canvas.size)
    where = ImageOps.fit(_read(mask, "L"), canvas.size)
    painted = Image.composite(Image.blend(whole, canvas, strength), whole, where)
    sign(painted)
    return painted


def _read(payload: ReferencePayload, mode: str, edge: int | None = None) -> Image.Image:
    """Decode a picture, no smaller than ``edge``; it was written by our own decoder."""
    from PIL import Image

    try:
        with Image.open(payload.path, formats=("PNG", "JPEG")) as picture:
            if edge is not None:
                picture.draft("RGB", (edge, edge))
            return picture.convert(mode)
    except (OSError, ValueError) as error:
        raise BackendError(
            phrase("The reference “{payload}” cannot be read any more.", payload=payload.name),
            hint="Drop it on its slot again.",
            details=str(error),
        ) from error


def _on_paper(picture: Image.Image) -> Image.Image:
    from PIL import Image

    paper = Image.new("RGB", picture.size, (246, 244, 240))
    paper.paste(picture, None, picture)
    return paper


def _encoded(canvas: Image.Image, form: ImageFormat) -> bytes:
    buffer = BytesIO()
    canvas.save(buffer, form.value.upper(), **_OPTIONS[form])
    return buffer.getvalue()
