"""Whether a model can run a request, and if not, which part is wrong and why."""

from __future__ import annotations

import math
from collections.abc import Iterator

from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.models import Choice, LoraRule, Model, NumberRange
from flux2studio.core.prompt_names import name_problems, sent_text
from flux2studio.core.request import (
    GenerationRequest,
    LoraKind,
    LoraUse,
    ReferenceImage,
    prompt_length,
)

_KIND_WORDS = {
    LoraKind.REPOSITORY: "a Hugging Face repository",
    LoraKind.URL: "a link",
    LoraKind.FILE: "a file on this computer",
    LoraKind.UNKNOWN: "neither a repository, a link nor a file",
}


def check(request: GenerationRequest, model: Model) -> None:
    """Raise InvalidRequestError for the first thing the model cannot take."""
    for problem in problems(request, model):
        raise problem


def problems(request: GenerationRequest, model: Model) -> Iterator[InvalidRequestError]:
    """Yield everything the model cannot take, each with its field, in the order of the form."""
    yield from _references(request, model)
    yield from _mask(request, model)
    yield from _prompt(request, model)
    yield from _negative_prompt(request, model)
    yield from _loras(request, model)
    yield from _size(request, model)
    yield from _number("count", "Pictures", request.count, model.count)
    yield from _seed(request, model)
    yield from _number("steps", "Steps", request.steps, model.steps)
    yield from _number("guidance", "Guidance", request.guidance, model.guidance)
    yield from _number(
        "safety_tolerance", "Safety tolerance", request.safety_tolerance, model.safety_tolerance
    )
    yield from _choice("acceleration", "acceleration", request.acceleration, model.acceleration)
    yield from _choice("format", "file format", request.format, model.format)


def _references(request: GenerationRequest, model: Model) -> Iterator[InvalidRequestError]:
    count, rule = len(request.active_references), model.references
    if count > rule.maximum:
        message = (
            f"{model.name} takes no references."
            if rule.maximum == 0
            else f"{model.name} takes at most {_pictures(rule.maximum)} as reference."
        )
        yield InvalidRequestError(
            message, hint="Remove some, or choose another model.", field="references"
        )
    if count < rule.minimum:
        yield InvalidRequestError(
            f"{model.name} needs at least {_pictures(rule.minimum)} as reference.",
            hint="Drop a picture on a reference slot.",
            field="references",
        )
    for number, reference in enumerate(request.active_references, start=1):
        yield from _shape(reference, number, model)


def _shape(reference: ReferenceImage, number: int, model: Model) -> Iterator[InvalidRequestError]:
    """A reference that is too small or too long for the model to read."""
    rule = model.references
    seen = reference.seen
    short, long = sorted((seen.width, seen.height))
    what = f"Reference {number}, “{reference.name}”,"
    size = f"{seen.width} × {seen.height} pixels"
    if short < rule.edge_minimum:
        yield InvalidRequestError(
            f"{what} is only {size}; {model.name} needs {rule.edge_minimum} a side.",
            hint="Replace it with a larger one, or switch it off.",
            field="references",
        )
    elif rule.aspect_maximum is not None and long > rule.aspect_maximum * short:
        yield InvalidRequestError(
            f"{what} is too long for {model.name}: {size}, and {rule.aspect_maximum:g} to 1 is"
            " the limit.",
            hint="Crop it, or switch it off.",
            field="references",
        )


def _mask(request: GenerationRequest, model: Model) -> Iterator[InvalidRequestError]:
    """The mask in use; those of other references rest."""
    reference = next(iter(request.active_references), None)
    if reference is None or reference.mask is None:
        return
    mask = reference.mask
    if model.strength is None:
        yield InvalidRequestError(
            f"{model.name} cannot paint under a mask.",
            hint="Remove the mask, or choose FLUX.2 klein on this computer.",
            field="mask",
        )
    if (mask.width, mask.height) != (reference.width, reference.height):
        yield InvalidRequestError(
            f"The mask is {mask.width} × {mask.height} pixels, its picture"
            f" {reference.width} × {reference.height}.",
            hint="Paint it again on this picture, or remove it.",
            field="mask",
        )
    yield from _number("strength", "The mask's strength", request.strength, model.strength)


def _prompt(request: GenerationRequest, model: Model) -> Iterator[InvalidRequestError]:
    if not request.prompt.strip():
        yield InvalidRequestError(
            "The prompt is empty.", hint="Describe the picture or the change.", field="prompt"
        )
    length = prompt_length(sent_text(request.prompt, request.references))
    if length > model.prompt_limit:
        yield InvalidRequestError(
            f"The prompt is {length} characters long; {model.prompt_limit} is the limit.",
            hint=f"Shorten it by {length - model.prompt_limit}.",
            field="prompt",
        )
    yield from _letters(request.prompt, "prompt")
    yield from name_problems(request)


