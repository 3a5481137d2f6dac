"""Builds LoRA files for a tiny transformer: one change in every layout, and what it must do.

What it must do is written down as whole matrices in the names of Black Forest Labs and turned
into the names of diffusers by diffusers' own converter of checkpoints, so not by our code.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import torch
from diffusers import Flux2Transformer2DModel
from diffusers.loaders.single_file_utils import convert_flux2_transformer_checkpoint_to_diffusers
from safetensors.torch import save_file

from flux2studio.core.engine_messages import LoraOrder
from flux2studio.core.local import Pipeline
from flux2studio.engine.lora_rack import LoraRack
from tests.engine.tiny import DOUBLE_BLOCKS, HIDDEN, SINGLE_BLOCKS

RANK = 4
ROUNDING = 5e-6  # of float32, through a whole transformer that the changes below move by 0.1

Pair = tuple[torch.Tensor, torch.Tensor]  # down (rank, taken), up (given, rank)
Pairs = Mapping[str, Pair]
Tensors = dict[str, torch.Tensor]


def load_transformer(folder: Path, dtype: torch.dtype = torch.float32):
    """Return that of the pipeline in ``folder``."""
    return Flux2Transformer2DModel.from_pretrained(
        folder, subfolder="transformer", dtype=dtype
    ).eval()


def inputs(dtype: torch.dtype = torch.float32):
    """Return what a transformer is called with."""
    source = torch.Generator().manual_seed(1)
    return {
        "hidden_states": torch.randn(1, 16, 16, generator=source).to(dtype),
        "encoder_hidden_states": torch.randn(1, 8, 48, generator=source).to(dtype),
        "timestep": torch.tensor([0.5], dtype=dtype),
        "guidance": torch.tensor([3.5], dtype=dtype),
        "img_ids": torch.randint(0, 8, (1, 16, 4), generator=source).float(),
        "txt_ids": torch.randint(0, 8, (1, 8, 4), generator=source).float(),
        "return_dict": False,
    }


def run(transformer, dtype: torch.dtype = torch.float32) -> torch.Tensor:
    with torch.inference_mode():
        return transformer(**inputs(dtype))[0]


def run_merged(transformer, deltas: Mapping[str, torch.Tensor]) -> torch.Tensor:
    """Return what the bare ``transformer`` gives with ``deltas`` (by layer) in its weights."""
    weights = dict(transformer.named_parameters())
    merged = {f"{layer}.weight": weights[f"{layer}.weight"] + deltas[layer] for layer in deltas}
    with torch.inference_mode():
        return torch.func.functional_call(transformer, merged, (), inputs())[0]


def weights_of(transformer) -> Tensors:
    """Return the weights of the linear layers by name."""
    return {
        name: layer.weight.detach()
        for name, layer in transformer.named_modules()
        if isinstance(layer, torch.nn.Linear)
    }


def original_sizes(kind: Pipeline = Pipeline.KLEIN, width: int = HIDDEN):
    """Return (given, taken) of each layer in the names of Black Forest Labs."""
    sizes = {
        "img_in": (width, 16),
        "txt_in": (width, 48),
        "time_in.in_layer": (width, 32),
        "time_in.out_layer": (width, width),
        "double_stream_modulation_img.lin": (6 * width, width),
        "double_stream_modulation_txt.lin": (6 * width, width),
        "single_stream_modulation.lin": (3 * width, width),
        "final_layer.linear": (16, width),
        "final_layer.adaLN_modulation.1": (2 * width, width),
    }
    if kind is Pipeline.DEV:
        sizes |= {"guidance_in.in_layer": (width, 32), "guidance_in.out_layer": (width, width)}
    for number in range(DOUBLE_BLOCKS):
        for side in ("img", "txt"):
            block = f"double_blocks.{number}.{side}"
            sizes |= {
                f"{block}_attn.qkv": (3 * width, width),
                f"{block}_attn.proj": (width, width),
                f"{block}_mlp.0": (6 * width, width),
                f"{block}_mlp.2": (width, 3 * width),
            }
    for number in range(SINGLE_BLOCKS):
        block = f"single_blocks.{number}"
        sizes |= {f"{block}.linear1": (9 * width, width), f"{block}.linear2": (width, 4 * width)}
    return sizes


def numbers(*shape: int, seed: int) -> torch.Tensor:
    """Return numbers that every format holds exactly, those of 8 bits too."""
    source = torch.Generator().manual_seed(seed)
    return torch.randint(-4, 5, shape, generator=source).float() / 16


def original_pairs(
    kind: Pipeline = Pipeline.KLEIN, *, rank: int = RANK, seed: int = 7, width: int = HIDDEN
) -> dict[str, Pair]:
    """Return a change of every layer, in the names of Black Forest Labs."""
    return {
        module: (
            numbers(rank, taken, seed=1000 * seed + 2 * place),
            numbers(given, rank, seed=1000 * seed + 2 * place + 1),
        )
        for place, (module, (given, taken)) in enumerate(original_sizes(kind, width).items())
    }


def deltas_of(pairs: Pairs, scale: float = 1.0) -> Tensors:
    """Return the whole matrices of ``pairs`` (in the original names) by diffusers' layer."""
    return to_diffusers({module: scale * (up @ down) for module, (down, up) in pairs.items()})


