"""Builds tiny FLUX.2 pipelines with random weights, as diffusers folders, without any network.

By hand: ``python -m tests.engine.tiny KIND FOLDER``. Torch is imported when one is built.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from flux2studio.core.local import Pipeline

HEADS = 2
HEAD_DIM = 16  # the transformer is HEADS * HEAD_DIM wide: what the catalogue calls ``hidden``
HIDDEN = HEADS * HEAD_DIM
DOUBLE_BLOCKS = 2
SINGLE_BLOCKS = 3
_TEXT_HIDDEN = 16  # three hidden states of the text encoder make one of the transformer's inputs
_TEXT_LAYERS = {Pipeline.DEV: 31}  # one more than the last that is read (10, 20, 30)
_TEXT_LAYERS_OTHERS = 28  # (9, 18, 27)

_QWEN_SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<think>", "</think>")
_QWEN_TEMPLATE = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n"
    "{% if enable_thinking is defined and enable_thinking is false %}<think>\n\n</think>\n\n"
    "{% endif %}{% endif %}"
)
_MISTRAL_SPECIAL = (
    "<unk>", "<s>", "</s>", "<pad>", "[INST]", "[/INST]", "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]",
    "[IMG]", "[IMG_BREAK]", "[IMG_END]",
)  # fmt: skip
_MISTRAL_TEMPLATE = (
    "{{ bos_token }}{% for m in messages %}"
    "{% if m.role == 'system' %}[SYSTEM_PROMPT]{% else %}[INST]{% endif %}"
    "{% for c in m.content %}{% if c.type == 'image' %}[IMG]{% else %}{{ c.text }}{% endif %}"
    "{% endfor %}{% if m.role == 'system' %}[/SYSTEM_PROMPT]{% else %}[/INST]{% endif %}"
    "{% endfor %}"
)


def make_tiny(
    kind: Pipeline | str,
    folder: Path,
    *,
    seed: int = 0,
    heads: int = HEADS,
    processor: bool = False,
) -> Path:
    """Save a pipeline of ``kind`` into ``folder``, about 1 MB, always the same for a ``seed``.

    ``heads`` other than 2 makes it a model of another width. ``processor``: dev only; the folder
    asks for a PixtralProcessor as the repository of the real one does, which needs torchvision.
    """
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import torch

    kind = Pipeline(kind)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        pipe = _dev(heads) if kind is Pipeline.DEV else _klein(kind, heads)
        pipe.save_pretrained(folder)
    if processor:
        _ask_for_processor(folder)
    return folder


def _common(kind: Pipeline, heads: int) -> dict[str, Any]:
    from diffusers import (
        AutoencoderKLFlux2,
        FlowMatchEulerDiscreteScheduler,
        Flux2Transformer2DModel,
    )

    vae = AutoencoderKLFlux2(
        block_out_channels=(8, 8, 8, 8),  # four of them: 8x smaller latents, as in the real one
        layers_per_block=1,
        latent_channels=4,
        norm_num_groups=4,
        sample_size=1024,
    ).eval()
    vae.bn.running_mean.normal_(0, 0.1)
    vae.bn.running_var.uniform_(0.5, 1.5)
    transformer = Flux2Transformer2DModel(
        in_channels=16,
        attention_head_dim=HEAD_DIM,
        num_attention_heads=heads,
        num_layers=DOUBLE_BLOCKS,
        num_single_layers=SINGLE_BLOCKS,
        axes_dims_rope=(4, 4, 4, 4),
        mlp_ratio=3.0,
        timestep_guidance_channels=32,
        joint_attention_dim=3 * _TEXT_HIDDEN,
        guidance_embeds=kind is Pipeline.DEV,
    ).eval()
    scheduler = FlowMatchEulerDiscreteScheduler(  # as the repositories of FLUX.2 have it
        num_train_timesteps=1000,
        shift=3.0,
        use_dynamic_shifting=True,
        base_shift=0.5,
        max_shift=1.15,
        base_image_seq_len=256,
        max_image_seq_len=4096,
        time_shift_type="exponential",
    )
    return {"vae": vae, "transformer": transformer, "scheduler": scheduler}


def _klein(kind: Pipeline, heads: int) -> Any:
    from diffusers import Flux2KleinKVPipeline, Flux2KleinPipeline
    from transformers import Qwen2TokenizerFast, Qwen3Config, Qwen3ForCausalLM

    backend = _byte_tokenizer(_QWEN_SPECIAL)
    tokenizer = Qwen2TokenizerFast(
        tokenizer_object=backend,
        vocab=backend.get_vocab(),
        merges=[],
        unk_token="<|endoftext|>",
        eos_token="<|im_end|>",
        pad_token="<|endoftext|>",
    )
    tokenizer.chat_template = _QWEN_TEMPLATE
    config = Qwen3Config(
        tie_word_embeddings=True, **_text_config(kind, tokenizer, len(backend.get_vocab()))
    )
    parts = _common(kind, heads)
    parts |= {"tokenizer": tokenizer, "text_encoder": Qwen3ForCausalLM(config).eval()}
    pipeline = Flux2KleinKVPipeline if kind is Pipeline.KLEIN_KV else Flux2KleinPipeline
    return pipeline(is_distilled=kind is not Pipeline.KLEIN_BASE, **parts)


def _dev(heads: int) -> Any:
    from diffusers import Flux2Pipeline
    from transformers import (
        Mistral3Config,
        Mistral3ForConditionalGeneration,
        MistralConfig,
        PixtralVisionConfig,
        PreTrainedTokenizerFast,
    )

    backend = _byte_tokenizer(_MISTRAL_SPECIAL)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=backend,
        unk_token="<unk>",
        bos_token="<s>",
        eos_token="</s>",
        pad_token="<pad>",
        padding_side="left",
        extra_special_tokens=["[IMG]"],
    )
    tokenizer.chat_template = _MISTRAL_TEMPLATE
    text = _text_config(Pipeline.DEV, tokenizer, len(backend.get_vocab()))
    config = Mistral3Config(
        text_config=MistralConfig(sliding_window=None, bos_token_id=tokenizer.bos_token_id, **text),
        vision_config=PixtralVisionConfig(
            hidden_size=16,
            intermediate_size=32,
            num_hidden_layers=1,
            num_attention_heads=2,
            patch_size=14,
            image_size=112,
        ),
        image_token_index=tokenizer.convert_tokens_to_ids("[IMG]"),
        spatial_merge_size=2,
    )
    parts = _common(Pipeline.DEV, heads)
    encoder = Mistral3ForConditionalGeneration(config).eval()
    return Flux2Pipeline(tokenizer=tokenizer, text_encoder=encoder, **parts)


def _text_config(kind: Pipeline, tokenizer: Any, vocabulary: int) -> dict[str, Any]:
    return {
        "vocab_size": vocabulary,
        "hidden_size": _TEXT_HIDDEN,
        "intermediate_size": 32,
        "num_hidden_layers": _TEXT_LAYERS.get(kind, _TEXT_LAYERS_OTHERS),
        "num_attention_heads": 2,
        "num_key_value_heads": 1,
        "head_dim": 8,
        "pad_token_id": tokenizer.pad_token_id,
        "eos_token_id": tokenizer.eos_token_id,
    }


def _byte_tokenizer(special: tuple[str, ...]) -> Any:
    """256 bytes and the special tokens, without merges: any text comes through."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

    names = [*sorted(pre_tokenizers.ByteLevel.alphabet()), *special]
    vocabulary = {name: number for number, name in enumerate(names)}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(
        [AddedToken(name, special=True, normalized=False) for name in special]
    )
    return tokenizer


def _ask_for_processor(folder: Path) -> None:
    """Written by hand: to build a PixtralProcessor would need torchvision already."""
    index = folder / "model_index.json"
    parts = json.loads(index.read_text(encoding="utf-8"))
    parts["tokenizer"] = ["transformers", "PixtralProcessor"]
    index.write_text(json.dumps(parts, indent=2), encoding="utf-8")
    image = {
        "image_processor_type": "PixtralImageProcessor",
        "patch_size": {"height": 14, "width": 14},
        "size": {"longest_edge": 112},
    }
    said = {"processor_class": "PixtralProcessor"}
    tokenizer = folder / "tokenizer"
    for name, values in {
        "preprocessor_config.json": image | said,
        "processor_config.json": {"patch_size": 14, "spatial_merge_size": 2} | said,
    }.items():
        (tokenizer / name).write_text(json.dumps(values, indent=2), encoding="utf-8")


if __name__ == "__main__":
    make_tiny(sys.argv[1], Path(sys.argv[2]))
