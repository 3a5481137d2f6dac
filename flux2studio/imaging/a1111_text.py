"""How a picture was made, in the text that stable-diffusion-webui began and most programs read.

The form is that of its ``infotext_utils.py``: the prompt, "Negative prompt: ..." where there is
one, and a last line of "Key: value" parted by commas, with values as JSON where they need quotes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from flux2studio.core.generation import Recipe
from flux2studio.core.models import Model
from flux2studio.core.request import LoraUse

_AUTOV3 = 12  # digits that Civitai and others know a LoRA by
_NAME_MAX = 100
_SIGNED = ", Version: flux2studio"
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def parameters_text(
    recipe: Recipe, autov3_of: Callable[[str], str] | None = None, model: Model | None = None
) -> str:
    """See ``extras.extras_of``.

    LoRAs are named in keys of their own and not as "<lora:name:1>" in the prompt: another
    program would take that for its own, and load something else of that name.
    """
    request = recipe.request
    lines = [_plain(request.prompt)]
    if request.negative_prompt and (model is None or model.negative_prompt):
        lines.append(f"Negative prompt: {_plain(request.negative_prompt)}")
    pairs = (*_settings(recipe, model), *_loras(request.active_loras, autov3_of))
    version = ("Version", f"flux2studio {recipe.app_version}".strip())
    lines.append(", ".join(f"{key}: {_quoted(value)}" for key, value in (*pairs, version)))
    return "\n".join(lines)


def is_ours(text: str) -> bool:
    """Whether such a text in a file is of our making, and not the word of a service."""
    return _SIGNED in text


def _settings(recipe: Recipe, model: Model | None) -> Iterator[tuple[str, str]]:
    request = recipe.request
    if model is None or model.steps:
        yield "Steps", str(request.steps)
    if recipe.local is not None:  # what services draw with they do not say
        yield "Sampler", "Euler"
    if model is None or model.guidance:
        yield "CFG scale", f"{request.guidance:g}"
    if request.seed is not None:
        yield "Seed", str(request.seed)
    yield "Size", f"{recipe.width}x{recipe.height}"
    yield "Model", _line(model.name if model else request.model)


def _loras(
    loras: tuple[LoraUse, ...], autov3_of: Callable[[str], str] | None
) -> Iterator[tuple[str, str]]:
    """Hashes as stable-diffusion-webui and Civitai read them, and how strongly each was used."""
    if not loras:
        return
    named = [(_lora_name(lora), lora) for lora in loras]
    hashes = [(name, autov3_of(lora.source) if autov3_of else "") for name, lora in named]
    if known := [f"{name}: {said[:_AUTOV3]}" for name, said in hashes if said]:
        yield "Lora hashes", ", ".join(known)
    yield "Lora weights", ", ".join(f"{name}: {lora.scale:g}" for name, lora in named)


def _lora_name(lora: LoraUse) -> str:
    """A name without the signs that part names here, nor what may be a token behind a link."""
    name = lora.name or re.split(r"[/\\]", lora.source.partition("?")[0])[-1]
    return _line(re.sub(r"[:,\"]", " ", name))


def _quoted(value: str) -> str:
    if any(sign in value for sign in ',:\n"'):
        return json.dumps(value, ensure_ascii=False)
    return value


def _line(text: str) -> str:
    return " ".join(_plain(text).split())[:_NAME_MAX]


def _plain(text: str) -> str:
    """Without what neither a PNG text nor another program's reader takes."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSAFE.sub("", lines).strip()
