"""Turns the options of ``flux2studio generate`` into a generation request."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from flux2studio.core.checks import problems
from flux2studio.core.errors import InvalidRequestError, LoraError, PictureError
from flux2studio.core.models import SIZE_PRESETS, Catalogue, Model
from flux2studio.core.request import (
    Acceleration,
    GenerationRequest,
    ImageFormat,
    LoraUse,
    Mask,
    ReferenceImage,
    Size,
    draw_seed,
)
from flux2studio.core.sending import requests_of
from flux2studio.core.starting import starting_request
from flux2studio.services.lora_sources import describe_lora

_T = TypeVar("_T")
_NUMBERING = {"count", "seed"}  # what tells how many requests there are, and which choices
_SIZE = re.compile(r"(\d{1,5})[xX×](\d{1,5})")


class References(Protocol):
    """Takes pictures in. Raises PictureError, StorageError."""

    def add_file(self, path: Path) -> ReferenceImage: ...
    def add_mask(self, source: Path | bytes, name: str, width: int, height: int) -> Mask: ...


def read_requests(
    options: argparse.Namespace,
    catalogue: Catalogue,
    references: References,
) -> tuple[GenerationRequest, ...]:
    """Return the request that ``options`` ask for, with the model's own values for the rest; or
    one for each picture, where the prompt holds choices.

    Raises InvalidRequestError, which names the option it is about, and StorageError.
    """
    model = _model(options, catalogue)
    draft = _draft(options, model, references)
    for problem in problems(draft, model):
        if problem.field in _NUMBERING:
            raise problem
    return requests_of(draft, model, draw_seed(draft.count))


def _draft(options: argparse.Namespace, model: Model, references: References) -> GenerationRequest:
    request = replace(
        starting_request(model),
        prompt=options.prompt,
        negative_prompt=_avoided(options, model),
        references=_references(options, references),
        loras=tuple(_lora(source, scale) for source, scale in options.lora),
        seed=options.seed,
    )
    if options.size:
        request = replace(request, size=_size(options.size))
    return _with_given(request, options)


def _avoided(options: argparse.Namespace, model: Model) -> str:
    """Return what to avoid; a model that would pass it over in silence is refused."""
    text: str = options.avoid
    if text and model.negative_prompt is None:
        raise InvalidRequestError(
            f"{model.name} cannot be told what to avoid.",
            hint="Say in the prompt what you want instead, or use a base model with --model.",
            field="negative_prompt",
        )
    return text


def output_folder(options: argparse.Namespace) -> Path | None:
    """Return where the pictures go, None for the usual place. Raises InvalidRequestError."""
    return _whole(options.out, "out") if options.out else None


def _whole(path: Path, field: str) -> Path:
    try:
        return path.expanduser().absolute()
    except (RuntimeError, OSError) as error:  # nobody of that name; the folder we are in is gone
        raise InvalidRequestError(
            f"“{path}” leads nowhere.",
            hint="Give the whole path.",
            field=field,
            details=str(error),
        ) from error


def _references(options: argparse.Namespace, references: References) -> tuple[ReferenceImage, ...]:
    """Take the references in, the first with the mask."""
    taken = [_taken(path, references.add_file, "references") for path in options.reference]
    if options.mask is None:
        if options.strength is not None:
            raise InvalidRequestError(
                "The strength is that of a mask, and there is none.",
                hint="Add --mask, or leave --strength away.",
                field="strength",
            )
        return tuple(taken)
    if not taken:
        raise InvalidRequestError(
            "A mask is for a reference, and there is none.",
            hint="Add --reference with the picture that is to be painted on.",
            field="mask",
        )
    first = taken[0]
    add = partial(_add_mask, references, first)
    return (replace(first, mask=_taken(options.mask, add, "mask")), *taken[1:])


def _add_mask(references: References, reference: ReferenceImage, path: Path) -> Mask:
    return references.add_mask(path, path.name, reference.width, reference.height)


def _taken(path: Path, add: Callable[[Path], _T], field: str) -> _T:
    try:
        return add(_whole(path, field))
    except PictureError as error:
        raise InvalidRequestError(
            str(error), hint=error.hint, field=field, details=error.details
        ) from error


def _with_given(request: GenerationRequest, options: argparse.Namespace) -> GenerationRequest:
    """Put in what was given; what was not keeps the model's default."""
    given = {
        "count": options.count,
        "steps": options.steps,
        "guidance": options.guidance,
        "acceleration": options.acceleration and Acceleration(options.acceleration),
        "format": options.format and ImageFormat(options.format),
        "expand_prompt": options.expand_prompt,
        "strength": options.strength,
        "large_reference": options.large_reference,
        "safety_checker": options.safety,
    }
    return replace(request, **{name: value for name, value in given.items() if value is not None})


def _model(options: argparse.Namespace, catalogue: Catalogue) -> Model:
    if options.model:
        return _named_model(options, catalogue)
    backend = catalogue.backend(options.backend or "practice")
    models = catalogue.models_of(backend.id)
    fitting = [model for model in models if _fits(model, options)]
    able = (model for model in fitting if _is_able(model, options))
    return next(able, next(iter(fitting), models[0]))


def _is_able(model: Model, options: argparse.Namespace) -> bool:
    return (options.mask is None or model.strength is not None) and (
        not options.avoid or model.negative_prompt is not None
    )


def _named_model(options: argparse.Namespace, catalogue: Catalogue) -> Model:
    """Find a model by our id or by the service's own name for it."""
    for model in catalogue.models:
        if options.model in {model.id, model.endpoint}:
            if options.backend in {"", model.backend}:
                return model
            raise InvalidRequestError(
                f"“{options.model}” is a model of {catalogue.backend(model.backend).name}.",
                hint=f"Use --backend {model.backend}.",
                field="model",
            )
    raise InvalidRequestError(
        f"There is no model “{options.model}”.",
        hint="There are " + ", ".join(model.id for model in catalogue.models) + ".",
        field="model",
    )


def _fits(model: Model, options: argparse.Namespace) -> bool:
    references = model.references
    return references.minimum <= len(options.reference) <= references.maximum and (
        not options.lora or model.loras is not None
    )


def _lora(source: str, scale: str) -> LoraUse:
    try:
        return replace(describe_lora(source).use(), scale=float(scale))
    except LoraError as error:
        raise InvalidRequestError(
            str(error), hint=error.hint, field="loras", details=error.details
        ) from error
    except ValueError:
        raise InvalidRequestError(
            f"“{scale}” is no scale for a LoRA.", hint="Give a number, 1 to start.", field="loras"
        ) from None


def _size(text: str) -> Size:
    if preset := SIZE_PRESETS.get(text):
        return preset
    if match := _SIZE.fullmatch(text):
        return Size(width=int(match[1]), height=int(match[2]))
    raise InvalidRequestError(
        f"“{text}” is no size.",
        hint="Write 1024x768, or one of " + ", ".join(SIZE_PRESETS) + ".",
        field="size",
    )
