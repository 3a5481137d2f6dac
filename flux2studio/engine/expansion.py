"""A prompt made more descriptive by dev's own text encoder, before it is read."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from diffusers.pipelines.flux2.pipeline_flux2 import (
    SYSTEM_MESSAGE_UPSAMPLING_I2I,
    SYSTEM_MESSAGE_UPSAMPLING_T2I,
    _validate_and_process_images,
    format_input,
)
from PIL import Image

from flux2studio.core.engine_messages import FailureKind
from flux2studio.engine.errors import EngineError
from flux2studio.engine.model import Model

TEMPERATURE = 0.15  # what Black Forest Labs recommend
TOKENS = 512  # the longest answer
_PROMPT_TOKENS = 2048

Watch = Callable[[int, int], None]  # tokens written, of so many at most; may raise


def check_expandable(model: Model) -> None:
    """Raise EngineError when only the part of the text encoder that reads is loaded."""
    if not model.whole_encoder:
        raise EngineError(
            FailureKind.MEMORY,
            "The prompt cannot be expanded: the text encoder does not fit into memory as a whole.",
            hint="Switch prompt expansion off.",
            field="expand_prompt",
        )


def expanded(
    model: Model, prompt: str, references: Sequence[Image.Image], seed: int, watch: Watch
) -> str:
    """Return ``prompt`` as the text encoder rewrites it, the same for the same seed.

    diffusers' ``upsample_prompt`` cannot be stopped, takes no more than one reference and none
    without torchvision, where the tokenizer stands alone. So this asks the same of the model.
    The references are shown when there is a processor for them; without one, the request is
    still worded as an edit. The global random numbers stay as they were.
    """
    pipe = model.pipe
    with model.reading(), torch.no_grad(), _seeded(model.device, seed):
        asked = _asked(pipe, prompt, references).to(model.device)
        if "pixel_values" in asked:
            asked["pixel_values"] = asked["pixel_values"].to(pipe.text_encoder.dtype)
        start = asked["input_ids"].shape[1]
        limit = min(TOKENS, pipe.text_encoder.generation_config.max_new_tokens or TOKENS)
        answer = pipe.text_encoder.generate(
            **asked,
            max_new_tokens=limit,
            do_sample=True,
            temperature=TEMPERATURE,
            use_cache=True,
            pad_token_id=_tokenizer(pipe).pad_token_id,
            stopping_criteria=[_watching(watch, start, limit)],
        )
        words: str = _tokenizer(pipe).decode(answer[0, start:], skip_special_tokens=True)
    return words.strip() or prompt


def _asked(pipe: Any, prompt: str, references: Sequence[Image.Image]) -> Any:
    shown = list(references) if hasattr(pipe.tokenizer, "image_processor") else []
    messages = format_input(
        prompts=[prompt],
        system_message=(
            SYSTEM_MESSAGE_UPSAMPLING_I2I if references else SYSTEM_MESSAGE_UPSAMPLING_T2I
        ),
        images=_validate_and_process_images(
            [shown] if shown else [], pipe.image_processor, pipe.upsampling_max_image_size
        ),
    )
    return pipe.tokenizer.apply_chat_template(
        messages,
        add_generation_prompt=True,
        tokenize=True,
        return_dict=True,
        return_tensors="pt",
        truncation=not shown,  # cutting would leave places of the pictures without pictures
        max_length=None if shown else _PROMPT_TOKENS,
    )


def _watching(watch: Watch, start: int, limit: int) -> Callable[..., torch.Tensor]:
    def goes_on(tokens: torch.Tensor, _scores: object, **_others: object) -> torch.Tensor:
        watch(tokens.shape[1] - start, limit)
        return torch.zeros(tokens.shape[0], dtype=torch.bool, device=tokens.device)

    return goes_on


@contextmanager
def _seeded(device: torch.device, seed: int) -> Generator[None]:
    """Sample from ``seed``; afterwards the random numbers go on as if nothing had been drawn."""
    others = {} if device.type == "cpu" else {"device_type": device.type}
    with torch.random.fork_rng(devices=[device] if others else [], **others):
        torch.manual_seed(seed)
        yield


def _tokenizer(pipe: Any) -> Any:
    """The tokenizer itself, inside a processor or alone."""
    return getattr(pipe.tokenizer, "tokenizer", pipe.tokenizer)
