"""ComfyUI's graph of nodes (PNG text ``prompt``): walked from the node that samples.

Nodes name each other as ``[id, output]``. Custom nodes have names of their own: what is followed
are the names of inputs, which nearly all of them keep. The form is that of ComfyUI's API format.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from flux2studio.core.foreign_recipe import ForeignRecipe
from flux2studio.core.request import LoraUse
from flux2studio.imaging.foreign_json import (
    LORAS_MAX,
    guidance,
    lora,
    name,
    parsed,
    side,
    whole_number,
    words,
)

NODES_MAX = 2_000  # that are looked at for one picture

_TEXTS = ("text", "prompt", "string", "value", "clip_l", "t5xxl", "text_g", "text_positive")
_POSITIVE = ("positive", "conditioning", "guider", "conditioning_1", "cond", "positive_prompt")
_SEEDS = ("seed", "noise_seed", "value")
_MODELS = ("unet_name", "ckpt_name", "model_name", "gguf_name")

Node = Mapping[str, Any]


def read_comfyui(source: str) -> ForeignRecipe | None:
    """Read the graph; None when there is no node in it."""
    nodes = {key: value for key, value in parsed(source).items() if _is_node(value)}
    if not nodes:
        return None
    graph = _Graph(nodes)
    sampler = graph.sampler()
    if sampler is None:
        note = "The graph of ComfyUI has no node that samples, as far as flux2studio knows them."
        return ForeignRecipe(tool="comfyui", notes=(note,))
    prompt = graph.first_text(sampler, _POSITIVE)
    width, height = graph.size(sampler)
    return ForeignRecipe(
        tool="comfyui",
        prompt=prompt,
        negative=graph.first_text(sampler, ("negative",)),
        seed=graph.number(sampler, _SEEDS, ("noise", "seed")),
        steps=graph.number(sampler, ("steps",), ("sigmas", "scheduler")),
        guidance=graph.guidance(sampler),
        width=width,
        height=height,
        model=graph.model(sampler),
        loras=graph.loras(sampler),
        notes=() if prompt else ("The prompt of this graph of ComfyUI could not be found.",),
    )


def _is_node(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("inputs"), dict)


class _Graph:
    """Every walk visits a node once, so that a circle of nodes ends it."""

    def __init__(self, nodes: Mapping[str, Node]) -> None:
        self._nodes = nodes

    def sampler(self) -> Node | None:
        """The last one before a picture is saved; the first of the graph where none is saved."""
        seen: set[int] = set()
        for node in self._nodes.values():
            if "save" in _kind(node) or "preview" in _kind(node):
                for before in self._reach(node, seen):
                    if _samples(before):
                        return before
        return next((node for node in self._nodes.values() if _samples(node)), None)

    def first_text(self, node: Node, inputs: tuple[str, ...]) -> str:
        """The nearest text behind one of ``inputs``."""
        for key in inputs:
            start = self._linked(node["inputs"].get(key))
            for each in self._reach(start):
                for field in _TEXTS:
                    value = each["inputs"].get(field)
                    if isinstance(value, str) and (text := words(value)):
                        return text
        return ""

    def number(self, node: Node, fields: tuple[str, ...], inputs: tuple[str, ...]) -> int | None:
        """In the node itself, or in what is behind one of ``inputs``."""
        for each in (node, *self._behind(node, (*fields, *inputs))):
            for field in fields:
                if (found := whole_number(each["inputs"].get(field))) is not None:
                    return found
        return None

    def guidance(self, node: Node) -> float | None:
        """FLUX is guided by a node of its own; the scale at its sampler is then 1."""
        near = list(self._behind(node, _POSITIVE))
        for each, field in ((each, "guidance") for each in near):
            if (found := guidance(each["inputs"].get(field))) is not None:
                return found
        for each in (node, *near):
            if (found := guidance(each["inputs"].get("cfg"))) is not None:
                return found
        return None

    def size(self, node: Node) -> tuple[int, int]:
        for each in self._behind(node, ("latent_image", "latent", "samples")):
            inputs = each["inputs"]
            width, height = side(inputs.get("width")), side(inputs.get("height"))
            if width and height:
                return width, height
        return 0, 0

    def model(self, node: Node) -> str:
        for each in self._behind(node, ("model", "guider")):
            for field in _MODELS:
                if found := name(each["inputs"].get(field)):
                    return found
        return ""

    def loras(self, node: Node) -> tuple[LoraUse, ...]:
        """Nearest to the model first, which is the order they were put on in."""
        found: list[LoraUse] = []
        for each in self._behind(node, ("model", "guider")):
            found += _node_loras(each["inputs"])
        return tuple(reversed(found[:LORAS_MAX]))

    def _behind(self, node: Node, inputs: tuple[str, ...]) -> Iterator[Node]:
        for key in inputs:
            yield from self._reach(self._linked(node["inputs"].get(key)))

    def _reach(self, start: Node | None, seen: set[int] | None = None) -> Iterator[Node]:
        """``start`` and all that it is made from, the nearest first, but for what was ``seen``."""
        seen = set() if seen is None else seen
        waiting = deque([start] if start is not None else [])
        while waiting and len(seen) < NODES_MAX:
            node = waiting.popleft()
            if id(node) in seen:
                continue
            seen.add(id(node))
            yield node
            links = (self._linked(value) for value in node["inputs"].values())
            waiting += [link for link in links if link is not None]

    def _linked(self, value: object) -> Node | None:
        if isinstance(value, list) and len(value) == 2 and isinstance(value[0], str | int):
            return self._nodes.get(str(value[0]))
        return None


def _kind(node: Node) -> str:
    kind = node.get("class_type")
    return kind.lower() if isinstance(kind, str) else ""


def _samples(node: Node) -> bool:
    """Whether this node draws: it has noise to draw from and something to guide it."""
    inputs = node["inputs"]
    has_noise = any(key in inputs for key in ("seed", "noise_seed", "noise"))
    return has_noise and any(key in inputs for key in ("positive", "guider", "conditioning"))


def _node_loras(inputs: Mapping[str, Any]) -> list[LoraUse]:
    """One of ComfyUI's own loaders, or a list of them in one node, as rgthree and others have."""
    pairs = [(inputs.get("lora_name"), inputs.get("strength_model"))]
    pairs += [
        (value["lora"], value.get("strength"))
        for value in inputs.values()
        if isinstance(value, dict) and value.get("on", True) and "lora" in value
    ]
    return [use for label, how in pairs if (use := lora(label, how)) is not None]
