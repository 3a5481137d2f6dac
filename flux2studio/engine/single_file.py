"""A single file in place of a model's transformer, as other tools keep them: bf16, fp8 or GGUF.

Both ways to name the weights are read, that of Black Forest Labs and that of diffusers, with the
prefixes that other tools put before them. The configuration always comes from the model's folder:
diffusers would take every FLUX.2 file for dev and ask the network (local-engine.md section 4.6).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import torch
from diffusers import Flux2Transformer2DModel
from diffusers.loaders.single_file_utils import convert_flux2_transformer_checkpoint_to_diffusers

from flux2studio.core.errors import LoraError
from flux2studio.core.phrase import phrase
from flux2studio.core.safetensors_header import SafetensorsHeader, read_header
from flux2studio.engine.filling import empty
from flux2studio.engine.gguf_file import gguf_shapes
from flux2studio.engine.model_folder import broken

_PREFIXES = ("", "model.diffusion_model.", "diffusion_model.", "transformer.", "model.")
_BLOCKS = {"double_blocks.0.": False, "transformer_blocks.0.": True}  # as diffusers names them
_SMALL = ("F8_E4M3", "F8_E5M2")
_FLOATS = ("BF16", "F16", "F32", *_SMALL)
SCALES = (".weight_scale", ".scale_weight")  # of BFL and newer tools, of older ones
_UNUSED = (".input_scale", ".scale_input", ".comfy_quant", "scaled_fp8")


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleFile:
    """``shapes`` are by the names in the file without ``prefix``; ``header`` is None for GGUF.

    ``diffusers_names``: the weights are named and split as diffusers wants them.
    ``quantised``: the weights are kept as they are in the file, and take ``size`` bytes.
    """

    path: Path
    header: SafetensorsHeader | None
    prefix: str
    diffusers_names: bool
    shapes: Mapping[str, tuple[int, ...]]
    quantised: bool
    size: int

    def bare(self, name: str) -> str | None:
        """Return a name in the file without its prefix, None for what is not of the transformer."""
        rest = name.removeprefix(self.prefix)
        known = name.startswith(self.prefix) and not rest.endswith((*SCALES, *_UNUSED))
        return rest if known else None


def open_single(path: Path, config: Mapping[str, Any]) -> SingleFile:
    """Read what the file holds. Raises EngineError unless it is a transformer of ``config``."""
    if path.suffix.lower() == ".gguf":
        header = None
        stored = gguf_shapes(path)
    else:
        header = _header(path)
        stored = dict(header.shapes)
    prefix, diffusers_names = _layout(path, stored)
    shapes = {
        name.removeprefix(prefix): shape
        for name, shape in stored.items()
        if name.startswith(prefix)
    }
    single = SingleFile(
        path=path,
        header=header,
        prefix=prefix,
        diffusers_names=diffusers_names,
        shapes=shapes,
        quantised=header is None or any(kind in _SMALL for kind in header.dtypes.values()),
        size=path.stat().st_size,
    )
    _check_formats(single)
    _check_shapes(single, config)
    return single


def by_diffusers_names(
    single: SingleFile, tensors: Iterable[tuple[str, torch.Tensor]]
) -> Iterator[tuple[str, torch.Tensor]]:
    """Yield the weights of the transformer as diffusers names and splits them."""
    for name, tensor in tensors:
        bare = single.bare(name)
        if bare is None:
            continue
        if single.diffusers_names:
            yield bare, tensor
        else:
            yield from convert_flux2_transformer_checkpoint_to_diffusers({bare: tensor}).items()


def _header(path: Path) -> SafetensorsHeader:
    try:
        return read_header(path)
    except LoraError as error:
        message = str(error).replace("not a LoRA", "not a model")
        raise broken(message, hint=error.hint, details=f"{path}\n{error.details}") from error


def _layout(path: Path, names: Iterable[str]) -> tuple[str, bool]:
    """Return what stands before the transformer's weights, and whether diffusers named them."""
    held = tuple(names)
    for prefix, (block, diffusers_names) in product(_PREFIXES, _BLOCKS.items()):
        if any(name.startswith(prefix + block) for name in held):
            return prefix, diffusers_names
    raise broken(phrase("“{path}” holds no transformer of FLUX.2.", path=path.name), hint=_CHOOSE)


def _check_formats(single: SingleFile) -> None:
    if single.header is None:
        return
    kinds = {kind for name, kind in single.header.dtypes.items() if single.bare(name) is not None}
    if any(name.endswith(".weight_scale_2") for name in single.shapes) or kinds - set(_FLOATS):
        raise broken(
            phrase(
                "“{path}” holds its weights in a format that cannot be used.", path=single.path.name
            ),
            hint="Choose the bf16, fp8 or GGUF version of it.",
            details=", ".join(sorted(kinds)),
        )


def _check_shapes(single: SingleFile, config: Mapping[str, Any]) -> None:
    """Compare names and shapes with those of the model, without reading a weight."""
    with empty():
        model = Flux2Transformer2DModel.from_config(dict(config))
    expected = {name: tuple(tensor.shape) for name, tensor in model.state_dict().items()}
    shadows = (
        (single.prefix + name, torch.empty(shape, device="meta"))
        for name, shape in single.shapes.items()
    )
    try:
        found = {name: tuple(tensor.shape) for name, tensor in by_diffusers_names(single, shadows)}
    except (KeyError, RuntimeError, IndexError) as error:
        raise broken(
            phrase("“{path}” is not made as a transformer of FLUX.2 is.", path=single.path.name),
            hint=_CHOOSE,
            details=f"{type(error).__name__}: {error}",
        ) from error
    if found != expected:
        name = min(found.items() ^ expected.items())[0]
        raise broken(
            phrase(
                "“{path}” is made for another model than the one chosen.", path=single.path.name
            ),
            hint=_CHOOSE,
            details=f"{name} is {found.get(name)}, not {expected.get(name)}.",
        )


_CHOOSE = "Choose a transformer made for this model, or the model that it was made for."
