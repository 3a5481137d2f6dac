"""Which kind of change the tensors of a layer make up, and how large a matrix it is."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flux2studio.engine.lora_keys import Part

Shape = tuple[int, ...]


class Kind(StrEnum):
    LORA = "LoRA"
    DORA = "DoRA"
    LOHA = "LoHa"
    LOKR = "LoKr"


class IncompleteError(ValueError):
    """Parts of a layer are missing, or do not go together."""


_LOHA = {Part.HADA_W1_A, Part.HADA_W1_B, Part.HADA_W2_A, Part.HADA_W2_B}
_LEFT = (Part.LOKR_W1, Part.LOKR_W1_A, Part.LOKR_W1_B)
_RIGHT = (Part.LOKR_W2, Part.LOKR_W2_A, Part.LOKR_W2_B)
_LOKR = {*_LEFT, *_RIGHT}
_MATRICES = {
    Kind.LORA: {Part.DOWN, Part.UP},
    Kind.LOHA: _LOHA,
    Kind.LOKR: _LOKR,
}


def kind_of(shapes: Mapping[Part, Shape]) -> Kind:
    """Raises IncompleteError when no whole change of one kind is there."""
    parts = set(shapes) - {Part.ALPHA, Part.MAGNITUDE}
    for kind, possible in _MATRICES.items():
        if parts & possible:
            if parts - possible or (kind is not Kind.LOKR and parts != possible):
                break
            return Kind.DORA if kind is Kind.LORA and Part.MAGNITUDE in shapes else kind
    raise IncompleteError(f"only {', '.join(sorted(part.value for part in shapes))}")


def size_of(shapes: Mapping[Part, Shape]) -> tuple[int, int]:
    """Return (given, taken) of the whole change. Raises IncompleteError."""
    kind = kind_of(shapes)
    if kind is Kind.LOHA:
        first = _product(shapes, Part.HADA_W1_A, Part.HADA_W1_B)
        if first != _product(shapes, Part.HADA_W2_A, Part.HADA_W2_B):
            raise IncompleteError("the two halves have other sizes")
        return first
    if kind is Kind.LOKR:
        left, right = _factor(shapes, *_LEFT), _factor(shapes, *_RIGHT)
        return left[0] * right[0], left[1] * right[1]
    return _product(shapes, Part.UP, Part.DOWN)


def _factor(shapes: Mapping[Part, Shape], whole: Part, first: Part, second: Part) -> Shape:
    """Return the size of one factor of a Kronecker product: as it is, or itself a product."""
    if whole not in shapes:
        if first not in shapes or second not in shapes:
            raise IncompleteError(f"no {whole.value}")
        return _product(shapes, first, second)
    if first in shapes or second in shapes:
        raise IncompleteError(f"{whole.value} twice")
    return _matrix(shapes, whole)


def _product(shapes: Mapping[Part, Shape], first: Part, second: Part) -> tuple[int, int]:
    (given, rank), (other, taken) = _matrix(shapes, first), _matrix(shapes, second)
    if rank != other or not rank:
        raise IncompleteError(f"{first.value} of rank {rank}, {second.value} of rank {other}")
    return given, taken


def _matrix(shapes: Mapping[Part, Shape], part: Part) -> tuple[int, int]:
    shape = shapes[part]
    if len(shape) != 2:
        raise IncompleteError(f"{part.value} is no matrix: {shape}")
    return shape[0], shape[1]
