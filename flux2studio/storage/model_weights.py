"""What a single file of weights is, told from the names and shapes of its tensors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from flux2studio.core.errors import LoraError
from flux2studio.core.lora_base import is_lora_key
from flux2studio.core.model_files import ModelError
from flux2studio.core.phrase import phrase
from flux2studio.core.safetensors_header import PICKLES, read_header
from flux2studio.storage.model_gguf import MAGIC, read_gguf
from flux2studio.storage.model_layout import pickled

SUFFIXES = frozenset({".safetensors", ".gguf"})

_PREFIX = re.compile(r"^(?:model\.)?(?:(?:diffusion_model|transformer)\.)?")
_BLOCK = re.compile(
    r"^(?P<kind>double_blocks|single_blocks|single_transformer_blocks|transformer_blocks)"
    r"\.(?P<number>\d{1,4})\."
)
_FLUX2 = re.compile(r"^single_stream_modulation\.lin(?:ear)?\.weight$")
_WIDE = ("img_in.weight", "x_embedder.weight")  # as many rows as the model is wide
_SMALL = frozenset({"F8_E4M3", "F8_E5M2"})  # number formats
_GUIDED = re.compile(r"^(?:guidance_in|time_guidance_embed\.guidance_embedder)\.")

# What else is told by its names; the first that fits. None of them is a FLUX.2 transformer.
_OTHERS = (
    (re.compile(r"^double_blocks\.\d+\.(?:img_mod|txt_mod)\.|\.norm1_context\.linear\."), "FLUX.1"),
    (re.compile(r"^joint_blocks\."), "Stable Diffusion 3"),
    (
        re.compile(r"^(?:model\.)?(?:conditioner|cond_stage_model|first_stage_model)\."),
        "SD or SDXL",
    ),
    (re.compile(r"^(?:input_blocks|down_blocks)\.\d+\."), "SD or SDXL"),
    (
        re.compile(
            r"(?:^|\.)layers\.\d+\.self_attn\.|^encoder\.block\.\d+\.layer\.|^blk\.\d+\.attn_"
            r"|text_model\.encoder\."
        ),
        "a text encoder",
    ),
    (re.compile(r"(?:^|\.)decoder\.(?:conv_in|up_blocks|up|mid_block|mid)\."), "a VAE"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsFile:
    """A FLUX.2 transformer. ``guided``: it takes guidance as an input, which only dev does.

    ``small``: its weights take less than 16 bits, in memory too.
    """

    hidden: int
    double_blocks: int
    single_blocks: int
    guided: bool
    small: bool
    size_bytes: int


def read_weights(path: Path) -> WeightsFile:
    """Read the header of ``path``. Raises ModelError, which says what the file is instead."""
    if path.suffix.lower() in PICKLES:
        raise pickled(path)
    stored, small = _stored(path)
    shapes = {_PREFIX.sub("", name): shape for name, shape in stored.items()}
    if not any(_FLUX2.match(name) for name in shapes):
        raise _other(path, shapes)
    blocks = _blocks(shapes)
    return WeightsFile(
        hidden=next((shapes[name][0] for name in _WIDE if shapes.get(name)), 0),
        double_blocks=blocks["double"],
        single_blocks=blocks["single"],
        guided=any(_GUIDED.match(name) for name in shapes),
        small=small,
        size_bytes=path.stat().st_size,
    )


def _stored(path: Path) -> tuple[Mapping[str, tuple[int, ...]], bool]:
    """Return the shapes by name, and whether the weights are small."""
    if _starts_with(path, MAGIC):
        return read_gguf(path), True
    try:
        header = read_header(path)
        return header.shapes, not _SMALL.isdisjoint(header.dtypes.values())
    except LoraError as error:
        said = str(error).replace("a LoRA", "a model")
        raise ModelError(said, hint=error.hint, details=error.details or str(path)) from error


def _starts_with(path: Path, magic: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(magic)) == magic
    except OSError as error:
        raise ModelError(
            phrase("“{path}” cannot be read.", path=path.name),
            hint="See that it is there and yours to read; if it is on a drive, connect it.",
            details=str(error),
        ) from error


def _blocks(names: Iterable[str]) -> dict[str, int]:
    found = {"double": 0, "single": 0}
    for name in names:
        if match := _BLOCK.match(name):
            kind = "single" if match["kind"].startswith("single") else "double"
            found[kind] = max(found[kind], int(match["number"]) + 1)
    return found


def _other(path: Path, names: Iterable[str]) -> ModelError:
    names = list(names)
    if any(is_lora_key(name) for name in names):
        return ModelError(
            phrase("“{path}” is a LoRA, not a model.", path=path.name),
            hint="Add it with the LoRAs.",
            details=str(path),
        )
    for pattern, what in _OTHERS:
        if any(pattern.search(name) for name in names):
            return ModelError(
                phrase(
                    "“{path}” is {what}, not the transformer of a FLUX.2 model.",
                    path=path.name,
                    what=what,
                ),
                hint="Choose a file of FLUX.2 dev or FLUX.2 klein.",
                details=str(path),
            )
    return ModelError(
        phrase("“{path}” holds other weights than those of FLUX.2.", path=path.name),
        hint="Choose a file of FLUX.2 dev or FLUX.2 klein.",
        details=str(path),
    )
