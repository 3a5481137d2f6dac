"""Reads the header of a GGUF file and believes nothing in it; no tensor is ever read.

The format is that of ggml's docs/gguf.md, versions 2 and 3.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from flux2studio.core.model_files import ModelError
from flux2studio.core.phrase import phrase

MAGIC = b"GGUF"

_HEADER_MAX = 64 * 2**20
_ENTRIES_MAX = 100_000
_NAME_MAX = 1024
_DIMENSIONS_MAX = 4
_NESTING_MAX = 2
_ALIGNMENT = 32

# Sizes in bytes of the values that are not text or lists.
_PLAIN = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
_U32, _TEXT, _LIST = 4, 8, 9

# Of each kind of tensor: how many numbers make a block, and how many bytes that takes.
_BLOCKS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34),
    10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210),
    15: (256, 292), 16: (256, 66), 17: (256, 74), 18: (256, 98), 19: (256, 50), 20: (32, 18),
    21: (256, 110), 22: (256, 82), 23: (256, 136), 24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8),
    28: (1, 8), 29: (256, 56), 30: (1, 2), 34: (256, 54), 35: (256, 66), 39: (32, 17),
    40: (64, 36), 41: (128, 18),
}  # fmt: skip


def read_gguf(path: Path) -> Mapping[str, tuple[int, ...]]:
    """Return the shapes of the tensors, rows first, as safetensors has them. Raises ModelError."""
    try:
        with path.open("rb") as file:
            return _Reader(file, path.stat().st_size).shapes()
    except OSError as error:
        raise ModelError(
            phrase("“{path}” cannot be read.", path=path.name),
            hint="See that it is there and yours to read.",
            details=str(error),
        ) from error
    except (ValueError, struct.error) as error:
        raise ModelError(
            phrase("“{path}” is damaged or was not downloaded to its end.", path=path.name),
            hint="Download it again.",
            details=f"{path}: {error}",
        ) from error


class _Reader:
    """``size`` is that of the whole file. Raises ValueError for what cannot be."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size
        self._alignment = _ALIGNMENT

    def shapes(self) -> dict[str, tuple[int, ...]]:
        if self._read(len(MAGIC)) != MAGIC:
            raise ValueError("it is no GGUF file")
        version, tensors, entries = self._unpack("<IQQ")
        if version not in (2, 3):
            raise ValueError(f"version {version} of the format is not known")
        if max(tensors, entries) > _ENTRIES_MAX:
            raise ValueError("the header names more than any model has")
        for _ in range(entries):
            self._entry()
        found: dict[str, tuple[int, ...]] = {}
        end = 0
        for _ in range(tensors):
            name, shape, place, size = self._tensor()
            if name in found:
                raise ValueError("a name is there twice")
            found[name] = shape
            end = max(end, place + size)
        start = -(-self._file.tell() // self._alignment) * self._alignment
        if start + end > self._size:
            raise ValueError("the file is cut off")
        return found

    def _entry(self) -> None:
        name = self._text(_NAME_MAX)
        (kind,) = self._unpack("<I")
        if name == "general.alignment" and kind == _U32:
            (alignment,) = self._unpack("<I")
            if not 1 <= alignment <= 2**16:
                raise ValueError("the alignment cannot be")
            self._alignment = alignment
        else:
            self._skip_value(kind, _NESTING_MAX)

    def _skip_value(self, kind: int, nesting: int) -> None:
        if kind == _TEXT:
            (length,) = self._unpack("<Q")
            self._skip(length)
        elif kind == _LIST:
            inner, count = self._unpack("<IQ")
            if inner in _PLAIN:
                self._skip(_PLAIN[inner] * count)
            elif nesting and count <= _HEADER_MAX // 8:
                for _ in range(count):
                    self._skip_value(inner, nesting - 1)
            else:
                raise ValueError("lists are nested too deep")
        elif kind in _PLAIN:
            self._skip(_PLAIN[kind])
        else:
            raise ValueError("a value of an unknown kind")

    def _tensor(self) -> tuple[str, tuple[int, ...], int, int]:
        """Name, shape, place behind the header, and size in bytes."""
        name = self._text(_NAME_MAX)
        (dimensions,) = self._unpack("<I")
        if dimensions > _DIMENSIONS_MAX:
            raise ValueError("a tensor has too many dimensions")
        shape = self._unpack(f"<{dimensions}Q")
        kind, place = self._unpack("<IQ")
        numbers, size = _BLOCKS.get(kind, (1, 0))  # of a newer kind only the place is checked
        count = math.prod(shape)
        if count >= 2**48 or place >= 2**48 or count % numbers:
            raise ValueError("a tensor cannot be of this kind and shape")
        return name, tuple(reversed(shape)), place, count // numbers * size

    def _text(self, most: int) -> str:
        (length,) = self._unpack("<Q")
        if length > most:
            raise ValueError("a name is too long")
        return self._read(length).decode()

    def _unpack(self, form: str) -> tuple[int, ...]:
        return struct.unpack(form, self._read(struct.calcsize(form)))

    def _read(self, length: int) -> bytes:
        data = self._file.read(length)
        if len(data) < length or self._file.tell() > _HEADER_MAX:
            raise ValueError("the header is cut off, or larger than any")
        return data

    def _skip(self, length: int) -> None:
        if length > _HEADER_MAX or self._file.tell() + length > min(_HEADER_MAX, self._size):
            raise ValueError("the header is cut off, or larger than any")
        self._file.seek(length, 1)
