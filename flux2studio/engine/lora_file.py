"""What a LoRA file will change, told from its header before a tensor is read.

All that makes a file unfit is found here, but for the numbers in it: another base model, pickles,
kinds of changes that are none of low rank, halves of layers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from flux2studio.core.errors import LoraError
from flux2studio.core.lora_base import OTHER, base_of
from flux2studio.core.phrase import phrase
from flux2studio.core.safetensors_header import (
    PICKLES,
    SafetensorsHeader,
    pickle_error,
    read_header,
)
from flux2studio.engine.lora_keys import Part, is_text_encoder, other_kind, parse, style_of
from flux2studio.engine.lora_layers import LayerNames, Target
from flux2studio.engine.lora_origin import origin_of
from flux2studio.engine.lora_refusals import (
    damaged,
    does_nothing,
    not_supported,
    refused,
    wrong_base,
)
from flux2studio.engine.lora_scaling import Scaling, scaling_of
from flux2studio.engine.lora_shapes import IncompleteError, Kind, Shape, kind_of, size_of

_FLOATS = frozenset({"F64", "F32", "F16", "BF16", "F8_E4M3", "F8_E5M2"})
_WHOLE = frozenset({"I8", "U8", "I16", "I32", "I64"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLayer:
    """A layer as the file has it; ``keys`` are the names of its tensors."""

    module: str
    target: Target
    keys: Mapping[Part, str]
    shapes: Mapping[Part, Shape]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraFile:
    """``ignored`` are the layers that are not in the model, as the file calls them."""

    name: str
    path: Path
    header: SafetensorsHeader
    layers: tuple[FileLayer, ...]
    ignored: tuple[str, ...]
    scaling: Scaling
    layout: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """The model a file must fit. ``base`` as in ``ModelFiles``, empty for a model that is none of
    those we know; ``name`` is what the artist calls it.
    """

    names: LayerNames
    base: str = ""
    name: str = ""


def inspect(path: Path, name: str, fit: Fit) -> LoraFile:
    """Return what is in the file. Raises EngineError with the sentence that says what is wrong."""
    header = _header(path, name)
    modules, rest = _sorted_out(header.shapes)
    _check_rest(name, modules, rest, fit)
    layers, left = _matched(header.shapes, modules, fit.names)
    ignored = tuple(dict.fromkeys([*left, *(key.rpartition(".")[0] for key in rest)]))
    _check_base(name, header, layers, fit)
    _check_formats(name, header, layers)
    if not layers:
        raise does_nothing(name, f"Not in the model: {', '.join(ignored[:8])}")
    try:
        scaling = scaling_of(header.metadata)
    except (ValueError, TypeError) as error:
        raise damaged(name, str(error)) from error
    kinds = {kind_of(layer.shapes) for layer in layers}
    if scaling.is_dora and Kind.DORA not in kinds:
        raise damaged(name, "The header says DoRA, and the magnitudes are missing.")
    styles = sorted({style_of(layer.module) for layer in layers})
    return LoraFile(
        name=name,
        path=path,
        header=header,
        layers=layers,
        ignored=ignored,
        scaling=scaling,
        layout=f"{', '.join(sorted(kinds))} ({', '.join(styles)})",
    )


def _header(path: Path, name: str) -> SafetensorsHeader:
    try:
        if path.suffix.lower() in PICKLES:
            raise pickle_error(f"“{name}”")
        return read_header(path)
    except LoraError as error:
        message = str(error).replace(f"“{path.name}”", f"“{name}”")
        raise refused(message, hint=error.hint, details=error.details) from error


def _sorted_out(shapes: Mapping[str, Shape]) -> tuple[dict[str, dict[Part, str]], list[str]]:
    """Return the tensors' names by layer and part, and those that belong to no low-rank change."""
    modules: dict[str, dict[Part, str]] = {}
    rest: list[str] = []
    for key in sorted(shapes):
        name = parse(key)
        if name is None or name.part in modules.get(name.module, {}):
            rest.append(key)
        else:
            modules.setdefault(name.module, {})[name.part] = key
    return modules, rest


def _check_rest(name: str, modules: Mapping[str, object], rest: Iterable[str], fit: Fit) -> None:
    """What is not understood may only stand where it changes nothing of the picture."""
    ours = [key for key in rest if not is_text_encoder(key)]
    for key in ours:
        kind = other_kind(key)
        if kind:
            raise not_supported(name, kind, details=key)
    if not modules:
        what = "it holds the weights of a model" if ours else "it holds nothing"
        raise refused(
            phrase("“{name}” is no LoRA: {what}.", name=name, what=what),
            hint="Choose a LoRA made for FLUX.2.",
        )
    for key in ours:
        part = parse(key)
        module = part.module if part else key.rpartition(".")[0]
        if part or module in modules or fit.names.find(module) is not None:
            raise not_supported(name, "numbers that no LoRA has", details=key)


def _matched(
    shapes: Mapping[str, Shape], modules: Mapping[str, Mapping[Part, str]], names: LayerNames
) -> tuple[tuple[FileLayer, ...], tuple[str, ...]]:
    layers: list[FileLayer] = []
    ignored: list[str] = []
    for module, keys in modules.items():
        target = None if is_text_encoder(module) else names.find(module)
        if target is None or set(keys) == {Part.ALPHA}:
            ignored.append(module)
            continue
        flat = {part: _flat(shapes[key]) for part, key in keys.items()}
        layers.append(FileLayer(module=module, target=target, keys=keys, shapes=flat))
    return tuple(layers), tuple(ignored)


def _flat(shape: Shape) -> Shape:
    """Some trainers write the matrices of linear layers as those of 1 x 1 convolutions."""
    while len(shape) > 2 and shape[-1] == 1:
        shape = shape[:-1]
    return shape


def _check_base(
    name: str, header: SafetensorsHeader, layers: Iterable[FileLayer], fit: Fit
) -> None:
    """The sizes of the transformer's own layers decide, not what any header says."""
    this = fit.name or fit.base
    origin = origin_of(header.shapes, header.metadata)
    is_this = origin in {fit.base, this}
    made_for = this if is_this and origin else origin
    for layer in layers:
        try:
            size = size_of(layer.shapes)
        except IncompleteError as error:
            raise damaged(name, f"{layer.module}: {error}") from error
        if size != (layer.target.given, layer.target.taken):
            details = f"{layer.module}: {size}, not {(layer.target.given, layer.target.taken)}"
            raise wrong_base(name, made_for, this, details)
    own = {key: shape for key, shape in header.shapes.items() if not is_text_encoder(key)}
    if _is_real(fit.names) and base_of(own, {}) == OTHER:
        raise wrong_base(name, made_for, this, "Its blocks are not those of FLUX.2.")
    if not layers and made_for and not is_this:
        raise wrong_base(name, made_for, this)


def _check_formats(name: str, header: SafetensorsHeader, layers: Iterable[FileLayer]) -> None:
    for layer in layers:
        for part, key in layer.keys.items():
            formats = _FLOATS | _WHOLE if part is Part.ALPHA else _FLOATS
            if header.dtypes[key] not in formats:
                raise not_supported(name, f"numbers of the kind {header.dtypes[key]}", key)


def _is_real(names: LayerNames) -> bool:
    """Is the model as wide as one of those that exist? Only then do we know what it must have."""
    query = names.find("transformer_blocks.0.attn.to_q")
    if query is None:
        return False
    return base_of({"transformer_blocks.0.attn.to_q.lora_A.weight": (1, query.taken)}, {}) != OTHER
