"""Reads the tensors of safetensors files one by one, so that a load can be watched and stopped.

The files are read, not mapped into memory: a mapped file that is cut off under us would kill the
process, and on Windows all of it would count as memory in use (transformers#48285).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import torch

from flux2studio.core.phrase import phrase
from flux2studio.core.safetensors_header import SafetensorsHeader
from flux2studio.engine.model_folder import broken, vanished

_CHUNK_BYTES = 2**26  # a stop waits for at most as much
_DTYPES = {
    "BOOL": torch.bool,
    "U8": torch.uint8,
    "I8": torch.int8,
    "I16": torch.int16,
    "I32": torch.int32,
    "I64": torch.int64,
    "F16": torch.float16,
    "BF16": torch.bfloat16,
    "F32": torch.float32,
    "F64": torch.float64,
    "F8_E4M3": torch.float8_e4m3fn,
    "F8_E5M2": torch.float8_e5m2,
}

Files = Mapping[Path, SafetensorsHeader]
Wanted = Callable[[str], bool]
OnBytes = Callable[[int], None]


def wanted_bytes(files: Files, wanted: Wanted) -> int:
    """Return how much ``read_tensors`` would read."""
    places = (place for header in files.values() for place in header.places.items())
    return sum(end - begin for name, (begin, end) in places if wanted(name))


def read_tensors(
    files: Files, wanted: Wanted, on_bytes: OnBytes
) -> Iterator[tuple[str, torch.Tensor]]:
    """Yield name and tensor, on the CPU, in the order of the files; ``on_bytes`` may stop it."""
    for path, header in files.items():
        try:
            with path.open("rb") as file:
                for name in sorted(header.places, key=lambda name: header.places[name]):
                    if not wanted(name):
                        continue
                    begin, end = header.places[name]
                    file.seek(begin)
                    data = torch.empty(end - begin, dtype=torch.uint8)
                    _read_into(data.numpy().data, file.readinto, path, on_bytes)
                    dtype = _dtype(header.dtypes[name], path)
                    yield name, data.view(dtype).reshape(header.shapes[name])
        except OSError as error:
            raise vanished(error) from error


def _read_into(
    room: memoryview, readinto: Callable[[memoryview], int], path: Path, on_bytes: OnBytes
) -> None:
    while room:
        count = readinto(room[:_CHUNK_BYTES])
        if not count:
            raise broken(
                phrase("“{path}” was changed or cut off while it was read.", path=path.name)
            )
        room = room[count:]
        on_bytes(count)


def _dtype(name: str, path: Path) -> torch.dtype:
    if name not in _DTYPES:
        raise broken(
            phrase("“{path}” holds weights in a format that cannot be used.", path=path.name),
            details=name,
        )
    return _DTYPES[name]
