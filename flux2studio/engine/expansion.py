"""A prompt made more descriptive by dev's own text encoder, before it is read."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager

import torch
from diffusers.pipelines.flux2.pipeline_flux2 import (
    SYSTEM_MESSAGE_UPSAMPLING_I2I,
    SYSTEM_MESSAGE_UPSAMPLING_T2I,
    format_input,
)

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


def expanded(model: Model, prompt: str, seed: int, watch: Watch, *, is_edit: bool) -> str:
    """Return ``prompt`` as the text encoder rewrites it, the same for the same seed.

    diffusers' ``upsample_prompt`` cannot be stopped and needs a PixtralProcessor, and with it
    torchvision; this asks the same of the model. Without a processor the references cannot be
    shown: with ``is_edit`` the model is at least told to word an edit, not a new scene. The
    global random numbers stay as they were.
    """
    encoder, tokenizer = model.pipe.text_encoder, model.pipe.tokenizer
    system = SYSTEM_MESSAGE_UPSAMPLING_I2I if is_edit else SYSTEM_MESSAGE_UPSAMPLING_T2I
    asked = tokenizer.apply_chat_template(
        format_input(prompts=[prompt], system_message=system),
        add_generation_prompt=True,
        tokenize=True,
        return_dict=True,
        return_tensors="pt",
        truncation=True,
        max_length=_PROMPT_TOKENS,
    )
    start = asked["input_ids"].shape[1]
    limit = min(TOKENS, encoder.generation_config.max_new_tokens or TOKENS)
    with model.reading(), torch.no_grad(), _seeded(model.device, seed):
        answer = encoder.generate(
            **asked.to(model.device),
            max_new_tokens=limit,
            do_sample=True,
            temperature=TEMPERATURE,
            use_cache=True,
            pad_token_id=tokenizer.pad_token_id,
            stopping_criteria=[_watching(watch, start, limit)],
        )
    words: str = tokenizer.decode(answer[0, start:], skip_special_tokens=True)
    return words.strip() or prompt


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
