"""What layers a LoKr or LoHa changes, told as the pairs of an ordinary LoRA would tell it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_FACTOR = re.compile(r"^(?P<module>.+)\.(?P<kind>lokr|hada)_w(?P<number>[12])(?:_(?P<end>[ab]))?$")


@dataclass(slots=True)
class _Layer:
    """The products of the sides seen so far, and how many there were of each."""

    wanted: int
    given: int = 1
    taken: int = 1
    given_sides: int = 0
    taken_sides: int = 0

    @property
    def is_whole(self) -> bool:
        return self.given_sides == self.taken_sides == self.wanted


def as_pairs(shapes: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Return the shapes of pairs of rank 1 that change the same layers; none for plain LoRAs.

    A LoKr is w1 ⊗ w2, each whole or a product of a (given, rank) and b (rank, taken), so the
    sizes of both multiply. Of a LoHa, w1 alone is as large as the layer.
    """
    layers: dict[str, _Layer] = {}
    together = "\n".join(shapes)
    if "lokr_w" not in together and "hada_w" not in together:
        return {}
    for key, shape in shapes.items():
        match = _FACTOR.match(key)
        if not match or len(shape) != 2 or (match["kind"], match["number"]) == ("hada", "2"):
            continue
        wanted = 2 if match["kind"] == "lokr" else 1
        layer = layers.setdefault(match["module"], _Layer(wanted=wanted))
        if match["end"] != "b":
            layer.given, layer.given_sides = layer.given * shape[0], layer.given_sides + 1
        if match["end"] != "a":
            layer.taken, layer.taken_sides = layer.taken * shape[1], layer.taken_sides + 1
    pairs: dict[str, tuple[int, ...]] = {}
    for module, layer in layers.items():
        if layer.is_whole:
            pairs[f"{module}.lora_A.weight"] = (1, layer.taken)
            pairs[f"{module}.lora_B.weight"] = (layer.given, 1)
    return pairs
