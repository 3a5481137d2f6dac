"""Pictures as other programs write them, each from the published form of its texts."""

from __future__ import annotations

import io
import json
import struct

from PIL import Image, PngImagePlugin

A1111 = (
    "a red coat, <lora:inkwash:0.7> in the snow\n"
    "Negative prompt: blurry, <lora:none\n"
    "Steps: 28, Sampler: Euler, CFG scale: 2.5, Seed: 1234567890, Size: 1024x768,"
    ' Model: flux2-dev, Lora hashes: "inkwash: 0123456789ab, other: aa", Version: v1.10.0'
)
COMFYUI = {
    "3": {
        "class_type": "SamplerCustomAdvanced",
        "inputs": {
            "noise": ["25", 0],
            "guider": ["22", 0],
            "sampler": ["16", 0],
            "sigmas": ["17", 0],
            "latent_image": ["27", 0],
        },
    },
    "25": {"class_type": "RandomNoise", "inputs": {"noise_seed": 42}},
    "22": {
        "class_type": "BasicGuider",
        "inputs": {"model": ["30", 0], "conditioning": ["26", 0]},
    },
    "26": {"class_type": "FluxGuidance", "inputs": {"guidance": 3.5, "conditioning": ["6", 0]}},
    "6": {"class_type": "CLIPTextEncode", "inputs": {"text": ["50", 0], "clip": ["11", 0]}},
    "50": {"class_type": "PrimitiveString", "inputs": {"value": "a harbour at dusk"}},
    "11": {"class_type": "DualCLIPLoader", "inputs": {"clip_name1": "t5.safetensors"}},
    "16": {"class_type": "KSamplerSelect", "inputs": {"sampler_name": "euler"}},
    "17": {"class_type": "BasicScheduler", "inputs": {"steps": 20, "model": ["30", 0]}},
    "27": {"class_type": "EmptySD3LatentImage", "inputs": {"width": 832, "height": 1216}},
    "30": {
        "class_type": "LoraLoaderModelOnly",
        "inputs": {
            "lora_name": "flux\\paper.safetensors",
            "strength_model": 0.6,
            "model": ["31", 0],
        },
    },
    "31": {
        "class_type": "Power Lora Loader (rgthree)",
        "inputs": {
            "model": ["12", 0],
            "lora_1": {"on": True, "lora": "ink.safetensors", "strength": 0.9},
            "lora_2": {"on": False, "lora": "off.safetensors", "strength": 0.9},
        },
    },
    "12": {"class_type": "UNETLoader", "inputs": {"unet_name": "flux2-klein-4b.safetensors"}},
    "8": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0]}},
    "9": {"class_type": "SaveImage", "inputs": {"images": ["8", 0], "filename_prefix": "x"}},
}
INVOKEAI = {
    "app_version": "6.8.0",
    "positive_prompt": "a lighthouse",
    "negative_prompt": "fog",
    "seed": 99,
    "steps": 30,
    "cfg_scale": 1,
    "guidance": 4,
    "width": 1024,
    "height": 1024,
    "model": {"key": "k", "name": "FLUX.2 dev", "base": "flux2", "type": "main"},
    "loras": [{"model": {"name": "Gouache", "base": "flux2"}, "weight": 0.75}],
}
INVOKEAI_FIRST = {
    "model_weights": "stable-diffusion-1.5",
    "image": {
        "prompt": [{"prompt": "an old boat", "weight": 1}],
        "steps": 50,
        "cfg_scale": 7.5,
        "seed": 7,
        "width": 512,
        "height": 640,
    },
}
SWARMUI = {
    "sui_image_params": {
        "prompt": "a fox <lora:fur:0.4>",
        "negativeprompt": "dog",
        "model": "Flux/flux2-klein-9b.safetensors",
        "seed": 5,
        "steps": 8,
        "cfgscale": 1.0,
        "fluxguidancescale": 3.0,
        "width": 896,
        "height": 1152,
        "loras": ["ink", "paper"],
        "loraweights": ["0.5", "1"],
        "swarm_version": "0.9.7",
    },
    "sui_extra_data": {"date": "2026-03-01"},
}
FOOOCUS = {
    "prompt": "a tea house",
    "negative_prompt": "people",
    "styles": "['Fooocus V2']",
    "performance": "Speed",
    "steps": 30,
    "resolution": "(1152, 896)",
    "guidance_scale": 4.0,
    "base_model": "juggernautXL_v8",
    "seed": "8675309",
    "loras": [["offset.safetensors", 0.1, "aa11"]],
    "lora_combined_1": "detail.safetensors : 0.25",
    "metadata_scheme": "fooocus",
    "version": "Fooocus v2.5.5",
}
FOOOCUS_OLD = {
    "Prompt": "a tea house",
    "Negative Prompt": "people",
    "Styles": "['Fooocus V2']",
    "Resolution": "(1152, 896)",
    "Seed": 3,
}
DRAWTHINGS = {
    "c": "a kite",
    "uc": "rain",
    "seed": 11,
    "steps": 4,
    "scale": 1.5,
    "size": "768x1024",
    "model": "flux_2_klein_4b_q8p.ckpt",
    "lora": [{"model": "kites_lora_f16.ckpt", "weight": 0.8}],
    "sampler": "Euler A Trailing",
}

_XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
    ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
    ' xmlns:exif="http://ns.adobe.com/exif/1.0/"><exif:UserComment><rdf:Alt>'
    '<rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></exif:UserComment></rdf:Description>'
    "</rdf:RDF></x:xmpmeta>"
)


def png(texts=(), *, zipped=False, international=False, size=(16, 12)):
    """A PNG with these texts (key, text) before its pixels."""
    info = PngImagePlugin.PngInfo()
    for key, text in texts:
        if international:
            info.add_itxt(key, text, zip=zipped)
        else:
            info.add_text(key, text, zip=zipped)
    return _saved("PNG", size, pnginfo=info)


def with_comment(kind, text, *, order="be", size=(16, 12)):
    """A JPEG or WebP with an EXIF comment, UTF-16 in the byte order given."""
    comment = b"UNICODE\0" + text.encode(f"utf-16-{order}")
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9286] = comment
    return _saved(kind, size, exif=exif.tobytes())


def comfyui_webp(graph, size=(16, 12)):
    exif = Image.Exif()
    exif[0x0110] = "prompt:" + json.dumps(graph)
    exif[0x010F] = 'workflow:{"nodes": []}'
    return _saved("WEBP", size, exif=exif.tobytes())


def drawthings_png(data, size=(16, 12)):
    text = json.dumps(data).replace("&", "&amp;").replace("<", "&lt;")
    return png([("XML:com.adobe.xmp", _XMP.format(text))], international=True, size=size)


def png_chunk(kind, body):
    import zlib

    checked = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", checked)


def _saved(kind, size, **options):
    buffer = io.BytesIO()
    Image.new("RGB", size, (90, 120, 150)).save(buffer, kind, **options)
    return buffer.getvalue()
