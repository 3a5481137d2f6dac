"""What comes back into the form from a picture's recipe, and what another model makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, NamedTuple

from flux2studio.core.models import Choice, Model, NumberRange, SizeRule, Toggle
from flux2studio.core.phrase import phrase
from flux2studio.core.prompt_names import literal
from flux2studio.core.request import GenerationRequest
from flux2studio.core.starting import starting_request
from flux2studio.core.wildcards import literal as choices_as_text


class RecallPart(StrEnum):
    PROMPT = "prompt"
    REFERENCES = "references"
    LORAS = "loras"
    SEED = "seed"
    SIZE = "size"
    MODEL = "model"
    PARAMETERS = "parameters"


ALL = frozenset(RecallPart)
ALL_BUT_SEED = ALL - {RecallPart.SEED}

# Every field of a request belongs to one part: a new field has to be given a place here.
FIELDS: Mapping[RecallPart, tuple[str, ...]] = {
    RecallPart.PROMPT: ("prompt", "typed_prompt", "negative_prompt", "expand_prompt"),
    RecallPart.REFERENCES: ("references", "strength", "large_reference"),
    RecallPart.LORAS: ("loras",),
    RecallPart.SEED: ("seed",),
    RecallPart.SIZE: ("size",),
    RecallPart.MODEL: ("model",),
    RecallPart.PARAMETERS: (
        "count",
        "steps",
        "guidance",
        "acceleration",
        "format",
        "safety_checker",
        "safety_tolerance",
    ),
}


class Differing(NamedTuple):
    """What comes out otherwise, and the part of the recipe that it concerns."""

    part: RecallPart
    sentence: str


def recalled(
    now: GenerationRequest, then: GenerationRequest, parts: frozenset[RecallPart]
) -> GenerationRequest:
    """Return the form ``now`` with these parts of ``then``.

    What was made with all but its seed is to be made anew: with everything else recalled, a seed
    that is not gives way to one that is drawn.
    """
    typed = then.typed_prompt or literal(choices_as_text(then.prompt))
    then = replace(then, prompt=typed, typed_prompt="")
    fields = {field: getattr(then, field) for part in parts for field in FIELDS[part]}
    if parts == ALL_BUT_SEED:
        fields["seed"] = None
    return replace(now, **fields)


def fitted(request: GenerationRequest, now: Model) -> GenerationRequest:
    """Return ``request`` with the usual values of ``now`` where it does not take those it has."""
    usual = starting_request(now)
    changes: dict[str, Any] = {}
    for name in ("size", "steps", "guidance", "acceleration", "format"):
        rule, value = getattr(now, name), getattr(request, name)
        if isinstance(rule, SizeRule):
            changes[name] = rule.snapped(value)
        elif not _is_taken(rule, value):
            changes[name] = getattr(usual, name)
    return replace(request, **changes)


def differences_on(request: GenerationRequest, then: Model, now: Model) -> Iterator[Differing]:
    """Yield all that ``now`` does with ``request`` and ``then`` did not, a sentence each.

    The picture that comes of it is another one in any case when the model is.
    """
    if now.id == then.id:
        return
    if now.family != then.family:
        words = phrase(
            "{now} is another model: the same words and seed give another picture.", now=now.name
        )
        yield Differing(RecallPart.PROMPT, words)
    elif now.backend != then.backend:
        words = phrase(
            "{now} draws other noise: the same seed gives another picture.", now=now.name
        )
        yield Differing(RecallPart.SEED, words)
    for part, sentences in (
        (RecallPart.REFERENCES, _references(request, now)),
        (RecallPart.LORAS, _loras(request, now)),
        (RecallPart.SIZE, _size(request, now)),
        (RecallPart.PROMPT, _words(request, then, now)),
        (RecallPart.PARAMETERS, _parameters(request, then, now)),
    ):
        for sentence in sentences:
            yield Differing(part, sentence)


def _references(request: GenerationRequest, now: Model) -> Iterator[str]:
    count, rule = len(request.active_references), now.references
    if count > rule.maximum:
        if not rule.maximum:
            yield phrase(
                "{now} takes no references, and there are {count}.", now=now.name, count=count
            )
        else:
            yield phrase(
                "{now} takes at most %n reference(s), and there are {count}.",
                n=rule.maximum,
                now=now.name,
                count=count,
            )
    elif count < rule.minimum:
        yield phrase(
            "{now} needs at least %n reference(s), and there are {count}.",
            n=rule.minimum,
            now=now.name,
            count=count,
        )
    if request.mask is not None and now.strength is None:
        yield phrase("{now} takes no mask: the whole picture is made anew.", now=now.name)


def _loras(request: GenerationRequest, now: Model) -> Iterator[str]:
    uses, rule = request.active_loras, now.loras
    if uses and rule is None:
        yield phrase("{now} takes no LoRAs.", now=now.name)
    elif rule is not None:
        if len(uses) > rule.maximum:
            yield phrase(
                "{now} takes at most %n LoRA(s), and there are {uses}.",
                n=rule.maximum,
                now=now.name,
                uses=len(uses),
            )
        for use in uses:
            if not rule.scale.minimum <= use.scale <= rule.scale.maximum:
                low, high = f"{rule.scale.minimum:g}", f"{rule.scale.maximum:g}"
                name = use.name or use.source
                yield phrase(
                    "“{name}” had the scale {scale:g}; {now} takes {low} to {high}.",
                    name=name,
                    scale=use.scale,
                    now=now.name,
                    low=low,
                    high=high,
                )


def _size(request: GenerationRequest, now: Model) -> Iterator[str]:
    snapped = now.size.snapped(request.size)
    if snapped != request.size:
        yield (
            phrase(
                "{now} cannot make {width} × {height}; the nearest is {width_2} × {height_2}.",
                now=now.name,
                width=request.size.width,
                height=request.size.height,
                width_2=snapped.width,
                height_2=snapped.height,
            )
        )


def _words(request: GenerationRequest, then: Model, now: Model) -> Iterator[str]:
    if request.negative_prompt and then.negative_prompt and now.negative_prompt is None:
        yield phrase("{now} does not take what to avoid.", now=now.name)
    if request.expand_prompt and _lost(then.expand_prompt, now.expand_prompt):
        yield phrase("{now} does not expand prompts.", now=now.name)


def _parameters(request: GenerationRequest, then: Model, now: Model) -> Iterator[str]:
    for name, value, before, after in (
        (phrase("steps"), request.steps, then.steps, now.steps),
        (phrase("guidance"), request.guidance, then.guidance, now.guidance),
    ):
        yield from _number(name, value, before, after, now)
    if then.acceleration is not None and _lost(then.acceleration, now.acceleration):
        yield phrase("{now} has no acceleration to choose.", now=now.name)
    if not _takes(now.format, request.format):
        yield phrase(
            "{now} does not make {format} files.", now=now.name, format=request.format.upper()
        )


def _number(
    name: str, value: float, before: NumberRange | None, after: NumberRange | None, now: Model
) -> Iterator[str]:
    if before is None:
        return  # the picture was made without it
    if after is None:
        yield phrase(
            "{now} has fixed {name}; the picture was made with {value:g}.",
            now=now.name,
            name=name,
            value=value,
        )
    elif not after.minimum <= value <= after.maximum:
        yield phrase(
            "{now} takes {low:g} to {high:g} {name}; the picture was made with {value:g}.",
            now=now.name,
            low=after.minimum,
            high=after.maximum,
            name=name,
            value=value,
        )


def _is_taken(rule: NumberRange | Choice | None, value: Any) -> bool:
    if isinstance(rule, NumberRange):
        return bool(rule.minimum <= value <= rule.maximum)
    return rule is None or value in rule.values


def _lost(before: object | None, after: Choice | Toggle | None) -> bool:
    return before is not None and after is None


def _takes(choice: Choice, value: str) -> bool:
    return value in choice.values
