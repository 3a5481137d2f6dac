"""What a good teacher would say of a form: rules of the craft, each with what to do about it.

From the guide to the hosted models: start every LoRA at 1 and change one at a time, several strong
ones spoil each other, keep the seed to compare, stay near the usual guidance and steps.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as part
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from flux2studio.core.models import Model, NumberRange
from flux2studio.core.request import GenerationRequest, LoraUse
from flux2studio.core.wildcards import read

STRONG = 0.8  # from this scale on a LoRA is strong
SEVERAL = 3  # so many strong ones spoil each other
BESIDE = 0.6  # a scale for those beside the strongest
HIGH = 1.5  # above this scale most LoRAs break what they draw
_BURNS = 2.4  # times the usual guidance
_SLOW_STEPS = 20  # a model with fewer usual steps is made for few
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class AdviceKind(StrEnum):
    OPEN_BRACE = "open_brace"
    SEVERAL_STRONG = "several_strong"
    SCALE_HIGH = "scale_high"
    ONE_AT_A_TIME = "one_at_a_time"
    KEEP_SEED = "keep_seed"
    GUIDANCE_HIGH = "guidance_high"
    FEW_STEPS = "few_steps"
    REWRITTEN_WORDS = "rewritten_words"
    UNKNOWN_LORA = "unknown_lora"  # found by those who know the LoRAs, as is the next
    WRITTEN_LORA = "written_lora"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """``changes`` of the draft do what is advised, none where nothing can be done for one.

    ``field`` is the part of the form it concerns, ``name`` and ``value`` what it speaks of.
    """

    kind: AdviceKind
    field: str
    changes: Mapping[str, Any] = part(default_factory=lambda: _NOTHING)
    name: str = ""
    value: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the rules look at beside the draft.

    ``before`` is the form as it was sent last, with the seed it got. ``good`` are the largest
    scales that look good, by source; ``words`` the trigger words of the LoRAs in use.
    """

    before: GenerationRequest | None = None
    good: Mapping[str, float] = part(default_factory=lambda: _NOTHING)
    words: Collection[str] = ()


def advice(draft: GenerationRequest, model: Model, known: Known) -> Iterator[Advice]:
    """Yield what is to be said of ``draft``, in the order of the form."""
    for rule in _RULES:
        if (found := rule(draft, model, known)) is not None:
            yield found


def _open_brace(draft: GenerationRequest, _model: Model, _known: Known) -> Advice | None:
    """Somebody began a choice; a lone brace without a bar is only a brace."""
    if "|" not in draft.prompt or read(draft.prompt).open_at is None:
        return None
    return Advice(kind=AdviceKind.OPEN_BRACE, field="prompt")


def _rewritten_words(draft: GenerationRequest, model: Model, known: Known) -> Advice | None:
    if model.expand_prompt is None or not draft.expand_prompt:
        return None
    prompt = draft.prompt.casefold()
    word = next((word for word in known.words if word.casefold() in prompt), "")
    if not word:
        return None
    changes = {"expand_prompt": False}
    return Advice(kind=AdviceKind.REWRITTEN_WORDS, field="prompt", changes=changes, name=word)


def _several_strong(draft: GenerationRequest, _model: Model, _known: Known) -> Advice | None:
    strong = [use for use in draft.active_loras if use.scale >= STRONG]
    if len(strong) < SEVERAL:
        return None
    first = max(strong, key=lambda use: use.scale)
    lowered = tuple(
        replace(use, scale=BESIDE) if use in strong and use is not first else use
        for use in draft.loras
    )
    return Advice(
        kind=AdviceKind.SEVERAL_STRONG,
        field="loras",
        changes={"loras": lowered},
        name=first.name or first.source,
        value=len(strong),
    )


def _scale_high(draft: GenerationRequest, model: Model, known: Known) -> Advice | None:
    usual = model.loras.scale.default if model.loras else 1.0
    for use in draft.active_loras:
        if use.scale > max(HIGH, known.good.get(use.source, 0.0)):
            lowered = _with(draft, use, scale=usual)
            return Advice(
                kind=AdviceKind.SCALE_HIGH,
                field="loras",
                changes={"loras": lowered},
                name=use.name or use.source,
                value=usual,
            )
    return None


def _keep_seed(draft: GenerationRequest, _model: Model, known: Known) -> Advice | None:
    """The same wish with other settings: only with the same seed can one see what they do."""
    before = known.before
    if before is None or draft.seed is not None or not _same_wish(draft, before):
        return None
    if not list(_changed(draft, before)):
        return None
    return Advice(kind=AdviceKind.KEEP_SEED, field="seed", changes={"seed": before.seed})


def _one_at_a_time(draft: GenerationRequest, _model: Model, known: Known) -> Advice | None:
    before = known.before
    if before is None or draft.seed != before.seed or not _same_wish(draft, before):
        return None
    changed = list(_changed(draft, before))
    if len(changed) < 2:
        return None
    (name, kept), *_ = changed
    back = {key: getattr(before, key) for key in ("loras", "steps", "guidance")} | kept
    return Advice(
        kind=AdviceKind.ONE_AT_A_TIME,
        field="seed",
        changes=back,
        name=name,
        value=len(changed),
    )


def _guidance_high(draft: GenerationRequest, model: Model, _known: Known) -> Advice | None:
    rule = model.guidance
    if rule is None or not rule.default * _BURNS < draft.guidance <= rule.maximum:
        return None
    return _usual(AdviceKind.GUIDANCE_HIGH, "guidance", rule)


def _few_steps(draft: GenerationRequest, model: Model, _known: Known) -> Advice | None:
    rule = model.steps
    if rule is None or rule.default < _SLOW_STEPS:
        return None
    if not rule.minimum <= draft.steps < rule.default / 2:
        return None
    return _usual(AdviceKind.FEW_STEPS, "steps", rule)


def _usual(kind: AdviceKind, name: str, rule: NumberRange) -> Advice:
    value = int(rule.default) if name == "steps" else rule.default
    return Advice(kind=kind, field=name, changes={name: value}, value=value)


def _same_wish(draft: GenerationRequest, before: GenerationRequest) -> bool:
    """The same words, pictures and model, and LoRAs that are the same but for their scales."""
    return (
        draft.model == before.model
        and draft.prompt == before.prompt
        and draft.references == before.references
        and [use.source for use in draft.loras] == [use.source for use in before.loras]
    )


def _changed(
    draft: GenerationRequest, before: GenerationRequest
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what is set otherwise than before: its name, and that change alone."""
    for use, then in zip(draft.loras, before.loras, strict=True):
        if (use.scale, use.enabled) != (then.scale, then.enabled):
            yield (
                use.name or use.source,
                {"loras": _with(before, then, scale=use.scale, enabled=use.enabled)},
            )
    for name in ("guidance", "steps"):
        if getattr(draft, name) != getattr(before, name):
            yield name, {name: getattr(draft, name)}


def _with(draft: GenerationRequest, use: LoraUse, **changes: Any) -> tuple[LoraUse, ...]:
    return tuple(replace(each, **changes) if each is use else each for each in draft.loras)


_RULES: tuple[Callable[[GenerationRequest, Model, Known], Advice | None], ...] = (
    _open_brace,
    _rewritten_words,
    _several_strong,
    _scale_high,
    _keep_seed,
    _one_at_a_time,
    _guidance_high,
    _few_steps,
)
