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
    """Read a reference small; it was validated and written by our own decoder."""
    from PIL import Image

    try:
        with Image.open(reference.path, formats=("PNG", "JPEG")) as picture:
            picture.draft("RGB", (_REFERENCE_EDGE, _REFERENCE_EDGE))
            small = picture.convert("RGBA")
    except (OSError, ValueError) as error:
        raise BackendError(
            f"The reference “{reference.name}” cannot be read any more.",
            hint="Drop it on its slot again.",
            details=str(error),
        ) from error
    small.thumbnail((_REFERENCE_EDGE, _REFERENCE_EDGE))
    paper = Image.new("RGB", small.size, (246, 244, 240))
    paper.paste(small, None, small)
    return paper


def _encoded(canvas: Image.Image, form: ImageFormat) -> bytes:
    buffer = BytesIO()
    canvas.save(buffer, form.value.upper(), **_OPTIONS[form])
    return buffer.getvalue()
