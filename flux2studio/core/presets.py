"""A set-up of the form under a name: which parts it holds, and what they make of a form."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any
from uuid import uuid4

from flux2studio.core.errors import StudioError
from flux2studio.core.history import clean_name
from flux2studio.core.lora import Lora, LoraIdentity
from flux2studio.core.lora_aliases import by_source
from flux2studio.core.phrase import phrase
from flux2studio.core.plain_text import plain
from flux2studio.core.request import GenerationRequest

PROMPT = "{prompt}"  # where the words of the form go in a style
PRESETS_MAX = 500
PROMPT_MAX = 20_000  # letters


class PresetPart(StrEnum):
    PROMPT = "prompt"
    LORAS = "loras"
    SIZE = "size"
    SETTINGS = "settings"
    FORMAT = "format"
    MODEL = "model"
    SEED = "seed"
    REFERENCES = "references"


FIELDS: Mapping[PresetPart, tuple[str, ...]] = {
    PresetPart.PROMPT: ("prompt", "negative_prompt"),
    PresetPart.LORAS: ("loras",),
    PresetPart.SIZE: ("size",),
    PresetPart.SETTINGS: (
        "count",
        "steps",
        "guidance",
        "acceleration",
        "expand_prompt",
        "safety_checker",
        "safety_tolerance",
    ),
    PresetPart.FORMAT: ("format",),
    PresetPart.MODEL: ("model",),
    PresetPart.SEED: ("seed",),
    PresetPart.REFERENCES: ("references", "strength", "large_reference"),
}
USUAL_PARTS = tuple(
    part for part in PresetPart if part not in (PresetPart.SEED, PresetPart.REFERENCES)
)


class PresetError(StudioError):
    """Something that cannot be kept or taken as a preset."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """Of ``request`` only the fields of ``parts`` count; ``identities`` are those of its LoRAs.

    A prompt with ``{prompt}`` in it is a style: the words of the form go there.
    """

    name: str
    parts: tuple[PresetPart, ...]
    request: GenerationRequest
    id: str = field(default_factory=lambda: uuid4().hex)
    identities: tuple[LoraIdentity, ...] = ()

    @property
    def style(self) -> str:
        """The text around the words of the form, or nothing."""
        is_style = PresetPart.PROMPT in self.parts and PROMPT in self.request.prompt
        return self.request.prompt if is_style else ""


def preset_of(
    name: str,
    draft: GenerationRequest,
    parts: Collection[PresetPart],
    loras: Iterable[Lora] = (),
) -> Preset:
    """Return these parts of a form as a preset. Raises PresetError: no name, or no part."""
    kept = {field: getattr(draft, field) for part in parts for field in FIELDS[part]}
    preset = Preset(
        name=name,
        parts=tuple(part for part in PresetPart if part in parts),
        request=replace(GenerationRequest(), **kept),
        identities=_identities(draft, loras) if PresetPart.LORAS in parts else (),
    )
    return checked_preset(preset)


def checked_preset(preset: Preset) -> Preset:
    """Return ``preset`` with clean texts, and nothing but its parts. Raises PresetError."""
    name = clean_name(preset.name)
    if not name:
        raise PresetError("A preset needs a name.", hint="Type one.", field="name")
    if not preset.parts:
        raise PresetError(
            "A preset needs something to keep.", hint="Tick at least one part.", field="parts"
        )
    request = preset.request
    if len(request.prompt) > PROMPT_MAX or len(request.negative_prompt) > PROMPT_MAX:
        raise PresetError(
            phrase("The prompt of “{name}” is too long for a preset.", name=name),
            hint="Shorten it.",
            field="prompt",
        )
    kept: dict[str, Any] = {
        field: getattr(request, field) for part in preset.parts for field in FIELDS[part]
    }
    request = replace(GenerationRequest(), **kept)
    request = replace(
        request, prompt=plain(request.prompt), negative_prompt=plain(request.negative_prompt)
    )
    return replace(preset, name=name, request=request)


def applied(preset: Preset, draft: GenerationRequest, styles: Iterable[str]) -> GenerationRequest:
    """Return ``draft`` with the parts of ``preset``; a style that it has gives way to another.

    ``styles`` are all that may be in the prompt now. Whether a model takes it is not looked at.
    """
    fields = {
        field: getattr(preset.request, field) for part in preset.parts for field in FIELDS[part]
    }
    if PresetPart.PROMPT in preset.parts:
        fields["prompt"] = _prompt(preset, draft, styles)
        if preset.style and not preset.request.negative_prompt:
            fields["negative_prompt"] = draft.negative_prompt
    return replace(draft, **fields)


def unstyled(prompt: str, styles: Iterable[str]) -> str:
    """Return the artist's own words of a prompt, without the style around them."""
    for style in sorted(styles, key=len, reverse=True):
        before, _, after = style.partition(PROMPT)
        fits = prompt.startswith(before) and prompt.endswith(after)
        if fits and (before or after) and len(prompt) >= len(before) + len(after):
            return prompt[len(before) : len(prompt) - len(after)]
    return prompt


def _prompt(preset: Preset, draft: GenerationRequest, styles: Iterable[str]) -> str:
    if preset.style:
        own = unstyled(draft.prompt, styles).strip()
        return preset.style.replace(PROMPT, own).strip()
    return preset.request.prompt or draft.prompt


def _identities(draft: GenerationRequest, loras: Iterable[Lora]) -> tuple[LoraIdentity, ...]:
    cards = by_source(loras)
    found = ((use.source, cards.get(use.source)) for use in draft.loras)
    return tuple(
        LoraIdentity(source=source, sha256=card.sha256, autov3=card.autov3)
        for source, card in found
        if card is not None and (card.sha256 or card.autov3)
    )
