"""Builds safetensors files, good and bad, without the library."""

from __future__ import annotations

import json
import math
import struct

_BYTES = {"F32": 4, "BF16": 2, "F16": 2, "F8_E4M3": 1}


def pack(shapes, metadata=None, dtype="BF16"):
    """Return the bytes of a whole file with zeros for tensors."""
    header, place = {}, 0
    if metadata is not None:
        header["__metadata__"] = metadata
    for key, shape in shapes.items():
        end = place + math.prod(shape) * _BYTES[dtype]
        header[key] = {"dtype": dtype, "shape": list(shape), "data_offsets": [place, end]}
        place = end
    return pack_header(json.dumps(header), place)


def pack_header(text, room=0, length=None):
    """Return ``text`` as header, its true or another ``length``, and ``room`` bytes behind it."""
    data = text.encode()
    return struct.pack("<Q", len(data) if length is None else length) + data + bytes(room)


def pair(module, taken, given, rank=4, layout="lora_A lora_B"):
    """Return the two tensors of one layer."""
    down, up = layout.split()
    return {
        f"{module}.{down}.weight": (rank, taken),
        f"{module}.{up}.weight": (given, rank),
    }
