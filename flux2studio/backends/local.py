"""This computer: a task becomes an order for the engine process, its events become pictures."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path

from flux2studio.backends.base import GeneratedImage, LoraPayload, RunTask
from flux2studio.backends.local_engine import Engine, FindModel, LocalWishes
from flux2studio.core.control import RunControl
from flux2studio.core.engine_messages import (
    EnginePhase,
    Failed,
    FailureKind,
    LoraOrder,
    Made,
    Phased,
    PictureOrder,
    Previewed,
    Run,
)
from flux2studio.core.errors import (
    BackendError,
    Cancelled,
    InvalidRequestError,
    LoraError,
    StorageError,
    StudioError,
)
from flux2studio.core.job import Phase, Progress
from flux2studio.core.models import Model
from flux2studio.core.phrase import phrase

_PHASES: Mapping[EnginePhase, Phase] = {
    EnginePhase.STARTING: Phase.STARTING_ENGINE,
    EnginePhase.LOADING: Phase.LOADING_MODEL,
    EnginePhase.LORAS: Phase.LOADING_LORAS,
    EnginePhase.EXPANDING: Phase.EXPANDING_PROMPT,
    EnginePhase.READING: Phase.READING_PROMPT,
    EnginePhase.COMPILING: Phase.COMPILING,
    EnginePhase.RENDERING: Phase.RENDERING,
    EnginePhase.DECODING: Phase.DECODING,
}
log = logging.getLogger(__name__)

_FIELDS: Mapping[FailureKind, str] = {
    FailureKind.LORA: "loras",
    FailureKind.MODEL: "model",
    FailureKind.MEMORY: "size",
}


class LocalBackend:
    """``find`` returns where a model lies. ``folder`` is this instance's own, for pictures on
    their way from the engine to the app.
    """

    def __init__(
        self,
        engine: Engine,
        find: FindModel,
        wishes: Callable[[], LocalWishes],
        folder: Path,
    ) -> None:
        self._engine = engine
        self._find = find
        self._wishes = wishes
        self._folder = folder

    @property
    def id(self) -> str:
        return "local"

    def generate(self, task: RunTask, control: RunControl) -> Generator[GeneratedImage, None, None]:
        control.check()
        order = self._order(task)
        missing = {picture.index: picture for picture in order.pictures}
        try:
            for image in self._pictures(order, control):
                missing.pop(image.index, None)
                yield image
        except (StudioError, Cancelled) as error:
            for image in _unsaid(order, tuple(missing.values())):
                del missing[image.index]
                yield image
            if missing or not order.pictures:
                raise
            log.info("All pictures were made all the same: %s", error)
        finally:
            self.forget(task.job_id)

    def make_ready(self) -> None:
        """The libraries are imported while references are prepared."""
        self._engine.make_ready()

    def abandon(self, remote: Mapping[str, str], model: Model, control: RunControl) -> bool:
        """A run that nobody waits for does not go on."""
        del remote, model, control
        return True

    def forget(self, job_id: str) -> None:
        shutil.rmtree(self._folder / job_id, ignore_errors=True)

    def close(self) -> None:
        self._engine.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _pictures(self, order: Run, control: RunControl) -> Generator[GeneratedImage, None, None]:
        with closing(self._engine.run(order, control)) as events:
            for event in events:
                match event:
                    case Phased():
                        control.progress(_progress(event))
                    case Previewed():
                        control.preview(event.data)
                    case Made():
                        yield _picture(event)
                    case Failed():
                        raise _error(event)

    def _order(self, task: RunTask) -> Run:
        request, model, wishes = task.request, task.model, self._wishes()
        seed = request.seed or 0
        wanted = (index for index in range(request.count) if index not in task.done)
        return Run(
            job=task.job_id,
            model=self._find(model),
            memory=wishes.memory,
            folder=str(self._made(task.job_id)),
            prompt=request.prompt,
            negative_prompt=request.negative_prompt if model.negative_prompt else "",
            expand_prompt=request.expand_prompt and model.expand_prompt is not None,
            pictures=tuple(PictureOrder(index=index, seed=seed + index) for index in wanted),
            width=request.size.width,
            height=request.size.height,
            steps=request.steps,
            guidance=request.guidance if model.guidance else 1.0,
            acceleration=request.acceleration,
            format=request.format,
            references=tuple(str(reference.path.absolute()) for reference in task.references),
            large_reference=request.large_reference and model.large_reference is not None,
            mask=str(task.mask.path.absolute()) if task.mask else "",
            strength=request.strength if task.mask else 1.0,
            loras=tuple(_lora(lora) for lora in task.loras),
            previews=wishes.previews,
        )

    def _made(self, job_id: str) -> Path:
        """Make the folder for the pictures of a job."""
        folder = self._folder / job_id
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(
                "The local engine has no room for its pictures: the cache cannot be written.",
                hint="Free some space, or check the folder's rights.",
                details=str(error),
            ) from error
        return folder


def _progress(event: Phased) -> Progress:
    return Progress(phase=_PHASES[event.phase], done=event.done, total=event.total)


def _picture(event: Made) -> GeneratedImage:
    path = Path(event.path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StorageError(
            "The picture that the local engine made cannot be read.",
            hint="Free some space on the disk of the cache folder, then try again.",
            details=str(error),
        ) from error
    with suppress(OSError):
        path.unlink()
    return GeneratedImage(
        data=data,
        index=event.index,
        seed=event.seed,
        cost_usd=0.0,
        sent_prompt=event.sent_prompt,
        local=event.run,
    )


def _unsaid(order: Run, missing: Sequence[PictureOrder]) -> Generator[GeneratedImage, None, None]:
    """Yield what lies whole where it was ordered, though the engine could not say so any more.

    How it was made is not known then.
    """
    for picture in missing:
        path = Path(order.folder) / f"{order.job}-{picture.index}.{order.format.value}"
        try:
            data = path.read_bytes()
        except OSError:
            continue
        yield GeneratedImage(data=data, index=picture.index, seed=picture.seed, cost_usd=0.0)


def _lora(lora: LoraPayload) -> LoraOrder:
    if lora.file is None:
        raise LoraError(
            phrase("“{lora}” is not on this computer.", lora=lora.name or lora.source),
            hint="Add its file, or switch it off.",
            field="loras",
        )
    return LoraOrder(
        name=lora.name or lora.file.stem,
        file=str(lora.file.absolute()),
        scale=lora.scale,
        sha256=lora.sha256,
    )


def _error(event: Failed) -> StudioError:
    match event.kind:
        case FailureKind.REQUEST:
            kind: type[StudioError] = InvalidRequestError
        case FailureKind.LORA:
            kind = LoraError
        case _:
            kind = BackendError
    field = event.field or _FIELDS.get(event.kind, "")
    return kind(event.message, hint=event.hint, field=field, details=event.details)
