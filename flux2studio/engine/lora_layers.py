"""Finds the layers of the transformer under every name that LoRA files have for them.

Black Forest Labs' own names join what diffusers keeps apart: one ``qkv`` for three layers. And the
halves of the last modulation stand the other way round there (shift before scale); diffusers
turns them when it loads the weights, so a LoRA on them must be turned too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Sizes = Mapping[str, tuple[int, int]]  # name in diffusers -> (given, taken)
Rows = tuple[tuple[int, int], ...]  # from, to; in the order in which they make up the layer


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The rows of the file's matrix that belong to ``layer``."""

    layer: str
    rows: Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where the change of one layer of a file goes; its matrix is ``given`` x ``taken``."""

    pieces: tuple[Piece, ...]
    given: int
    taken: int


_JOINED = {
    "img_attn.qkv": ("attn.to_q", "attn.to_k", "attn.to_v"),
    "txt_attn.qkv": ("attn.add_q_proj", "attn.add_k_proj", "attn.add_v_proj"),
    # As diffusers itself calls them once they were fused.
    "attn.to_qkv": ("attn.to_q", "attn.to_k", "attn.to_v"),
    "attn.to_added_qkv": ("attn.add_q_proj", "attn.add_k_proj", "attn.add_v_proj"),
}
_DOUBLE = {
    "attn.to_out.0": "img_attn.proj",
    "attn.to_add_out": "txt_attn.proj",
    "ff.linear_in": "img_mlp.0",
    "ff.linear_out": "img_mlp.2",
    "ff_context.linear_in": "txt_mlp.0",
    "ff_context.linear_out": "txt_mlp.2",
}
_SINGLE = {"attn.to_qkv_mlp_proj": "linear1", "attn.to_out": "linear2"}
_OUTSIDE = {
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
}
_TURNED = {"norm_out.linear": "final_layer.adaLN_modulation.1"}

_BLOCK = re.compile(r"^(?P<kind>single_transformer_blocks|transformer_blocks)\.(?P<place>\d+)\.")
_PREFIXES = (
    "base_model_model_",
    "model_diffusion_model_",
    "diffusion_model_",
    "lora_unet_",
    "lora_transformer_",
    "lycoris_",
    "transformer_",
    "pipe_dit_",
    "dit_",
    "model_",
)


class LayerNames:
    """Knows the layers of one transformer, whatever a file calls them."""

    def __init__(self, sizes: Sizes) -> None:
        self._targets = {
            _flat(name): target for name, target in _all_targets(sizes) if target is not None
        }

    def find(self, module: str) -> Target | None:
        """Return None for a layer that the transformer has not."""
        name = _flat(module)
        while name not in self._targets:
            prefix = next((prefix for prefix in _PREFIXES if name.startswith(prefix)), None)
            if prefix is None:
                return None
            name = name.removeprefix(prefix)
        return self._targets[name]


def _flat(name: str) -> str:
    return name.replace(".", "_").lower()


def _all_targets(sizes: Sizes) -> Iterator[tuple[str, Target | None]]:
    for layer, (given, taken) in sizes.items():
        whole = _target(sizes, (layer,))
        yield layer, whole
        block = _BLOCK.match(layer)
        if block:
            yield from _in_block(sizes, block["kind"], block["place"], layer[block.end() :])
        elif layer in _TURNED:
            rows = ((given // 2, given), (0, given // 2))
            yield (
                _TURNED[layer],
                Target(pieces=(Piece(layer=layer, rows=rows),), given=given, taken=taken),
            )
        elif layer in _OUTSIDE:
            yield _OUTSIDE[layer], whole


def _in_block(
    sizes: Sizes, kind: str, place: str, layer: str
) -> Iterator[tuple[str, Target | None]]:
    whole = _target(sizes, (f"{kind}.{place}.{layer}",))
    if kind.startswith("single"):
        if layer in _SINGLE:
            yield f"single_blocks.{place}.{_SINGLE[layer]}", whole
        return
    yield f"sformer_blocks.{place}.{layer}", whole  # some exports cut the word in two
    if layer in _DOUBLE:
        yield f"double_blocks.{place}.{_DOUBLE[layer]}", whole
    for joined, layers in _JOINED.items():
        if layers[0] == layer:
            target = _target(sizes, tuple(f"{kind}.{place}.{name}" for name in layers))
            block = kind if joined.startswith("attn") else "double_blocks"
            yield f"{block}.{place}.{joined}", target


def _target(sizes: Sizes, layers: tuple[str, ...]) -> Target | None:
    """Return ``layers`` one below the other as one matrix; None when one of them is missing."""
    if any(layer not in sizes for layer in layers):
        return None
    pieces: list[Piece] = []
    place = 0
    for layer in layers:
        end = place + sizes[layer][0]
        pieces.append(Piece(layer=layer, rows=((place, end),)))
        place = end
    return Target(pieces=tuple(pieces), given=place, taken=sizes[layers[0]][1])
