"""Whether a model can run a request, and if not, which part is wrong and why."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.models import Choice, LoraRule, Model, NumberRange
from flux2studio.core.phrase import Phrase, phrase
from flux2studio.core.prompt_names import name_problems, sent_text
from flux2studio.core.request import (
    GenerationRequest,
    LoraKind,
    LoraUse,
    ReferenceImage,
    prompt_length,
)

_NO_TEXT = re.compile("[\ud800-\udfff\0]")  # halves of letters, and the end of all text
_KIND_WORDS = {
    LoraKind.REPOSITORY: phrase("a Hugging Face repository"),
    LoraKind.URL: phrase("a link"),
    LoraKind.FILE: phrase("a file on this computer"),
    LoraKind.UNKNOWN: phrase("neither a repository, a link nor a file"),
}


def check(request: GenerationRequest, model: Model) -> None:
    """Raise InvalidRequestError for the first thing the model cannot take."""
    for problem in problems(request, model):
        raise problem


def problems(request: GenerationRequest, model: Model) -> Iterator[InvalidRequestError]:
    """Yield everything the model cannot take, each with its field, in the order of the form."""
    yield from _references(request, model)
    yield from _mask(request, model)
    yield from prompt_problems(request, model)
    yield from _negative_prompt(request, model)
    yield from _loras(request, model)
    yield from _size(request, model)
    yield from _number("count", phrase("Pictures"), request.count, model.count)
    yield from _seed(request, model)
    yield from _number("steps", phrase("Steps"), request.steps, model.steps)
    yield from _number("guidance", phrase("Guidance"), request.guidance, model.guidance)
    yield from _number(
        "safety_tolerance",
        phrase("Safety tolerance"),
        request.safety_tolerance,
        model.safety_tolerance,
    )
    yield from _choice(
        "acceleration", phrase("acceleration"), request.acceleration, model.acceleration
    )
    yield from _choice("format", phrase("file format"), request.format, model.format)


def _references(request: GenerationRequest, model: Model) -> Iterator[InvalidRequestError]:
    count, rule = len(request.active_references), model.references
    if count > rule.maximum:
        message = (
            phrase("{model} takes no references.", model=model.name)
            if rule.maximum == 0
            else phrase(
                "{model} takes at most %n picture(s) as reference.",
                n=rule.maximum,
                model=model.name,
            )
        )
        yield InvalidRequestError(
            message, hint="Remove some, or choose another model.", field="references"
        )
    if count < rule.minimum:
        yield InvalidRequestError(
            phrase(
                "{model} needs at least %n picture(s) as reference.",
                n=rule.minimum,
                model=model.name,
            ),
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
    what = phrase("Reference {number}, “{name}”,", number=number, name=reference.name)
    size = phrase("{width} × {height} pixels", width=seen.width, height=seen.height)
    if short < rule.edge_minimum:
        yield InvalidRequestError(
            phrase(
                "{what} is only {size}; {model} needs {edge_minimum} a side.",
                what=what,
                size=size,
                model=model.name,
                edge_minimum=rule.edge_minimum,
            ),
            hint="Replace it with a larger one, or switch it off.",
            field="references",
        )
    elif rule.aspect_maximum is not None and long > rule.aspect_maximum * short:
        yield InvalidRequestError(
            phrase(
                "{what} is too long for {model}: {size}, and {aspect_maximum:g} to 1 is the limit.",
                what=what,
                model=model.name,
                size=size,
                aspect_maximum=rule.aspect_maximum,
            ),
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
            phrase("{model} cannot paint under a mask.", model=model.name),
            hint="Remove the mask, or choose FLUX.2 klein on this computer.",
            field="mask",
        )
    if (mask.width, mask.height) != (reference.width, reference.height):
        yield InvalidRequestError(
            phrase(
                "The mask is {width} × {height} pixels, its picture {width_2} × {height_2}.",
                width=mask.width,
                height=mask.height,
                width_2=reference.width,
                height_2=reference.height,
            ),
            hint="Paint it again on this picture, or remove it.",
            field="mask",
        )
    yield from _number("strength", phrase("The mask's strength"), request.strength, model.strength)


def prompt_problems(request: GenerationRequest, model: Model) -> Iterator[InvalidRequestError]:
    """Yield what is wrong with the prompt alone."""
    if not request.prompt.strip():
        yield InvalidRequestError(
            "The prompt is empty.", hint="Describe the picture or the change.", field="prompt"
        )
    length = prompt_length(sent_text(request.prompt, request.references))
    if length > model.prompt_limit:
        yield InvalidRequestError(
            phrase(
                "The prompt is {length} characters long; {prompt_limit} is the limit.",
                length=length,
                prompt_limit=model.prompt_limit,
            ),
            hint=phrase("Shorten it by {length}.", length=length - model.prompt_limit),
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
            phrase(
                "What to avoid is {length} characters long; {limit} is the limit.",
                length=length,
                limit=rule.limit,
            ),
            hint=phrase("Shorten it by {length}.", length=length - rule.limit),
            field="negative_prompt",
        )
    yield from _letters(text, "negative_prompt")


def _letters(text: str, field: str) -> Iterator[InvalidRequestError]:
    if _NO_TEXT.search(text):
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
            phrase("{model} takes no LoRAs.", model=model.name),
            hint="Switch them off, or choose a model that takes them.",
            field="loras",
        )
        return
    if len(loras) > rule.maximum:
        yield InvalidRequestError(
            phrase("{model} takes at most %n LoRA(s).", n=rule.maximum, model=model.name),
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
            phrase(
                "The LoRAs are {gib:.1f} GiB together; {model} takes {gib_maximum:g}.",
                gib=gib,
                model=model.name,
                gib_maximum=rule.gib_maximum,
            ),
            hint="Switch the largest one off.",
            field="loras",
        )
    for lora in loras:
        yield from _lora(lora, model, rule)


def _lora(lora: LoraUse, model: Model, rule: LoraRule) -> Iterator[InvalidRequestError]:
    name = lora.name or lora.source
    if lora.kind not in rule.kinds:
        yield InvalidRequestError(
            phrase(
                "{model} cannot read “{name}”: it is {kind_words}.",
                model=model.name,
                name=name,
                kind_words=_KIND_WORDS[lora.kind],
            ),
            hint=_what_is_taken(rule, lora.kind),
            field="loras",
        )
    if not _within(lora.scale, rule.scale):
        yield InvalidRequestError(
            phrase(
                "The scale of “{name}” must lie between {minimum:g} and {maximum:g}.",
                name=name,
                minimum=rule.scale.minimum,
                maximum=rule.scale.maximum,
            ),
            hint="1 is the usual start.",
            field="loras",
        )


def _what_is_taken(rule: LoraRule, kind: LoraKind) -> str:
    """Also what would work for a file that a service cannot be given."""
    can = phrase("It takes {kinds}.", kinds=_either([_KIND_WORDS[each] for each in rule.kinds]))
    if kind is not LoraKind.FILE:
        return can
    return phrase(
        "{can} fal takes files; or put it on Hugging Face and add it as owner/name.", can=can
    )


def _either(kinds: Sequence[Phrase]) -> Phrase:
    """Return one after another, with "or" between them."""
    first, *rest = kinds
    for each in rest:
        first = phrase("{one} or {other}", one=first, other=each)
    return first


def _size(request: GenerationRequest, model: Model) -> Iterator[InvalidRequestError]:
    rule, size = model.size, request.size
    nearest = rule.snapped(size)
    for name, side in ((phrase("Width"), size.width), (phrase("Height"), size.height)):
        if not rule.minimum <= side <= rule.maximum:
            yield InvalidRequestError(
                phrase(
                    "{name} must lie between {minimum} and {maximum} pixels.",
                    name=name,
                    minimum=rule.minimum,
                    maximum=rule.maximum,
                ),
                hint=phrase(
                    "The nearest size is {width} × {height}.",
                    width=nearest.width,
                    height=nearest.height,
                ),
                field="size",
            )
        elif side % rule.step:
            yield InvalidRequestError(
                phrase("{name} must be a multiple of {step}.", name=name, step=rule.step),
                hint=phrase(
                    "The nearest size is {width} × {height}.",
                    width=nearest.width,
                    height=nearest.height,
                ),
                field="size",
            )


def _seed(request: GenerationRequest, model: Model) -> Iterator[InvalidRequestError]:
    if request.seed is None:
        return
    low, high = int(model.seed.minimum), int(model.seed.maximum)
    if not low <= request.seed <= high - request.count + 1:
        yield InvalidRequestError(
            phrase("The seed must lie between {low} and {high}.", low=low, high=high),
            hint="Leave it empty for a new one each time.",
            field="seed",
        )


def _number(
    field: str, name: str, value: float, rule: NumberRange | None
) -> Iterator[InvalidRequestError]:
    if rule is not None and not _within(value, rule):
        yield InvalidRequestError(
            phrase(
                "{name} must lie between {minimum:g} and {maximum:g}.",
                name=name,
                minimum=rule.minimum,
                maximum=rule.maximum,
            ),
            hint=phrase("{default:g} is the usual value.", default=rule.default),
            field=field,
        )


def _choice(
    field: str, name: str, value: str, rule: Choice | None
) -> Iterator[InvalidRequestError]:
    if rule is not None and value not in rule.values:
        yield InvalidRequestError(
            phrase("This model does not take the {name} “{value}”.", name=name, value=value),
            hint=phrase("It takes {kinds}.", kinds=", ".join(rule.values)),
            field=field,
        )


def _within(value: float, rule: NumberRange) -> bool:
    return math.isfinite(value) and rule.minimum <= value <= rule.maximum
