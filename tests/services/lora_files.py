"""Makes LoRA files as real as their headers, as many as a test wants."""

from __future__ import annotations

import json
import os
import struct
import threading
import time

from tests.storage.safetensors_files import pack, pack_header

WIDTHS = {  # the hidden size, and how many double blocks there are
    "FLUX.2 dev": (6144, 8),
    "FLUX.2 klein 9B": (4096, 8),
    "FLUX.2 klein 4B": (3072, 5),
}
DOUBLE = {"attn.to_q": (1, 1), "attn.to_k": (1, 1), "attn.to_v": (1, 1), "attn.to_out.0": (1, 1)}
SINGLE = {"attn.to_qkv_mlp_proj": (1, 9), "attn.to_out": (4, 1)}


def shapes(base="FLUX.2 klein 4B", blocks=1, rank=1):
    """The tensors of a LoRA for the first ``blocks`` of a model, the double ones first."""
    width, double_blocks = WIDTHS[base]
    found = {}
    for block in range(blocks):
        is_double = block < double_blocks
        number = block if is_double else block - double_blocks
        kind = "transformer_blocks" if is_double else "single_transformer_blocks"
        for layer, (taken, given) in (DOUBLE if is_double else SINGLE).items():
            module = f"transformer.{kind}.{number}.{layer}"
            found[f"{module}.lora_A.weight"] = (rank, taken * width)
            found[f"{module}.lora_B.weight"] = (given * width, rank)
    return found


def lora_bytes(number=0, base="FLUX.2 klein 4B", metadata=None, blocks=1):
    """A whole file; two numbers make two LoRAs of the same size."""
    data = bytearray(pack(shapes(base, blocks), metadata))
    data[-8:] = struct.pack("<Q", number)
    return bytes(data)


def write_lora(path, number=0, *, rested=True, **what):
    """Write a file that nobody has touched for an hour, or is ``rested`` False just now."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(lora_bytes(number, **what))
    if rested:
        rest(path)
    return path


def rest(path, seconds=3600):
    moment = path.stat().st_mtime - seconds
    os.utime(path, (moment, moment))


def until(folders, condition, seconds=30):
    """Wait until ``condition()``; looks again whenever the folders have something to tell."""
    told = threading.Event()
    folders.subscribe(lambda _changed: told.set())
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "nothing came of it"
        told.wait(0.05)
        told.clear()


def foreign_bytes():
    """A good safetensors file for another model."""
    return pack({"lora_unet_down_blocks_0_x.lora_down.weight": (4, 320),
                 "lora_unet_down_blocks_0_x.lora_up.weight": (320, 4)})  # fmt: skip


def write_many(folder, count, *, folders=100, base="FLUX.2 klein 9B", blocks=32):
    """Write ``count`` LoRA files below ``folder`` in seconds, and return them.

    The headers are whole (160 tensors), the weights are holes in the file that take no room on
    the disk; each file has a title, trigger words and other last bytes than the rest.
    """
    tensors = shapes(base, blocks)
    made = []
    for number in range(count):
        path = folder / f"set {number % folders:03}" / f"lora {number:05}.safetensors"
        if number < folders:
            path.parent.mkdir(parents=True)
        made.append(path)
        metadata = {
            "modelspec.title": f"Ink study {number}",
            "modelspec.trigger_phrase": f"ink{number}",
        }
        head, room = head_of(tensors, metadata)
        with path.open("wb") as file:
            file.write(head)
            file.truncate(len(head) + room)
            file.seek(-8, os.SEEK_END)
            file.write(struct.pack("<Q", number))
        moment = 1_700_000_000 + number
        os.utime(path, (moment, moment))
    return made


def head_of(tensors, metadata):
    """Return the header of a file, and how many bytes follow it."""
    entries, place = {"__metadata__": metadata}, 0
    for key, (rows, columns) in tensors.items():
        end = place + rows * columns * 2
        entries[key] = {"dtype": "BF16", "shape": [rows, columns], "data_offsets": [place, end]}
        place = end
    return pack_header(json.dumps(entries)), place
