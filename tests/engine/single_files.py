"""Writes the tiny transformer as single files, in the layouts of other tools.

The names of Black Forest Labs are written down here once more, beside those in the engine, on
purpose: the engine has files converted by diffusers, and a table of its own is what that, too, is
held to.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file

_NAMES = {  # diffusers' names and those of Black Forest Labs
    "x_embedder": "img_in",
    "context_embedder": "txt_in",
    "time_guidance_embed.timestep_embedder.linear_1": "time_in.in_layer",
    "time_guidance_embed.timestep_embedder.linear_2": "time_in.out_layer",
    "time_guidance_embed.guidance_embedder.linear_1": "guidance_in.in_layer",
    "time_guidance_embed.guidance_embedder.linear_2": "guidance_in.out_layer",
    "double_stream_modulation_img.linear": "double_stream_modulation_img.lin",
    "double_stream_modulation_txt.linear": "double_stream_modulation_txt.lin",
    "single_stream_modulation.linear": "single_stream_modulation.lin",
    "proj_out": "final_layer.linear",
    "attn.norm_q": "img_attn.norm.query_norm",
    "attn.norm_k": "img_attn.norm.key_norm",
    "attn.to_out.0": "img_attn.proj",
    "ff.linear_in": "img_mlp.0",
    "ff.linear_out": "img_mlp.2",
    "attn.norm_added_q": "txt_attn.norm.query_norm",
    "attn.norm_added_k": "txt_attn.norm.key_norm",
    "attn.to_add_out": "txt_attn.proj",
    "ff_context.linear_in": "txt_mlp.0",
    "ff_context.linear_out": "txt_mlp.2",
}
_SINGLE = {
    "attn.to_qkv_mlp_proj": "linear1",
    "attn.to_out": "linear2",
    "attn.norm_q": "norm.query_norm",
    "attn.norm_k": "norm.key_norm",
}
_FUSED = {
    "img_attn.qkv": ("attn.to_q", "attn.to_k", "attn.to_v"),
    "txt_attn.qkv": ("attn.add_q_proj", "attn.add_k_proj", "attn.add_v_proj"),
}

Weights = dict[str, torch.Tensor]


def diffusers_weights(folder: Path) -> Weights:
    return load_file(folder / "transformer" / "diffusion_pytorch_model.safetensors")


def bfl_weights(folder: Path) -> Weights:
    """Return the weights under the names of Black Forest Labs."""
    left = diffusers_weights(folder)
    found: Weights = {}
    scale, shift = left.pop("norm_out.linear.weight").chunk(2)
    found["final_layer.adaLN_modulation.1.weight"] = torch.cat([shift, scale])
    for block in sorted({name.split(".")[1] for name in left if name.startswith("transformer_")}):
        for fused, parts in _FUSED.items():
            names = [f"transformer_blocks.{block}.{part}.weight" for part in parts]
            found[f"double_blocks.{block}.{fused}.weight"] = torch.cat([left.pop(n) for n in names])
    return found | {_bfl_name(name): tensor for name, tensor in left.items()}


def _bfl_name(name: str) -> str:
    path, _, kind = name.rpartition(".")
    block = re.match(r"(single_)?transformer_blocks\.(\d+)\.(.+)", path)
    if block is None:
        return f"{_NAMES[path]}.{kind}"
    inner = (_SINGLE if block[1] else _NAMES)[block[3]]
    kind = "scale" if "_norm" in inner else kind
    return f"{'single' if block[1] else 'double'}_blocks.{block[2]}.{inner}.{kind}"


def write(path: Path, weights: Weights, prefix: str = "") -> Path:
    save_file({prefix + name: each.contiguous() for name, each in weights.items()}, path)
    return path


def to_fp8(
    weights: Weights,
    extras: Callable[[str, torch.Tensor], Weights],
    *,
    dtype: torch.dtype = torch.float8_e4m3fn,
) -> tuple[Weights, Weights]:
    """Return fp8 weights with their scales, and what they stand for.

    ``extras`` says, for a layer and its scale, what is written beside its weight.
    """
    small: Weights = {}
    meant: Weights = {}
    for name, tensor in weights.items():
        if tensor.ndim != 2 or "blocks" not in name:
            small[name] = meant[name] = tensor
            continue
        layer = name.removesuffix(".weight")
        beside = extras(layer, tensor.abs().max() / 448)
        scale = next((each for key, each in beside.items() if "scale" in key), torch.ones(()))
        scale = scale.reshape(-1, 1) if scale.ndim else scale
        small[name] = (tensor / scale).to(dtype)
        meant[name] = small[name].float() * scale
        small |= beside
    return small, meant


def write_gguf(path: Path, weights: Weights, kind: Any) -> Path:
    """Write a GGUF file whose matrices are quantised as ``kind``; the rest is fp32."""
    import gguf

    writer = gguf.GGUFWriter(str(path), "flux")
    for name, tensor in weights.items():
        numbers = tensor.float().numpy()
        if tensor.ndim == 2 and "blocks" in name:
            packed = gguf.quants.quantize(numbers, kind)
            writer.add_tensor(name, packed, raw_dtype=kind)
        else:
            writer.add_tensor(name, numbers)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
