"""Reads the header of a safetensors file and believes nothing in it; no tensor is ever read."""

from __future__ import annotations

import json
import math
import os
import stat
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, NoReturn

import msgspec

from flux2studio.core.errors import LoraError

HEADER_MAX = 100_000_000  # the limit of the safetensors library itself
PICKLES = frozenset({".pt", ".ckpt", ".bin", ".pth", ".pkl", ".pickle"})  # never opened

_LENGTH_BYTES = 8
_BITS = {
    "BOOL": 8, "U8": 8, "I8": 8, "F8_E5M2": 8, "F8_E4M3": 8, "F8_E8M0": 8,
    "F8_E4M3FNUZ": 8, "F8_E5M2FNUZ": 8, "I16": 16, "U16": 16, "F16": 16, "BF16": 16,
    "I32": 32, "U32": 32, "F32": 32, "C64": 64, "F64": 64, "I64": 64, "U64": 64,
    "F4": 4, "F6_E2M3": 6, "F6_E3M2": 6,
}  # fmt: skip
_READING = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a pipe must not hold us up
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetensorsHeader:
    """``size`` is that of the whole file, ``places`` where a tensor begins and ends, in bytes."""

    size: int
    shapes: Mapping[str, tuple[int, ...]]
    dtypes: Mapping[str, str]
    places: Mapping[str, tuple[int, int]]
    metadata: Mapping[str, str]


def read_header(path: Path) -> SafetensorsHeader:
    """Return what the header says, once it fits the file. Raises LoraError."""
    name = f"“{path.name}”"
    with _opened(path, name) as descriptor:
        size = os.fstat(descriptor).st_size
        start = os.read(descriptor, _LENGTH_BYTES + 1)
        if not _begins_well(start, size):
            raise _no_safetensors(name, start + os.read(descriptor, 512), size)
        text = b"{" + _read_exactly(descriptor, header_end(start) - len(start))
    return _parsed(text, size, name)


def header_of(head: bytes, size: int, name: str) -> SafetensorsHeader:
    """As ``read_header``, of a file elsewhere, from its first bytes; ``size`` is that of it all.

    ``head`` goes up to ``header_end(head)`` at least; ``name`` is for the message. Raises
    LoraError.
    """
    name = f"“{name}”"
    if not _begins_well(head[: _LENGTH_BYTES + 1], size):
        raise _no_safetensors(name, head[:521], size)
    return _parsed(head[_LENGTH_BYTES : header_end(head)], size, name)


def header_end(start: bytes) -> int:
    """Return where the header ends that begins with ``start``, if it is one at all."""
    return _LENGTH_BYTES + int.from_bytes(start[:_LENGTH_BYTES], "little")


def _begins_well(start: bytes, size: int) -> bool:
    room = min(HEADER_MAX, size - _LENGTH_BYTES)
    return start.endswith(b"{") and 2 <= header_end(start) - _LENGTH_BYTES <= room


def _parsed(text: bytes, size: int, name: str) -> SafetensorsHeader:
    room = size - _LENGTH_BYTES - len(text)
    with suppress(ValueError, TypeError, KeyError, RecursionError):
        return _in_good_order(text, size, room)
    try:  # once more, strictly and slowly, to say what is wrong
        entries = json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse)
        return _checked(entries, size, room)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise _damaged(name, str(error)) from error


@contextmanager
def _opened(path: Path, name: str) -> Generator[int, None, None]:
    try:
        descriptor = os.open(path, _READING)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise LoraError(f"{name} is no file.", hint=_HINT, field="loras")
            yield descriptor
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise LoraError(
            f"{name} cannot be read.",
            hint="See that it is there and yours to read.",
            field="loras",
            details=str(error),
        ) from error


def _read_exactly(descriptor: int, length: int) -> bytes:
    chunks: list[bytes] = []
    while length and (chunk := os.read(descriptor, min(length, 2**20))):
        chunks.append(chunk)
        length -= len(chunk)
    return b"".join(chunks)


_Count = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]


