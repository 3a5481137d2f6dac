"""FLUX.2 pipelines of full size with random weights, made on the device: true speed and memory.

No file of the real models is needed. The sizes are those of the published ones
(local-engine.md section 10); the tokenizer is that of the tiny models. What no prompt needs of
the text encoder is left out, as the engine does.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import torch
from diffusers import (
    AutoencoderKLFlux2,
    FlowMatchEulerDiscreteScheduler,
    Flux2KleinPipeline,
    Flux2Pipeline,
    Flux2Transformer2DModel,
)
from transformers import Mistral3Config, MistralConfig, PixtralVisionConfig, Qwen3Config

from flux2studio.core.local import Pipeline
from flux2studio.engine import text_encoder
from flux2studio.engine.filling import empty
from tests.engine.tiny import make_tiny

KINDS = {"klein-4b": Pipeline.KLEIN, "klein-9b": Pipeline.KLEIN, "dev": Pipeline.DEV}
_BLOCKS = {"klein-4b": (5, 20), "klein-9b": (8, 24), "dev": (8, 48)}  # double, single
_HEADS = {"klein-4b": 24, "klein-9b": 32, "dev": 48}
_TEXT = {"klein-4b": 7680, "klein-9b": 12288, "dev": 15360}  # of a token of the prompt
_QWEN = {"klein-4b": (2560, 9728), "klein-9b": (4096, 12288)}  # hidden, intermediate
_SPREAD = 0.02


def full_size(name: str, device: torch.device, dtype: torch.dtype = torch.bfloat16) -> Any:
    """Return the pipeline of ``name``, one of ``KINDS``; on "meta" it has no weights."""
    kind = KINDS[name]
    with empty():
        transformer = Flux2Transformer2DModel(**transformer_config(name))
        vae = AutoencoderKLFlux2()  # its defaults are those of FLUX.2
    with tempfile.TemporaryDirectory() as folder:
        tiny = make_tiny(kind, Path(folder))
        tokenizer = text_encoder.tokenizer(tiny / "tokenizer")
        scheduler = FlowMatchEulerDiscreteScheduler.from_pretrained(str(tiny / "scheduler"))
        _text_config(name).save_pretrained(folder)
        encoder = text_encoder.build(kind, Path(folder), whole=False)
    parts = {"transformer": transformer, "vae": vae, "text_encoder": encoder}
    if device.type != "meta":
        for part in parts.values():
            _fill(part, device, dtype)
    pipeline = Flux2Pipeline if kind is Pipeline.DEV else Flux2KleinPipeline
    pipe = pipeline(tokenizer=tokenizer, scheduler=scheduler, **parts)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def transformer_config(name: str) -> dict[str, Any]:
    double, single = _BLOCKS[name]
    return {
        "patch_size": 1,
        "in_channels": 128,
        "num_layers": double,
        "num_single_layers": single,
        "attention_head_dim": 128,
        "num_attention_heads": _HEADS[name],
        "joint_attention_dim": _TEXT[name],
        "timestep_guidance_channels": 256,
        "mlp_ratio": 3.0,
        "axes_dims_rope": (32, 32, 32, 32),
        "rope_theta": 2000,
        "eps": 1e-6,
        "guidance_embeds": name == "dev",
    }


def _text_config(name: str) -> Any:
    shared = {"num_attention_heads": 32, "num_key_value_heads": 8, "head_dim": 128}
    if name == "dev":
        text = MistralConfig(
            vocab_size=131072,
            hidden_size=5120,
            intermediate_size=32768,
            num_hidden_layers=40,
            rms_norm_eps=1e-5,
            sliding_window=None,
            **shared,
        )
        eyes = PixtralVisionConfig(
            hidden_size=1024,
            intermediate_size=4096,
            num_hidden_layers=24,
            num_attention_heads=16,
            patch_size=14,
            image_size=1540,
        )
        return Mistral3Config(
            text_config=text, vision_config=eyes, image_token_index=10, spatial_merge_size=2
        )
    hidden, intermediate = _QWEN[name]
    return Qwen3Config(
        vocab_size=151936,
        hidden_size=hidden,
        intermediate_size=intermediate,
        num_hidden_layers=36,
        rms_norm_eps=1e-6,
        tie_word_embeddings=name == "klein-4b",
        **shared,
    )


def _fill(part: torch.nn.Module, device: torch.device, dtype: torch.dtype) -> None:
    """Give each parameter its numbers where it will be used: norms 1, biases 0."""
    source = torch.Generator(device).manual_seed(0)
    for owner in part.modules():
        for name, parameter in list(owner.named_parameters(recurse=False)):
            numbers = torch.empty(parameter.shape, device=device, dtype=dtype)
            if parameter.ndim > 1:
                numbers.normal_(0, _SPREAD, generator=source)
            else:
                numbers.fill_(0.0 if "bias" in name else 1.0)
            setattr(owner, name, torch.nn.Parameter(numbers, requires_grad=False))
    part.to(device).eval()
