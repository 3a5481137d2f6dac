"""Who a LoRA file is: the hash of the file and that of its weights, in one pass over it.

The second leaves the header out, so it stays when somebody edits the words in there; Civitai
calls its first 12 digits AutoV3, and the first 10 of the other one AutoV2.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from flux2studio.core.errors import LoraError
from flux2studio.core.phrase import phrase
from flux2studio.core.safetensors_header import HEADER_MAX

_CHUNK = 2**20  # hashing one twice takes a millisecond or so, without the interpreter lock
_LENGTH_BYTES = 8
_SAMPLE = 4096  # bytes
_READING = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a pipe must not hold us up
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_F_NOCACHE = 48  # macOS: what is read need not stay in memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Both are sha256, 64 digits: ``sha256`` of the file, ``autov3`` of what follows its header."""

    sha256: str
    autov3: str


def read_identity(path: Path, check: Callable[[], None]) -> Identity:
    """Read all of ``path``; ``check`` is called before each MB and may raise to end it.

    What is read does not push other things out of the system's memory, where it can be told so.
    Raises LoraError when the file cannot be read, is no safetensors file or changes meanwhile.
    """
    name = f"“{path.name}”"
    try:
        with _opened(path) as descriptor:
            before = os.fstat(descriptor)
            identity, length = _hashed(descriptor, before.st_size, name, check)
            after, there = os.fstat(descriptor), path.stat()
    except (OSError, ValueError) as error:
        raise LoraError(
            phrase("{name} cannot be read.", name=name),
            hint="See that it is there and yours to read.",
            field="loras",
            details=str(error),
        ) from error
    if length != before.st_size or not _mark(before) == _mark(after) == _mark(there):
        raise LoraError(
            phrase("{name} changed while it was read.", name=name),
            hint="Wait until whatever writes it is done, then try again.",
            field="loras",
        )
    return identity


def weights_length(path: Path) -> int:
    """Return how many bytes follow the header; 0 when the file cannot be read or ends before."""
    with suppress(OSError, ValueError), _opened(path) as descriptor:
        header = int.from_bytes(os.read(descriptor, _LENGTH_BYTES), "little")
        return max(0, os.fstat(descriptor).st_size - _LENGTH_BYTES - header)
    return 0


def weights_sample(path: Path, length: int) -> bytes:
    """Return a little of the ``length`` bytes of weights: other weights differ in it.

    Raises OSError.
    """
    with path.open("rb") as file:
        parts = []
        for back in (length // 2, min(_SAMPLE, length)):
            file.seek(-back, os.SEEK_END)
            parts.append(file.read(_SAMPLE))
    return b"".join(parts)


def _mark(found: os.stat_result) -> tuple[int, int, int, int]:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


@contextmanager
def _opened(path: Path) -> Generator[int, None, None]:
    descriptor = os.open(path, _READING)
    try:
        _read_once(descriptor)
        yield descriptor
    finally:
        os.close(descriptor)


def _hashed(
    descriptor: int, size: int, name: str, check: Callable[[], None]
) -> tuple[Identity, int]:
    """Return the identity and how many bytes it is made of."""
    start = os.read(descriptor, _LENGTH_BYTES)
    header = int.from_bytes(start, "little")
    if len(start) < _LENGTH_BYTES or not 2 <= header <= min(HEADER_MAX, size - _LENGTH_BYTES):
        raise LoraError(
            phrase("{name} is damaged or was not downloaded to its end.", name=name),
            hint="Download it again.",
            field="loras",
        )
    whole, weights = hashlib.sha256(start), hashlib.sha256()
    done, rest = len(start), header
    while done <= size:  # one that grows as fast as it is read has no end
        chunk = os.read(descriptor, min(_CHUNK, rest) if rest else _CHUNK)
        if not chunk:
            break
        check()
        whole.update(chunk)
        if rest:
            rest -= len(chunk)
        else:
            weights.update(chunk)
        done += len(chunk)
        _forget(descriptor, done)
    return Identity(sha256=whole.hexdigest(), autov3=weights.hexdigest()), done


def _read_once(descriptor: int) -> None:
    """Tell the system that the file is read from end to end, and not again."""
    with suppress(OSError):  # a network drive may not know it
        if sys.platform == "linux":
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_SEQUENTIAL)
        elif sys.platform == "darwin":
            import fcntl

            fcntl.fcntl(descriptor, _F_NOCACHE, 1)


def _forget(descriptor: int, length: int) -> None:
    """Let go of what was read so far, so that a whole collection does not fill the memory."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.posix_fadvise(descriptor, 0, length, os.POSIX_FADV_DONTNEED)
