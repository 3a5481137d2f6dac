"""Brings LoRAs into memory for one transformer, and keeps the last: a switch is then instant."""

from __future__ import annotations

import hashlib
import math
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from flux2studio.core.engine_messages import LoraOrder
from flux2studio.core.local import LoraEffect
from flux2studio.core.phrase import phrase
from flux2studio.engine.errors import Check
from flux2studio.engine.lora_changes import Addition, Dora, LowRank, stacked
from flux2studio.engine.lora_dora import settle
from flux2studio.engine.lora_file import Fit, inspect
from flux2studio.engine.lora_reading import LayerChange, read_changes
from flux2studio.engine.lora_refusals import does_nothing, not_finite, refused
from flux2studio.engine.lora_weights import BaseWeights

IGNORED_MAX = 8  # names that an effect lists
IGNORED_LETTERS = 200  # of each

_Version = tuple[str, int, int]  # path, size, time of the last change


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LoadedLora:
    """``additions`` are on the CPU and at scale 1, as ``strength`` is; the rest as in
    ``LoraEffect``.
    """

    sha256: str
    additions: Mapping[str, tuple[Addition, ...]]
    bytes: int
    matched: int
    total: int
    strength: float
    layout: str
    rank: int
    ignored: tuple[str, ...]

    def effect(self, order: LoraOrder) -> LoraEffect:
        return LoraEffect(
            name=order.name,
            sha256=self.sha256,
            scale=order.scale,
            matched=self.matched,
            total=self.total,
            strength=self.strength * abs(order.scale),
            layout=self.layout,
            rank=self.rank,
            ignored=tuple(name[:IGNORED_LETTERS] for name in self.ignored[:IGNORED_MAX]),
        )


def without_effect(order: LoraOrder) -> LoraEffect:
    """A LoRA at scale 0 is not even looked at."""
    return LoraEffect(
        name=order.name, sha256=order.sha256, scale=0.0, matched=0, total=0, strength=0.0
    )


class LoraShelf:
    """The LoRAs that were used last, up to ``limit`` bytes; at least the last one."""

    def __init__(self, fit: Fit, weights: BaseWeights, *, limit: int) -> None:
        self._fit = fit
        self._weights = weights
        self._limit = limit
        self._loaded: OrderedDict[_Version, LoadedLora] = OrderedDict()

    def take(self, order: LoraOrder, check: Check) -> LoadedLora:
        """Return it, read from its file when it is new or changed. Raises EngineError."""
        path = Path(order.file)
        version = _version(path, order.name)
        loaded = self._loaded.get(version)
        if loaded is None:
            loaded = self._load(path, order.name, check)
            if _version(path, order.name) != version:
                raise refused(
                    phrase("“{order}” was changed while it was read.", order=order.name),
                    hint="Try again.",
                )
            self._loaded[version] = loaded
        self._loaded.move_to_end(version)
        if order.sha256 not in ("", loaded.sha256):
            raise refused(
                phrase("“{order}” is not the file it was when it was added.", order=order.name),
                hint="Add it again.",
                details=f"{loaded.sha256}, not {order.sha256}",
            )
        self._make_room()
        return loaded

    def clear(self) -> None:
        self._loaded.clear()

    def _make_room(self) -> None:
        while len(self._loaded) > 1 and sum(each.bytes for each in self._loaded.values()) > (
            self._limit
        ):
            self._loaded.popitem(last=False)

    def _load(self, path: Path, name: str, check: Check) -> LoadedLora:
        file = inspect(path, name, self._fit)
        changes, rank = read_changes(file, check)
        sha256 = _sha256(path, check)
        additions, change = self._settled(name, changes, check)
        if change == 0:
            raise does_nothing(name, "Its change of every layer is zero.")
        if not math.isfinite(change):
            raise not_finite(name, "The products of its numbers are too large.")
        return LoadedLora(
            sha256=sha256,
            additions=additions,
            bytes=sum(each.bytes for layer in additions.values() for each in layer),
            matched=len(file.layers),
            total=len(file.layers) + len(file.ignored),
            strength=self._strength(additions, change),
            layout=file.layout,
            rank=rank,
            ignored=file.ignored,
        )

    def _settled(
        self, name: str, changes: Sequence[LayerChange], check: Check
    ) -> tuple[dict[str, tuple[Addition, ...]], float]:
        """Return the additions by layer and the square of the norm of all of them together."""
        layers: dict[str, list[LayerChange]] = {}
        for change in changes:
            layers.setdefault(change.layer, []).append(change)
        additions: dict[str, tuple[Addition, ...]] = {}
        square = 0.0
        for layer, parts in layers.items():
            check()
            additions[layer], added = self._of_layer(name, layer, parts)
            square += added
        return additions, square

    def _of_layer(
        self, name: str, layer: str, changes: Sequence[LayerChange]
    ) -> tuple[tuple[Addition, ...], float]:
        lows = [each.change for each in changes if isinstance(each.change, LowRank)]
        if len(lows) > 1:  # the file has the layer twice: by itself, and joined with others
            down, up = stacked([(low, 1.0) for low in lows])
            lows = [LowRank(down=down, up=up)]
        additions: list[Addition] = [*lows]
        square = sum(low.norm() ** 2 for low in lows)
        for each in changes:
            if isinstance(each.change, Dora):
                low, gain, added = settle(each.change, self._dense(name, layer))
                additions += [low, gain]
                square += added
            elif not isinstance(each.change, LowRank):
                additions.append(each.change)
                square += each.change.norm() ** 2
        return tuple(additions), square

    def _dense(self, name: str, layer: str) -> torch.Tensor:
        weight = self._weights.dense(layer)
        if weight is None:
            raise refused(
                phrase(
                    "“{name}” is a DoRA, which needs weights that can be read;"
                    " this model's cannot.",
                    name=name,
                ),
                hint="Choose another quantisation of the model, or another LoRA.",
                details=layer,
            )
        return weight

    def _strength(self, additions: Mapping[str, object], change: float) -> float:
        """0 when not one of the weights can be read."""
        squares = [self._weights.square(layer) for layer in additions]
        base = sum(square for square in squares if square is not None)
        return (change / base) ** 0.5 if base and math.isfinite(base) else 0.0


def _version(path: Path, name: str) -> _Version:
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        raise refused(
            phrase("“{name}” cannot be read.", name=name),
            hint="See that it is there and yours to read.",
            details=str(error),
        ) from error
    return str(path), found.st_size, found.st_mtime_ns


def _sha256(path: Path, check: Check) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(2**22):
            check()
            digest.update(block)
    return digest.hexdigest()
