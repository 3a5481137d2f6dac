"""Writes small whole models in the diffusers layout, and single files, without torch.

The weights are noise, so that a file put together wrongly has another hash.
"""

from __future__ import annotations

import hashlib
import json
import random
import struct
from pathlib import Path

from tests.storage.safetensors_files import pack

CLASSES = {
    "dev": "Flux2Pipeline",
    "klein": "Flux2KleinPipeline",
    "klein-base": "Flux2KleinPipeline",
    "klein-kv": "Flux2KleinKVPipeline",
}
TRANSFORMER = "transformer/diffusion_pytorch_model.safetensors"


def noise(size, seed=0):
    return random.Random(seed).randbytes(size)


def weights(shapes, seed=0):
    """A whole safetensors file with noise for tensors."""
    data = pack(shapes)
    room = sum(2 * _product(shape) for shape in shapes.values())
    return data[: len(data) - room] + noise(room, seed)


def transformer_shapes(hidden=32, double=2, single=3, *, guided=False, layout="diffusers"):
    """Of a FLUX.2 transformer, as far as anybody looks at them."""
    if layout == "diffusers":
        names = ("x_embedder", "transformer_blocks", "single_transformer_blocks", "linear")
        first, second = "attn.to_q", "attn.to_qkv_mlp_proj"
        guide = "time_guidance_embed.guidance_embedder.linear_1.weight"
    else:
        names = ("img_in", "double_blocks", "single_blocks", "lin")
        first, second, guide = "img_attn.proj", "linear1", "guidance_in.in_layer.weight"
    wide, doubles, singles, linear = names
    shapes = {
        f"{wide}.weight": (hidden, 16),
        f"single_stream_modulation.{linear}.weight": (3 * hidden, hidden),
    }
    shapes |= {f"{doubles}.{n}.{first}.weight": (hidden, hidden) for n in range(double)}
    shapes |= {f"{singles}.{n}.{second}.weight": (9 * hidden, hidden) for n in range(single)}
    return shapes | ({guide: (hidden, 32)} if guided else {})


def model_files(
    kind="klein", *, hidden=32, double=2, single=3, shards=0, text=(64, 32), seed=0
) -> dict[str, bytes]:
    """The files of a model by their paths. ``shards``: the transformer is split into so many.

    ``text`` is the shape of the one tensor of the text encoder, which makes up most of it.
    """
    index = {"_class_name": CLASSES[kind], "_diffusers_version": "0.42.1"}
    if kind in ("klein", "klein-base"):
        index["is_distilled"] = kind == "klein"
    for part in ("scheduler", "text_encoder", "tokenizer", "transformer", "vae"):
        index[part] = ["some_library", "SomeClass"]
    config = {
        "_class_name": "Flux2Transformer2DModel",
        "num_attention_heads": hidden // 16,
        "attention_head_dim": 16,
        "num_layers": double,
        "num_single_layers": single,
        "guidance_embeds": kind == "dev",
    }
    shapes = transformer_shapes(hidden, double, single, guided=kind == "dev")
    return {
        "model_index.json": _json(index),
        "scheduler/scheduler_config.json": _json({"shift": 3.0}),
        "tokenizer/tokenizer.json": _json({"version": "1.0"}),
        "tokenizer/tokenizer_config.json": _json({"model_max_length": 512}),
        "transformer/config.json": _json(config),
        "text_encoder/config.json": _json({"hidden_size": text[1]}),
        "text_encoder/model.safetensors": weights({"model.embed_tokens.weight": text}, seed + 1),
        "vae/config.json": _json({"latent_channels": 4}),
        "vae/diffusion_pytorch_model.safetensors": weights(
            {"decoder.conv_in.weight": (8, 4, 3, 3), "encoder.conv_in.weight": (8, 3, 3, 3)}, seed
        ),
        **_transformer(shapes, shards, seed),
    }


def write_model(folder: Path, kind="klein", **options) -> Path:
    """As ``model_files``, on the disk."""
    return write_files(folder, model_files(kind, **options))


def write_files(folder: Path, files) -> Path:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def write_cache(cache: Path, repository, files, revision, *, main=True) -> Path:
    """Lay ``files`` out as Hugging Face’s own tools do; return the snapshot."""
    place = cache / f"models--{repository.replace('/', '--')}"
    (place / "blobs").mkdir(parents=True, exist_ok=True)
    snapshot = place / "snapshots" / revision
    for path, data in files.items():
        blob = place / "blobs" / hash_of(path, data)
        blob.write_bytes(data)
        link = snapshot / path
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(blob)
    if main:
        (place / "refs").mkdir(exist_ok=True)
        (place / "refs" / "main").write_text(revision)
    return snapshot


def hash_of(path, data):
    """What names a file in the cache: its sha256 when it is large, else what git calls it."""
    if path.endswith(".safetensors"):
        return hashlib.sha256(data).hexdigest()
    return git_hash(data)


def git_hash(data):
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def gguf(shapes, *, kind=1, version=3, alignment=32):
    """A whole GGUF file with zeros; ``kind`` 1 is F16."""
    entries = _gguf_text("general.architecture") + struct.pack("<I", 8) + _gguf_text("flux")
    entries += _gguf_text("general.alignment") + struct.pack("<II", 4, alignment)
    entries += _gguf_text("some.list") + struct.pack("<IIQ", 9, 8, 2) + 2 * _gguf_text("x")
    infos, place = b"", 0
    for name, shape in shapes.items():
        infos += _gguf_text(name) + struct.pack("<I", len(shape))
        infos += struct.pack(f"<{len(shape)}Q", *reversed(shape)) + struct.pack("<IQ", kind, place)
        place += -(-2 * _product(shape) // alignment) * alignment
    head = b"GGUF" + struct.pack("<IQQ", version, len(shapes), 3) + entries + infos
    return head + bytes(-len(head) % alignment) + bytes(place)


def _gguf_text(text):
    return struct.pack("<Q", len(text)) + text.encode()


def _transformer(shapes, shards, seed):
    if not shards:
        return {TRANSFORMER: weights(shapes, seed + 2)}
    stem = "transformer/diffusion_pytorch_model"
    names = [f"{stem}-{n + 1:05}-of-{shards:05}.safetensors" for n in range(shards)]
    parts = {name: {} for name in names}
    for number, (key, shape) in enumerate(shapes.items()):
        parts[names[number % shards]][key] = shape
    weight_map = {key: name.split("/")[1] for name, part in parts.items() for key in part}
    files = {name: weights(part, seed + n + 3) for n, (name, part) in enumerate(parts.items())}
    return files | {f"{stem}.safetensors.index.json": _json({"weight_map": weight_map})}


def _json(value):
    return json.dumps(value).encode()


def _product(shape):
    size = 1
    for side in shape:
        size *= side
    return size