class _Entry(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    dtype: str
    shape: tuple[_Count, ...]
    data_offsets: tuple[_Count, _Count]


_ENTRIES = msgspec.json.Decoder(dict[str, msgspec.Raw])
_ENTRY = msgspec.json.Decoder(_Entry)
_METADATA = msgspec.json.Decoder(dict[str, str])


def _in_good_order(text: bytes, size: int, room: int) -> SafetensorsHeader:
    """As ``_checked``, of the text itself and in a third of the time; for nearly all files.

    Raises ValueError for a header that ``_checked`` refuses, and for some that it takes.
    """
    entries = _ENTRIES.decode(text)
    metadata = _METADATA.decode(entries.pop("__metadata__", b"{}"))
    if text.count(b'"data_offsets"') != len(entries):
        raise ValueError("a name may be there twice")
    shapes: dict[str, tuple[int, ...]] = {}
    dtypes: dict[str, str] = {}
    places: dict[str, tuple[int, int]] = {}
    start = size - room
    for key, raw in entries.items():
        entry = _ENTRY.decode(raw)
        begin, end = entry.data_offsets
        bits = _BITS[entry.dtype] * math.prod(entry.shape)
        if bits & 7 or begin + (bits >> 3) != end:
            raise ValueError("a tensor has another size than its shape")
        shapes[key], dtypes[key] = entry.shape, entry.dtype
        places[key] = start + begin, start + end
    _check_spans(sorted(places.values()), start, size)
    return SafetensorsHeader(
        size=size, shapes=shapes, dtypes=dtypes, places=places, metadata=metadata
    )


def _checked(entries: object, size: int, room: int) -> SafetensorsHeader:
    if not isinstance(entries, dict):
        raise TypeError("the header is no object")
    metadata = entries.pop("__metadata__", {})
    if not isinstance(metadata, dict) or not all(
        isinstance(value, str) for value in metadata.values()
    ):
        raise TypeError("the metadata is no text")
    spans: dict[str, tuple[int, int]] = {}
    shapes: dict[str, tuple[int, ...]] = {}
    for key, entry in entries.items():
        shapes[key], spans[key] = _tensor(entry)
    _check_spans(sorted(spans.values()), 0, room)
    start = size - room
    return SafetensorsHeader(
        size=size,
        shapes=shapes,
        dtypes={key: entry["dtype"] for key, entry in entries.items()},
        places={key: (start + begin, start + end) for key, (begin, end) in spans.items()},
        metadata=metadata,
    )


def _tensor(entry: object) -> tuple[tuple[int, ...], tuple[int, int]]:
    if not isinstance(entry, dict) or set(entry) != {"dtype", "shape", "data_offsets"}:
        raise TypeError("a tensor is not described")
    shape, (begin, end) = _whole_numbers(entry["shape"]), _whole_numbers(entry["data_offsets"])
    bits = _BITS[entry["dtype"]] * math.prod(shape)
    if bits >= 2**63 or bits % 8 or begin + bits // 8 != end:
        raise ValueError("a tensor has another size than its shape")
    return shape, (begin, end)


def _whole_numbers(values: object) -> tuple[int, ...]:
    if not isinstance(values, list) or not all(
        type(value) is int and 0 <= value < 2**63 for value in values
    ):
        raise TypeError("a shape or place is no list of whole numbers")
    return tuple(values)


def _check_spans(spans: list[tuple[int, int]], place: int, room: int) -> None:
    """The tensors must fill the file from ``place`` on: no hole, no overlap, nothing behind."""
    for begin, end in spans:
        if begin != place:
            raise ValueError("the tensors overlap or leave a hole")
        place = end
    if place != room:
        raise ValueError("the file is cut off, or goes on behind its end")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name is there twice")
    return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


_HINT = "Choose a .safetensors file."


def _damaged(name: str, details: str) -> LoraError:
    return LoraError(
        f"{name} is damaged or was not downloaded to its end.",
        hint="Download it again.",
        field="loras",
        details=details,
    )


def _no_safetensors(name: str, head: bytes, size: int) -> LoraError:
    """Say what the file is instead, as far as its first bytes tell."""
    start = head.lstrip().lower()
    if size == 0:
        message, hint = f"{name} is empty.", "Download it again."
    elif head.startswith((b"PK\x03\x04", b"\x80")) and head[8:9] != b"{":
        return pickle_error(name)
    elif start.startswith(b"version https://git-lfs"):
        message, hint = f"{name} is only a pointer to the real file.", "Download it with Git LFS."
    elif start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head")):
        message = f"{name} is a web page, not a LoRA."
        hint = "The download may need you to sign in; download it again in the browser."
    else:
        return _damaged(name, "the length of the header does not fit the file")
    return LoraError(message, hint=hint, field="loras")


def pickle_error(name: str) -> LoraError:
    return LoraError(
        f"{name} is a pickle, which can run programs, and is never opened.",
        hint="Use the .safetensors version.",
        field="loras",
    )
