"""The LoRAs of a model: exactly those of a job are at work, at its scales, and no other.

All LoRAs of a stack become one pair of matrices per layer, scales and all: three cost about what
one does, and their order cannot matter. A LoRA at scale 0 is not there at all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch

from flux2studio.core.engine_messages import LoraOrder
from flux2studio.core.local import LoraEffect
from flux2studio.core.phrase import phrase
from flux2studio.engine.errors import Check
from flux2studio.engine.lora_changes import Addition
from flux2studio.engine.lora_file import Fit
from flux2studio.engine.lora_layers import LayerNames
from flux2studio.engine.lora_linear import LoraLinear
from flux2studio.engine.lora_loading import LoadedLora, LoraShelf, without_effect
from flux2studio.engine.lora_refusals import refused
from flux2studio.engine.lora_stack import Stack, stack_of
from flux2studio.engine.lora_weights import BaseWeights

CACHE_BYTES = 2**30


class LoraRack:
    """Changes the linear layers of ``transformer``; one rack per loaded transformer.

    ``base`` and ``name`` are those of ``ModelFiles``. ``dtype`` is what the model computes in.
    Not thread-safe. Its matrices lie where the weights of their layers do.
    """

    def __init__(
        self,
        transformer: torch.nn.Module,
        *,
        base: str = "",
        name: str = "",
        dtype: torch.dtype | None = None,
        cache_bytes: int = CACHE_BYTES,
    ) -> None:
        self._transformer = transformer
        self._layers = _linear_layers(transformer)
        sizes = {
            key: (layer.out_features, layer.in_features) for key, layer in self._layers.items()
        }
        fit = Fit(names=LayerNames(sizes), base=base, name=name)
        self._shelf = LoraShelf(fit, BaseWeights(self._layers), limit=cache_bytes)
        self._dtype = dtype or _computing(transformer)
        self._changed: dict[str, LoraLinear] = {}  # in the transformer now
        self._slots: dict[str, LoraLinear] = {}  # kept while compiled code knows them
        self._slot_rank = 0
        self._active: list[tuple[LoadedLora, float]] = []

    @property
    def used_bytes(self) -> int:
        """What the LoRAs at work take, where the model's weights are."""
        return sum(layer.stack.bytes for layer in self._changed.values())

    def apply(self, loras: Sequence[LoraOrder], check: Check) -> tuple[LoraEffect, ...]:
        """Put exactly these to work, and return what each does, in their order.

        Raises EngineError for one that cannot be used, and whatever ``check`` raises; the model
        is then as it was before.
        """
        with torch.inference_mode(False), torch.no_grad():
            taken = [(order, self._taken(order, check)) for order in loras]
            wanted = [(lora, order.scale) for order, lora in taken if lora is not None]
            # Always the same order, whichever the artist put them in: so it cannot round otherwise.
            wanted.sort(key=lambda each: (each[0].sha256, each[1]))
            if wanted != self._active:
                self._put(wanted, check)
        return tuple(
            lora.effect(order) if lora is not None else without_effect(order)
            for order, lora in taken
        )

    def enable_slots(self, rank: int = 32) -> None:
        """From now on change layers in place, with room for ``rank`` or a multiple of it.

        For a transformer that is compiled: a swap of LoRAs then compiles nothing anew, as long as
        they change the same layers or fewer, and need no more room.
        """
        if rank != self._slot_rank:
            self._slot_rank = rank
            with torch.inference_mode(False), torch.no_grad():
                self._put(self._active, _never)

    def disable_slots(self) -> None:
        self._slots.clear()
        self.enable_slots(0)

    def forget(self) -> None:
        """Drop the LoRAs that are kept in the machine's memory for the next time."""
        self._shelf.clear()

    def _taken(self, order: LoraOrder, check: Check) -> LoadedLora | None:
        check()
        if not math.isfinite(order.scale):
            raise refused(
                phrase("The scale of “{order}” is no number.", order=order.name),
                hint="Set it to 1.",
            )
        return self._shelf.take(order, check) if order.scale != 0 else None

    def _put(self, loras: list[tuple[LoadedLora, float]], check: Check) -> None:
        parts: dict[str, list[tuple[Addition, float]]] = {}
        for lora, scale in loras:
            for layer, additions in lora.additions.items():
                parts.setdefault(layer, []).extend((each, scale) for each in additions)
        ready: dict[str, Stack] = {}
        for layer, added in parts.items():
            check()
            device = self._layers[layer].weight.device
            ready[layer] = stack_of(added, self._dtype, device, self._slot_rank)
        # Nothing below fails: the model never has half of a stack.
        self._swap(ready)
        self._active = loras

    def _swap(self, ready: dict[str, Stack]) -> None:
        idle = self._changed.keys() - ready.keys()
        for layer in idle:
            if ready and self._slot_rank and self._changed[layer].stack.silence():
                continue
            self._place(layer, self._layers[layer])
            del self._changed[layer]
        for layer, stack in ready.items():
            changed = self._changed.get(layer) or self._slots.get(layer)
            if changed is None:
                changed = LoraLinear(self._layers[layer], stack)
            elif not (self._slot_rank and changed.stack.take_over(stack)):
                changed.stack = stack
            self._place(layer, changed)
            self._changed[layer] = changed
            if self._slot_rank:
                self._slots[layer] = changed

    def _place(self, layer: str, module: torch.nn.Module) -> None:
        parent, _, name = layer.rpartition(".")
        setattr(self._transformer.get_submodule(parent), name, module)


def _linear_layers(transformer: torch.nn.Module) -> dict[str, torch.nn.Linear]:
    return {
        name: module
        for name, module in transformer.named_modules()
        if isinstance(module, torch.nn.Linear)
    }


def _computing(transformer: torch.nn.Module) -> torch.dtype:
    """Return the number format of the weights that are not quantised (the norms at least)."""
    return next(
        (
            parameter.dtype
            for name, parameter in transformer.named_parameters()
            if "norm" in name and parameter.dtype.is_floating_point and parameter.dtype.itemsize > 1
        ),
        torch.bfloat16,
    )


def _never() -> None:
    """A check for what takes no time."""
