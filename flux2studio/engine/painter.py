"""Paints the pictures of a job with a loaded model, one after the other, each from its own seed."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from diffusers import Flux2KleinInpaintPipeline
from PIL import Image

from flux2studio.core.engine_messages import (
    EnginePhase,
    FailureKind,
    Phased,
    PictureOrder,
    Run,
)
from flux2studio.core.local import Pipeline
from flux2studio.engine.colours import learn_colours
from flux2studio.engine.errors import Check, EngineError, Say
from flux2studio.engine.inpainting import Inpainting, prepare_inpainting, steps_taken
from flux2studio.engine.latents import noise, pack
from flux2studio.engine.model import Model
from flux2studio.engine.preview import Previews
from flux2studio.engine.prompts import LENGTH, embedding, extent
from flux2studio.engine.references import conditions, encode_references
from flux2studio.engine.steps import StepWatch

_NO_GUIDANCE = 1.0  # the distilled klein warn of any other value, and ignore it


@dataclass(frozen=True, slots=True, kw_only=True)
class Painting:
    """``seconds`` is the time of the pipeline, ``step_seconds`` that of a step on average.

    ``unread`` is as in ``LocalRun``.
    """

    image: Image.Image
    seconds: float
    step_seconds: float
    unread: tuple[str, ...]


class Painter:
    """Holds what the pictures of a job have in common: made once, before the first of them.

    Raises StoppedError from ``check``, between any two steps and parts of the work; the model
    is then as it was before.
    """

    def __init__(self, model: Model, order: Run, prompt: str, say: Say, check: Check) -> None:
        self._model, self._order = model, order
        self._say, self._check = say, check
        self._unread = self._tell_reading(prompt)
        self._texts = _texts(model, order, prompt, check)
        self._inpainting: Inpainting | None = None
        if order.mask:
            self._inpainting = prepare_inpainting(model, order)
            first = [self._inpainting.clean]
            references = first + encode_references(model, order, check, skip=1)
        else:
            references = encode_references(model, order, check)
        self._conditions = conditions(model.pipe, references) if references else None
        self._previews = Previews(model, order.width, order.height) if order.previews else None
        self._steps = steps_taken(order)
        check()

    def _tell_reading(self, prompt: str) -> tuple[str, ...]:
        """Say that the prompts are read; return what is not, as they are too long."""
        negative = self._order.negative_prompt if true_guidance(self._order) else ""
        extents = [extent(self._model, text) for text in (prompt, negative)]
        cut = [each for each in extents if each.unread]
        tokens = max((each.tokens for each in cut), default=0)
        self._say(
            Phased(
                job=self._order.job,
                phase=EnginePhase.READING,
                done=LENGTH if cut else 0,
                total=tokens,
            )
        )
        return tuple(each.unread for each in cut)

    def paint(self, picture: PictureOrder, place: int) -> Painting:
        """Return the picture; ``place`` is how many of the job came before it.

        Raises EngineError when what was computed is none.
        """
        watch = StepWatch(
            job=self._order.job,
            index=picture.index,
            steps=self._steps,
            before=place * self._steps,
            total=len(self._order.pictures) * self._steps,
            device=self._model.device,
            say=self._say,
            check=self._check,
            previews=self._previews,
        )
        started = time.perf_counter()
        pixels = self._pixels(picture.seed, watch)
        _check_colours(pixels)
        image = _image(pixels)
        seconds = time.perf_counter() - started
        self._check()
        if self._previews is not None and watch.tokens is not None:
            learn_colours(self._model, watch.tokens, pixels)
        if self._inpainting is not None:
            image = self._inpainting.finished(image)
        return Painting(
            image=image,
            seconds=seconds,
            step_seconds=watch.seconds / self._steps,
            unread=self._unread,
        )

    def _pixels(self, seed: int, watch: StepWatch) -> torch.Tensor:
        """Return (1, 3, height, width), colours 0-1."""
        order, model = self._order, self._model
        channels = model.pipe.transformer.config.in_channels
        start = noise(seed, channels, order.width, order.height).to(model.device)
        pipe, arguments, methods = self._call(start, watch)
        if model.speed.compiler.is_warming:
            self._say(Phased(job=order.job, phase=EnginePhase.COMPILING))
        with model.drawing(), _replaced(pipe, methods), torch.no_grad():
            images: torch.Tensor = pipe(
                latents=start,
                height=order.height,
                width=order.width,
                num_inference_steps=order.steps,
                output_type="pt",
                callback_on_step_end=watch,
                **self._texts,
                **arguments,
            ).images
        return images

    def _call(
        self, start: torch.Tensor, watch: StepWatch
    ) -> tuple[Any, dict[str, Any], dict[str, Callable[..., Any]]]:
        """Return the pipeline, what it takes beside the usual, and what of it is replaced."""
        arguments: dict[str, Any] = {}
        methods: dict[str, Callable[..., Any]] = {}
        if self._conditions is not None:
            methods["prepare_image_latents"] = self._given_conditions
        if self._inpainting is None:
            if self._conditions is not None:
                arguments["image"] = [Image.new("RGB", (64, 64))]  # stands for those encoded
            watch.begin(pack(start))
            return self._model.pipe, arguments, methods
        pipe = self._model.pipe_of(Flux2KleinInpaintPipeline)
        arguments["image"] = self._inpainting.clean  # only its size is taken
        arguments["mask_image"] = self._inpainting.painted
        arguments["strength"] = self._order.strength
        methods["prepare_latents"] = _given_start(pipe, self._inpainting.clean, start, watch)
        return pipe, arguments, methods

    def _given_conditions(self, *_arguments: Any, **_others: Any) -> Any:
        return self._conditions


def true_guidance(order: Run) -> bool:
    """Whether each step runs twice, so that a negative prompt has an effect."""
    return order.model.pipeline is Pipeline.KLEIN_BASE and order.guidance > 1


def _texts(model: Model, order: Run, prompt: str, check: Check) -> dict[str, Any]:
    """Return the prompts as the pipeline of this kind takes them, and the guidance."""
    texts: dict[str, Any] = {"prompt_embeds": embedding(model, prompt)}
    check()
    match order.model.pipeline:
        case Pipeline.DEV:
            texts["guidance_scale"] = order.guidance
        case Pipeline.KLEIN:
            texts["guidance_scale"] = _NO_GUIDANCE
        case Pipeline.KLEIN_BASE:
            texts["guidance_scale"] = order.guidance
            if true_guidance(order):
                texts["negative_prompt_embeds"] = embedding(model, order.negative_prompt)
        case Pipeline.KLEIN_KV if order.mask:
            texts["guidance_scale"] = _NO_GUIDANCE
        case Pipeline.KLEIN_KV:
            pass  # it takes none
    return texts


def _given_start(
    pipe: Any, clean: torch.Tensor, start: torch.Tensor, watch: StepWatch
) -> Callable[..., Any]:
    """Replace how diffusers' inpainting begins: with ``latents`` given it forgets the strength."""

    def prepare_latents(
        _image: object, timestep: torch.Tensor, *others: Any, **_named: Any
    ) -> tuple[torch.Tensor, ...]:
        dtype, device = others[4], others[5]  # after batch, channels, height and width
        picture = clean.to(device, dtype)
        fresh = start.to(device, dtype)
        begun = pack(pipe.scheduler.scale_noise(picture, timestep, fresh))
        watch.begin(begun)
        positions = pipe._prepare_latent_ids(picture).to(device)
        return begun, pack(fresh), pack(picture), picture, positions

    return prepare_latents


@contextmanager
def _replaced(pipe: Any, methods: dict[str, Callable[..., Any]]) -> Generator[None]:
    """Have ``pipe`` use other methods meanwhile."""
    for name, method in methods.items():
        setattr(pipe, name, method)
    try:
        yield
    finally:
        for name in methods:
            delattr(pipe, name)


def _check_colours(pixels: torch.Tensor) -> None:
    """One weight that is damaged, or a driver that errs, makes all of it NaN: a black picture."""
    if bool(pixels.isnan().any()):
        raise EngineError(
            FailureKind.MODEL,
            "What the model computed is no picture: its numbers are not finite.",
            hint="Check the files of the model in Settings, This computer; if they are right, try"
            " without LoRAs and acceleration.",
        )


def _image(pixels: torch.Tensor) -> Image.Image:
    """Turned into bytes on the device: a quarter, or half, of the data has to come over."""
    data = pixels[0].float().mul(255).round().to(torch.uint8).permute(1, 2, 0).contiguous().cpu()
    return Image.fromarray(data.numpy())