def to_diffusers(matrices: Mapping[str, torch.Tensor]) -> Tensors:
    """``matrices`` by module in the original names; diffusers' own converter does the work."""
    converted = convert_flux2_transformer_checkpoint_to_diffusers(
        {f"{module}.weight": matrix.clone() for module, matrix in matrices.items()}
    )
    return {key.removesuffix(".weight"): matrix for key, matrix in converted.items()}


def diffusers_pairs(pairs: Pairs) -> dict[str, Pair]:
    """Return ``pairs`` (in the original names) apart and turned, in the names of diffusers."""
    ups = to_diffusers({module: up for module, (_, up) in pairs.items()})
    places = to_diffusers(
        {
            module: torch.full((len(up), 1), float(place))
            for place, (module, (_, up)) in enumerate(pairs.items())
        }
    )
    downs = [down for down, _ in pairs.values()]
    return {layer: (downs[int(places[layer][0, 0])].clone(), up) for layer, up in ups.items()}


Names = Callable[[str], str]


def _written(
    pairs: Pairs, names: Names, down: str, up: str, *, alpha: float | None = None
) -> Tensors:
    """``alpha`` over rank is what the file multiplies with, so the matrices hold the rest."""
    tensors: Tensors = {}
    for module, (low, high) in pairs.items():
        name = names(module)
        share = 1.0 if alpha is None else alpha / low.shape[0]
        tensors[f"{name}.{down}"] = low.clone()
        tensors[f"{name}.{up}"] = high / share
        if alpha is not None:
            tensors[f"{name}.alpha"] = torch.tensor(alpha)
    return tensors


def _flat(prefix: str) -> Names:
    return lambda module: prefix + module.replace(".", "_")


def _before(prefix: str) -> Names:
    return lambda module: prefix + module


def _cut(module: str) -> str:
    return f"diffusion_model.{module}".replace(".transformer_blocks", ".sformer_blocks")


PEFT = ("lora_A.weight", "lora_B.weight")
DEFAULT = ("lora_A.default.weight", "lora_B.default.weight")
KOHYA = ("lora_down.weight", "lora_up.weight")
OLD = ("lora.down.weight", "lora.up.weight")

