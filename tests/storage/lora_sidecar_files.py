"""What seven tools write beside a LoRA called “ink”, and pictures as they keep them."""

from __future__ import annotations

import base64
import io
import json

from PIL import Image

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)

VERSION = {
    "id": 22,
    "modelId": 11,
    "baseModel": "Flux.2 D",
    "trainedWords": ["inkstyle"],
    "model": {"name": "Ink wash", "allowCommercialUse": ["Image"], "allowNoCredit": False},
    "creator": {"username": "brush"},
}
MANAGER = {
    "file_name": "ink",
    "model_name": "Ink, my favourite",
    "file_path": "/somewhere/ink.safetensors",
    "size": 1,
    "sha256": "0" * 64,
    "base_model": "Flux.2 D",
    "preview_url": "/etc/passwd",
    "notes": "Good for\nold paper.",
    "from_civitai": True,
    "civitai": VERSION,
    "tags": ["style", "ink"],
    "modelDescription": "<p>Paints with ink.</p>",
    "favorite": True,
    "rating": 4,
    "usage_tips": json.dumps({"strength": 0.8, "strength_min": 0.5, "strength_max": 1.1}),
}
WEBUI = {
    "description": "Paints with ink.",
    "sd version": "Unknown",
    "activation text": "inkstyle, <lora:ink:1> black ink, ",
    "preferred weight": 0.75,
    "negative text": "colour",
    "notes": "Good for old paper.",
}
MATRIX = {
    "ModelId": 11,
    "ModelName": "Ink wash",
    "ModelDescription": "<p>Paints with ink.</p>",
    "Nsfw": False,
    "Tags": ["style"],
    "ModelType": "LORA",
    "VersionId": 22,
    "VersionName": "v2",
    "VersionDescription": "<p>Better lines.</p>",
    "AuthorUsername": "brush",
    "BaseModel": "Flux.2 Klein 9B",
    "Hashes": {"SHA256": "AB"},
    "TrainedWords": ["inkstyle"],
    "Stats": {"Rating": 4.9},
    "UserTitle": "My ink",
    "ThumbnailImageUrl": "https://image.civitai.com/x.jpeg",
    "Source": "Civitai",
}
SWARM = {
    "modelspec.title": "My ink",
    "modelspec.author": "brush",
    "modelspec.trigger_phrase": "inkstyle, black ink",
    "modelspec.usage_hint": "Keep it below 1.",
    "modelspec.tags": ["style"],
    "modelspec.license": "CC0",
    "modelspec.lora_default_weight": "0.8",
    "modelspec.thumbnail": "data:image/png;base64,iVBORw0KGgo=",
}
RGTHREE = {
    "file": "ink.safetensors",
    "name": "Ink wash - v2",
    "baseModel": "Flux.2 D",
    "trainedWords": [
        {"word": "inkstyle", "civitai": True},
        {"word": "mine", "user": True},
        {"word": "a cat", "count": 12, "metadata": True},
    ],
    "links": ["http://x", "https://civitai.com/models/11?modelVersionId=22"],
    "userNote": "Good for old paper.",
    "strengthMin": 0.5,
    "strengthMax": 1.1,
    "raw": {"civitai": VERSION | {"trainedWords": []}},
}
DRAW_THINGS = [
    {"name": "Other", "file": "other_lora_f16.ckpt", "prefix": "x", "version": "flux1"},
    {
        "name": "My ink",
        "file": "ink_lora_f16.ckpt",
        "prefix": "inkstyle, ",
        "version": "flux2_9b",
        "weight": {"value": 0.8, "lower_bound": 0.5, "upper_bound": 1.1},
        "note": "Good for old paper.",
    },
]
FILES = {
    "ink.metadata.json": MANAGER,
    "ink.json": WEBUI,
    "ink.swarm.json": SWARM,
    "ink.cm-info.json": MATRIX,
    "ink.civitai.info": VERSION,
    "ink.safetensors.rgthree-info.json": RGTHREE,
    "custom_lora.json": DRAW_THINGS,
}


def picture(kind="JPEG", colour="red"):
    buffer = io.BytesIO()
    Image.new("RGB", (32, 32), colour).save(buffer, kind)
    return buffer.getvalue()


def data_uri(data, kind="jpeg"):
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
