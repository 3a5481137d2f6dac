"""Reads the header of a safetensors file and believes nothing in it; no tensor is ever read."""

from __future__ import annotations

import os
import stat
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from flux2studio.core.errors import LoraError
from flux2studio.core.phrase import phrase
from flux2studio.core.safetensors_entries import Entries, parsed

HEADER_MAX = 100_000_000  # the limit of the safetensors library itself
PICKLES = frozenset({".pt", ".ckpt", ".bin", ".pth", ".pkl", ".pickle"})  # never opened

_LENGTH_BYTES = 8
_READING = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a pipe must not hold us up
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


@dataclass(frozen=True, kw_only=True)
class SafetensorsHeader:
    """``size`` is that of the whole file, and ``start`` where the tensors begin, in bytes."""

    size: int
    start: int
    tensors: Entries
    metadata: Mapping[str, str]

    @cached_property
    def shapes(self) -> Mapping[str, tuple[int, ...]]:
        return {key: tensor.shape for key, tensor in self.tensors.items()}

    @cached_property
    def dtypes(self) -> Mapping[str, str]:
        return {key: tensor.dtype for key, tensor in self.tensors.items()}

    @cached_property
    def places(self) -> Mapping[str, tuple[int, int]]:
        """Where each tensor begins and ends in the file, in bytes."""
        spans = ((key, tensor.data_offsets) for key, tensor in self.tensors.items())
        return {key: (self.start + begin, self.start + end) for key, (begin, end) in spans}


def read_header(path: Path) -> SafetensorsHeader:
    """Return what the header says, once it fits the file. Raises LoraError."""
    name = f"“{path.name}”"
    with _opened(path, name) as (descriptor, size):
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
    start = _LENGTH_BYTES + len(text)
    try:
        tensors, metadata = parsed(text, size - start)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise _damaged(name, str(error)) from error
    return SafetensorsHeader(size=size, start=start, tensors=tensors, metadata=metadata)


@contextmanager
def _opened(path: Path, name: str) -> Generator[tuple[int, int], None, None]:
    """Yield the descriptor and the size of a file."""
    try:
        descriptor = os.open(path, _READING)
        try:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                raise LoraError(phrase("{name} is no file.", name=name), hint=_HINT, field="loras")
            yield descriptor, found.st_size
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise LoraError(
            phrase("{name} cannot be read.", name=name),
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


_HINT = "Choose a .safetensors file."
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"GIF8")  # as they begin


def _damaged(name: str, details: str) -> LoraError:
    return LoraError(
        phrase("{name} is damaged or was not downloaded to its end.", name=name),
        hint="Download it again.",
        field="loras",
        details=details,
    )


def _no_safetensors(name: str, head: bytes, size: int) -> LoraError:
    """Say what the file is instead, as far as its first bytes tell."""
    start = head.lstrip().lower()
    if size == 0:
        message, hint = phrase("{name} is empty.", name=name), "Download it again."
    elif head.startswith((b"PK\x03\x04", b"\x80")) and head[8:9] != b"{":
        return pickle_error(name)
    elif start.startswith(b"version https://git-lfs"):
        message, hint = (
            phrase("{name} is only a pointer to the real file.", name=name),
            "Download it with Git LFS.",
        )
    elif start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head")):
        message = phrase("{name} is a web page, not a LoRA.", name=name)
        hint = "The download may need you to sign in; download it again in the browser."
    elif head.startswith(_PICTURES):
        message, hint = phrase("{name} is a picture, not a LoRA.", name=name), _HINT
    else:
        return _damaged(name, "the length of the header does not fit the file")
    return LoraError(message, hint=hint, field="loras")


def pickle_error(name: str) -> LoraError:
    return LoraError(
        phrase("{name} is a pickle, which can run programs, and is never opened.", name=name),
        hint="Use the .safetensors version.",
        field="loras",
    )
