"""Turns the options of ``flux2studio generate`` into a generation request."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from flux2studio.core.errors import BackendError, InvalidRequestError, LoraError, PictureError
from flux2studio.core.models import SIZE_PRESETS, Catalogue, Model
from flux2studio.core.request import (
    Acceleration,
    GenerationRequest,
    ImageFormat,
    LoraUse,
    ReferenceImage,
    Size,
)
from flux2studio.core.starting import starting_request
from flux2studio.services.lora_library import describe_lora

_SIZE = re.compile(r"(\d{1,5})[xX×](\d{1,5})")


def read_request(
    options: argparse.Namespace,
    catalogue: Catalogue,
    add_reference: Callable[[Path], ReferenceImage],
) -> GenerationRequest:
    """Return the request that ``options`` ask for, with the model's own values for the rest.

    Raises InvalidRequestError, which names the option it is about, and StorageError.
    """
    model = _model(options, catalogue)
    request = replace(
        starting_request(model),
        prompt=options.prompt,
        references=tuple(_reference(path, add_reference) for path in options.reference),
        loras=tuple(_lora(source, scale) for source, scale in options.lora),
        seed=options.seed,
    )
    if options.size:
        request = replace(request, size=_size(options.size))
    return _with_given(request, options)


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


def _reference(path: Path, add: Callable[[Path], ReferenceImage]) -> ReferenceImage:
    try:
        return add(_whole(path, "references"))
    except PictureError as error:
        raise InvalidRequestError(
            str(error), hint=error.hint, field="references", details=error.details
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
        "safety_checker": options.safety,
    }
    return replace(request, **{name: value for name, value in given.items() if value is not None})


def _model(options: argparse.Namespace, catalogue: Catalogue) -> Model:
    if options.backend == "local":
        raise BackendError(
            "The engine for this computer is not part of this version.",
            hint="Use --backend practice, aimlapi or fal.",
        )
    if options.model:
        return _named_model(options, catalogue)
    backend = catalogue.backend(options.backend or "practice")
    models = catalogue.models_of(backend.id)
    return next((model for model in models if _fits(model, options)), models[0])


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