# Name -> (names of layers are the original ones, how a layer is called, parts, alpha).
LAYOUTS: Mapping[str, tuple[bool, Names, tuple[str, str], float | None]] = {
    "ai-toolkit": (True, _before("diffusion_model."), PEFT, None),
    "ComfyUI with alpha": (True, _before("diffusion_model."), PEFT, 2.0),
    "diffusion_model, lora_down": (True, _before("diffusion_model."), KOHYA, None),
    "diffusion_model, lora_down, alpha": (True, _before("diffusion_model."), KOHYA, 8.0),
    "model.diffusion_model": (True, _before("model.diffusion_model."), PEFT, None),
    "model.diffusion_model, lora_down, alpha": (
        True,
        _before("model.diffusion_model."),
        KOHYA,
        2.0,
    ),
    "bare original": (True, _before(""), PEFT, None),
    "bare original, lora_down, alpha": (True, _before(""), KOHYA, 1.0),
    "bare original, default": (True, _before(""), DEFAULT, None),
    "kohya": (True, _flat("lora_unet_"), KOHYA, 2.0),
    "kohya without alpha": (True, _flat("lora_unet_"), KOHYA, None),
    "fal": (True, _before("base_model.model."), PEFT, None),
    "fal, transformer": (True, _before("base_model.model.transformer."), PEFT, None),
    "diffusers": (False, _before("transformer."), PEFT, None),
    "diffusers, lora.down": (False, _before("transformer."), OLD, None),
    "diffusers, lora.down, alpha": (False, _before("transformer."), OLD, 2.0),
    "fal, diffusers": (False, _before("base_model.model."), PEFT, None),
    "fal, diffusers, default": (False, _before("base_model.model."), DEFAULT, None),
    "diffusion_model, diffusers": (False, _before("diffusion_model."), PEFT, None),
    "diffusion_model, diffusers, lora_down, alpha": (
        False,
        _before("diffusion_model."),
        KOHYA,
        2.0,
    ),
    "diffusion_model, sformer": (False, _cut, PEFT, None),
    "bare diffusers": (False, _before(""), PEFT, None),
    "bare diffusers, lora_down, alpha": (False, _before(""), KOHYA, 2.0),
    "DiffSynth": (False, _before(""), DEFAULT, None),
    "DiffSynth, pipe.dit": (False, _before("pipe.dit."), DEFAULT, None),
    "OneTrainer": (False, _before("transformer."), KOHYA, 2.0),
    "OneTrainer without alpha": (False, _before("transformer."), KOHYA, None),
    "OneTrainer, flat": (False, _flat("lora_transformer_"), KOHYA, 2.0),
    "OneTrainer, flat, original": (True, _flat("lora_transformer_"), KOHYA, 2.0),
    "kohya, diffusers": (False, _flat("lora_unet_"), KOHYA, 2.0),
    "LyCORIS": (False, _flat("lycoris_"), KOHYA, 2.0),
    "LyCORIS without alpha": (False, _flat("lycoris_"), KOHYA, None),
}


def written(pairs: Pairs, layout: str) -> Tensors:
    """Return the tensors of a file that does what ``pairs`` (in the original names) do."""
    is_original, names, (down, up), alpha = LAYOUTS[layout]
    source = pairs if is_original else diffusers_pairs(pairs)
    return _written(source, names, down, up, alpha=alpha)


def with_settings(**settings: object) -> dict[str, str]:
    """Return the header that the scripts of diffusers write."""
    said = {f"transformer.{name}": value for name, value in settings.items()}
    return {"lora_adapter_metadata": json.dumps(said), "format": "pt"}


def save(path: Path, tensors: Mapping[str, torch.Tensor], metadata=None) -> Path:
    contiguous = {key: tensor.contiguous().clone() for key, tensor in tensors.items()}
    save_file(contiguous, path, metadata=metadata)
    return path


def order(path: Path, scale: float = 1.0, name: str = "Ink") -> LoraOrder:
    return LoraOrder(name=name, file=str(path), scale=scale)


class Bench:
    """A transformer with a rack, and what it gives bare."""

    def __init__(self, folder):
        self.transformer = load_transformer(folder)
        self.rack = LoraRack(self.transformer, name="the tiny model")
        self.bare = run(self.transformer)

    def truth(self, deltas):
        self.rack.apply((), lambda: None)
        return run_merged(self.transformer, deltas)

    def result(self, *orders):
        effects = self.rack.apply(orders, lambda: None)
        return run(self.transformer), effects


def same(one, other):
    return (one - other).abs().max() < ROUNDING