def _negative_prompt(request: GenerationRequest, model: Model) -> Iterator[InvalidRequestError]:
    rule, text = model.negative_prompt, request.negative_prompt
    if rule is None:
        return
    length = prompt_length(text)
    if length > rule.limit:
        yield InvalidRequestError(
            f"What to avoid is {length} characters long; {rule.limit} is the limit.",
            hint=f"Shorten it by {length - rule.limit}.",
            field="negative_prompt",
        )
    yield from _letters(text, "negative_prompt")


def _letters(text: str, field: str) -> Iterator[InvalidRequestError]:
    if any("\ud800" <= letter <= "\udfff" or letter == "\0" for letter in text):
        yield InvalidRequestError(
            "The prompt holds characters that are no text.",
            hint="Type the part again instead of pasting it.",
            field=field,
        )


def _loras(request: GenerationRequest, model: Model) -> Iterator[InvalidRequestError]:
    loras, rule = request.active_loras, model.loras
    if not loras:
        return
    if rule is None:
        yield InvalidRequestError(
            f"{model.name} takes no LoRAs.",
            hint="Switch them off, or choose a model that takes them.",
            field="loras",
        )
        return
    if len(loras) > rule.maximum:
        yield InvalidRequestError(
            f"{model.name} takes at most {rule.maximum} LoRAs.",
            hint="Switch some off.",
            field="loras",
        )
    if len({lora.source for lora in loras}) < len(loras):
        yield InvalidRequestError(
            "The same LoRA is in use twice.", hint="Remove one of them.", field="loras"
        )
    gib = sum(lora.size for lora in loras) / 2**30
    if rule.gib_maximum is not None and gib > rule.gib_maximum:
        yield InvalidRequestError(
            f"The LoRAs are {gib:.1f} GiB together; {model.name} takes {rule.gib_maximum:g}.",
            hint="Switch the largest one off.",
            field="loras",
        )
    for lora in loras:
        yield from _lora(lora, model, rule)


def _lora(lora: LoraUse, model: Model, rule: LoraRule) -> Iterator[InvalidRequestError]:
    name = lora.name or lora.source
    if lora.kind not in rule.kinds:
        can = " or ".join(_KIND_WORDS[kind] for kind in rule.kinds)
        yield InvalidRequestError(
            f"{model.name} cannot read “{name}”: it is {_KIND_WORDS[lora.kind]}.",
            hint=f"It takes {can}." + _elsewhere(lora.kind),
            field="loras",
        )
    if not _within(lora.scale, rule.scale):
        yield InvalidRequestError(
            f"The scale of “{name}” must lie between {rule.scale.minimum:g} and"
            f" {rule.scale.maximum:g}.",
            hint="1 is the usual start.",
            field="loras",
        )


def _elsewhere(kind: LoraKind) -> str:
    """What would work for a file that a service cannot be given."""
    if kind is not LoraKind.FILE:
        return ""
    return " fal takes files; or put it on Hugging Face and add it as owner/name."


def _size(request: GenerationRequest, model: Model) -> Iterator[InvalidRequestError]:
    rule, size = model.size, request.size
    nearest = rule.snapped(size)
    for name, side in (("Width", size.width), ("Height", size.height)):
        if not rule.minimum <= side <= rule.maximum:
            yield InvalidRequestError(
                f"{name} must lie between {rule.minimum} and {rule.maximum} pixels.",
                hint=f"The nearest size is {nearest.width} × {nearest.height}.",
                field="size",
            )
        elif side % rule.step:
            yield InvalidRequestError(
                f"{name} must be a multiple of {rule.step}.",
                hint=f"The nearest size is {nearest.width} × {nearest.height}.",
                field="size",
            )


def _seed(request: GenerationRequest, model: Model) -> Iterator[InvalidRequestError]:
    if request.seed is None:
        return
    low, high = int(model.seed.minimum), int(model.seed.maximum)
    if not low <= request.seed <= high - request.count + 1:
        yield InvalidRequestError(
            f"The seed must lie between {low} and {high}.",
            hint="Leave it empty for a new one each time.",
            field="seed",
        )


def _number(
    field: str, name: str, value: float, rule: NumberRange | None
) -> Iterator[InvalidRequestError]:
    if rule is not None and not _within(value, rule):
        yield InvalidRequestError(
            f"{name} must lie between {rule.minimum:g} and {rule.maximum:g}.",
            hint=f"{rule.default:g} is the usual value.",
            field=field,
        )


def _choice(
    field: str, name: str, value: str, rule: Choice | None
) -> Iterator[InvalidRequestError]:
    if rule is not None and value not in rule.values:
        yield InvalidRequestError(
            f"This model does not take the {name} “{value}”.",
            hint="It takes " + ", ".join(rule.values) + ".",
            field=field,
        )


def _within(value: float, rule: NumberRange) -> bool:
    return math.isfinite(value) and rule.minimum <= value <= rule.maximum


def _pictures(count: int) -> str:
    return "one picture" if count == 1 else f"{count} pictures"
